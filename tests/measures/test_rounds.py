"""Opening and closing of reporting rounds."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from measures.choices import Progress, RoundState, UpdateState
from measures.models import Invitation, MeasureUpdate, ReportingRound
from measures.services.rounds import close_round, open_round
from tests import cast

pytestmark = pytest.mark.django_db


def planned(**fields) -> ReportingRound:
    return cast.reporting_round(state=RoundState.PLANNED, **fields)


def invited() -> list[str]:
    return [invitation.measure.number for invitation in Invitation.objects.select_related("measure")]


def test_opening_asks_for_every_running_measure_once():
    for number, progress in (("1.1", None), ("1.2", Progress.ONGOING), ("1.3", Progress.DONE), ("1.4", "dropped")):
        measure = cast.measure(number)
        if progress:
            cast.status(measure, progress, reason="Grund")
    cast.measure("1.5", adopted_on=cast.TODAY + dt.timedelta(days=1))
    opened = open_round(cast.office(), reporting_round=planned(), today=cast.TODAY)
    assert (opened.state, invited()) == (RoundState.OPEN, ["1.1", "1.2"])


def test_opening_and_closing_leave_who_did_it():
    office, reporting_round = cast.office(), planned()
    open_round(office, reporting_round=reporting_round, today=cast.TODAY)
    close_round(office, reporting_round=reporting_round)
    changes = reporting_round.history.filter(history_type="~").order_by("pk")
    assert list(changes.values_list("state", "history_user")) == [
        (RoundState.OPEN, office.pk),
        (RoundState.CLOSED, office.pk),
    ]


@pytest.mark.parametrize("state", [RoundState.OPEN, RoundState.CLOSED])
def test_round_is_opened_only_once(state):
    with pytest.raises(ValidationError, match="schon eröffnet"):
        open_round(None, reporting_round=cast.reporting_round(state=state), today=cast.TODAY)


def test_two_rounds_are_never_open_together():
    cast.reporting_round()
    second = planned(title="1. Halbjahr 2027", as_of=dt.date(2027, 6, 30))
    with pytest.raises(ValidationError, match="schon eine Berichtsrunde offen"):
        open_round(None, reporting_round=second, today=cast.TODAY)
    assert invited() == []


def test_stale_copy_of_a_round_does_not_open_it_again():
    reporting_round = planned()
    stale = ReportingRound.objects.get()
    open_round(None, reporting_round=reporting_round, today=cast.TODAY)
    with pytest.raises(ValidationError, match="schon eröffnet"):
        open_round(None, reporting_round=stale, today=cast.TODAY)


def test_only_an_open_round_is_closed():
    with pytest.raises(ValidationError, match="nicht offen"):
        close_round(None, reporting_round=planned())


@pytest.mark.parametrize(("waiting", "words"), [(1, "wartet noch 1 Sachstand"), (2, "warten noch 2 Sachstände")])
def test_round_is_not_closed_over_updates_that_wait_for_a_decision(waiting, words):
    reporting_round = cast.reporting_round()
    for number in range(1, waiting + 1):
        MeasureUpdate.objects.create(
            measure=cast.measure(f"1.{number}"),
            round=reporting_round,
            state=UpdateState.SUBMITTED,
            measure_version=1,
        )
    with pytest.raises(ValidationError, match=words):
        close_round(None, reporting_round=reporting_round)
    assert ReportingRound.objects.get().state == RoundState.OPEN


def test_drafts_and_returned_updates_do_not_hold_a_round_open():
    reporting_round = cast.reporting_round()
    for number, state in (("1.1", UpdateState.DRAFT), ("1.2", UpdateState.RETURNED)):
        MeasureUpdate.objects.create(
            measure=cast.measure(number), round=reporting_round, state=state, measure_version=1, comment="Bitte ändern"
        )
    assert close_round(None, reporting_round=reporting_round).state == RoundState.CLOSED
