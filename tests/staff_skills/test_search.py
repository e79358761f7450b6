"""Who is found by whom, what is shown of them, and what is written down about it."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from hannover_intl.organisation.models import RoleAssignment, User
from staff_skills.choices import AccessKind, Purpose, Visibility
from staff_skills.models import AccessLog, SkillProfile
from staff_skills.querysets import Wanted
from staff_skills.services.access import SEARCHES_PER_DAY, SEARCHES_PER_HOUR, TooManySearches
from staff_skills.services.search import MAX_SHOWN, search
from staff_skills.services.snapshots import take_snapshot
from tests import cast
from tests.staff_skills import people
from tests.staff_skills.people import NOW, TODAY

pytestmark = pytest.mark.django_db

POLISH = Wanted(Purpose.DELEGATION, "pl", "spoken_interaction", "B2")


def found_by(
    actor: User, wanted: Wanted = POLISH, today: dt.date = TODAY, now: dt.datetime = NOW
) -> list[SkillProfile]:
    return [hit.profile for hit in search(actor, wanted=wanted, today=today, now=now).hits]


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize(
    ("wanted", "is_found"),
    [
        (POLISH, True),
        (Wanted(Purpose.DELEGATION, "pl", "spoken_interaction", "C1"), False),
        (Wanted(Purpose.DELEGATION, "pl", "writing", "A1"), False),
        (Wanted(Purpose.DELEGATION, "uk", "spoken_interaction", "A1"), False),
        (Wanted(Purpose.PHONE, "pl", "spoken_interaction", "B2"), False),
        (Wanted(Purpose.STATISTICS, "pl", "spoken_interaction", "B2"), False),
    ],
)
def test_a_search_finds_level_language_and_purpose(wanted, is_found):
    skill = people.language()
    skill = type(skill)(skill.language, ("B2", "B2", "B2", "B2", ""), skill.evidence)
    people.profile(languages=(skill,), purposes=frozenset({Purpose.DELEGATION}))
    assert bool(found_by(people.coordinator(), wanted)) == is_found


def test_a_search_finds_expertise():
    topic, other = people.topic(), people.topic("Protokoll")
    people.profile(topics=frozenset({topic.pk}))
    actor = people.coordinator()
    counts = [len(found_by(actor, Wanted(Purpose.PHONE, topic_id=one.pk))) for one in (topic, other)]
    assert counts == [1, 0]


def test_one_does_not_find_oneself():
    entry = people.profile()
    RoleAssignment.objects.create(user=entry.user, role="skills_coordinator", since=TODAY)
    assert found_by(User.objects.get(pk=entry.user_id)) == []


class TestScope:
    """The coordination of a unit finds its own people, if they allow it, and only while they are its own."""

    def test_the_central_coordination_finds_both_kinds(self):
        people.profile("a@example.org", visibility=Visibility.UNIT)
        people.profile("b@example.org")
        shown = found_by(people.coordinator())
        assert sorted(str(profile.unit) for profile in shown) == ["Kulturbüro", "None"]

    @pytest.mark.parametrize(("visibility", "count"), [(Visibility.UNIT, 1), (Visibility.CENTRAL, 0)])
    def test_a_unit_finds_those_who_allow_it(self, visibility, count):
        people.profile(visibility=visibility)
        assert len(found_by(people.coordinator(cast.unit()))) == count

    def test_a_unit_finds_nobody_of_another(self):
        people.profile(visibility=Visibility.UNIT)
        assert found_by(people.coordinator(cast.unit("Fachbereich Umwelt"))) == []

    def test_a_division_finds_the_people_of_its_units(self):
        division = cast.unit("Fachbereich Kultur", kind="division")
        people.profile(visibility=Visibility.UNIT, unit=cast.unit("Bücherei", parent=division))
        assert len(found_by(people.coordinator(division))) == 1

    def test_a_merger_does_not_widen_a_consent(self):
        merged = cast.unit("Kultur und Bildung", valid_from=TODAY)
        people.profile(visibility=Visibility.UNIT)
        old = cast.unit()
        old.valid_to, old.successor = TODAY - dt.timedelta(days=1), merged
        old.save()
        assert found_by(people.coordinator(merged)) == []
        assert SkillProfile.objects.visible_to(people.coordinator(old, "alt@example.org"), TODAY).count() == 0

    def test_somebody_who_moved_allowed_it_for_the_former_unit(self):
        entry = people.profile(visibility=Visibility.UNIT)
        User.objects.filter(pk=entry.user_id).update(unit=cast.unit("Fachbereich Umwelt"))
        actors = [people.coordinator(cast.unit()), people.coordinator(cast.unit("Fachbereich Umwelt"), "u@example.org")]
        assert [found_by(actor) for actor in actors] == [[], []]

    def test_a_search_by_unit_finds_only_those_who_let_it_be_named(self):
        people.profile("a@example.org", visibility=Visibility.UNIT)
        people.profile("b@example.org")
        narrowed = Wanted(Purpose.DELEGATION, "pl", units=frozenset({cast.unit().pk}))
        assert len(found_by(people.coordinator(), narrowed)) == 1

    def test_a_role_that_ended_yesterday_finds_nobody(self):
        people.profile()
        actor = people.coordinator(until=TODAY - dt.timedelta(days=1))
        assert SkillProfile.objects.visible_to(actor, TODAY).count() == 0
        assert SkillProfile.objects.visible_to(actor, TODAY - dt.timedelta(days=1)).count() == 1

    @pytest.mark.parametrize("make", [cast.office, cast.contact, cast.outsider])
    def test_other_roles_find_nobody(self, make):
        people.profile(visibility=Visibility.UNIT)
        assert SkillProfile.objects.visible_to(make(), TODAY).count() == 0

    def test_city_it_finds_nobody(self):
        people.profile()
        it = User.objects.create_superuser("it@example.org", name="IT")
        assert SkillProfile.objects.visible_to(it, TODAY).count() == 0

    def test_city_it_with_the_role_is_logged_like_everybody(self):
        people.profile()
        it = User.objects.create_superuser("it@example.org", name="IT")
        RoleAssignment.objects.create(user=it, role="skills_coordinator", since=TODAY)
        it = User.objects.get(pk=it.pk)
        assert len(found_by(it)) == 1
        assert AccessLog.objects.get().actor == it


class TestLog:
    """Every search leaves who, when and what for; the people see it."""

    def test_a_search_is_logged_with_those_it_showed(self):
        entry = people.profile()
        people.profile("englisch@example.org", languages=(people.language("en"),))
        actor = people.coordinator()
        found_by(actor)
        entry_log = AccessLog.objects.of_profile(entry).get()
        assert (entry_log.actor, entry_log.at, entry_log.kind) == (actor, NOW, AccessKind.SEARCH)
        assert entry_log.purpose == Purpose.DELEGATION
        assert entry_log.subjects.count() == 1

    def test_a_search_without_a_result_is_logged_too(self):
        found_by(people.coordinator())
        assert AccessLog.objects.count() == 1

    def test_the_employee_reads_who_looked(self):
        entry = people.profile()
        found_by(people.coordinator())
        page = signed_in(entry.user).get("/meine-sprachkenntnisse/").content.decode()
        assert [
            word for word in ("koordination", "Delegationen begleiten", "23.11.2026 11:00") if word not in page
        ] == []

    def test_a_script_is_stopped_and_one_refusal_an_hour_is_logged(self):
        people.profile()
        actor = people.coordinator()
        refused = 0
        for second in range(SEARCHES_PER_HOUR + 20):
            try:
                found_by(actor, now=NOW + dt.timedelta(seconds=second))
            except TooManySearches:
                refused += 1
        assert refused == 20
        assert AccessLog.objects.filter(kind=AccessKind.SEARCH).count() == SEARCHES_PER_HOUR
        assert AccessLog.objects.filter(kind=AccessKind.REFUSED).count() == 1
        assert len(found_by(actor, now=NOW + dt.timedelta(hours=1, minutes=1))) == 1

    def test_a_patient_script_is_stopped_by_the_day(self):
        actor = people.coordinator()
        AccessLog.objects.bulk_create(
            [
                AccessLog(actor=actor, at=NOW - dt.timedelta(hours=2), kind=AccessKind.SEARCH, purpose=Purpose.PHONE)
                for _ in range(SEARCHES_PER_DAY)
            ]
        )
        with pytest.raises(TooManySearches):
            found_by(actor)

    def test_another_coordinator_is_not_stopped(self):
        first, second = people.coordinator(), people.coordinator(email="zweite@example.org")
        log = AccessLog(actor=first, at=NOW, kind=AccessKind.SEARCH, purpose=Purpose.PHONE)
        AccessLog.objects.bulk_create([log] * SEARCHES_PER_DAY)
        assert found_by(second) == []


class TestPage:
    """The page shows levels, never a name or an address."""

    PATH = "/sprachsuche/?purpose=delegation&language=pl&activity=spoken_interaction&level=B2"

    def test_no_name_no_address_no_other_language(self):
        people.profile(languages=(people.language(), people.language("haw", "C2")))
        page = signed_in(people.coordinator()).get(self.PATH).content.decode()
        assert "Person 1" in page
        assert "Gespräche B2" in page
        leaks = ("polnisch@example.org", ">polnisch", "C2,")
        assert [leak for leak in leaks if leak in page] == []

    @pytest.mark.parametrize(
        "query",
        ["purpose=&language=pl", "purpose=statistics&language=pl", "purpose=phone", "purpose=phone&language=xx"],
    )
    def test_without_purpose_or_subject_nothing_is_searched(self, query):
        people.profile()
        response = signed_in(people.coordinator()).get(f"/sprachsuche/?{query}")
        assert (response.status_code, AccessLog.objects.count()) == (422, 0)

    def test_too_many_searches_answer_429(self):
        actor = people.coordinator()
        earlier = AccessLog(actor=actor, at=timezone.now(), kind=AccessKind.SEARCH, purpose=Purpose.PHONE)
        AccessLog.objects.bulk_create([earlier] * (SEARCHES_PER_HOUR - 1))
        client = signed_in(actor)
        answers = [client.get(self.PATH) for _ in range(3)]
        assert [answer.status_code for answer in answers] == [200, 429, 429]
        assert AccessLog.objects.filter(kind=AccessKind.REFUSED).count() == 1
        assert "das ist festgehalten" in answers[1].content.decode()

    def test_no_cache_keeps_it(self):
        response = signed_in(people.coordinator()).get(self.PATH)
        assert response.headers["Cache-Control"] == "private, no-store"

    def test_at_most_twenty_are_shown(self):
        for number in range(MAX_SHOWN + 2):
            people.profile(f"p{number}@example.org")
        result = search(people.coordinator(), wanted=POLISH, today=TODAY, now=NOW)
        assert (len(result.hits), result.has_more) == (MAX_SHOWN, True)
        assert AccessLog.objects.get().subjects.count() == MAX_SHOWN

    @pytest.mark.parametrize("rows", [1, 3])
    def test_the_number_of_queries_does_not_grow(self, rows, django_assert_num_queries):
        for number in range(rows):
            people.profile(f"p{number}@example.org", visibility=Visibility.UNIT)
        actor = people.coordinator()
        with django_assert_num_queries(16):
            found_by(User.objects.get(pk=actor.pk))


def test_coordinators_read_the_frozen_figures_from_five():
    for number in range(6):
        people.profile(f"p{number}@example.org")
    people.profile("selten@example.org", languages=(people.language("haw"),))
    take_snapshot(today=TODAY)
    people.profile("spaeter@example.org")
    page = signed_in(people.coordinator()).get("/sprachsuche/zahlen/").content.decode()
    assert "5 bis 9" in page
    assert "Hawaiisch" not in page
