"""Reporting rounds: planned here, opened and closed after a look at what that means."""

from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hannover_intl.core.admin import page
from hannover_intl.core.admin_history import AuditedAdmin
from hannover_intl.core.admin_mistakes import DeletableMistakes
from measures.admin import hints
from measures.admin.answers import answers_by_unit, measures_to_ask, overview
from measures.admin.round_form import PROPOSE, RoundForm, proposal
from measures.admin.round_pages import NAME, RoundPages
from measures.choices import RoundState, UpdateState
from measures.models import ReportingRound
from measures.resources.strategy import RoundResource
from measures.schedule import DATES, steps
from measures.services.planning import FIXED_ONCE_OPEN, save_round
from measures.services.rounds import close_round, open_round

_ANOTHER = _("Im selben Moment wurde eine andere Runde eröffnet. Es ist höchstens eine Runde offen.")


@admin.register(ReportingRound)
class ReportingRoundAdmin(DeletableMistakes, RoundPages, AuditedAdmin):
    """A round that was never opened can be deleted; any other stays."""

    list_resource = RoundResource
    hints = hints.ROUND
    list_display = ["title", "as_of", "opens_on", "deadline", "state", "answered"]
    list_filter = ["state"]
    folded_search = ("title",)
    search_help_text = _("Titel")
    form = RoundForm
    fieldsets = [
        (None, {"fields": ["title", "as_of", "target_meeting"]}),
        (_("Termine"), {"fields": DATES}),
    ]
    list_select_related = ["target_meeting__committee"]

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        given = Q(updates__state__in=[UpdateState.SUBMITTED, UpdateState.APPROVED])
        asked = Count("invitations", distinct=True)
        answered = Count("updates", filter=given, distinct=True)
        return ReportingRound.objects.annotate(asked_count=asked, answered_count=answered)

    @admin.display(description=_("gemeldet"))
    def answered(self, reporting_round: Any) -> str:
        """How many of the asked measures have an answer."""
        counts = {"answered": reporting_round.answered_count, "asked": reporting_round.asked_count}
        return str(_("%(answered)s von %(asked)s") % counts) if reporting_round.asked_count else "–"

    # --- Page ---

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A closed round is read."""
        return super().has_change_permission(request, obj) and (obj is None or obj.state != RoundState.CLOSED)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and obj.state == RoundState.PLANNED

    def get_readonly_fields(self, request: HttpRequest, obj: ReportingRound | None = None) -> Any:
        return FIXED_ONCE_OPEN if obj and obj.state == RoundState.OPEN else ()

    def write(self, request: Any, form: Any, formsets: Any) -> None:
        save_round(request.user, reporting_round=form.instance)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        form.proposed = getattr(request, "proposal", {})
        return form

    def changeform_view(
        self, request: Any, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """The form; "Termine vorschlagen" shows it again with proposed dates, as if it had just been opened."""
        if request.method == "POST" and PROPOSE in request.POST:
            request.proposal = proposal(request, timezone.localdate())
            request.method = "GET"  # nothing is stored, and what is incomplete is no error yet
        return super().changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        stored = context["original"]
        if stored:
            context["steps"] = steps(
                ReportingRound.objects.select_related("target_meeting__committee").get(pk=stored.pk)
            )
            context["overview"] = overview(stored, timezone.localdate())
        return super().render_change_form(request, context, *args, **kwargs)

    def tools(self, request: HttpRequest, obj: ReportingRound) -> list[tuple[str, Any]]:
        offered = [("calendar", _("Kalender"))]
        if obj.state == RoundState.PLANNED:
            offered.append(("open", _("Runde eröffnen")))
        if obj.state == RoundState.OPEN:
            offered += [("remind", _("Jetzt erinnern")), ("close", _("Runde schließen"))]
        return [(reverse(f"admin:{NAME}_{name}", args=[obj.pk]), label) for name, label in offered]

    # --- Opening and closing ---

    def get_urls(self) -> list[URLPattern]:
        return [
            self.address("eroeffnen/", self.open_view, "open"),
            self.address("schliessen/", self.close_view, "close"),
            *super().get_urls(),
        ]

    def open_view(self, request: Any, object_id: str) -> HttpResponse:
        """Show who will be asked; on confirmation ask them."""
        reporting_round = self.round_of(request, object_id)
        today = timezone.localdate()
        if request.method == "POST":
            decision = partial(open_round, request.user, reporting_round=reporting_round, today=today)
            done = _("Die Runde ist eröffnet. Die Einladungen sind auf dem Weg.")
            return self._decide(request, reporting_round, decision, done)
        measures = measures_to_ask(today)
        context = {
            "title": _("Runde eröffnen: %(round)s") % {"round": reporting_round},
            "object": reporting_round,
            "measures": measures,
            "units": len({measure.lead_unit_id for measure in measures}),
            "without_contact": [measure for measure in measures if not measure.has_contact],
        }
        return page(request, self, "admin/measures/reportinground/open.html", context)

    def close_view(self, request: Any, object_id: str) -> HttpResponse:
        """Show what is missing; on confirmation close the round."""
        reporting_round = self.round_of(request, object_id)
        if request.method == "POST":
            decision = partial(close_round, request.user, reporting_round=reporting_round)
            return self._decide(request, reporting_round, decision, _("Die Runde ist geschlossen."))
        context = {
            "title": _("Runde schließen: %(round)s") % {"round": reporting_round},
            "object": reporting_round,
            "answers": answers_by_unit(reporting_round),
        }
        return page(request, self, "admin/measures/reportinground/close.html", context)

    def _decide(self, request: HttpRequest, reporting_round: ReportingRound, decision: Any, done: Any) -> HttpResponse:
        try:
            decision()
            messages.success(request, done)
        except ValidationError as error:
            for message in error.messages:
                messages.error(request, message)
        except IntegrityError:
            messages.error(request, _ANOTHER)
        return HttpResponseRedirect(reverse(f"admin:{NAME}_change", args=[reporting_round.pk]))
