"""Requests of coordinators."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hannover_intl.core.listing import Column, list_page
from hannover_intl.core.versioning import VersionConflict
from staff_skills.choices import CONTACT_STATES, AccessKind, AnswerState, RequestState
from staff_skills.models import SkillRequest, SkillRequestRecipient
from staff_skills.search_forms import CloseForm, RequestForm, Searched, read_numbers
from staff_skills.services.access import log_access
from staff_skills.services.requests import NobodyToAsk, assign, close_request, send_request
from staff_skills.views.search import CoordinatorPage

COLUMNS = [
    Column("event", gettext_lazy("Anlass"), ("event",)),
    Column("sought", gettext_lazy("Gesucht")),
    Column("day", gettext_lazy("Tag"), ("takes_place_on",)),
    Column("unit", gettext_lazy("Einheit"), ("unit__number", "unit__name")),
    Column("state", gettext_lazy("Stand"), ("state",)),
    Column("answers", gettext_lazy("Zusagen"), numeric=True),
]


class NewRequestView(CoordinatorPage):
    """From the chosen people of a search to a request. Reached by POST alone, so that no address holds their keys."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """A request begins with a search."""
        return redirect("staff_skills:search")

    def post(self, request: HttpRequest) -> HttpResponse:
        """First the empty form, then the sent one. Forged numbers and searches do not exist."""
        try:
            searched = Searched.read(request.POST.get("search", ""))
            numbers = read_numbers(request.POST.getlist("key"))
        except ValueError:
            raise Http404 from None
        if not numbers:
            messages.error(request, _("Bitte wählen Sie mindestens eine Person aus."))
            return redirect("staff_skills:search")
        if request.POST.get("action") != "send":
            return self._page(RequestForm(today=self.today), searched, numbers, HTTPStatus.OK)
        form = RequestForm(request.POST, instance=searched.draft(), today=self.today)
        if not form.is_valid():
            return self._page(form, searched, numbers, HTTPStatus.UNPROCESSABLE_ENTITY)
        return self._send(form, searched, numbers)

    def _send(self, form: RequestForm, searched: Searched, numbers: list[int]) -> HttpResponse:
        try:
            sent = send_request(
                self.person,
                request=form.save(commit=False),
                search_id=searched.search_id,
                numbers=numbers,
                now=timezone.now(),
            )
        except NobodyToAsk:
            raise Http404 from None
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self._page(form, searched, numbers, HTTPStatus.UNPROCESSABLE_ENTITY)
        messages.success(self.request, _("Die Anfrage ist gesendet. Antworten sehen Sie hier."))
        return redirect(sent)

    def _page(self, form: RequestForm, searched: Searched, numbers: list[int], status: HTTPStatus) -> HttpResponse:
        context = {"form": form, "searched": searched, "search": searched.signed(), "numbers": numbers}
        return TemplateResponse(self.request, "staff_skills/new_request.html", context, status=status)


class RequestListView(CoordinatorPage):
    """All requests this coordinator may see."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """A page of the list; who was asked stays out of it."""
        accepted = Count("recipients", filter=Q(recipients__state__in=CONTACT_STATES))
        rows = SkillRequest.objects.visible_to(request.user, self.today).annotate(accepted=accepted)
        listing = list_page(rows.select_related("unit", "topic"), request.GET, columns=COLUMNS, default="-day")
        return TemplateResponse(request, "staff_skills/requests.html", {"listing": listing})


class RequestView(CoordinatorPage):
    """One request: how many answered, who accepted, and its end."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The page. Showing contact data is logged."""
        return self._page(self._find(pk), HTTPStatus.OK)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Engage somebody, or end the request."""
        asked = self._find(pk)
        if request.POST.get("action") == "assign":
            return self._assign(asked)
        form = CloseForm(request.POST)
        if not form.is_valid():
            return self._page(asked, HTTPStatus.UNPROCESSABLE_ENTITY, form)
        data = form.cleaned_data
        try:
            close_request(
                self.person,
                request=asked,
                expected_version=data["version"],
                result=data["result"],
                feedback=data["feedback"],
                today=self.today,
            )
        except VersionConflict:
            form.add_error(None, _("Die Anfrage wurde inzwischen von jemand anderem geändert. Bitte sehen Sie sie an."))
            return self._page(self._find(pk), HTTPStatus.CONFLICT, form)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self._page(self._find(pk), HTTPStatus.UNPROCESSABLE_ENTITY, form)
        messages.success(request, _("Die Anfrage ist beendet."))
        return redirect(asked)

    def _find(self, pk: int) -> SkillRequest:
        rows = SkillRequest.objects.visible_to(self.request.user, self.today).select_related(
            "unit", "topic", "coordinator"
        )
        found: SkillRequest = get_object_or_404(rows, pk=pk)
        return found

    def _assign(self, asked: SkillRequest) -> HttpResponse:
        try:
            key = UUID(self.request.POST.get("key", ""))
            has_agreement = self.request.POST.get("agreement") == "yes"
            assign(self.person, request=asked, key=key, has_agreement=has_agreement, today=self.today)
        except (ValueError, SkillRequestRecipient.DoesNotExist):
            raise Http404 from None
        except ValidationError as error:
            messages.error(self.request, error.messages[0])
        else:
            messages.success(self.request, _("Der Einsatz ist vereinbart."))
        return redirect(asked)

    def _page(self, asked: SkillRequest, status: HTTPStatus, form: CloseForm | None = None) -> HttpResponse:
        recipients = list(asked.recipients.select_related("profile__user__unit"))
        contacts = [recipient for recipient in recipients if recipient.state in CONTACT_STATES]
        if contacts:
            seen = [recipient.profile for recipient in contacts]
            log_access(self.person, kind=AccessKind.CONTACT, purpose=asked.purpose, profiles=seen, now=timezone.now())
        context: dict[str, Any] = {
            "asked": asked,
            "contacts": contacts,
            "asked_count": len(recipients),
            "waiting_count": sum(recipient.state == AnswerState.ASKED for recipient in recipients),
            "is_running": asked.state in {RequestState.OPEN, RequestState.ASSIGNED},
            "form": form or CloseForm(initial={"version": asked.version}),
        }
        return TemplateResponse(self.request, "staff_skills/request.html", context, status=status)
