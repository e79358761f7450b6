"""Reviews of relations on the six criteria."""

from typing import Any, cast

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hannover_intl.core.admin import rows_to_save
from partnerships.admin import hints
from partnerships.admin.base import CriteriaInline, RegisterAdmin
from partnerships.admin.forms import RegisterForm
from partnerships.choices import ReviewCriterion
from partnerships.models import Partnership, PartnershipReview, Rating
from partnerships.models.reviews import BEST_RATING
from partnerships.querysets import ReviewQuerySet
from partnerships.resources.reviews import ReviewResource
from partnerships.services.reviews import save_review


class RatingInline(CriteriaInline):
    """One row for each of the six criteria."""

    model = Rating
    hints = hints.RATING
    fields = ["criterion", "points", "text"]
    max_num = len(ReviewCriterion)

    def missing(self, obj: Any) -> list[Any]:
        rated = set(Rating.objects.filter(review=obj).values_list("criterion", flat=True)) if obj and obj.pk else set()
        return [value for value in ReviewCriterion.values if value not in rated]


class DueFilter(admin.SimpleListFilter):
    """Reviews that are due, to come, or concluded."""

    title = _("Bearbeitung")
    parameter_name = "todo"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [("due", _("fällig")), ("planned", _("vorgesehen")), ("held", _("abgeschlossen"))]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        today = timezone.localdate()
        narrowed = {
            "due": cast("ReviewQuerySet", queryset).due(today),
            "planned": queryset.filter(held_on=None, due_on__gt=today),
            "held": queryset.exclude(held_on=None),
        }
        return narrowed.get(str(self.value()), queryset)


@admin.register(PartnershipReview)
class ReviewAdmin(RegisterAdmin):
    """Reviews are not deleted; the next one is scheduled."""

    hints = hints.REVIEW
    list_resource = ReviewResource
    form = RegisterForm
    list_display = ["partnership", "due_on", "held_on", "points", "proposal", "paper", "is_example"]
    list_filter = [DueFilter, "proposal", "is_example"]
    list_select_related = ["partnership__partner", "paper"]
    search_column = "partnership__search_text"
    search_fields = ["partnership__search_text"]
    search_help_text = _("Partner oder Wörter der Partnerschaft")
    inlines = [RatingInline]
    fieldsets = [
        (None, {"fields": ["partnership", "due_on", "is_example"]}),
        (_("Abschluss"), {"fields": ["held_on", "proposal", "proposal_text", "paper"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> "QuerySet[PartnershipReview]":
        return super().get_queryset(request).prefetch_related("ratings")

    @admin.display(description=_("Punkte"))
    def points(self, review: PartnershipReview) -> str:
        """Of the criteria judged so far, as the comparison counts them."""
        ratings = review.ratings.all()
        return f"{sum(rating.points for rating in ratings)} / {len(ratings) * BEST_RATING}" if ratings else "–"

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "partnership":
            kwargs["queryset"] = Partnership.objects.select_related("partner")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def write(self, request: Any, form: Any, formsets: Any) -> None:
        (ratings,) = formsets
        save_review(
            request.user,
            review=form.instance,
            ratings=rows_to_save(ratings),
            expected_version=form.expected_version,
        )
