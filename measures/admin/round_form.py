"""The form of a round: choosing the target meeting proposes the dates; nothing is stored until it is saved."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, ClassVar

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hannover_intl.core.admin_forms import WorkplaceForm
from hannover_intl.council.models import Meeting
from measures.schedule import meeting_day, propose_schedule

PROPOSE = "_propose"


class RoundForm(WorkplaceForm):
    """Offers the meetings to come, and the one that the round has."""

    # What the page shows instead of the stored values, after dates were proposed; set for one request.
    proposed: ClassVar[Mapping[str, Any]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "target_meeting" in self.fields:
            to_come = Q(cancelled=False, start__gte=timezone.now())
            meetings = Meeting.objects.filter(to_come | Q(pk=self.instance.target_meeting_id))
            field: Any = self.fields["target_meeting"]
            field.queryset = meetings.select_related("committee").order_by("start")
        self.initial.update(self.proposed)


def proposal(request: HttpRequest, today: dt.date) -> dict[str, Any]:
    """What was typed, with the dates that lead to the chosen meeting; messages tell what to do next.

    It keeps what the page had been filled from, so that saving still notices whoever was faster.
    """
    typed: dict[str, Any] = {name: request.POST[name] for name in request.POST if name != PROPOSE}
    meeting = _meeting(typed.get("target_meeting", ""))
    if meeting is None:
        messages.warning(request, _("Bitte wählen Sie zuerst die Zielsitzung."))
        return typed
    schedule = propose_schedule(meeting_day(meeting.start))
    messages.info(request, _("Die Termine sind vorgeschlagen und noch nicht gespeichert. Sie können jeden ändern."))
    if schedule.opens_on < today:
        text = _("Für diese Sitzung ist es knapp: Der vorgeschlagene Beginn liegt in der Vergangenheit.")
        messages.warning(request, text)
    return typed | asdict(schedule)


def _meeting(sent: str) -> Meeting | None:
    known = sent.isascii() and sent.isdigit() and len(sent) < 19  # noqa: PLR2004 -- fits the column
    return Meeting.objects.filter(pk=sent).first() if known else None
