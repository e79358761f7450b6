"""Calendar files: meetings for everybody, deadlines for the office and the contacts of measures."""

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hannover_intl.core.ical import Event, calendar
from hannover_intl.core.languages import GERMAN
from hannover_intl.council.models import Meeting
from hannover_intl.council.selectors import committee_at
from hannover_intl.organisation.policies import AnyUser, is_office, reports_for_units
from measures.choices import MilestoneState
from measures.models import Measure, Milestone
from measures.selectors import open_round

PAST = dt.timedelta(days=90)
AHEAD = dt.timedelta(days=2 * 365)


@login_not_required
@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """The meetings of all committees."""
    return _meetings(_("Sitzungen der Ausschüsse"), Meeting.objects.all())


@login_not_required
@require_safe
def committee_meetings(request: HttpRequest, slug: str) -> HttpResponse:
    """The meetings of one committee; an address without a year leads to that of today."""
    committee = committee_at(slug, timezone.localdate())
    if committee is None:
        raise Http404
    if committee.slug != slug:
        return redirect("feeds:committee_meetings", committee.slug)
    return _meetings(str(committee), Meeting.objects.filter(committee=committee))


@require_safe
def deadlines(request: HttpRequest) -> HttpResponse:
    """The deadline of the open round and open milestones: of the own units, for the office of all."""
    today = timezone.localdate()
    if not (is_office(request.user, today) or reports_for_units(request.user, today)):
        raise Http404
    with translation.override(GERMAN):
        return _file(_("Fristen der Maßnahmen"), "fristen.ics", [*_round(), *_milestones(request.user, today)])


def _meetings(name: str, rows: object) -> HttpResponse:
    today = timezone.localdate()
    shown: Iterable[Meeting] = rows.between(today - PAST, today + AHEAD)  # type: ignore[attr-defined]  # a queryset
    with translation.override(GERMAN):
        return _file(name, "sitzungen.ics", [_meeting(row) for row in shown])


def _meeting(row: Meeting) -> Event:
    return Event(
        uid=f"meeting-{row.pk}@{_host()}",
        start=row.start,
        summary=_("Abgesagt: %(name)s") % {"name": row.committee} if row.cancelled else str(row.committee),
        location=row.place,
        url=settings.BASE_URL + row.committee.get_absolute_url(),
        is_cancelled=row.cancelled,
    )


def _round() -> list[Event]:
    current = open_round()
    if current is None:
        return []
    summary = _("Frist der Berichtsrunde %(title)s") % {"title": current.title}
    return [Event(uid=f"round-{current.pk}@{_host()}", start=current.deadline, summary=summary)]


def _milestones(user: AnyUser, today: dt.date) -> Iterable[Event]:
    known = Measure.objects.as_of(today).running()
    own = known if is_office(user, today) else known.reportable_by(user, today)
    rows = Milestone.objects.filter(measure__in=own.values("pk"), state=MilestoneState.OPEN).select_related("measure")
    for row in rows.order_by("due", "pk"):
        yield Event(
            uid=f"milestone-{row.pk}@{_host()}",
            start=row.due,
            summary=f"{row.measure.number} {row.title}",
            description=row.measure.title,
            url=settings.BASE_URL + row.measure.get_absolute_url(),
        )


def _file(name: str, filename: str, events: Iterable[Event]) -> HttpResponse:
    content = calendar(name, events, stamp=timezone.now())
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{filename}"'
    return response


def _host() -> str:
    return settings.BASE_URL.partition("://")[2].partition("/")[0]
