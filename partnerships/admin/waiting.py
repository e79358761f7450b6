"""What waits for the office in its relations abroad."""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import ngettext

from hannover_intl.core.admin_waiting import Line, Sort, waits
from partnerships.deadlines import deadlines
from partnerships.models import Agreement, CooperationRequest, PartnershipReview


@waits
def requests_wait(today: dt.date) -> Iterator[Line]:
    """Requests to decide, those of them whose deadline has passed, and decisions that nobody was told of."""
    requests = CooperationRequest.objects.all()
    url = f"{reverse('admin:partnerships_cooperationrequest_changelist')}?todo="
    if number := requests.waiting(today).count():
        sentence = ngettext("%d Anfrage ist zu entscheiden", "%d Anfragen sind zu entscheiden", number)
        yield Line(Sort.DECISION, sentence % number, f"{url}decide", number)
    if number := requests.unanswered().count():
        sentence = ngettext(
            "%d entschiedene Anfrage ist zu beantworten", "%d entschiedene Anfragen sind zu beantworten", number
        )
        yield Line(Sort.DECISION, sentence % number, f"{url}answer", number)
    if number := requests.overdue(today).count():
        sentence = ngettext(
            "%d Anfrage ist nach Ablauf ihrer Frist nicht entschieden",
            "%d Anfragen sind nach Ablauf ihrer Frist nicht entschieden",
            number,
        )
        yield Line(Sort.DEADLINE, sentence % number, f"{url}overdue", number)


@waits
def reviews_wait(today: dt.date) -> Iterator[Line]:
    """Reviews whose day has come."""
    if number := PartnershipReview.objects.due(today).count():
        sentence = ngettext("%d Überprüfung ist fällig", "%d Überprüfungen sind fällig", number)
        url = f"{reverse('admin:partnerships_partnershipreview_changelist')}?todo=due"
        yield Line(Sort.DECISION, sentence % number, url, number)


@waits
def agreements_wait(today: dt.date) -> Iterator[Line]:
    """Agreements on which somebody has to act within 12 months, with the next day of them."""
    found = deadlines(Agreement.objects.all(), today)
    if not found:
        return
    number = len({deadline.agreement.pk for deadline in found})
    sentence = ngettext(
        "%(number)d Vereinbarung mit einer Frist in den nächsten 12 Monaten, am %(day)s: %(title)s, %(what)s",
        "%(number)d Vereinbarungen mit Fristen in den nächsten 12 Monaten, die nächste am %(day)s: %(title)s, %(what)s",
        number,
    )
    first = found[0]
    day = date_format(first.day, "SHORT_DATE_FORMAT")
    words = {"number": number, "day": day, "title": first.agreement, "what": first.what}
    url = f"{reverse('admin:partnerships_agreement_changelist')}?deadline=year"
    yield Line(Sort.DEADLINE, sentence % words, url, number)
