"""Every address of the portal, asked as every role. An address that is not declared here fails the test.

What is not yours is 404; whoever is not signed in is sent to the login. The outsider holds the role of the contact,
for another unit: the pages of the contact's measure must not exist for them.
"""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from hannover_intl.organisation.models import User
from measures.models import Objective
from tests import cast
from tests.council.test_models import committee
from tests.partnerships import cast as register
from tests.staff_skills import people

pytestmark = pytest.mark.django_db

ROLES = ("anonymous", "nobody", "contact", "outsider", "office", "it", "coordinator")
LOGIN, HERE, GONE = 302, 200, 404
PUBLIC = dict.fromkeys(ROLES, HERE)
REPORTERS = {"anonymous": LOGIN, "nobody": GONE, "contact": HERE, "outsider": HERE} | dict.fromkeys(ROLES[4:], GONE)
OWN_UNIT = REPORTERS | {"outsider": GONE}
SIGNED_IN = PUBLIC | {"anonymous": LOGIN}
OFFICE = {"anonymous": LOGIN, "nobody": GONE, "contact": GONE, "outsider": GONE, "coordinator": GONE}
POST_ONLY = dict.fromkeys(ROLES, 405) | {"anonymous": LOGIN}
COORDINATORS = dict.fromkeys(ROLES, GONE) | {"anonymous": LOGIN, "coordinator": HERE}
PLANNERS = COORDINATORS | {"office": HERE, "it": HERE}

# What GET answers. POST is judged by it: who may not read may not write.
DECLARED: dict[str, dict[str, int]] = {
    "home": PUBLIC,
    "search": PUBLIC,
    "imprint": PUBLIC,
    "privacy": PUBLIC,
    "contact": PUBLIC,
    "accessibility": PUBLIC,
    "easy_language": PUBLIC,
    "login": PUBLIC | dict.fromkeys(ROLES[1:], 302),  # whoever is signed in is sent on
    "logout": dict.fromkeys(ROLES, 405) | {"anonymous": LOGIN},  # POST only
    "password_change": SIGNED_IN,
    "password_reset": PUBLIC,
    "password_reset_done": PUBLIC,
    "password_reset_confirm": dict.fromkeys(ROLES, GONE),  # nobody followed the link of a mail
    "measures:list": PUBLIC,
    "measures:detail": PUBLIC,
    "measures:fields": PUBLIC,
    "measures:field": PUBLIC,
    "measures:objective": PUBLIC,
    "measures:units": PUBLIC,
    "measures:unit": PUBLIC,
    "measures:mine": REPORTERS,
    "measures:own_list": REPORTERS,
    "measures:own_list_file": REPORTERS,
    "measures:report": OWN_UNIT,
    "measures:printed": OWN_UNIT,
    # No file and no delegation has number 0; their rights are asked in tests/partnerships.
    "partnerships:agreement_file": dict.fromkeys(ROLES, GONE),
    "partnerships:list": PUBLIC,
    "partnerships:detail": PUBLIC,
    "partnerships:timeline": PUBLIC,
    "partnerships:networks": PUBLIC,
    "partnerships:network": PUBLIC,
    "partnerships:request": PUBLIC,
    "partnerships:request_sent": PUBLIC,
    "partnerships:figures": PUBLIC,
    "partnerships:comparison": OFFICE | {"office": HERE, "it": HERE},
    "partnerships:deadlines_ics": OFFICE | {"office": HERE, "it": HERE},
    "partnerships:programme_pdf": dict.fromkeys(ROLES, GONE) | {"anonymous": LOGIN},
    "publishing:subscribe": PUBLIC,
    "publishing:asked": PUBLIC,
    "publishing:confirm": dict.fromkeys(ROLES, GONE),  # no subscription has this token
    "publishing:unsubscribe": PUBLIC,  # whether it is known or not
    "publishing:open_data": PUBLIC,
    "publishing:embed": PUBLIC,
    "open_data:catalogue": PUBLIC,
    "open_data:csv": PUBLIC,
    "open_data:json": PUBLIC,
    "open_data:schema": PUBLIC,
    "oparl:system": PUBLIC,
    "oparl:list": PUBLIC,
    "oparl:object": PUBLIC,
    "discovery:robots": PUBLIC,
    "discovery:sitemap": PUBLIC,
    "feeds:reports": PUBLIC,
    "feeds:committee": PUBLIC,
    "feeds:meetings": PUBLIC,
    "feeds:committee_meetings": PUBLIC,
    "feeds:deadlines": REPORTERS | {"office": HERE, "it": HERE},
    "reporting:committees": PUBLIC,
    "reporting:committee": PUBLIC,
    "reporting:list": PUBLIC,
    "reporting:comparison": PUBLIC,
    "reporting:request_activity": POST_ONLY,
    "reporting:skills_planning": PLANNERS,
    "reporting:skills_planning_csv": PLANNERS,
    # No report has the number of the sample; who may see which is asked in tests/reporting/test_views.py.
    "reporting:detail": dict.fromkeys(ROLES, GONE),
    "reporting:pdf": dict.fromkeys(ROLES, GONE),
    "reporting:short": dict.fromkeys(ROLES, GONE),
    "reporting:short_pdf": dict.fromkeys(ROLES, GONE),
    "reporting:preview": OFFICE | {"office": HERE, "it": HERE},
    "reporting:preview_pdf": OFFICE | {"office": HERE, "it": HERE},
    "staff_skills:mine": SIGNED_IN,
    "staff_skills:edit": SIGNED_IN,
    "staff_skills:confirm": POST_ONLY,
    "staff_skills:withdraw": POST_ONLY,
    "staff_skills:answer": POST_ONLY,
    "staff_skills:own_json": SIGNED_IN,
    "staff_skills:own_pdf": SIGNED_IN,
    "staff_skills:search": COORDINATORS,
    "staff_skills:figures": COORDINATORS,
    "staff_skills:new_request": COORDINATORS | {"coordinator": 302},  # a request begins with a search
    "staff_skills:requests": COORDINATORS,
    "staff_skills:request": COORDINATORS,
}
OPEN_TO_ALL = {"admin:login", "admin:jsi18n"}  # a redirect to the login page; names of months
MACHINES = {name for name in DECLARED if name.startswith(("feeds:", "open_data:", "oparl:", "discovery:"))}
ONE_ADDRESS = MACHINES | {"easy_language"}  # what machines read has no language of its own; easy language is German
SAMPLES: dict[str, tuple[object, ...]] = {
    "number": ("1.1", "1"),
    "day": (dt.date(2026, 6, 30),),
    "object_id": ("1",),
    "app_label": ("measures",),
    "history_id": ("1",),
    "id": ("1",),
    "content_type_id": ("1",),
    "url": ("x",),
    "kind": ("xlsx",),
    "key": ("00000000-0000-0000-0000-000000000000",),
    "unit_key": ("kulturbuero",),
    "pk": ("1",),
    "slug": ("bristol", "0001-2026"),
    "token": ("setzen",),  # what stands there in the address of a new password, when the link was followed
    "uidb64": ("MQ",),
    "language": ("de",),
    "list_key": ("massnahmen",),
    "oparl_list": ("papers",),
    "oparl_type": ("body",),
}


def addresses(resolver: URLResolver, namespace: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Name with namespace, and names of parameters, of every pattern below the resolver.

    Django's admin has two patterns without a name: they lead an unknown address to the page it may have meant.
    """
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from addresses(pattern, inner)
        elif isinstance(pattern, URLPattern) and (pattern.name or namespace != "admin:"):
            yield f"{namespace}{pattern.name}", tuple(pattern.pattern.converters or pattern.pattern.regex.groupindex)


ADDRESSES = sorted(set(addresses(get_resolver())))


def path_of(name: str, parameters: tuple[str, ...]) -> str:
    for choice in range(2):
        values = {parameter: SAMPLES[parameter][min(choice, len(SAMPLES[parameter]) - 1)] for parameter in parameters}
        try:
            return reverse(name, kwargs=values)
        except NoReverseMatch:
            continue
    raise AssertionError(f"{name}: no sample fits {parameters}")


def expected(name: str, role: str) -> int | None:
    """The declared answer, or None where the office's answer depends on the object."""
    if name.startswith("admin:"):
        return OFFICE.get(role)
    return DECLARED[name][role]


@pytest.fixture
def world():
    """One measure of the Kulturbüro in an open round, one finished round, and one account per role."""
    measure = cast.measure("1.1", contact=cast.contact())
    Objective.objects.create(number=1, title="Standort")
    register.partnership()
    register.network("Bristol")
    committee(slug="bristol")
    cast.reporting_round()
    cast.reporting_round("1. Halbjahr 2026", as_of=dt.date(2026, 6, 30), state="closed", opens_on=dt.date(2026, 6, 1))
    accounts = {
        "nobody": cast.user("niemand@example.org"),
        "contact": User.objects.get(email="kontakt.kultur@example.org"),
        "outsider": cast.outsider(),
        "office": cast.office(),
        "it": User.objects.create_superuser("it@example.org", name="IT"),
        "coordinator": people.coordinator(),
    }
    people.draft(pk=1, coordinator=accounts["coordinator"], created_on=cast.TODAY).save()
    return measure, accounts


def signed_in(account: User | None) -> Client:
    client = Client(raise_request_exception=False)
    if account is not None:
        client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_every_address_is_declared():
    names = {name for name, _ in ADDRESSES if not name.startswith("admin:")}
    assert names == set(DECLARED)


def test_every_address_answers_every_role_as_declared(world):
    _, accounts = world
    wrong = []
    for role in ROLES:
        client = signed_in(accounts.get(role))
        for name, parameters in ADDRESSES:
            if name in OPEN_TO_ALL or name == "admin:logout":
                continue
            path = path_of(name, parameters)
            got, wanted = client.get(path).status_code, expected(name, role)
            if got != wanted and (wanted is not None or got >= 500):
                wrong.append(f"GET {path} ({name}) as {role}: {got}, not {wanted}")
    assert wrong == []


def test_who_may_not_read_may_not_write(world):
    _, accounts = world
    wrong = []
    for role in ROLES:
        client = signed_in(accounts.get(role))
        for name, parameters in ADDRESSES:
            if name in OPEN_TO_ALL or name in {"logout", "admin:logout"}:
                continue
            path, readable = path_of(name, parameters), expected(name, role) in {HERE, None}
            got = client.post(path).status_code
            if got >= 500 or (not readable and got not in {302, 404, 405}):
                wrong.append(f"POST {path} ({name}) as {role}: {got}")
    assert wrong == []


def test_public_pages_are_in_english_and_internal_ones_lead_to_their_german_address(world):
    _, accounts = world
    client, wrong = signed_in(accounts["office"]), []
    for name, path in [(name, path_of(name, parameters)) for name, parameters in ADDRESSES]:
        english = client.get(f"/en{path}")
        if name.startswith("admin:") or name in ONE_ADDRESS:
            right = english.status_code == GONE
        elif DECLARED[name]["anonymous"] != HERE:
            right = english.headers.get("Location") == path or DECLARED[name]["anonymous"] == GONE
        else:
            right = english.status_code == client.get(path).status_code
            right = right and english.headers["Content-Language"] == "en"
        if not right:
            wrong.append(f"/en{path}: {english.status_code} {english.headers.get('Location', '')}")
    assert wrong == []
