"""Writes of the office: reviews of relations on the six criteria."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from hannover_intl.core.audit import Actor, errors_of, save_audited
from hannover_intl.core.versioning import claim_version
from partnerships.choices import ReviewCriterion
from partnerships.models import PartnershipReview, Rating
from partnerships.services.cleaning import clean_texts


@transaction.atomic
def save_review(
    actor: Actor, *, review: PartnershipReview, ratings: Collection[Rating], expected_version: int | None
) -> PartnershipReview:
    """Schedule a review, work on it, or conclude it: then all six criteria are rated.

    ``ratings`` are the new and changed ones. Raises ValidationError by field, RowError for a rating, and
    VersionConflict.
    """
    clean_texts(review)
    if review.pk is not None and expected_version is not None:
        claim_version(review, expected_version)
    save_audited(review, actor=actor)
    for rating in ratings:
        rating.review = review
        clean_texts(rating)
        with errors_of(rating):
            save_audited(rating, actor=actor)
    _check_complete(review)
    return review


def _check_complete(review: PartnershipReview) -> None:
    if review.held_on is None:
        return
    rated = set(Rating.objects.filter(review=review).values_list("criterion", flat=True))
    missing = [str(criterion.label) for criterion in ReviewCriterion if criterion not in rated]
    if missing:
        message = _("Vor dem Abschluss fehlt noch die Einschätzung zu: %(criteria)s.")
        raise ValidationError({"held_on": message % {"criteria": ", ".join(missing)}})
