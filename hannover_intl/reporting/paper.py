"""The council paper (Drucksache) around a progress report, in the city's form; the report is its annex.

The parts of a paper changed twice in ten years. So a paper is a sequence of blocks; which ones, is decided here only.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hannover_intl.council.choices import PaperType
from hannover_intl.reporting import wording
from hannover_intl.reporting.addressees import Addressee
from hannover_intl.reporting.labels import Label
from hannover_intl.reporting.report import FundingTotal, Money, ProgressReport

CONCEPT = "0383/2019"
OFFICE_UNIT = "15.23"


@dataclass(frozen=True)
class CostTable:
    """Money by year and source, with its sum."""

    caption: str
    rows: tuple[FundingTotal, ...]
    total: Money


@dataclass(frozen=True)
class Block:
    """A headed part of a paper."""

    heading: str
    paragraphs: tuple[str, ...]
    table: CostTable | None = None


@dataclass(frozen=True)
class Signature:
    """The line under a paper: unit, place, date."""

    unit: str
    place: str
    date: dt.date


@dataclass(frozen=True)
class CommitteePaper:
    """What is printed before the annex, in the order of print. ``number`` is given by the council's office."""

    issuer: str
    paper_type: Label
    sign: str
    addressees: tuple[Addressee, ...]
    number: str
    annexes: int
    agenda_item: str
    keep: bool
    subject: str
    blocks: tuple[Block, ...]
    signature: Signature
    annex: ProgressReport


def build_paper(report: ProgressReport, addressees: Sequence[Addressee], *, keep: bool = False) -> CommitteePaper:
    """The paper that brings ``report`` to the committees; ``keep`` asks them not to throw it away."""
    paper_type = PaperType.INFORMATION
    return CommitteePaper(
        issuer=_("Landeshauptstadt Hannover"),
        paper_type=Label(paper_type.value, str(paper_type.label)),
        sign=str(paper_type.label)[0].lower(),
        addressees=tuple(addressees),
        number=_("Entwurf"),
        annexes=1,
        agenda_item="",
        keep=keep,
        subject=_subject(report),
        blocks=(_occasion(report), _summary(report), _gender(), _costs(report)),
        signature=Signature(unit=OFFICE_UNIT, place=_("Hannover"), date=report.as_of),
        annex=report,
    )


def _subject(report: ProgressReport) -> str:
    title = _("Handlungskonzept „Hannover – internationale Stadt“: Fortschrittsbericht, Stand %(day)s")
    subject = title % {"day": date_format(report.as_of, "j. F Y")}
    return f"{subject}; {report.scope_title}" if report.scope_title else subject


def _occasion(report: ProgressReport) -> Block:
    first = _(
        "Mit der Informationsdrucksache %(concept)s hat die Verwaltung dem Rat das Handlungskonzept "
        "„Hannover – internationale Stadt“ vorgelegt. Dieser Bericht zeigt, wo seine Maßnahmen am %(day)s stehen."
    )
    paragraphs = [first % {"concept": CONCEPT, "day": date_format(report.as_of, "j. F Y")}]
    if report.round:
        second = _(
            "Grundlage sind die Sachstände der federführenden Einheiten aus der Berichtsrunde „%(round)s“, "
            "die das Büro für internationale Angelegenheiten freigegeben hat."
        )
        paragraphs.append(second % {"round": report.round.title})
    return Block(_("Anlass"), tuple(paragraphs))


def _summary(report: ProgressReport) -> Block:
    sentences = (
        wording.balance(report.balance),
        wording.lights(report),
        wording.answers(report),
        wording.named(report),
    )
    return Block(_("Zusammenfassung"), tuple(sentence for sentence in sentences if sentence))


def _gender() -> Block:
    text = _(
        "Der Bericht gibt Sachstände wieder und enthält keine Entscheidung, die Menschen je nach Geschlecht "
        "unterschiedlich betrifft. Gender-Aspekte der einzelnen Maßnahmen berücksichtigen die federführenden Einheiten."
    )
    return Block(_("Berücksichtigung von Gender-Aspekten"), (text,))


def _costs(report: ProgressReport) -> Block:
    if not report.funding:
        return Block(_("Finanzielle Auswirkungen"), (_("Es entstehen keine finanziellen Auswirkungen."),))
    text = _("Der Bericht selbst verursacht keine Kosten. Für die Maßnahmen ist erfasst:")
    table = CostTable(caption=_("Mittel für die Maßnahmen in Euro"), rows=report.funding, total=report.funding_total)
    return Block(_("Finanzielle Auswirkungen"), (text,), table)
