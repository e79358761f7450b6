"""What the search finds: names of a partner lead to its relations and activities too."""

from django.utils.translation import override

from hannover_intl.core.search import index_text, titled_index
from partnerships.models import Activity, NetworkMembership, Partner, Partnership


def index_partner(partner: Partner) -> bool:
    """Fill the search column of a partner; says whether it changed."""
    text = index_text(partner.name, partner.name_en, partner.local_name, *_country_names(partner))
    changed, partner.search_text = text != partner.search_text, text
    return changed


def index_partnership(partnership: Partnership) -> None:
    """Fill the search column of a relation."""
    partner = partnership.partner
    partnership.search_text = titled_index(
        f"{partner.name} {partner.name_en} {partner.local_name}"
        f" {partnership.topic} {partnership.topic_en} {partnership.district}",
        partner.search_text,
        partnership.get_kind_display(),
        partnership.description,
        partnership.description_en,
        partnership.reason,
        partnership.reason_en,
    )


def index_activity(activity: Activity, partners: "list[Partner]") -> None:
    """Fill the search column of an activity."""
    names = [partner.search_text for partner in partners]
    activity.search_text = titled_index(
        f"{activity.title} {activity.title_en}",
        activity.get_kind_display(),
        activity.place,
        activity.purpose,
        activity.result,
        activity.summary_en,
        *names,
    )


def index_membership(membership: NetworkMembership) -> None:
    """Fill the search column of a membership in a network."""
    membership.search_text = titled_index(
        f"{membership.name} {membership.name_en}",
        membership.role,
        membership.role_en,
        membership.description,
        membership.description_en,
    )


def reindex_rows_of(partner: Partner) -> None:
    """After a renaming: the relations and activities of a partner are found by its new names.

    The search column is no content: it is written without a history row and without a new version.
    """
    for partnership in Partnership.objects.filter(partner=partner).select_related("partner"):
        index_partnership(partnership)
        partnership.save_without_historical_record(update_fields=["search_text"])
    for activity in Activity.objects.filter(partners=partner).prefetch_related("partners"):
        index_activity(activity, list(activity.partners.all()))
        activity.save_without_historical_record(update_fields=["search_text"])


def _country_names(partner: Partner) -> list[str]:
    names = []
    for language in ("de", "en"):
        with override(language):
            names.append(partner.country_name)
    return names
