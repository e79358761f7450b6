"""Writes of the office to what a measure delivers and costs, and to the plan of a reporting round."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from hannover_intl.core.audit import RowError
from hannover_intl.core.versioning import VersionConflict
from measures.choices import RoundState
from measures.models import FundingLine, Indicator, IndicatorTarget, IndicatorValue
from measures.services.figures import save_funding, save_indicator
from measures.services.planning import save_round
from tests import cast

pytestmark = pytest.mark.django_db

TODAY = cast.TODAY
DAY = dt.timedelta(days=1)


def errors_of(call):
    with pytest.raises(ValidationError) as error:
        call()
    return error.value.message_dict


# --- Indicators and funding ---


def test_indicator_is_saved_with_its_numbers_and_claims_the_measure():
    office, measure = cast.office(), cast.measure()
    indicator = Indicator(measure=measure, name="Reisen", unit="Personen", kind="output")
    rows = [IndicatorTarget(due=TODAY, value=100), IndicatorValue(measured_on=TODAY, value=60)]
    save_indicator(office, indicator=indicator, rows=rows, expected_version=1)
    assert (indicator.targets.get().value, indicator.values.get().value) == (100, 60)
    assert indicator.values.get().history.get().history_user == office
    with pytest.raises(VersionConflict):
        save_indicator(office, indicator=indicator, expected_version=1)


def test_number_twice_on_one_day_is_named_and_nothing_is_saved():
    indicator = Indicator(measure=cast.measure(), name="Reisen", unit="Personen", kind="output")
    rows = [IndicatorTarget(due=TODAY, value=1), IndicatorTarget(due=TODAY, value=2)]
    with pytest.raises(RowError) as error:
        save_indicator(None, indicator=indicator, rows=rows, expected_version=1)
    assert (error.value.row, error.value.messages) == (rows[1], ["Zu diesem Tag gibt es schon einen Zielwert."])
    assert Indicator.objects.count() == 0


def test_removed_number_stays_in_the_history():
    office = cast.office()
    indicator = Indicator(measure=cast.measure(), name="Reisen", unit="Personen", kind="output")
    row = IndicatorValue(measured_on=TODAY, value=60)
    save_indicator(office, indicator=indicator, rows=[row], expected_version=1)
    save_indicator(office, indicator=indicator, removed=[row], expected_version=2)
    assert indicator.values.count() == 0
    assert [(gone.value, gone.history_user) for gone in IndicatorValue.history.filter(history_type="-")] == [
        (60, office)
    ]


def test_funding_lines_are_added_changed_and_removed():
    measure = cast.measure()
    kept, gone = (FundingLine(measure=measure, year=year, source="budget", planned=10) for year in (2025, 2026))
    save_funding(None, lines=[kept, gone])
    kept.planned = 20
    save_funding(None, lines=[kept], removed=[gone])
    assert [(line.year, line.planned) for line in measure.funding_lines.all()] == [(2025, 20)]


def test_grant_without_a_programme_is_named():
    line = FundingLine(measure=cast.measure(), year=2026, source="grant")
    with pytest.raises(RowError) as error:
        save_funding(None, lines=[line])
    assert error.value.messages == ["Zu einer Förderung gehört der Name des Programms."]


# --- The plan of a round ---


@pytest.mark.parametrize("name", ["title", "as_of", "opens_on"])
def test_what_was_announced_stays_once_the_round_is_open(name):
    reporting_round = cast.reporting_round()
    setattr(reporting_round, name, "Anders" if name == "title" else dt.date(2026, 10, 1))
    refused = errors_of(lambda: save_round(None, reporting_round=reporting_round))
    assert refused == {name: ["Die Runde ist eröffnet: Diese Angabe steht fest."]}


def test_deadline_of_an_open_round_can_be_extended():
    reporting_round = cast.reporting_round()
    reporting_round.deadline += 7 * DAY
    assert save_round(None, reporting_round=reporting_round).deadline == dt.date(2026, 12, 18)


def test_closed_round_is_not_changed():
    reporting_round = cast.reporting_round(state=RoundState.CLOSED)
    with pytest.raises(ValidationError, match="geschlossen"):
        save_round(None, reporting_round=reporting_round)


def test_saving_a_round_neither_opens_nor_closes_it():
    reporting_round = cast.reporting_round(state=RoundState.PLANNED)
    reporting_round.state = RoundState.OPEN
    assert save_round(None, reporting_round=reporting_round).state == RoundState.PLANNED
