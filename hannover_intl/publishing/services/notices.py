"""Mails about published reports: each once to each subscription, whatever happens while they are sent.

Only reports that everybody may read are told of. A mail is claimed, for good, before the mail server hears of it; if
the process dies then, it stays without ``sent_at`` and is not sent again. What nobody claimed is sent by the next run.
"""

import datetime as dt
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from hannover_intl.core.mailing import Outcome
from hannover_intl.council.models import Committee, Consultation
from hannover_intl.publishing.mails import send_notice
from hannover_intl.publishing.models import PublicationMail, Subscription
from hannover_intl.reporting.models import CommitteeReport
from hannover_intl.reporting.services.announcing import TRIED_FOR


@dataclass
class Delivery:
    """What became of the mails of a run."""

    sent: int = 0
    refused: int = 0
    unknown: int = 0


def send_due(now: dt.datetime) -> Delivery:
    """Tell every confirmed subscription of the reports that came out since. Can be repeated, and run twice at once."""
    delivery = Delivery()
    followers = _Followers.read()
    news = CommitteeReport.objects.public().filter(published_at__gt=now - TRIED_FOR)
    for report in news.without_content().order_by("published_at", "pk"):
        for subscription in waiting(report, followers, now):
            _send(report, subscription, delivery)
    return delivery


@dataclass(frozen=True)
class _Followers:
    """Which committees' subscribers hear of a paper: a committee's own, and those of its predecessors."""

    predecessors: dict[int, list[int]]
    addressees: dict[int, list[int]]

    @classmethod
    def read(cls) -> "_Followers":
        predecessors: dict[int, list[int]] = {}
        for former, later in Committee.objects.filter(successor__isnull=False).values_list("pk", "successor"):
            predecessors.setdefault(later, []).append(former)
        addressees: dict[int, list[int]] = {}
        for paper, committee in Consultation.objects.order_by().values_list("paper", "committee"):
            addressees.setdefault(paper, []).append(committee)
        return cls(predecessors, addressees)

    def of(self, paper_id: int) -> set[int]:
        found: set[int] = set()
        queue = list(self.addressees.get(paper_id, []))
        while queue:
            committee = queue.pop()
            if committee not in found:
                found.add(committee)
                queue += self.predecessors.get(committee, [])
        return found


def waiting(report: CommitteeReport, followers: _Followers, now: dt.datetime) -> QuerySet[Subscription]:
    """Subscriptions that the report concerns and that were not told of it. One address hears of it once."""
    told = PublicationMail.objects.filter(report=report, subscription__email=OuterRef("email"))
    confirmed = Subscription.objects.filter(confirmed_at__lte=report.published_at or now)
    concerned = confirmed.filter(committee__isnull=True) | confirmed.filter(committee__in=followers.of(report.paper_id))
    return concerned.filter(~Exists(told)).order_by("pk")


def _send(report: CommitteeReport, subscription: Subscription, delivery: Delivery) -> None:
    mail = _claim(report, subscription)
    if mail is None:
        return
    outcome = send_notice(report, subscription)
    if outcome is Outcome.SENT:
        mail.sent_at = timezone.now()
        mail.save(update_fields=["sent_at"])
        delivery.sent += 1
    elif outcome is Outcome.REFUSED:
        mail.delete()
        delivery.refused += 1
    else:
        delivery.unknown += 1


def _claim(report: CommitteeReport, subscription: Subscription) -> PublicationMail | None:
    """The right to send, or None where another process was faster, the address was told, or the subscription ended."""
    try:
        with transaction.atomic():
            same = Subscription.objects.select_for_update().filter(email=subscription.email).order_by("pk")
            if subscription.pk not in {row.pk for row in same}:
                return None
            if PublicationMail.objects.filter(report=report, subscription__in=same).exists():
                return None
            return PublicationMail.objects.create(report=report, subscription=subscription, claimed_at=timezone.now())
    except IntegrityError:
        return None
