"""The table of measures: the list, a field and an objective show the same columns in the same orders."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import cast

from django.db.models import Case, DateField, F, Func, Value, When
from django.db.models.functions import Length, Lower, NullIf, Replace, StrIndex
from django.utils.translation import gettext_lazy as _

from hannover_intl.core.listing import Column, Listing, list_page
from hannover_intl.core.search import fold
from hannover_intl.organisation.selectors import OrgChart, UnitName
from measures.asked_day import AskedDay
from measures.choices import ENDED_PROGRESS, Light, Progress
from measures.models import ActionField, Measure
from measures.querysets import MeasureQuerySet

_BY_NUMBER = ("action_field__number", "number_length", "number")
COLUMNS: tuple[Column, ...] = (
    Column("number", _("Nummer"), _BY_NUMBER),
    Column("title", _("Titel"), ("title_order",)),
    Column("unit", _("Federführung"), ("unit_order", *_BY_NUMBER)),
    Column("progress", _("Stand"), ("progress_order", *_BY_NUMBER)),
    Column("light", _("Ampel"), ("light_order", *_BY_NUMBER)),
    Column("next_due", _("nächster Meilenstein"), ("next_due_order", *_BY_NUMBER)),
)
_UMLAUTS = {"Ä": "a", "Ö": "o", "Ü": "u", "ä": "a", "ö": "o", "ü": "u", "ß": "ss"}


@dataclass(frozen=True)
class MeasureRow:
    """A measure with what a table says about it on the asked day."""

    measure: Measure
    lead_unit: UnitName
    next_due: dt.date | None
    is_overdue: bool


@dataclass(frozen=True)
class MeasureTable:
    """One page of a sorted table of measures, of one action field or of several."""

    listing: Listing
    rows: list[MeasureRow]
    of_one_field: bool

    @property
    def is_grouped(self) -> bool:
        """Whether the order keeps the measures of a field together, so that its title stands once above them."""
        return not self.of_one_field and self.listing.sort.removeprefix("-") == "number"

    @property
    def groups(self) -> list[tuple[ActionField | None, list[MeasureRow]]]:
        """The rows below the field they belong to, or all of them below none."""
        if not self.is_grouped:
            return [(None, self.rows)]
        return [(field, list(rows)) for field, rows in groupby(self.rows, lambda row: row.measure.action_field)]

    @property
    def measures(self) -> list[Measure]:
        """The measures of the page, in its order."""
        return [row.measure for row in self.rows]


def measure_table(
    measures: MeasureQuerySet,
    params: Mapping[str, str],
    *,
    asked: AskedDay,
    chart: OrgChart,
    of_one_field: bool = False,
) -> MeasureTable:
    """The page that ``?sort=`` and ``?page=`` ask for; ``measures`` comes from ``as_of``."""
    listing = list_page(_sortable(measures, asked, chart), params, columns=COLUMNS, default="number")
    rows = [_row(measure, asked, chart) for measure in _with_state(listing, asked, chart)]
    return MeasureTable(listing, rows, of_one_field=of_one_field)


def _with_state(listing: Listing, asked: AskedDay, chart: OrgChart) -> MeasureQuerySet:
    """The measures of the page in its order, found by their keys.

    On the way to a late page a database works out every column of every row it passes; those of ``as_of`` are costly.
    """
    on_page = cast("MeasureQuerySet", listing.page.object_list)
    rows = Measure.objects.as_of(asked.day).filter(pk__in=on_page.values("pk")).select_related("action_field")
    return _sortable(rows, asked, chart).order_by(*on_page.query.order_by)


def _row(measure: Measure, asked: AskedDay, chart: OrgChart) -> MeasureRow:
    next_due = None if measure.progress in ENDED_PROGRESS else measure.next_due
    return MeasureRow(
        measure=measure,
        lead_unit=chart.name_on(measure.lead_unit_id, asked.day),
        next_due=next_due,
        is_overdue=next_due is not None and next_due < asked.day,
    )


def _sortable(measures: MeasureQuerySet, asked: AskedDay, chart: OrgChart) -> MeasureQuerySet:
    """As aliases: an order that is not asked for costs nothing."""
    sortable: MeasureQuerySet = measures.alias(
        number_length=Length("number"),
        title_order=_german_order("title"),
        unit_order=_unit_order(asked, chart),
        progress_order=_position("progress", Progress.values),
        light_order=_position("light", Light.values),
        next_due_order=Case(
            When(progress__in=ENDED_PROGRESS, then=Value(None)), default=F("next_due"), output_field=DateField()
        ),
    )
    return sortable


def _position(field: str, values: list[str]) -> StrIndex:
    """Where a value stands among ``values``; "" has no place. One look at the field: it may be a costly subquery."""
    return StrIndex(Value(" ".join(values)), NullIf(F(field), Value("")))


def _german_order(field: str) -> Lower:
    """As in a German dictionary, on both databases: an umlaut stands with its vowel, case does not matter."""
    text: F | Func = F(field)
    for letter, plain in _UMLAUTS.items():
        text = Replace(text, Value(letter), Value(plain))
    return Lower(text)


def _unit_order(asked: AskedDay, chart: OrgChart) -> Case:
    """By the names that are shown: those of the asked day."""
    names = {unit_id: fold(str(chart.name_on(unit_id, asked.day))) for unit_id in chart.units}
    ranks = {name: rank for rank, name in enumerate(sorted(set(names.values())))}
    return Case(*(When(lead_unit=unit_id, then=Value(ranks[name])) for unit_id, name in names.items()))
