"""Where the website shows what the office edits."""

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from measures.models import Measure


def public_page(measure: Measure) -> str | None:
    """The page of a measure that everybody may read, with its milestones, indicators and status."""
    seen = Measure.objects.visible_to(AnonymousUser(), timezone.localdate()).filter(pk=measure.pk)
    return measure.get_absolute_url() if seen.exists() else None
