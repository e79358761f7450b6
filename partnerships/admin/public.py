"""Where the website shows what the office edits."""

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from partnerships.models import Activity, NetworkMembership, Partnership
from partnerships.querysets import NetworkQuerySet, PartnershipQuerySet


def public_relations() -> PartnershipQuerySet:
    """The relations that everybody may read about today."""
    today = timezone.localdate()
    return Partnership.objects.visible_to(AnonymousUser(), today).as_of(today)


def public_networks() -> NetworkQuerySet:
    """Likewise the memberships in networks."""
    return NetworkMembership.objects.begun_by(timezone.localdate())


def page_of_activity(activity: Activity) -> str | None:
    """The page of the first partner or network of a public activity: it lists what was done together."""
    seen = Activity.objects.visible_to(AnonymousUser(), timezone.localdate()).filter(pk=activity.pk, cancelled=False)
    if not seen.exists():
        return None
    relations = public_relations().filter(partner__activities=activity)
    found = relations.first() or public_networks().filter(activities=activity).first()
    return f"{found.get_absolute_url()}#aktivitaeten" if found else None
