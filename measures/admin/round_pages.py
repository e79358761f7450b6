"""Further pages of a round: its calendar on paper and as a file, and the reminder that the office sends itself."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from hannover_intl.core.admin import WorkplaceAdmin, page
from hannover_intl.core.ical import calendar
from measures.mails import Delivery
from measures.models import ReportingRound
from measures.schedule import events, months, steps
from measures.services.reminders import plan_now, remind_now

NAME = "measures_reportinground"


class RoundPages(WorkplaceAdmin):
    """Each is open to whom the admin is open."""

    def get_urls(self) -> list[URLPattern]:
        return [
            self.address("kalender/", require_safe(self.calendar_view), "calendar"),
            self.address("kalender.ics", require_safe(self.file_view), "calendar_file"),
            self.address("erinnern/", self.remind_view, "remind"),
            *super().get_urls(),
        ]

    def address(self, route: str, view: Any, name: str) -> URLPattern:
        """One address below the page of a round."""
        guarded: Any = self.admin_site.admin_view(view)
        address: URLPattern = path(f"<path:object_id>/{route}", guarded, name=f"{NAME}_{name}")
        return address

    def calendar_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """A sheet for each month, to be printed and pinned up."""
        reporting_round = self.round_of(request, object_id)
        found = steps(reporting_round)
        context = {
            "title": _("Kalender: %(round)s") % {"round": reporting_round},
            "object": reporting_round,
            "steps": found,
            "months": months(found),
        }
        return page(request, self, "admin/measures/reportinground/calendar.html", context)

    def file_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The same dates for one's own calendar."""
        reporting_round = self.round_of(request, object_id)
        host = urlsplit(settings.BASE_URL).hostname or "localhost"
        content = calendar(reporting_round.title, events(reporting_round, host), stamp=timezone.now())
        headers = {"Content-Disposition": f'attachment; filename="berichtsrunde-{reporting_round.as_of}.ics"'}
        return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)

    def remind_view(self, request: Any, object_id: str) -> HttpResponse:
        """Show how many mails go out and what they cannot reach; on confirmation send them."""
        reporting_round = self.round_of(request, object_id)
        today = timezone.localdate()
        if request.method == "POST":
            _tell(request, remind_now(request.user, reporting_round=reporting_round, today=today))
            return HttpResponseRedirect(reverse(f"admin:{NAME}_change", args=[reporting_round.pk]))
        plan = plan_now(reporting_round, today)
        context = {
            "title": _("Jetzt erinnern: %(round)s") % {"round": reporting_round},
            "object": reporting_round,
            "plan": plan,
            "measures": sorted({measure.number for letter in plan.letters for measure in letter.measures}),
        }
        return page(request, self, "admin/measures/reportinground/remind.html", context)

    def round_of(self, request: HttpRequest, object_id: str) -> ReportingRound:
        """The round of the address, or 404."""
        found: ReportingRound | None = self.get_object(request, object_id)
        if found is None:
            raise Http404
        return found


def _tell(request: HttpRequest, delivery: Delivery) -> None:
    """One message for what was sent, one for each kind of mail that was not."""
    if delivery.sent:
        sentence = ngettext("%d Erinnerung ist verschickt.", "%d Erinnerungen sind verschickt.", delivery.sent)
        messages.success(request, sentence % delivery.sent)
    else:
        messages.info(request, _("Es wurde niemand erinnert."))
    if delivery.postponed:
        text = _("Vor weniger als zwei Tagen angeschrieben und deshalb nicht erinnert: %s") % delivery.postponed
        messages.info(request, text)
    if delivery.refused:
        messages.error(request, _("Vom Mailserver abgelehnt: %s. Bitte versuchen Sie es später.") % delivery.refused)
    if delivery.unknown:
        text = _("Ohne Bestätigung des Mailservers: %s. Ob diese Mails ankamen, ist nicht bekannt.")
        messages.warning(request, text % delivery.unknown)
