"""The employee's own pages. Each of them knows one person only: the one who is signed in."""

import datetime as dt
import uuid
from http import HTTPStatus
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from hannover_intl.core.pdf import PdfError, render_pdf
from hannover_intl.core.versioning import VersionConflict
from hannover_intl.organisation.models import User
from staff_skills import own_data
from staff_skills.choices import Purpose
from staff_skills.descriptors import descriptor_table
from staff_skills.ledger import LedgerError
from staff_skills.models import AccessLog, SkillProfile, SkillRequestRecipient
from staff_skills.periods import LOG_MONTHS, REMIND_MONTHS_BEFORE, add_months
from staff_skills.profile_forms import ProfileForms
from staff_skills.services.profiles import confirm_profile, consent_text, save_profile, withdraw_all, withdraw_consent
from staff_skills.services.requests import answer_request

LOG_SHOWN = 50


class PrivatePage(View):
    """A page with personal data: no cache keeps it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """As any page, with a header that forbids to store it."""
        response = super().dispatch(request, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        return response

    @property
    def person(self) -> User:
        """Who is signed in; the middleware lets nobody else in."""
        return cast("User", self.request.user)

    @property
    def today(self) -> dt.date:
        """The day of this request."""
        return timezone.localdate()

    def own_profile(self) -> SkillProfile | None:
        """The own entry with all its parts."""
        parts = ["languages", "consents__text", "expertise__topic", "trainings__topic"]
        parts += ["received__request__unit", "received__request__topic"]
        found: SkillProfile | None = (
            SkillProfile.objects.filter(user=self.person).select_related("unit").prefetch_related(*parts).first()
        )
        return found


class MineView(PrivatePage, TemplateView):
    """Everything that the register holds of the person, and who looked at it."""

    template_name = "staff_skills/mine.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The entry, the requests that wait, and the log of the last twelve months."""
        profile = self.own_profile()
        log = list(AccessLog.objects.of_profile(profile)[:LOG_SHOWN]) if profile else []
        must_confirm = bool(profile and add_months(profile.expires_on, -REMIND_MONTHS_BEFORE) <= self.today)
        return super().get_context_data(
            profile=profile,
            requests=[row.request for row in profile.received.all()] if profile else [],
            text=consent_text(self.today),
            log=log,
            log_months=LOG_MONTHS,
            must_confirm=must_confirm,
            today=self.today,
            **kwargs,
        )


class EditView(PrivatePage):
    """The form of the own entry."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form, filled from what is stored."""
        profile = self.own_profile()
        return self._page(self._forms(profile), HTTPStatus.OK, profile)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Store what was sent, or say why not, with everything still there."""
        profile = self.own_profile()
        parts = self._forms(profile, bound=True)
        if not parts.is_valid():
            return self._page(parts, HTTPStatus.UNPROCESSABLE_ENTITY, profile)
        version = parts.main.cleaned_data["version"]
        try:
            save_profile(self.person, content=parts.content, expected_version=version, now=timezone.now())
        except VersionConflict as conflict:
            return self._conflict(parts, cast("SkillProfile | None", conflict.current))
        except ValidationError as error:
            parts.add_errors(error)
            return self._page(parts, HTTPStatus.UNPROCESSABLE_ENTITY, profile)
        except LedgerError as error:
            parts.main.add_error(None, str(error))
            return self._page(parts, HTTPStatus.SERVICE_UNAVAILABLE, profile)
        messages.success(request, _("Ihr Eintrag ist gespeichert."))
        return redirect("staff_skills:mine")

    def _forms(self, profile: SkillProfile | None, *, bound: bool = False) -> ProfileForms:
        text = consent_text(self.today)
        data = self.request.POST if bound else None
        return ProfileForms(profile=profile, text_version=text.version if text else 0, today=self.today, data=data)

    def _conflict(self, parts: ProfileForms, current: SkillProfile | None) -> HttpResponse:
        """Changed or withdrawn in another window: nothing is stored until the person sends it again on purpose."""
        data = self.request.POST.copy()
        data["version"] = str(current.version if current else 0)
        text = consent_text(self.today)
        again = ProfileForms(profile=current, text_version=text.version if text else 0, today=self.today, data=data)
        again.is_valid()
        again.main.add_error(
            None,
            _(
                "Ihr Eintrag wurde inzwischen in einem anderen Fenster geändert oder gelöscht. Hier steht, was Sie "
                "gerade eingegeben haben. Wenn es gelten soll, speichern Sie noch einmal."
            ),
        )
        return self._page(again, HTTPStatus.CONFLICT, current)

    def _page(self, parts: ProfileForms, status: HTTPStatus, profile: SkillProfile | None) -> HttpResponse:
        context = {
            "parts": parts,
            "profile": profile,
            "text": consent_text(self.today),
            "levels": descriptor_table(),
        }
        return TemplateResponse(self.request, "staff_skills/edit.html", context, status=status)


class ConfirmView(PrivatePage):
    """One click keeps the entry for another two years."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Confirm, and back to the own page."""
        try:
            confirm_profile(self.person, today=self.today)
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            messages.success(request, _("Ihr Eintrag ist bestätigt."))
        return redirect("staff_skills:mine")


class WithdrawView(PrivatePage):
    """One click takes back a consent, or everything; it takes effect at once."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Delete, and back to the own page."""
        purpose = request.POST.get("purpose", "")
        try:
            if purpose in Purpose.values:
                is_gone = withdraw_consent(self.person, purpose=purpose, today=self.today)
            else:
                withdraw_all(self.person, today=self.today)
                is_gone = True
        except LedgerError as error:
            messages.error(request, str(error))
            return redirect("staff_skills:mine")
        gone, left = _("Ihr Eintrag ist gelöscht."), _("Die Zustimmung ist zurückgezogen und gelöscht.")
        messages.success(request, gone if is_gone else left)
        return redirect("staff_skills:mine")


class AnswerView(PrivatePage):
    """Accept or decline a request; nobody asks why."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, key: uuid.UUID) -> HttpResponse:
        """Store the answer. What one was not asked does not exist."""
        accept = request.POST.get("answer") == "accept"
        try:
            answer_request(self.person, key=key, accept=accept, today=self.today)
        except SkillRequestRecipient.DoesNotExist:
            raise Http404 from None
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return redirect("staff_skills:mine")
        accepted = _("Sie haben zugesagt. Die Koordination sieht jetzt Ihre Kontaktdaten und meldet sich bei Ihnen.")
        messages.success(request, accepted if accept else _("Sie haben abgesagt."))
        return redirect("staff_skills:mine")


class OwnJsonView(PrivatePage):
    """All own data for machines."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """A file to keep; the portal keeps none."""
        response = JsonResponse(
            own_data.as_json(self.person, timezone.now()), json_dumps_params={"ensure_ascii": False}
        )
        response.headers["Content-Disposition"] = 'attachment; filename="meine-daten.json"'
        return response


class OwnPdfView(PrivatePage):
    """All own data to read and print."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """A file to keep; without a PDF the own page says why."""
        context = {"title": own_data.TITLE, "sections": own_data.own_data(self.person), "today": self.today}
        try:
            pdf = render_pdf(render_to_string("staff_skills/own_data_print.html", context), stylesheets=STYLES)
        except PdfError as error:
            messages.error(request, str(error))
            return redirect("staff_skills:mine")
        headers = {"Content-Disposition": 'attachment; filename="meine-daten.pdf"'}
        return HttpResponse(pdf, content_type="application/pdf", headers=headers)


STYLES = ("portal/own_data.css",)
