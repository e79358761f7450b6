"""Days on which the office has to act on an agreement: decide on its renewal, give notice, or see it end."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hannover_intl.core.ical import Event, calendar
from partnerships.models import Agreement
from partnerships.querysets import EXPIRY_DAYS, AgreementQuerySet


@dataclass(frozen=True)
class Deadline:
    """One day to act on."""

    day: dt.date
    kind: str
    what: str
    agreement: Agreement


def deadlines(agreements: AgreementQuerySet, today: dt.date) -> list[Deadline]:
    """All days within 12 months on which somebody has to act on one of the agreements, the next one first."""
    last = today + dt.timedelta(days=EXPIRY_DAYS)
    rows = agreements.expiring(today).select_related("partnership__partner")
    found = [deadline for agreement in rows for deadline in _of(agreement) if today <= deadline.day <= last]
    return sorted(found, key=lambda deadline: (deadline.day, deadline.agreement.pk, deadline.kind))


def deadlines_calendar(found: list[Deadline], *, base_url: str, stamp: dt.datetime) -> bytes:
    """The same days as a calendar file; an entry keeps its identity when its day moves."""
    events = [
        Event(
            uid=f"agreement-{deadline.agreement.pk}-{deadline.kind}@hannover-international",
            start=deadline.day,
            summary=f"{deadline.what}: {deadline.agreement.title}",
            description=str(deadline.agreement.partnership),
            url=f"{base_url}{deadline.agreement.partnership.get_absolute_url()}",
        )
        for deadline in found
    ]
    return calendar(_("Fristen der Vereinbarungen"), events, stamp=stamp)


def _of(agreement: Agreement) -> list[Deadline]:
    ends = _("verlängert sich") if agreement.renews_automatically else _("läuft aus")
    days = (
        ("renewal", agreement.renewal_on, _("über die Verlängerung entscheiden")),
        ("notice", agreement.notice_by, _("letzter Tag für eine Kündigung")),
        ("end", agreement.valid_until, ends),
    )
    return [Deadline(day, kind, what, agreement) for kind, day, what in days if day is not None]
