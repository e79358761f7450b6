"""Indicators as small charts: what was measured by a day, and the targets."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hannover_intl.core.languages import text_of
from hannover_intl.core.trends import Reading, Trend
from measures.asked_day import AskedDay
from measures.models import Indicator, IndicatorValue, Measure
from measures.presentation import number_text


def indicators_of(measures: Iterable[Measure], day: dt.date) -> QuerySet[Indicator]:
    """The indicators of some measures with ``measured``, the values by ``day``; three queries."""
    values = IndicatorValue.objects.filter(measured_on__lte=day).order_by("measured_on")
    rows = Indicator.objects.filter(measure__in=[measure.pk for measure in measures]).select_related("measure")
    return rows.prefetch_related("targets", Prefetch("values", values, to_attr="measured")).order_by("measure", "name")


def trend(indicator: Indicator, asked: AskedDay) -> Trend:
    """The chart of an indicator that comes from ``indicators_of``."""
    measured = [_reading(value.measured_on, value) for value in indicator.measured]  # type: ignore[attr-defined]
    on = indicator.baseline_on
    if indicator.baseline is not None and on is not None and on <= asked.day:
        measured.insert(0, Reading(on, indicator.baseline, number_text(indicator.baseline)))
    targets = [_reading(target.due, target) for target in indicator.targets.all()]
    return Trend(
        title=text_of(indicator, "name"),
        unit=text_of(indicator, "unit"),
        url=indicator.measure.get_absolute_url() + asked.query,
        summary=_summary(measured, targets),
        measured=tuple(sorted(measured)),
        targets=tuple(sorted(targets)),
    )


def _reading(day: dt.date, row: object) -> Reading:
    value = row.value  # type: ignore[attr-defined]
    return Reading(day, value, number_text(value))


def _summary(measured: list[Reading], targets: list[Reading]) -> str:
    parts = [_("zuletzt %(value)s am %(day)s") % _told(reading) for reading in measured[-1:]] or [
        _("noch nicht gemessen")
    ]
    parts += [_("Ziel %(value)s bis %(day)s") % _told(reading) for reading in targets]
    return ", ".join(parts)


def _told(reading: Reading) -> dict[str, str]:
    return {"value": reading.label, "day": date_format(reading.day, "SHORT_DATE_FORMAT")}
