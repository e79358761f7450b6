"""The departments' own pages: what they have to report, and the form of one measure."""

from dataclasses import replace
from http import HTTPStatus
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from hannover_intl.core.unsaved import TOKEN_FIELD, forget, form_token, unsaved_data
from hannover_intl.core.versioning import VersionConflict
from hannover_intl.organisation.models import User
from hannover_intl.organisation.policies import reports_for_units
from measures.choices import WRITABLE_UPDATE_STATES
from measures.forms import ReportForm
from measures.merging import Merge, written_against
from measures.models import MeasureUpdate, ReportingRound
from measures.services.content import UpdateContent
from measures.services.updates import Draft, UpdateClosed, save_draft, submit_update
from measures.views.conflict import Conflict
from measures.worklist import Report, report, worklist


class MineView(TemplateView):
    """The measures of the own units, what is left to do first. No page for those who report on nothing."""

    template_name = "measures/mine.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The worklist of today."""
        today = timezone.localdate()
        if not reports_for_units(self.request.user, today):
            raise Http404
        return super().get_context_data(**kwargs, work=worklist(self.request.user, today), today=today)


class ReportView(View):
    """One measure: the form while its department can write, otherwise what was sent."""

    http_method_names = ["get", "head", "post"]
    report: Report

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Nothing happens before it is known that the person reports on this measure."""
        self._load()
        return super().dispatch(request, *args, **kwargs)

    def _load(self) -> None:
        found = report(self.request.user, self.kwargs["number"], timezone.localdate())
        if found is None:
            raise Http404
        self.report = found

    def get(self, request: HttpRequest, number: str) -> HttpResponse:
        """Show the form, with what was typed before an expired login or form kept it from arriving."""
        data = unsaved_data(request)
        if data is None:
            form = ReportForm(self.report.milestones, content=self.report.content)
        else:
            form = ReportForm(self.report.milestones, data=data)
            form.is_valid()
        if not self.report.task.is_writable:
            return self._closed(form, HTTPStatus.OK)
        return self._page(form, HTTPStatus.OK, is_restored=data is not None)

    def post(self, request: HttpRequest, number: str) -> HttpResponse:
        """Store what was typed, or say why not, with everything still there."""
        forget(request)
        action = request.POST.get("action")
        if action == "discard":
            return redirect(request.path)
        form = ReportForm(self.report.milestones, data=request.POST)
        if form.is_valid():
            return self._store(form, form.draft, submit=action == "submit")
        if self.report.task.is_writable:
            return self._page(form, HTTPStatus.UNPROCESSABLE_ENTITY)
        return self._closed(form, HTTPStatus.CONFLICT)

    def _store(self, form: ReportForm, draft: Draft, *, submit: bool) -> HttpResponse:
        asked = ReportingRound.objects.filter(pk=form.main.cleaned_data["round"]).first()
        if asked is None:
            return self._closed(form, HTTPStatus.CONFLICT)
        write = submit_update if submit else save_draft
        try:
            write(
                cast("User", self.request.user),  # the middleware lets nobody else in
                measure=self.report.task.measure,
                reporting_round=asked,
                draft=draft,
                today=timezone.localdate(),
            )
        except VersionConflict as conflict:
            return self._conflict(form, draft, conflict.current, submit=submit)
        except UpdateClosed as closed:
            return self._closed(form, HTTPStatus.CONFLICT, *closed.messages)
        except ValidationError as error:
            form.add_errors(error)
            return self._page(form, HTTPStatus.UNPROCESSABLE_ENTITY)
        return self._stored(submit=submit)

    def _stored(self, *, submit: bool) -> HttpResponse:
        number = self.report.task.measure.number
        if submit:
            messages.success(self.request, _("Ihr Sachstand zur Maßnahme %s ist eingereicht.") % number)
            return redirect("measures:mine")
        messages.success(self.request, _("Ihr Entwurf ist gespeichert. Eingereicht ist er noch nicht."))
        return redirect(self.request.path)

    def _conflict(self, form: ReportForm, draft: Draft, current: Any, *, submit: bool) -> HttpResponse:
        """Somebody was faster. The same text twice is no conflict, whoever sent it."""
        if current is None:
            form.main.add_error(None, _("Der gespeicherte Entwurf ist nicht mehr da. Bitte speichern Sie erneut."))
            return self._page(form, HTTPStatus.CONFLICT, version=0)
        self._load()
        writable = current.state in WRITABLE_UPDATE_STATES
        theirs = UpdateContent.of(current)
        if theirs.same_as(draft.content):
            if submit and writable:
                return self._store(form, replace(draft, version=current.version), submit=True)
            messages.info(self.request, _("Diese Angaben waren schon gespeichert."))
            return redirect(self.request.path if writable else "measures:mine")
        if not writable:
            message = _("Dieser Sachstand wurde inzwischen von jemand anderem eingereicht.")
            return self._closed(form, HTTPStatus.CONFLICT, message)
        base = written_against(current, draft.version) or self.report.blank
        return self._merge_page(Merge(base=base, theirs=theirs, yours=draft.content), current)

    def _page(self, form: ReportForm, status: HTTPStatus, *, is_restored: bool = False, **hidden: int) -> HttpResponse:
        context = {"form": form, "hidden": self._hidden(form, **hidden), "is_restored": is_restored}
        return self._render("measures/report_form.html", status, context)

    def _merge_page(self, merge: Merge, current: MeasureUpdate) -> HttpResponse:
        form = ReportForm(self.report.milestones, content=merge.proposal)
        context = {
            "form": form,
            "hidden": self._hidden(form, version=current.version),
            "conflict": Conflict(merge, form),
        }
        return self._render("measures/conflict.html", HTTPStatus.CONFLICT, context | {"current": current})

    def _closed(self, form: ReportForm, status: HTTPStatus, *reasons: str) -> HttpResponse:
        context = {"typed": form.typed, "reasons": reasons}
        return self._render("measures/report_closed.html", status, context)

    def _hidden(self, form: ReportForm, **given: int) -> dict[str, Any]:
        """What the form sends back unseen: the versions it was filled from, and the proof of whose form it is.

        After an error the version stays the one the text was written against; everything else is as shown now.
        """
        task = self.report.task
        seen = {"round": task.round.pk if task.round else 0, "version": task.update.version if task.update else 0}
        if form.main.is_bound:
            seen = {"round": seen["round"], "version": 0} | form.main.cleaned_data
        versions = {"round": seen["round"], "version": seen["version"], "measure_version": task.measure.version}
        return {**versions, **given, TOKEN_FIELD: form_token(self.request)}

    def _render(self, template: str, status: HTTPStatus, context: dict[str, Any]) -> HttpResponse:
        return TemplateResponse(self.request, template, {"report": self.report, **context}, status=status)
