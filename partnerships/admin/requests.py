"""The pipeline of requests: assess, decide with a reason, answer, note what came of it."""

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from hannover_intl.core.admin import rows_to_save
from hannover_intl.core.admin_english import EnglishAdmin
from hannover_intl.core.admin_mistakes import DeletableMistakes
from partnerships.admin import hints
from partnerships.admin.base import CriteriaInline, RegisterAdmin
from partnerships.admin.forms import RegisterForm, country_field
from partnerships.answers import draft_answer
from partnerships.models import Activity, CooperationRequest, Criterion, Partnership, Score
from partnerships.querysets import RequestQuerySet
from partnerships.resources.requests import CriterionResource, RequestResource
from partnerships.services.requests import receive_request, save_request

DECISION = ("decision", "decision_reason", "redirected_to", "parked_until")


class RequestForm(RegisterForm):
    """The deadline may be left to the rule: four weeks."""

    country = country_field()
    language = forms.ChoiceField(label=_("Sprache der Antwort"), choices=[("de", _("Deutsch")), ("en", _("Englisch"))])
    unit_fields = ("redirected_to",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "deadline" in self.fields:
            self.fields["deadline"].required = False
            self.initial.setdefault("received_on", timezone.localdate())
        if "activity" in self.fields:
            # What came of a request was not over when it came in: the list stays short among thousands.
            asked_on = self.instance.received_on or timezone.localdate()
            likely = Q(end__gte=asked_on) | Q(pk=self.instance.activity_id)
            self.fields["activity"].queryset = Activity.objects.filter(likely)  # type: ignore[attr-defined]  # a choice of rows

    def _get_validation_exclusions(self) -> set[str]:
        """Constraints over the decision are asked by the service, which adds the day."""
        return {*super()._get_validation_exclusions(), "deadline", *DECISION}  # type: ignore[misc]  # unknown to the stubs


class ScoreInline(CriteriaInline):
    """How the request meets the criteria; a new request is taken in first and assessed then."""

    model = Score
    hints = hints.SCORE
    fields = ["criterion", "points", "note", "weight"]
    readonly_fields = ["weight"]

    def missing(self, obj: Any) -> list[Any]:
        if not obj or obj.pk is None:
            return []
        scored = Score.objects.filter(request=obj).values("criterion")
        return list(Criterion.objects.in_use().exclude(pk__in=scored).values_list("pk", flat=True))

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "criterion":
            kwargs["queryset"] = Criterion.objects.in_use()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class WaitingFilter(admin.SimpleListFilter):
    """What the office has to decide on, or to answer."""

    title = _("Bearbeitung")
    parameter_name = "todo"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [
            ("decide", _("zu entscheiden")),
            ("overdue", _("zu entscheiden, Frist abgelaufen")),
            ("answer", _("zu beantworten")),
        ]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        today, requests = timezone.localdate(), cast("RequestQuerySet", queryset)
        narrowed = {
            "decide": requests.waiting(today),
            "overdue": requests.overdue(today),
            "answer": requests.unanswered(),
        }
        return narrowed.get(str(self.value()), queryset)


@admin.register(CooperationRequest)
class RequestAdmin(RegisterAdmin):
    """Requests are never deleted; who wrote them is forgotten a year after the answer."""

    list_resource = RequestResource
    hints = hints.REQUEST
    form = RequestForm
    list_display = [
        "topic",
        "organisation",
        "country_name",
        "received_on",
        "deadline",
        "score",
        "decision",
        "answered_on",
    ]
    list_filter = [WaitingFilter, "decision", "channel", "is_example"]
    folded_search = ("organisation", "city", "topic", "text")
    search_help_text = _("Stelle, Ort, Thema oder Wörter aus dem Text")
    date_hierarchy = "received_on"
    readonly_fields = ["decided_on", "decided_by", "draft", "answered_on", "purged_on", "score"]
    inlines = [ScoreInline]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    *("received_on", "channel", "organisation", "city", "country", "contact_name", "contact_email"),
                    *("language", "topic", "text", "deadline", "is_example", "purged_on"),
                ]
            },
        ),
        (_("Entscheidung"), {"fields": ["score", *DECISION, "decided_on", "decided_by"]}),
        (_("Antwort"), {"fields": ["draft", "answer", "answered_on"]}),
        (_("Ergebnis"), {"fields": ["activity", "partnership"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> "QuerySet[CooperationRequest]":
        return super().get_queryset(request).prefetch_related("scores__criterion")

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "partnership":
            kwargs["queryset"] = Partnership.objects.select_related("partner")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    @admin.display(description=_("Land"), ordering="country")
    def country_name(self, request: CooperationRequest) -> str:
        """The country in words."""
        return request.country_name

    @admin.display(description=_("Bewertung"))
    def score(self, request: CooperationRequest) -> str:
        """Of what could be reached."""
        percent = request.score_percent
        return "–" if percent is None else f"{percent} %"

    @admin.display(description=_("Vorschlag für die Antwort"))
    def draft(self, request: CooperationRequest) -> SafeString | str:
        """To copy into the answer and to change."""
        # linebreaks() escapes the text itself.
        return mark_safe(linebreaks(draft_answer(request), autoescape=True)) or "–"  # noqa: S308

    def write(self, request: Any, form: Any, formsets: Any) -> None:
        today = timezone.localdate()
        row: CooperationRequest = form.instance
        version = form.expected_version
        if version is None:
            deadline = form.cleaned_data["deadline"]
            receive_request(request.user, request=row, received_on=form.cleaned_data["received_on"], deadline=deadline)
            version = row.version
        (scores,) = formsets
        save_request(request.user, request=row, scores=rows_to_save(scores), expected_version=version, today=today)


@admin.register(Criterion)
class CriterionAdmin(DeletableMistakes, EnglishAdmin, RegisterAdmin):
    """By what requests are assessed; the public form names them, too."""

    hints = hints.CRITERION
    list_resource = CriterionResource
    list_display = ["title", "question", "weight", "position", "retired"]
    folded_search = ("title", "question")
    search_help_text = _("Kriterium oder Frage")
    fields = ["title", "question", "weight", "position", "retired", "title_en", "question_en", "english_state"]
