"""The history of a status: no gap, no overlap, the same answer as a plain reading of its rows."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from hannover_intl.core.versioning import VersionConflict
from partnerships.choices import REASONED_STATUSES, RECORDED_STATUSES, PartnershipStatus
from partnerships.models import Partnership, StatusEntry
from partnerships.services.register import PartnershipRelations, change_status, save_partnership
from tests import cast as people
from tests.partnerships import cast

BEGUN = dt.date(2000, 1, 1)
DAYS = st.dates(BEGUN, dt.date(2026, 12, 31))


def record(of: Partnership, status: str, day: dt.date, reason: str = "weil", **fields) -> StatusEntry:
    entry = StatusEntry(partnership=of, status=status, effective_on=day, reason=reason, **fields)
    of.refresh_from_db()
    return change_status(None, entry=entry, expected_version=of.version)


def status_on(day: dt.date) -> str:
    return Partnership.objects.as_of(day).get().status


class HistoryTests(TestCase):
    @settings(max_examples=40, deadline=None)
    @given(st.lists(st.tuples(st.sampled_from(RECORDED_STATUSES), DAYS), max_size=6), st.lists(DAYS, max_size=6))
    def test_on_every_day_exactly_one_status_holds(self, changes, asked):
        relation = cast.partnership(since=BEGUN, status="")
        for status, day in changes:
            record(relation, status, day)
        for day in [BEGUN, *asked, *(day for _status, day in changes)]:
            # The plain reading: the latest effective day by then; among equal days the one recorded last.
            begun = [(on, number, status) for number, (status, on) in enumerate(changes) if on <= day]
            expected = max(begun)[2] if begun else PartnershipStatus.UNKNOWN
            assert [row.status for row in Partnership.objects.as_of(day)] == [expected]

    @settings(max_examples=20, deadline=None)
    @given(st.lists(st.tuples(st.sampled_from(RECORDED_STATUSES), DAYS), min_size=1, max_size=5), DAYS)
    def test_what_is_recorded_later_for_a_later_day_changes_no_earlier_day(self, changes, day):
        relation = cast.partnership(since=BEGUN, status="")
        for status, on in changes:
            record(relation, status, on)
        before = status_on(day)
        record(relation, PartnershipStatus.ENDED, day + dt.timedelta(days=1))
        assert status_on(day) == before


@pytest.mark.django_db
@pytest.mark.parametrize("status", REASONED_STATUSES)
def test_dormant_and_ended_need_a_reason(status):
    with pytest.raises(ValidationError, match="Warum ruht oder endet"):
        record(cast.partnership(), status, people.TODAY, reason="")


@pytest.mark.django_db
def test_unknown_is_never_recorded():
    with pytest.raises(ValidationError, match="wählen Sie einen Stand"):
        record(cast.partnership(), PartnershipStatus.UNKNOWN, people.TODAY)


@pytest.mark.django_db
def test_a_status_does_not_begin_before_the_relation():
    relation = cast.partnership(since=BEGUN)
    with pytest.raises(ValidationError) as refused:
        record(relation, PartnershipStatus.DORMANT, BEGUN - dt.timedelta(days=1))
    assert refused.value.message_dict == {"effective_on": ["Der Tag liegt vor dem Beginn der Beziehung."]}


@pytest.mark.django_db
def test_the_relation_does_not_begin_after_its_first_status():
    relation = cast.partnership(since=BEGUN)
    relation.since = dt.date(2001, 1, 1)
    with pytest.raises(ValidationError, match="schon einen Stand vor diesem Tag"):
        save_partnership(None, partnership=relation, relations=PartnershipRelations(), expected_version=1)


@pytest.mark.django_db
def test_a_status_recorded_on_an_old_version_is_a_conflict():
    relation = cast.partnership()
    record(relation, PartnershipStatus.DORMANT, people.TODAY)
    entry = StatusEntry(partnership=relation, status=PartnershipStatus.ENDED, effective_on=people.TODAY, reason="nein")
    with pytest.raises(VersionConflict):
        change_status(None, entry=entry, expected_version=1)


@pytest.mark.django_db
def test_a_relation_taken_up_again_is_active_and_keeps_its_past():
    relation = cast.partnership(since=BEGUN)
    record(relation, PartnershipStatus.ENDED, dt.date(2010, 1, 1))
    record(relation, PartnershipStatus.ACTIVE, dt.date(2020, 1, 1))
    days = (dt.date(2009, 12, 31), dt.date(2010, 1, 1), dt.date(2019, 12, 31), people.TODAY)
    assert [status_on(day) for day in days] == ["active", "ended", "ended", "active"]


@pytest.mark.django_db
def test_a_relation_is_not_there_before_it_began():
    cast.partnership(since=BEGUN)
    assert not Partnership.objects.as_of(BEGUN - dt.timedelta(days=1)).exists()


@pytest.mark.django_db
def test_who_recorded_a_status_is_kept():
    relation, office = cast.partnership(), people.office()
    entry = StatusEntry(partnership=relation, status="dormant", effective_on=people.TODAY, reason="Kriegsbeginn")
    change_status(office, entry=entry, expected_version=1)
    assert StatusEntry.objects.get(status="dormant").actor == office
