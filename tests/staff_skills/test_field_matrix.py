"""Who sees which field: every role opens every page it can reach, and the canaries that sing are counted.

The table is the one of docs/datenschutz_sprachkenntnisse.md.
"""

import re

import pytest
from django.test import Client
from django.urls import reverse

from hannover_intl.organisation.choices import Role
from hannover_intl.organisation.models import User
from staff_skills.choices import Evidence, Purpose, TrainingKind, TrainingState, Visibility
from staff_skills.services.profiles import TrainingEntry
from staff_skills.services.requests import answer_request
from staff_skills.services.snapshots import take_snapshot
from tests import cast
from tests.staff_skills import people
from tests.staff_skills.people import TODAY

pytestmark = pytest.mark.django_db

# What each field looks like on a page. Nothing else in the world of this test has these words.
CANARIES = {
    "name": "Erika-Kanarie",
    "email": "kanarie@example.org",
    "unit": "Einheit der Kanarie",
    "asked language": "Gespräche C2",
    "other language": "Hawaiisch: ",
    "certificate": "Zertifikat 1987",
    "country": "Tuvalu",
    "topic": "Kanarienkunde",
}
NOTHING: frozenset[str] = frozenset()
FOUND = frozenset({"asked language", "certificate"})
CONTACT = frozenset({"name", "email", "unit"})

NOBODY = (
    "coordination of another unit",
    "former coordination",
    "head of the unit",
    "colleague",
    "office",
    "city IT",
    "anonymous",
)
SEARCH = "/sprachsuche/?purpose=delegation&language=pl&activity=spoken_interaction&level=A1"


def accounts(unit) -> dict[str, User | None]:
    coordinator, head = Role.SKILLS_COORDINATOR, Role.HEAD
    return {
        "central coordination": cast.person("zentral@example.org", coordinator),
        "coordination of the unit": cast.person("einheit@example.org", coordinator, unit),
        "coordination of another unit": cast.person("andere@example.org", coordinator, cast.unit("Anderswo")),
        "former coordination": cast.person("frueher@example.org", coordinator, until=cast.ADOPTED),
        "head of the unit": cast.person("leitung@example.org", head, unit),
        "colleague": cast.user("kollegium@example.org", unit=unit),
        "office": cast.office(),
        "city IT": User.objects.create_superuser("it@example.org", name="IT"),
        "anonymous": None,
    }


def seen_by(person: User | None, paths: list[str]) -> set[str]:
    """The canaries on any of the pages; filters offer all units and subjects, so they are cut away."""
    client = Client()
    if person is not None:
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    pages = [client.get(path).content.decode() for path in paths]
    text = re.sub(r'<form[^>]*role="search".*?</form>', "", " ".join(pages), flags=re.DOTALL)
    return {field for field, word in CANARIES.items() if word in text}


@pytest.mark.parametrize("visibility", [Visibility.UNIT, Visibility.CENTRAL])
def test_every_role_sees_what_the_table_says_and_nothing_else(visibility):
    unit = cast.unit(CANARIES["unit"])
    topic = people.topic(CANARIES["topic"])
    cast.user(CANARIES["email"], unit=unit, name=CANARIES["name"])
    entry = people.profile(
        CANARIES["email"],
        visibility=visibility,
        languages=(
            people.language("pl", "C2", evidence=Evidence.CERTIFICATE, certificate_year=1987),
            people.language("haw", "C2"),
        ),
        topics=frozenset({topic.pk}),
        trainings=(TrainingEntry(TrainingKind.STAY_ABROAD, TrainingState.DONE, topic.pk, 1987, "TV"),),
        purposes=frozenset({Purpose.DELEGATION, Purpose.STATISTICS}),
    )
    take_snapshot(today=TODAY)
    roles = accounts(unit)
    central = roles["central coordination"]
    assert central is not None
    request = people.request(central, entry)
    for accepted in (False, True):
        if accepted:
            answer_request(entry.user, key=entry.received.get().pk, accept=True, today=TODAY)
        paths = [SEARCH, request.get_absolute_url(), *PAGES]
        seen = {role: seen_by(person, paths) for role, person in roles.items()}
        assert seen == {role: expected(role, visibility, accepted=accepted) for role in roles}


def expected(role: str, visibility: str, *, accepted: bool) -> frozenset[str]:
    """Contact data belong to those who see the request; the unit to those whom the person allows to know it."""
    unit = frozenset({"unit"}) if visibility == Visibility.UNIT else NOTHING
    if role == "central coordination":
        return FOUND | unit | (CONTACT if accepted else NOTHING)
    if role == "coordination of the unit":
        return FOUND | unit if visibility == Visibility.UNIT else NOTHING
    assert role in NOBODY
    return NOTHING


PAGES = [
    "/",
    "/meine-sprachkenntnisse/",
    "/sprachsuche/anfragen/",
    "/sprachsuche/zahlen/",
    "/sprachsuche/bedarf/",
    "/sprachsuche/bedarf.csv",
    "/suche/?q=kanarie",
    "/suche/?q=hawaiisch",
    reverse("admin:staff_skills_aggregatesnapshot_changelist"),
    reverse("admin:organisation_networkgroup_changelist"),
]
