"""The list of indicators, one row each, with all targets and values in one cell: "31.12.2026: 40; 31.12.2027: 60"."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hannover_intl.core.resources.fields import ExtraField
from hannover_intl.core.resources.widgets import Cell, DateCell, DecimalCell, Row
from hannover_intl.core.spreadsheets.cells import to_date, to_decimal, to_text
from measures.models import Indicator, IndicatorTarget, IndicatorValue
from measures.resources.parts import PartOfMeasure
from measures.resources.references import MeasureReference
from measures.services.figures import save_indicator

Series = dict[dt.date, Decimal]
_Entry = IndicatorTarget | IndicatorValue


class SeriesCell(Cell):
    """Numbers by day."""

    def clean(self, value: Any, row: Row | None = None, **kwargs: Any) -> Series:
        """The numbers in the order of their days."""
        series: Series = {}
        for part in to_text(value).replace("\n", ";").split(";"):
            if not part.strip():
                continue
            day, _colon, number = part.partition(":")
            on, amount = to_date(day), to_decimal(number)
            if on is None or amount is None or on in series:
                raise ValueError(_("Bitte schreiben Sie zu jedem Tag eine Zahl: 31.12.2026: 40; 31.12.2027: 60."))
            series[on] = amount
        return dict(sorted(series.items()))

    def render(self, value: Series | None, obj: Any = None, **kwargs: Any) -> str:
        """As in 31.12.2026: 40,00."""
        day, number = DateCell(), DecimalCell()
        return "; ".join(f"{day.render(on)}: {number.render(amount)}" for on, amount in (value or {}).items())


def _series(relation: str, day: str) -> Callable[[Indicator], Series]:
    def read(indicator: Indicator) -> Series:
        stored = getattr(indicator, relation).all() if indicator.pk else ()
        return dict(sorted((getattr(entry, day), entry.value) for entry in stored))

    return read


class IndicatorResource(PartOfMeasure):
    """Indicators with their targets and values."""

    comes_with = ("targets", "values")
    references = {"measure": MeasureReference()}
    targets = ExtraField(
        attribute="targets",
        column_name="targets",
        label=gettext_lazy("Zielwerte"),
        widget=SeriesCell(),
        read=_series("targets", "due"),
    )
    values = ExtraField(
        attribute="values",
        column_name="values",
        label=gettext_lazy("Messwerte"),
        widget=SeriesCell(),
        read=_series("values", "measured_on"),
    )

    class Meta:
        model = Indicator
        import_id_fields = ("measure", "name")
        fields = (
            *("measure", "name", "name_en", "unit", "unit_en", "kind"),
            *("baseline", "baseline_on", "source", "targets", "values"),
        )

    def get_queryset(self) -> QuerySet[Any]:
        return Indicator.objects.select_related("measure").prefetch_related("targets", "values")

    def save(self, instance: Indicator, created: bool) -> None:
        targets, gone = _differences(instance, IndicatorTarget, "due", self.said(instance, "targets"))
        values, withdrawn = _differences(instance, IndicatorValue, "measured_on", self.said(instance, "values"))
        save_indicator(
            self.actor,
            indicator=instance,
            rows=targets + values,
            removed=gone + withdrawn,
            expected_version=instance.measure.version,
        )


def _differences(
    indicator: Indicator, model: type[_Entry], day: str, series: Series
) -> tuple[list[_Entry], list[_Entry]]:
    """What is to be saved and what to be deleted: a cell holds the whole series."""
    stored: dict[dt.date, Any] = {}
    if indicator.pk is not None:
        stored = {getattr(entry, day): entry for entry in model.objects.filter(indicator=indicator)}
    changed = []
    for on, number in series.items():
        entry = stored.get(on) or model(indicator=indicator, **{day: on})
        if entry.value != number:
            entry.value = number
            changed.append(entry)
    return changed, [entry for on, entry in stored.items() if on not in series]
