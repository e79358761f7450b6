"""Writes of the office to what a measure delivers and costs: indicators and funding lines."""

from collections.abc import Iterable

from django.db import transaction

from hannover_intl.core.audit import Actor, delete_audited, errors_of, save_audited
from hannover_intl.core.versioning import claim_version
from measures.models import FundingLine, Indicator, IndicatorTarget, IndicatorValue


@transaction.atomic
def save_indicator(
    actor: Actor,
    *,
    indicator: Indicator,
    rows: Iterable[IndicatorTarget | IndicatorValue] = (),
    removed: Iterable[IndicatorTarget | IndicatorValue] = (),
    expected_version: int,
) -> Indicator:
    """Create or change an indicator with its new and changed targets and values.

    ``expected_version`` is the version of the measure the writer saw. Raises VersionConflict, ValidationError, and
    RowError for a target or a value.
    """
    claim_version(indicator.measure, expected_version)
    save_audited(indicator, actor=actor)
    for row in removed:
        delete_audited(row, actor=actor)
    for row in rows:
        row.indicator = indicator
        with errors_of(row):
            save_audited(row, actor=actor)
    return indicator


@transaction.atomic
def save_funding(actor: Actor, *, lines: Iterable[FundingLine], removed: Iterable[FundingLine] = ()) -> None:
    """Create, change and remove lines of a measure whose version the caller has claimed. Raises RowError."""
    for line in removed:
        delete_audited(line, actor=actor)
    for line in lines:
        with errors_of(line):
            save_audited(line, actor=actor)
