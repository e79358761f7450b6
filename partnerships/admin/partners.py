"""Partners with their contacts."""

from typing import Any

from django.contrib import admin

from hannover_intl.core.admin import rows_to_delete, rows_to_save
from hannover_intl.core.admin_english import EnglishAdmin
from hannover_intl.core.admin_mistakes import DeletableMistakes
from hannover_intl.core.audit import delete_audited, errors_of
from partnerships.admin import hints
from partnerships.admin.base import DeletableRows, RegisterAdmin
from partnerships.admin.forms import RegisterForm, country_field
from partnerships.admin.public import public_relations
from partnerships.models import Contact, Partner
from partnerships.services.register import save_contact, save_partner


class PartnerForm(RegisterForm):
    """Chooses the country by its name."""

    country = country_field()


class ContactInline(DeletableRows):
    """Whom the office writes to; never shown outside of the office."""

    model = Contact
    hints = hints.CONTACT
    fields = ["function", "name", "email", "phone", "languages", "checked_on"]


@admin.register(Partner)
class PartnerAdmin(DeletableMistakes, EnglishAdmin, RegisterAdmin):
    """Cities and bodies."""

    form = PartnerForm
    hints = hints.PARTNER
    list_display = ["name", "local_name", "country_name", "kind", "is_example"]
    list_filter = ["kind", "is_example"]
    fieldsets = [
        (None, {"fields": ["name", "local_name", "kind", "country", "languages", "website", "is_example"]}),
        ("Englisch", {"fields": ["name_en", "english_state"]}),
        ("Karte", {"fields": ["latitude", "longitude", "label_anchor", "label_dx", "label_dy"]}),
    ]
    inlines = [ContactInline]

    @admin.display(description="Land", ordering="country")
    def country_name(self, partner: Partner) -> str:
        """The country in words."""
        return partner.country_name

    def public_page(self, obj: Partner) -> str | None:
        """The page of a relation with this partner."""
        relation = public_relations().filter(partner=obj.pk).first()
        return relation.get_absolute_url() if relation else None

    def write(self, request: Any, form: Any, formsets: Any) -> None:
        save_partner(request.user, partner=form.instance, expected_version=form.expected_version)
        (contacts,) = formsets
        for contact in rows_to_delete(contacts):
            delete_audited(contact, actor=request.user)
        for contact in rows_to_save(contacts):
            with errors_of(contact):
                save_contact(request.user, contact=contact)
