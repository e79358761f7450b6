"""Two reports in two columns: their balance, and the state of each measure whose state differs."""

from dataclasses import dataclass, fields

from hannover_intl.reporting.field_labels import field_label
from hannover_intl.reporting.report import MeasureEntry, ProgressReport, Status
from measures.selectors import Balance


@dataclass(frozen=True)
class Figure:
    """A figure of the balance in both reports."""

    label: str
    before: int
    after: int


@dataclass(frozen=True)
class Pair:
    """A measure whose state differs; None where a report does not have it."""

    measure: MeasureEntry
    before: Status | None
    after: Status | None


@dataclass(frozen=True)
class SideBySide:
    """What stands in the two columns."""

    figures: tuple[Figure, ...]
    pairs: tuple[Pair, ...]


def side_by_side(before: ProgressReport, after: ProgressReport) -> SideBySide:
    """The columns for two reports; measures stand in the order of the later report, then those only in the earlier."""
    old, new = ({measure.number: measure for measure in report.measures} for report in (before, after))
    pairs = []
    for number in (*new, *(number for number in old if number not in new)):
        one, other = old.get(number), new.get(number)
        pair = Pair(other or old[number], one.status if one else None, other.status if other else None)
        if _state(pair.before) != _state(pair.after):
            pairs.append(pair)
    return SideBySide(_figures(before.balance, after.balance), tuple(pairs))


def _state(status: Status | None) -> tuple[str, str] | None:
    return (status.progress.text, status.light.text) if status else None


def _figures(before: Balance, after: Balance) -> tuple[Figure, ...]:
    """The total first, then what it is made of."""
    parts = [
        Figure(field_label(Balance, field.name), getattr(before, field.name), getattr(after, field.name))
        for field in fields(Balance)
    ]
    return (Figure(field_label(Balance, "adopted"), before.adopted, after.adopted), *parts)
