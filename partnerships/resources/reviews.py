"""Lists of reviews with what they find on each criterion, and of the gifts of all delegations."""

import re
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hannover_intl.core.resources.base import ListResource
from hannover_intl.core.resources.fields import ExtraField
from hannover_intl.core.resources.widgets import Cell, Row
from hannover_intl.core.spreadsheets.cells import to_text
from hannover_intl.council.resources import PaperReference
from partnerships.choices import ReviewCriterion
from partnerships.models import Gift, PartnershipReview, Rating
from partnerships.models.reviews import BEST_RATING
from partnerships.resources.cells import DelegationReference, PartnershipReference
from partnerships.services.delegations import save_gift
from partnerships.services.reviews import save_review

_JUDGED = re.compile(rf"(?P<points>[1-{BEST_RATING}])\s*:\s*(?P<text>\S.*)", re.DOTALL)


class RatingCell(Cell):
    """Points and the judgement: "4: Drei Reisen im Jahr"."""

    def clean(self, value: Any, row: Row | None = None, **kwargs: Any) -> tuple[int, str] | None:
        """Both, or None where the cell is empty."""
        text = to_text(value).strip()
        if not text:
            return None
        judged = _JUDGED.fullmatch(text)
        if not judged:
            raise ValueError(_("Bitte schreiben Sie 1 bis 5 Punkte und die Einschätzung: 4: Drei Reisen im Jahr."))
        return int(judged["points"]), judged["text"]

    def render(self, value: tuple[int, str] | None, obj: Any = None, **kwargs: Any) -> str:
        """As it is typed."""
        return f"{value[0]}: {value[1]}" if value else ""


def _rating(criterion: ReviewCriterion) -> Callable[[PartnershipReview], tuple[int, str] | None]:
    def read(review: PartnershipReview) -> tuple[int, str] | None:
        stored = review.ratings.all() if review.pk else ()
        return next(((row.points, row.text) for row in stored if row.criterion == criterion), None)

    return read


def _column(criterion: ReviewCriterion) -> ExtraField:
    name = criterion.value
    return ExtraField(
        attribute=name, column_name=name, label=criterion.label, widget=RatingCell(), read=_rating(criterion)
    )


class ReviewResource(ListResource):
    """Reviews, one row each, with a column for each criterion."""

    comes_with = ("ratings",)
    references = {"partnership": PartnershipReference(), "paper": PaperReference()}
    aim = _column(ReviewCriterion.AIM)
    activity = _column(ReviewCriterion.ACTIVITY)
    civil_society = _column(ReviewCriterion.CIVIL_SOCIETY)
    association = _column(ReviewCriterion.ASSOCIATION)
    projects = _column(ReviewCriterion.PROJECTS)
    achievement = _column(ReviewCriterion.ACHIEVEMENT)

    class Meta:
        model = PartnershipReview
        import_id_fields = ("partnership", "due_on")
        fields = (
            *("partnership", "due_on", *ReviewCriterion.values),
            *("held_on", "proposal", "proposal_text", "paper", "is_example"),
        )

    def get_queryset(self) -> QuerySet[Any]:
        return PartnershipReview.objects.select_related("partnership__partner", "paper").prefetch_related("ratings")

    def save(self, instance: PartnershipReview, created: bool) -> None:
        save_review(
            self.actor,
            review=instance,
            ratings=[row for name in ReviewCriterion.values if (row := self._changed(instance, name))],
            expected_version=None if created else instance.version,
        )

    def _changed(self, review: PartnershipReview, criterion: str) -> Rating | None:
        """The rating of a criterion if the row says another one than is stored. A judgement is not taken back."""
        stored = Rating.objects.filter(review=review, criterion=criterion).first() if review.pk else None
        said = self.said(review, criterion)
        if stored and said is None:
            raise ValidationError({criterion: _("Eine Einschätzung lässt sich ändern, aber nicht entfernen.")})
        if said is None or (stored and (stored.points, stored.text) == said):
            return None
        rating = stored or Rating(criterion=criterion)
        rating.points, rating.text = said
        return rating


class GiftResource(ListResource):
    """Gifts with the delegation in whose file they stand."""

    references = {"file": DelegationReference()}

    class Meta:
        model = Gift
        import_id_fields = ("file", "given_on", "description")
        fields = ("file", "given_on", "description", "direction", "other_side", "value", "decision")

    def get_queryset(self) -> QuerySet[Any]:
        return Gift.objects.select_related("file__activity")

    def save(self, instance: Gift, created: bool) -> None:
        save_gift(self.actor, gift=instance)
