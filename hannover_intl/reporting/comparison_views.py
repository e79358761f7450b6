"""Any two reports side by side: what the council was told then, and what it is told now."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from hannover_intl.core.forms import KernFilterForm
from hannover_intl.reporting.comparison import compare_reports
from hannover_intl.reporting.composing import compose
from hannover_intl.reporting.models import CommitteeReport
from hannover_intl.reporting.payload import PayloadError
from hannover_intl.reporting.report import ProgressReport
from hannover_intl.reporting.side_by_side import side_by_side

_UNKNOWN = {
    "required": _("Bitte wählen Sie einen Bericht."),
    "invalid_choice": _("Diesen Bericht gibt es nicht. Bitte wählen Sie einen aus der Liste."),
}


class ComparisonForm(KernFilterForm):
    """Two of the reports that the visitor may read."""

    before = forms.ChoiceField(label=_("Früherer Bericht"), error_messages=_UNKNOWN)
    after = forms.ChoiceField(label=_("Späterer Bericht"), error_messages=_UNKNOWN)

    def __init__(self, reports: dict[str, CommitteeReport], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reports = reports
        for field in self.fields.values():
            field.choices = [(slug, _name(report)) for slug, report in reports.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Two different ones, the earlier first."""
        chosen = [self.reports.get(self.cleaned_data.get(name, "")) for name in ("before", "after")]
        before, after = chosen
        if before is not None and before == after:
            self.add_error("after", _("Bitte wählen Sie zwei verschiedene Berichte."))
        elif before is not None and after is not None and before.as_of > after.as_of:
            self.add_error("before", _("Dieser Bericht ist der spätere. Bitte tauschen Sie die beiden."))
        return self.cleaned_data


def _name(report: CommitteeReport) -> str:
    """A report in the list: its day, its number, and what keeps it from the public."""
    state = "" if report.is_published else f" – {report.get_state_display()}"
    return f"{report.as_of:%d.%m.%Y} ({report.paper.reference}) {report.paper.name}{state}"


@method_decorator(login_not_required, name="dispatch")
class ComparisonView(TemplateView):
    """What changed between two published reports; the office also compares drafts."""

    template_name = "reporting/comparison.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form, and the comparison where both reports are chosen."""
        self.today = timezone.localdate()
        visible = CommitteeReport.objects.visible_to(self.request.user, self.today)
        reports = {report.paper.slug: report for report in visible.without_content().newest_first()}
        form = self._form(reports)
        chosen = form.is_bound and form.is_valid()
        return super().get_context_data(
            form=form, reports=reports, **(self._compared(form) if chosen else {}), **kwargs
        )

    def _form(self, reports: dict[str, CommitteeReport]) -> ComparisonForm:
        """Until somebody chooses, a report (the newest, or the one that a link names) and the one before it."""
        if "before" in self.request.GET:
            return ComparisonForm(reports, self.request.GET)
        slugs = list(reports)
        named = self.request.GET.get("after", "")
        place = slugs.index(named) if named in slugs else 0
        return ComparisonForm(reports, initial=dict(zip(("after", "before"), slugs[place:], strict=False)))

    def _compared(self, form: ComparisonForm) -> dict[str, Any]:
        found = []
        for name in ("before", "after"):
            try:
                found.append(self._annex(form.reports[form.cleaned_data[name]]))
            except (LookupError, PayloadError):
                form.add_error(name, _("Dieser Bericht lässt sich nicht mehr lesen."))
        if form.errors:
            return {}
        return self._shown(form, *found)

    def _shown(self, form: ComparisonForm, before: ProgressReport, after: ProgressReport) -> dict[str, Any]:
        """Reports to the council are German, and so is what changed between them, on a page of any language."""
        with translation.override("de"):
            context = {
                "comparison": compare_reports(before, after),
                "side_by_side": side_by_side(before, after),
                "before": form.reports[form.cleaned_data["before"]],
                "after": form.reports[form.cleaned_data["after"]],
                "scopes_differ": before.scope != after.scope,
                "web": True,
            }
            return context | {"body": render_to_string("reporting/_compared.html", context)}

    def _annex(self, report: CommitteeReport) -> ProgressReport:
        return compose(CommitteeReport.objects.select_related("paper").get(pk=report.pk), self.today).annex
