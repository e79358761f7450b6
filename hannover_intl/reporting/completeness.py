"""What is still missing before a report can be frozen, in words that say what to do."""

import datetime as dt
from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hannover_intl.council.choices import PaperType
from hannover_intl.council.models import Consultation, LegislativeTerm
from hannover_intl.reporting.choices import VersionKind
from hannover_intl.reporting.models import BlockTemplate, CommitteeReport
from hannover_intl.reporting.paper import BlockText, CommitteePaper, build_block
from hannover_intl.reporting.sources import in_scope
from hannover_intl.reporting.wording import listing
from measures.choices import FundingSource, RoundState, UpdateState
from measures.models import Measure, MeasureUpdate, StatusChange
from measures.selectors import report_rounds


def missing(report: CommitteeReport, paper: CommitteePaper, today: dt.date) -> list[str]:
    """What stands in the way of freezing ``report``, of which ``paper`` is the preview; empty: nothing."""
    return [
        *_form(report, today),
        *_addressees(report, paper),
        *_blocks(report, paper),
        *_measures(paper),
        *_round(report, paper),
    ]


def _form(report: CommitteeReport, today: dt.date) -> Iterator[str]:
    if not report.paper.number:
        yield _("Die Drucksache hat noch keine Nummer.")
    if report.as_of > today:
        day = date_format(report.as_of, "d.m.Y")
        yield _("Der Stichtag %(day)s liegt in der Zukunft.") % {"day": day}
    if report.paper.suffix[:1] in VersionKind.values and not report.reason:
        yield _("Eine Neufassung oder Ergänzung nennt auf dem Titelblatt ihren Grund. Bitte tragen Sie ihn ein.")
    if report.compared_with and report.compared_with.as_of > report.as_of:
        yield _("Der Bericht wird mit einem späteren verglichen. Bitte wählen Sie einen früheren.")


def _addressees(report: CommitteeReport, paper: CommitteePaper) -> Iterator[str]:
    if not paper.addressees:
        yield _("Die Drucksache hat keine Adressaten.")
    day = paper.signature.date
    other = Consultation.objects.filter(paper=report.paper).exclude(
        committee__term__in=LegislativeTerm.objects.filter(start__lte=day, end__gte=day)
    )
    names = [str(row.committee) for row in other.in_order()]
    if names:
        text = _("Diese Ausschüsse gehören nicht zur Wahlperiode am %(day)s: %(names)s.")
        yield text % {"day": date_format(day, "d.m.Y"), "names": listing(names)}


def _blocks(report: CommitteeReport, paper: CommitteePaper) -> Iterator[str]:
    texts = {row.template_id: BlockText(row.heading, row.source, row.text) for row in report.blocks.all()}
    for template in BlockTemplate.objects.in_use().filter(is_required=True):
        block = build_block(texts[template.pk], paper.annex) if template.pk in texts else None
        if block is None or not (block.paragraphs or block.table):
            yield _("Der Block „%(heading)s“ ist Pflicht und leer oder entfernt.") % {"heading": template.heading}


def _measures(paper: CommitteePaper) -> Iterator[str]:
    """Every adopted measure is in the report once, and the balance adds up to as many."""
    report = paper.annex
    adopted = set(in_scope(report.scope).filter(adopted_on__lte=report.as_of).values_list("number", flat=True))
    printed = [measure.number for measure in report.measures]
    if not adopted:
        yield _("Zu diesem Stichtag ist in diesem Umfang keine Maßnahme beschlossen.")
    if sorted(adopted) != sorted(printed):
        names = listing(sorted(adopted.symmetric_difference(printed)) or sorted(printed))
        yield _("Der Bericht enthält nicht jede beschlossene Maßnahme genau einmal: %(names)s.") % {"names": names}
    if report.balance.adopted != len(printed):
        words = {"balance": report.balance.adopted, "measures": len(printed)}
        yield _("Die Bilanz geht nicht auf: %(balance)s statt %(measures)s Maßnahmen.") % words


def _round(report: CommitteeReport, paper: CommitteePaper) -> Iterator[str]:
    """While its round is open, nothing that was handed in may wait for a decision or a correction."""
    current = report_rounds(report.as_of).current
    if current is None or current.state != RoundState.OPEN:
        return
    numbers = [measure.number for measure in paper.annex.measures]
    updates = MeasureUpdate.objects.filter(round=current, measure__number__in=numbers).order_by("measure__number")
    words = {"round": current.title}
    for state, text in (
        (UpdateState.SUBMITTED, _("In der Runde „%(round)s“ warten Sachstände auf Ihre Entscheidung: %(names)s.")),
        (UpdateState.RETURNED, _("In der Runde „%(round)s“ sind Sachstände noch zur Korrektur zurück: %(names)s.")),
    ):
        names = [update.measure.number for update in updates.filter(state=state).select_related("measure")]
        if names:
            yield text % {**words, "names": listing(names)}


def without_council_paper(paper: CommitteePaper) -> list[Measure]:
    """Measures of the report that need additional money which no decision of the council covers yet, by number.

    The concept promises the council a paper of its own for each. A decision is a paper of that kind which adopted the
    measure or stands in its history.
    """
    needing = [
        measure.number
        for measure in paper.annex.measures
        if any(line.source.value == FundingSource.ADDITIONAL and line.money.planned for line in measure.funding)
    ]
    decided = StatusChange.objects.filter(resolution__paper_type=PaperType.DECISION).values("measure")
    found = Measure.objects.filter(number__in=needing).exclude(adopted_by__paper_type=PaperType.DECISION)
    return list(found.exclude(pk__in=decided).select_related("lead_unit"))
