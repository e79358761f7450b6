"""Figures in sentences: right German for none, one and many."""

from collections import Counter
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hannover_intl.reporting.partnerships_chapter import PartnershipsChapter
from hannover_intl.reporting.report import MeasureEntry, ProgressReport
from measures.choices import Light, Progress
from measures.selectors import Balance
from partnerships.choices import RECORDED_STATUSES, PartnershipStatus


def listing(items: Sequence[str]) -> str:
    """One, two and three: "a", "a und b", "a, b und c"."""
    if len(items) < 2:  # noqa: PLR2004 -- there is nothing to join
        return "".join(items)
    return _("%(most)s und %(last)s") % {"most": ", ".join(items[:-1]), "last": items[-1]}


def balance(counts: Balance) -> str:
    """What became of all measures ever adopted."""
    if not counts.adopted:
        return _("Es sind keine Maßnahmen beschlossen.")
    parts = {
        _("%(n)d aktiv"): counts.active,
        _("%(n)d als Daueraufgabe"): counts.ongoing,
        _("%(n)d umgesetzt"): counts.done,
        _("%(n)d nicht weiter verfolgt"): counts.dropped,
        _("%(n)d zusammengeführt"): counts.merged,
    }
    sentence = ngettext(
        "Beschlossen ist %(total)d Maßnahme, davon %(parts)s.",
        "Beschlossen sind %(total)d Maßnahmen, davon %(parts)s.",
        counts.adopted,
    )
    shown = listing([text % {"n": number} for text, number in parts.items() if number])
    return sentence % {"total": counts.adopted, "parts": shown}


def lights(report: ProgressReport) -> str:
    """How many of the running measures are on track; nothing where none runs."""
    running = sum(count.number for count in report.by_light)
    if not running:
        return ""
    sentence = ngettext(
        "%(total)d Maßnahme läuft. Ihre Ampel: %(parts)s.",
        "%(total)d Maßnahmen laufen. Ihre Ampeln: %(parts)s.",
        running,
    )
    parts = [f"{count.number} {count.label.text}" for count in report.by_light if count.number]
    return sentence % {"total": running, "parts": listing(parts)}


def answers(report: ProgressReport) -> str:
    """How many of the departments that were asked have an approved answer; nothing where nobody was asked."""
    if not report.asked or not report.round:
        return ""
    words = {"title": report.round.title, "asked": report.asked, "silent": report.asked - report.answered}
    first = ngettext(
        "In der Runde „%(title)s“ wurde zu %(asked)d Maßnahme um eine Meldung gebeten.",
        "In der Runde „%(title)s“ wurde zu %(asked)d Maßnahmen um eine Meldung gebeten.",
        report.asked,
    )
    if not words["silent"]:
        second = ngettext("Sie liegt vor.", "Alle liegen vor.", report.asked)
    else:
        second = ngettext(
            "Zu %(silent)d Maßnahme liegt keine freigegebene Meldung vor; dort steht der letzte freigegebene Stand.",
            "Zu %(silent)d Maßnahmen liegt keine freigegebene Meldung vor; dort steht der letzte freigegebene Stand.",
            report.asked - report.answered,
        )
    return f"{first} {second}" % words


def named(report: ProgressReport) -> str:
    """The measures the council will ask about first: the critical and the dropped ones, by number."""
    critical = [measure for measure in report.measures if measure.status.light.value == Light.CRITICAL]
    dropped = [measure for measure in report.measures if measure.status.progress.value == Progress.DROPPED]
    sentences = []
    if critical:
        text = ngettext("Kritisch ist Maßnahme %(names)s.", "Kritisch sind die Maßnahmen %(names)s.", len(critical))
        sentences.append(text % {"names": _numbers(critical)})
    if dropped:
        text = ngettext(
            "Nicht weiter verfolgt wird Maßnahme %(names)s.",
            "Nicht weiter verfolgt werden die Maßnahmen %(names)s.",
            len(dropped),
        )
        sentences.append(text % {"names": _numbers(dropped)})
    return " ".join(sentences)


def relations(chapter: PartnershipsChapter | None) -> str:
    """How many relations there are and where they stand; nothing without the chapter."""
    if chapter is None:
        return ""
    found = Counter(row.status.value for row in chapter.relations)
    parts = [f"{found[status]} {status.label}" for status in RECORDED_STATUSES if found[status]]
    if found[PartnershipStatus.UNKNOWN]:
        parts.append(_("%(n)d ohne bekannten Stand") % {"n": found[PartnershipStatus.UNKNOWN]})
    if not parts:
        return _("Es ist keine Beziehung zu einer Stadt eingetragen.")
    sentence = ngettext(
        "Das Register führt %(total)d Beziehung: %(parts)s.",
        "Das Register führt %(total)d Beziehungen: %(parts)s.",
        len(chapter.relations),
    )
    return sentence % {"total": len(chapter.relations), "parts": listing(parts)}


def _numbers(measures: Sequence[MeasureEntry]) -> str:
    return listing([measure.number for measure in measures])
