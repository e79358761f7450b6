"""Activities, networks, reviews, deadlines, the comparison and what a search finds."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from hannover_intl.core.versioning import VersionConflict
from hannover_intl.organisation.models import Actor
from measures.models import MilestoneMove
from partnerships.choices import PartnershipStatus, TravelMode
from partnerships.comparison import compare
from partnerships.models import Activity, Agreement, FollowUp, MembershipYear, Partnership, PartnershipReview, TravelLeg
from partnerships.services.activities import (
    ActivityRelations,
    make_milestone,
    save_activity,
    save_follow_up,
    save_travel_leg,
)
from partnerships.services.networks import save_membership_year
from partnerships.services.register import save_partner
from partnerships.travel import proposed_distance
from tests import cast as people
from tests.partnerships import cast

pytestmark = pytest.mark.django_db

TODAY = people.TODAY


def test_an_activity_has_a_partner_or_a_network():
    with pytest.raises(ValidationError, match="Mit wem"):
        cast.activity(partners=[])
    assert cast.activity(partners=[], networks=[cast.network()]).pk


def test_a_delegation_with_a_file_stays_one():
    activity = cast.delegation().activity
    activity.kind = "event"
    relations = ActivityRelations(partners=[cast.partner()])
    with pytest.raises(ValidationError, match="sie bleibt Delegation"):
        save_activity(None, activity=activity, relations=relations, expected_version=activity.version)


def test_two_writers_of_one_activity_conflict():
    activity = cast.activity()
    relations = ActivityRelations(partners=[cast.partner()])
    save_activity(None, activity=activity, relations=relations, expected_version=1)
    with pytest.raises(VersionConflict):
        save_activity(None, activity=activity, relations=relations, expected_version=1)


class TestFollowUps:
    def follow_up(self, **fields) -> FollowUp:
        values = {"title": "Konzept schreiben", "due": dt.date(2027, 3, 31)} | fields
        return save_follow_up(None, follow_up=FollowUp(activity=cast.activity(), **values))

    def test_one_becomes_a_milestone_once(self):
        measure, follow_up = people.measure(), self.follow_up()
        milestone = make_milestone(None, follow_up=follow_up, measure=measure, expected_version=1, today=TODAY)
        measure.refresh_from_db()
        assert (milestone.title, milestone.added_on, measure.version) == ("Konzept schreiben", TODAY, 2)
        assert not MilestoneMove.objects.exists()
        with pytest.raises(ValidationError, match="schon ein Meilenstein"):
            make_milestone(None, follow_up=follow_up, measure=measure, expected_version=2, today=TODAY)

    @pytest.mark.parametrize("fields", [{"due": None}, {"done_on": TODAY}])
    def test_only_what_is_open_and_dated_becomes_a_milestone(self, fields):
        with pytest.raises(ValidationError, match="noch offen"):
            make_milestone(
                None, follow_up=self.follow_up(**fields), measure=people.measure(), expected_version=1, today=TODAY
            )

    def test_the_measure_is_guarded(self):
        with pytest.raises(VersionConflict):
            make_milestone(None, follow_up=self.follow_up(), measure=people.measure(), expected_version=7, today=TODAY)


class TestTravel:
    def leg(self, mode: str = TravelMode.RAIL, **fields) -> TravelLeg:
        values = {"distance_km": 1000, "persons": 8} | fields
        return save_travel_leg(None, leg=TravelLeg(activity=cast.activity(), mode=mode, **values))

    @pytest.mark.parametrize(("mode", "kilograms"), [("rail", 232), ("coach", 240), ("car", 1232), ("flight", 1712)])
    def test_the_estimate_is_distance_times_persons_times_factor(self, mode, kilograms):
        assert self.leg(mode).co2_kg == kilograms

    def test_a_later_factor_changes_no_earlier_estimate(self):
        leg = self.leg()
        TravelLeg.objects.filter(pk=leg.pk).update(grams_per_km=40, source="früher")
        leg.refresh_from_db()
        leg.persons = 4
        assert save_travel_leg(None, leg=leg).co2_kg == 160
        leg.mode = TravelMode.COACH
        assert (save_travel_leg(None, leg=leg).co2_kg, "Linienbus" in leg.source) == (120, True)

    @pytest.mark.parametrize(
        "fields", [{"distance_km": 0}, {"distance_km": 50_001}, {"persons": 0}, {"mode": "zu Fuß"}]
    )
    def test_implausible_numbers_are_refused(self, fields):
        with pytest.raises(ValidationError):
            self.leg(**fields)

    def test_the_way_to_bristol_and_back_is_proposed(self):
        # 52.3759 N 9.7320 E to 51.4545 N 2.5879 W lie 850 km apart.
        assert proposed_distance(cast.partner(), TravelMode.FLIGHT) == 1785
        assert proposed_distance(cast.partner("Nirgendwo", latitude=None, longitude=None), TravelMode.RAIL) is None


def test_a_year_of_a_membership_is_entered_once():
    membership = cast.network()
    save_membership_year(None, year=MembershipYear(membership=membership, year=2025, fee=50, outcome="Zwei Kontakte"))
    with pytest.raises(ValidationError, match="schon eingetragen"):
        save_membership_year(None, year=MembershipYear(membership=membership, year=2025))
    with pytest.raises(ValidationError, match="nicht negativ"):
        save_membership_year(None, year=MembershipYear(membership=membership, year=2026, fee=-1))


def test_a_review_is_concluded_with_all_six_criteria():
    conclusion = {"held_on": TODAY, "proposal": "continue", "proposal_text": "lebendig"}
    with pytest.raises(ValidationError, match="Grad der Aktivität"):
        cast.review(ratings=cast.ratings()[:1], **conclusion)
    assert not PartnershipReview.objects.exists()
    relation = Partnership.objects.get()
    assert cast.review(ratings=cast.ratings(), partnership=relation, **conclusion).ratings.count() == 6


def test_a_renamed_partner_is_found_by_its_new_name_and_no_version_is_spent_on_it():
    relation, activity = cast.partnership("Oissel"), cast.activity(partners=[cast.partner("Oissel")])
    partner = relation.partner
    partner.name = "Oissel-sur-Seine"
    save_partner(None, partner=partner, expected_version=1)
    found = [list(model.objects.search("sur-seine")) for model in (Partnership, Activity)]
    relation.refresh_from_db()
    assert (found, relation.version, relation.slug) == ([[relation], [activity]], 1, "oissel")


@pytest.mark.parametrize("query", ["POZNAN", "poznań", "Polen", "poland", "ポズナン", "posen", "radverkehr poznan"])
def test_a_relation_is_found_by_every_name_of_its_partner(query):
    place = cast.partner("Poznań", "PL", name_en="Posen", local_name="ポズナン")
    relation = cast.partnership(partner=place, description="Austausch zum Radverkehr")
    cast.partnership("Rouen", partner=cast.partner("Rouen", "FR"))
    assert list(Partnership.objects.search(query)) == [relation]


class TestDeadlines:
    def agreement(self, title: str, **fields) -> Agreement:
        return cast.agreement(title, of=Partnership.objects.first() or cast.partnership(), **fields)

    @pytest.mark.parametrize(
        ("day", "is_listed"),
        [
            (dt.date(2026, 11, 22), False),
            (dt.date(2026, 11, 23), True),
            (dt.date(2027, 11, 23), True),
            (dt.date(2027, 11, 24), False),
        ],
    )
    def test_a_day_within_12_months_is_listed(self, day, is_listed):
        self.agreement("Vertrag", valid_until=day)
        assert Agreement.objects.expiring(TODAY).exists() == is_listed

    def test_the_office_takes_the_days_into_its_calendar(self, client):
        self.agreement("Vertrag; mit Komma,", valid_until=dt.date(2027, 6, 30), notice_by=dt.date(2026, 12, 31))
        self.agreement("Unbefristet")
        self.agreement("später", valid_until=dt.date(2030, 1, 1), renewal_on=dt.date(2027, 1, 15))
        assert client.get("/partnerschaften/fristen.ics").status_code == 302
        client.force_login(people.outsider())
        assert client.get("/partnerschaften/fristen.ics").status_code == 404
        client.force_login(people.office())
        text = client.get("/partnerschaften/fristen.ics").content.decode()
        days = [line.partition(":")[2] for line in text.splitlines() if line.startswith("DTSTART")]
        assert days == ["20261231", "20270115", "20270630"]
        assert r"letzter Tag für eine Kündigung: Vertrag\; mit Komma\," in text.replace("\r\n ", "")


class TestComparison:
    def test_every_relation_is_measured_the_same_way(self):
        association = Actor.objects.create(name="Freundeskreis", kind="association")
        company = Actor.objects.create(name="Firma", kind="company")
        relation = cast.partnership(involved_units=[people.unit("Umwelt")], actors=[association, company])
        cast.agreement(of=relation)
        cast.agreement("abgelaufen", of=relation, valid_until=dt.date(2026, 1, 1))
        cast.activity(start=dt.date(2024, 6, 1), end=dt.date(2024, 6, 2))
        cast.activity(start=dt.date(2026, 6, 1), end=dt.date(2026, 6, 2))
        cast.activity(start=dt.date(2026, 7, 1), end=dt.date(2026, 7, 2), cancelled=True)
        cast.activity(start=dt.date(2026, 12, 1), end=dt.date(2026, 12, 2))
        conclusion = {"held_on": dt.date(2025, 2, 1), "proposal": "continue", "proposal_text": "lebendig"}
        review = cast.review(cast.ratings(4), partnership=relation, due_on=dt.date(2025, 1, 1), **conclusion)
        cast.review(partnership=relation, due_on=dt.date(2027, 1, 1))
        (row,) = compare(people.office(), TODAY)
        assert (row.units, row.civil_society, row.agreements) == (2, 1, 1)
        assert (row.by_year, row.is_quiet) == (((2024, 1), (2025, 0), (2026, 1)), False)
        assert (row.review, row.points, row.next_review) == (review, 24, dt.date(2027, 1, 1))
        assert row.partnership.last_activity_on == dt.date(2026, 6, 1)

    def test_a_relation_is_quiet_after_24_months_and_dormant_ones_say_since_when(self):
        cast.partnership()
        cast.activity(start=dt.date(2024, 11, 1), end=dt.date(2024, 11, 23))
        cast.partnership("Rouen", status=PartnershipStatus.DORMANT, since=dt.date(2022, 3, 1), since_precision="month")
        cast.partnership("Beendet", status=PartnershipStatus.ENDED)
        office = people.office()
        rows = compare(office, TODAY)
        assert [(str(row.partnership.partner), row.is_quiet, row.dormant_since) for row in rows] == [
            ("Bristol", True, ""),
            ("Rouen", False, "März 2022"),
        ]
        cast.activity(start=dt.date(2024, 11, 24), end=dt.date(2024, 11, 24))
        assert not compare(office, TODAY)[0].is_quiet

    def test_the_page_costs_the_same_for_one_and_for_three(self, client, today, django_assert_num_queries):
        client.force_login(people.office())
        for names in (["Bristol"], ["Rouen", "Leipzig"]):
            for name in names:
                relation = cast.partnership(
                    name, actors=[Actor.objects.create(name=f"Kreis {name}", kind="association")]
                )
                cast.review(cast.ratings(), partnership=relation)
                cast.agreement(of=relation)
                cast.activity(f"Besuch {name}", partners=[relation.partner])
            with django_assert_num_queries(10):
                assert client.get("/partnerschaften/vergleich/").status_code == 200

    def test_only_the_office_compares(self, client):
        assert client.get("/partnerschaften/vergleich/").status_code == 302
        client.force_login(people.contact())
        assert client.get("/partnerschaften/vergleich/").status_code == 404


def test_relations_in_preparation_and_hidden_activities_are_the_offices_own():
    hidden = cast.partnership(is_public=False)
    cast.activity(is_public=False)
    office, outsider = people.office(), people.outsider()
    for model in (Partnership, Activity, Agreement):
        if model is Agreement:
            cast.agreement(of=hidden)
        counts = [model.objects.visible_to(who, TODAY).count() for who in (office, outsider)]
        assert (model.__name__, counts) == (model.__name__, [1, 0])
    assert Partnership.objects.as_of(TODAY).with_activity(outsider, TODAY).get().last_activity_on is None
