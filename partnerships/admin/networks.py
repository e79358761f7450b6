"""Memberships in networks, with what each year cost and brought."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from hannover_intl.core.admin import rows_to_delete, rows_to_save
from hannover_intl.core.admin_english import EnglishAdmin
from hannover_intl.core.audit import delete_audited, errors_of
from partnerships.admin import hints
from partnerships.admin.base import DeletableRows, RegisterAdmin
from partnerships.admin.forms import PartialDateField, RegisterForm
from partnerships.admin.public import public_networks
from partnerships.models import MembershipYear, NetworkMembership
from partnerships.resources.networks import NetworkResource
from partnerships.services.networks import save_membership, save_membership_year


class NetworkForm(RegisterForm):
    """A membership; since when it exists may be known in part only."""

    since = PartialDateField(label=_("Mitglied seit"), required=False)
    partial_dates = {"since": ("since_known", "since_precision")}
    unit_fields = ("contact_unit",)


class YearInline(DeletableRows):
    """One row for each year."""

    model = MembershipYear
    hints = hints.YEAR
    fields = ["year", "fee", "other_costs", "outcome", "outcome_en", "is_example"]


@admin.register(NetworkMembership)
class NetworkAdmin(EnglishAdmin, RegisterAdmin):
    """A membership is not deleted: it ends, with a reason."""

    hints = hints.NETWORK
    list_resource = NetworkResource
    form = NetworkForm
    list_display = ["name", "role", "since_shown", "until", "decision", "contact_unit"]
    list_filter = ["is_example", ("contact_unit", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["decision", "contact_unit"]
    inlines = [YearInline]
    fieldsets = [
        (None, {"fields": ["name", "website", "role", "contact_unit", "fee_note", "is_example"]}),
        (_("Dauer und Beschluss"), {"fields": ["since", "decision", "until", "end_reason"]}),
        (_("Inhalt"), {"fields": ["description", "objectives", "measures"]}),
        (_("Englisch"), {"fields": ["name_en", "role_en", "description_en", "english_state"]}),
    ]

    @admin.display(description=_("Mitglied seit"), ordering="since")
    def since_shown(self, membership: NetworkMembership) -> str:
        """As far as it is known."""
        return str(membership.since_known or "–")

    def public_page(self, obj: NetworkMembership) -> str | None:
        return obj.get_absolute_url() if public_networks().filter(pk=obj.pk).exists() else None

    def write(self, request: Any, form: Any, formsets: Any) -> None:
        save_membership(
            request.user,
            membership=form.instance,
            objectives=form.cleaned_data["objectives"],
            measures=form.cleaned_data["measures"],
            expected_version=form.expected_version,
        )
        (years,) = formsets
        for year in rows_to_delete(years):
            delete_audited(year, actor=request.user)
        for year in rows_to_save(years):
            with errors_of(year):
                save_membership_year(request.user, year=year)
