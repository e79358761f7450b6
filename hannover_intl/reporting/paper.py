"""The council paper (Drucksache) around a progress report, in the city's form; the report is its annex.

The parts of a paper changed twice in ten years. So a paper is a sequence of blocks, which the office keeps.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hannover_intl.council.choices import PaperType
from hannover_intl.reporting import wording
from hannover_intl.reporting.addressees import Addressee
from hannover_intl.reporting.choices import BlockSource
from hannover_intl.reporting.comparison import ReportComparison
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
    """What is printed before the annex, in the order of print. ``number`` is given by the council's office.

    ``path`` is the address of its page, "" while it has no number; ``reason`` says why there is a new version.
    """

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
    comparison: ReportComparison | None = None
    reason: str = ""
    path: str = ""
    layout: Literal["full", "condensed"] = "full"


@dataclass(frozen=True)
class BlockText:
    """A block as the office keeps it: where its text comes from, and its own text where there is one."""

    heading: str
    source: str
    text: str = ""


@dataclass(frozen=True)
class PaperForm:
    """What of a paper is decided and not computed. Without a subject or a date the paper takes those of its report."""

    paper_type: str = PaperType.INFORMATION
    number: str = ""
    agenda_item: str = ""
    keep: bool = False
    subject: str = ""
    date: dt.date | None = None
    reason: str = ""
    path: str = ""
    layout: Literal["full", "condensed"] = "full"


def build_paper(
    report: ProgressReport,
    addressees: Sequence[Addressee],
    blocks: Sequence[BlockText],
    form: PaperForm = PaperForm(),
    comparison: ReportComparison | None = None,
) -> CommitteePaper:
    """The paper that brings ``report`` to the committees. A block that says nothing is left out."""
    paper_type = PaperType(form.paper_type)
    built = (build_block(block, report) for block in blocks)
    return CommitteePaper(
        issuer=_("Landeshauptstadt Hannover"),
        paper_type=Label(paper_type.value, str(paper_type.label)),
        sign=str(paper_type.label)[0].lower(),
        addressees=tuple(addressees),
        number=form.number or _("Entwurf"),
        annexes=1,
        agenda_item=form.agenda_item,
        keep=form.keep,
        subject=form.subject or subject_of(report.as_of, report.scope_title),
        blocks=tuple(block for block in built if block.paragraphs or block.table),
        signature=Signature(unit=OFFICE_UNIT, place=_("Hannover"), date=form.date or report.as_of),
        annex=report,
        comparison=comparison,
        reason=form.reason,
        path=form.path,
        layout=form.layout,
    )


def subject_of(as_of: dt.date, scope_title: str) -> str:
    """What a report is called until the office calls it something else."""
    title = _("Handlungskonzept „Hannover – internationale Stadt“: Fortschrittsbericht, Stand %(day)s")
    subject = title % {"day": date_format(as_of, "j. F Y")}
    return f"{subject}; {scope_title}" if scope_title else subject


def build_block(block: BlockText, report: ProgressReport) -> Block:
    """The block with its own text, or with what is computed for it; the money stands below either."""
    own = tuple(paragraph.strip() for paragraph in block.text.split("\n\n") if paragraph.strip())
    paragraphs, table = own, None
    if block.source == BlockSource.COSTS:
        table = _cost_table(report)
        paragraphs = own or _costs(table)
    elif block.source != BlockSource.TEXT:
        paragraphs = own or _COMPUTED[BlockSource(block.source)](report)
    return Block(block.heading, paragraphs, table)


def _occasion(report: ProgressReport) -> tuple[str, ...]:
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
    return tuple(paragraphs)


def _summary(report: ProgressReport) -> tuple[str, ...]:
    sentences = (
        wording.balance(report.balance),
        wording.lights(report),
        wording.answers(report),
        wording.named(report),
    )
    return tuple(sentence for sentence in sentences if sentence)


_COMPUTED = {BlockSource.OCCASION: _occasion, BlockSource.SUMMARY: _summary}


def _cost_table(report: ProgressReport) -> CostTable | None:
    if not report.funding:
        return None
    return CostTable(caption=_("Mittel für die Maßnahmen in Euro"), rows=report.funding, total=report.funding_total)


def _costs(table: CostTable | None) -> tuple[str, ...]:
    if table is None:
        return (_("Es entstehen keine finanziellen Auswirkungen."),)
    return (_("Der Bericht selbst verursacht keine Kosten. Für die Maßnahmen ist erfasst:"),)
