"""What changed about one measure, in sentences.

Each reader takes the differences that it can tell well; whatever no reader took is told plainly by the last one. So
nothing is silent, and nothing is told twice.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hannover_intl.core.word_diff import Run, word_diff
from hannover_intl.reporting.change_kinds import ChangeKind
from hannover_intl.reporting.differences import Difference, Path, entry_name, keyed, tell
from hannover_intl.reporting.entries import shorten
from hannover_intl.reporting.field_labels import field_label
from hannover_intl.reporting.money_changes import money_changes
from hannover_intl.reporting.report import FundingEntry, MeasureEntry, MilestoneEntry, Money, Status, UpdateEntry
from measures.choices import ENDED_PROGRESS, MilestoneState, Progress
from measures.templatetags.measures import euro

# The kind of a difference that no reader tells, by the field of the measure it belongs to.
_KINDS = {
    "title": ChangeKind.TEXT,
    "description": ChangeKind.TEXT,
    "update": ChangeKind.TEXT,
    "milestones": ChangeKind.MILESTONE,
    "indicators": ChangeKind.INDICATOR,
    "funding": ChangeKind.COSTS,
    "funding_total": ChangeKind.COSTS,
    "lead_unit": ChangeKind.UNIT,
}
_ENDINGS: dict[str, ChangeKind] = {
    Progress.DONE: ChangeKind.DONE,
    Progress.DROPPED: ChangeKind.DROPPED,
    Progress.MERGED: ChangeKind.MERGED,
}
_SAID = ("achieved", "next_steps", "obstacles")


@dataclass(frozen=True)
class TextChange:
    """One text with what was taken out of it and put in, in reading order."""

    label: str
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Told:
    """One line about a measure."""

    kind: ChangeKind
    text: str
    texts: tuple[TextChange, ...] = ()


class Untold(dict[Path, Difference]):
    """The differences of a measure that no reader has taken yet, by their path."""

    def take(self, *path: str) -> Difference | None:
        """The difference at this place, if there is one; it counts as told from now on."""
        return self.pop(path, None)

    def below(self, *path: str) -> list[Path]:
        """The paths that begin like this."""
        return [found for found in self if found[: len(path)] == path]


def tell_measure(before: MeasureEntry, after: MeasureEntry, found: Iterable[Difference]) -> Iterator[Told]:
    """The lines about a measure whose two entries differ in ``found``."""
    untold = Untold((difference.path, difference) for difference in found)
    yield from _progress(after.status, untold)
    yield from _light(after.status, untold)
    yield from _dates(untold)
    yield from _milestones(before, after, untold)
    yield from _costs(untold)
    yield from _indicators(untold)
    yield from _texts(after, untold)
    yield from _rest(untold)


def new_measure_text(measure: MeasureEntry) -> str:
    """What the line of a measure says that was not in the report before."""
    words = {
        "state": measure.status.progress.text,
        "paper": measure.adopted_by,
        "day": tell(measure.adopted_on),
        "unit": measure.lead_unit,
    }
    return _("beschlossen mit Drucksache %(paper)s am %(day)s; Federführung: %(unit)s; %(state)s") % words


def _progress(status: Status, untold: Untold) -> Iterator[Told]:
    """A change of progress, with what belongs to an end: its reason, its resolution, its target; it ends the light."""
    moved = untold.take("status", "progress")
    if moved is None:
        return
    untold.take("status", "since")
    progress = moved.after.value
    words = {"before": moved.before.text, "after": moved.after.text, "day": tell(status.since)}
    text = _("seit %(day)s %(after)s, bisher %(before)s") % words
    if progress in ENDED_PROGRESS and not status.light.value:
        untold.take("status", "light")
    if status.merged_into and untold.take("status", "merged_into"):
        words = {"number": status.merged_into.number, "title": status.merged_into.title}
        text += _("; weiter unter Maßnahme %(number)s: %(title)s") % words
    if status.resolution and untold.take("status", "resolution"):
        text += _("; Beschluss: Drucksache %s") % status.resolution
    # Last, because its author ended it with a full stop.
    if progress == Progress.DROPPED:
        untold.take("status", "reason")
        text += _("; Begründung: %s") % shorten(status.reason)
    yield Told(_ENDINGS.get(progress, ChangeKind.MOVED), text)


def _light(status: Status, untold: Untold) -> Iterator[Told]:
    changed = untold.take("status", "light")
    if changed is None:
        return
    if not changed.after.value:
        text = _("keine Ampel mehr, bisher %s") % changed.before.text
    elif not changed.before.value:
        text = _("jetzt %s, bisher ohne Ampel") % changed.after.text
    else:
        text = _("jetzt %(after)s, bisher %(before)s") % {"after": changed.after.text, "before": changed.before.text}
    if status.computed_light.value and untold.take("status", "computed_light"):
        untold.take("status", "reason")
        words = {"computed": status.computed_light.text, "reason": shorten(status.reason)}
        text += _(" (berechnet: %(computed)s; Begründung: %(reason)s)") % words
    yield Told(ChangeKind.LIGHT, text)


def _dates(untold: Untold) -> Iterator[Told]:
    for name in ("planned_start", "planned_end"):
        moved = untold.get(("dates", name))
        if moved and moved.before and moved.after:
            untold.take(*moved.path)
            yield Told(ChangeKind.SLIPPED, f"{moved.words[-1]}: {_slip(moved.before, moved.after)}")


def _slip(before: dt.date, after: dt.date) -> str:
    days = (after - before).days
    words = {"before": tell(before), "after": tell(after), "days": abs(days)}
    if days > 0:
        text = ngettext(
            "von %(before)s auf %(after)s verschoben, %(days)d Tag später",
            "von %(before)s auf %(after)s verschoben, %(days)d Tage später",
            days,
        )
    else:
        text = ngettext(
            "von %(before)s auf %(after)s vorgezogen, %(days)d Tag früher",
            "von %(before)s auf %(after)s vorgezogen, %(days)d Tage früher",
            -days,
        )
    return text % words


def _milestones(before: MeasureEntry, after: MeasureEntry, untold: Untold) -> Iterator[Told]:
    old, new = keyed(before.milestones), keyed(after.milestones)
    for key in dict.fromkeys(path[1] for path in untold.below("milestones")):
        whole = untold.take("milestones", key)
        if whole is None:
            yield from _milestone(key, old[key], new[key], untold)
        elif whole.after is None:
            yield Told(ChangeKind.MILESTONE, _("„%s“ ist nicht mehr aufgeführt") % whole.before.title)
        else:
            words = {"title": whole.after.title, "due": tell(whole.after.due), "state": _outcome(whole.after)}
            yield Told(ChangeKind.MILESTONE, _("neu „%(title)s“, fällig am %(due)s, %(state)s") % words)


def _milestone(key: str, before: MilestoneEntry, after: MilestoneEntry, untold: Untold) -> Iterator[Told]:
    here = ("milestones", key)
    if untold.take(*here, "due"):
        text = f"„{after.title}“: {_slip(before.due, after.due)}"
        reasons = [move.after.reason for move in _added(untold, *here, "moves") if move.after.reason]
        if reasons:
            text += _("; Grund: %s") % shorten(" ".join(reasons))
        if not after.overdue:
            untold.take(*here, "overdue")
        yield Told(ChangeKind.SLIPPED, text)
    if untold.take(*here, "state"):
        untold.take(*here, "closed_on")
        untold.take(*here, "overdue")
        yield Told(ChangeKind.MILESTONE, f"„{after.title}“ {_outcome(after)}")
    elif after.overdue and untold.take(*here, "overdue"):
        yield Told(ChangeKind.MILESTONE, _("„%(title)s“ überfällig seit %(due)s") % _words_of(after))


def _outcome(milestone: MilestoneEntry) -> str:
    if milestone.state.value == MilestoneState.OPEN or milestone.closed_on is None:
        return milestone.state.text
    return _("%(state)s am %(day)s") % {"state": milestone.state.text, "day": tell(milestone.closed_on)}


def _words_of(milestone: MilestoneEntry) -> dict[str, str]:
    return {"title": milestone.title, "due": tell(milestone.due)}


def _added(untold: Untold, *path: str) -> list[Difference]:
    """Take what came in below a place."""
    new = [found for found in untold.below(*path) if untold[found].before is None]
    return [untold.pop(found) for found in new]


def _costs(untold: Untold) -> Iterator[Told]:
    """The lines of funding that differ, in one line of text; with their sum where they are several."""
    phrases = []
    for path in untold.below("funding"):
        difference = untold[path]
        is_money = isinstance(difference.before or difference.after, Money)
        if is_money or len(path) == len(("funding", "key")):
            untold.take(*path)
            phrases.append(_amounts(difference) if is_money else _whole_line(difference.before, difference.after))
    if phrases:
        total = untold.take("funding_total")
        if total and phrases[1:]:
            phrases.append(total.text)
        yield Told(ChangeKind.COSTS, "; ".join(phrases))


def _amounts(difference: Difference) -> str:
    """Named by the line of funding alone."""
    return replace(difference, words=difference.words[1:]).text


def _whole_line(before: FundingEntry | None, after: FundingEntry | None) -> str:
    """A line of funding that came in or went away, with its amounts."""
    old, new = (side.money if side else Money() for side in (before, after))
    words = {"line": entry_name(after or before), "amounts": money_changes(old, new) or euro(Decimal(0))}
    return (_("neu %(line)s: %(amounts)s") if after else _("nicht mehr %(line)s: %(amounts)s")) % words


def _indicators(untold: Untold) -> Iterator[Told]:
    """New values, each with the one before it where that is known."""
    names = dict.fromkeys(path[1] for path in untold.below("indicators"))
    for name in names:
        for new in _added(untold, "indicators", name, "values"):
            words = {"name": new.words[-2], "value": tell(new.after)}
            yield Told(ChangeKind.INDICATOR, _("„%(name)s“: neuer Wert %(value)s") % words)


def _texts(after: MeasureEntry, untold: Untold) -> Iterator[Told]:
    """All changed texts in one line: which update is new, and what of it is said differently."""
    head = _update_line(after.update, untold)
    texts = list(_text_changes(untold))
    if not texts and not head:
        return
    named = ", ".join(text.label for text in texts)
    text = _("%(head)s: %(named)s") % {"head": head, "named": named} if head and named else head
    yield Told(ChangeKind.TEXT, text or _("geändert: %s") % named, tuple(texts))


def _update_line(update: UpdateEntry | None, untold: Untold) -> str:
    """Where the department said something new, when; a whole update that came in leaves its texts to be told."""
    whole = untold.take("update")
    if whole is not None:
        for name in _SAID:
            old, new = (getattr(side, name, "") for side in (whole.before, whole.after))
            if old != new:
                untold["update", name] = Difference(("update", name), (field_label(UpdateEntry, name),), old, new)
    dated = [untold.take("update", "day"), untold.take("update", "round_title")]
    if update is None:
        return _("kein Sachstand mehr") if whole else ""
    if whole is None and not any(dated):
        return ""
    words = {"day": tell(update.day), "round": update.round_title}
    return _("neuer Sachstand vom %(day)s (%(round)s)") % words


def _text_changes(untold: Untold) -> Iterator[TextChange]:
    places = [("title",), ("description",), *(("update", name) for name in _SAID), ("status", "reason")]
    for place in places:
        changed = untold.take(*place)
        if changed is not None:
            yield TextChange(changed.words[-1], word_diff(changed.before, changed.after))


def _rest(untold: Untold) -> Iterator[Told]:
    """Everything else, in one line for each kind."""
    phrases: dict[ChangeKind, list[str]] = defaultdict(list)
    for path, difference in untold.items():
        phrases[_KINDS.get(path[0], ChangeKind.OTHER)].append(difference.text)
    for kind, texts in phrases.items():
        yield Told(kind, "; ".join(texts))
