"""What waits for the office in the reports of the departments."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from hannover_intl.core.admin_waiting import Line, Sort, waits
from measures.choices import RoundState, UpdateState
from measures.models import Measure, MeasureUpdate, ReportingRound


@waits
def updates_wait(_today: dt.date) -> Iterator[Line]:
    """Updates to decide on, and those that their departments have not corrected yet."""
    found = MeasureUpdate.objects.aggregate(
        submitted=Count("pk", filter=Q(state=UpdateState.SUBMITTED)),
        returned=Count("pk", filter=Q(state=UpdateState.RETURNED)),
    )
    inbox = reverse("admin:measures_measureupdate_changelist")
    if number := found["submitted"]:
        sentence = ngettext(
            "%d Sachstand wartet auf Ihre Entscheidung", "%d Sachstände warten auf Ihre Entscheidung", number
        )
        yield Line(Sort.DECISION, sentence % number, inbox, number)
    if number := found["returned"]:
        sentence = ngettext(
            "%d zurückgegebener Sachstand ist noch nicht korrigiert",
            "%d zurückgegebene Sachstände sind noch nicht korrigiert",
            number,
        )
        yield Line(Sort.GAP, sentence % number, f"{inbox}?state={UpdateState.RETURNED.value}", number)


@waits
def contacts_wait(today: dt.date) -> Iterator[Line]:
    """Running measures that nobody could be asked about."""
    running = Measure.objects.as_of(today).running().with_contact_on(today)
    if number := running.filter(has_contact=False).count():
        sentence = ngettext(
            "%d laufende Maßnahme ist ohne Ansprechperson", "%d laufende Maßnahmen sind ohne Ansprechperson", number
        )
        yield Line(
            Sort.GAP, sentence % number, f"{reverse('admin:measures_measure_changelist')}?contact=missing", number
        )


@waits
def rounds_wait(today: dt.date) -> Iterator[Line]:
    """The open round, the next one from the day on which it begins, or that none is planned."""
    given = Q(updates__state__in=[UpdateState.SUBMITTED, UpdateState.APPROVED])
    rounds = ReportingRound.objects.filter(state__in=[RoundState.OPEN, RoundState.PLANNED]).annotate(
        asked=Count("invitations", distinct=True), answered=Count("updates", filter=given, distinct=True)
    )
    found = list(rounds)
    for each in found:
        url = reverse("admin:measures_reportinground_change", args=[each.pk])
        if each.state == RoundState.OPEN:
            words = {
                "round": each,
                "day": date_format(each.deadline, "SHORT_DATE_FORMAT"),
                "answered": each.answered,
                "asked": each.asked,
            }
            sentence = _("%(round)s: Frist %(day)s, %(answered)s von %(asked)s gemeldet")
            yield Line(Sort.DEADLINE, sentence % words, url)
        elif each.opens_on <= today:
            words = {"round": each, "day": date_format(each.opens_on, "SHORT_DATE_FORMAT")}
            yield Line(Sort.DEADLINE, _("%(round)s ist seit %(day)s zu eröffnen") % words, url)
    if not found:
        yield Line(Sort.GAP, str(_("Keine Berichtsrunde ist geplant")), reverse("admin:measures_reportinground_add"))
