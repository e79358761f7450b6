"""The public form of a request for cooperation."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hannover_intl.core.forms import KernForm, PlainLineField, PlainTextField
from hannover_intl.core.territories import country_choices
from partnerships.choices import RequestChannel
from partnerships.models import CooperationRequest


class CooperationRequestForm(KernForm):
    """What the office needs to know, and nothing more."""

    organisation = PlainLineField(label=_("Ihre Stadt oder Organisation"), max_length=200)
    city = PlainLineField(label=_("Ort"), max_length=150, required=False)
    country = forms.ChoiceField(label=_("Land"), choices=lambda: [("", _("Bitte wählen")), *country_choices()])
    contact_name = PlainLineField(label=_("Name"), max_length=150, required=False)
    contact_email = forms.EmailField(
        label=_("E-Mail"), max_length=254, help_text=_("Dorthin senden wir die Bestätigung und die Antwort.")
    )
    language = forms.ChoiceField(
        label=_("Sprache der Antwort"), choices=[("de", "Deutsch"), ("en", "English")], widget=forms.RadioSelect,
        initial=get_language,
    )  # fmt: skip
    topic = PlainLineField(label=_("Thema"), max_length=200)
    text = PlainTextField(label=_("Was wünschen Sie sich?"), max_length=4000, rows=8)
    # People do not see this field; programs that fill in everything give themselves away.
    homepage = forms.CharField(required=False, max_length=500)

    @property
    def is_from_a_program(self) -> bool:
        """Whether the field that nobody sees was filled in."""
        return bool(self.cleaned_data["homepage"])

    def request(self) -> CooperationRequest:
        """The request as it was typed, not stored yet."""
        values: dict[str, Any] = {name: value for name, value in self.cleaned_data.items() if name != "homepage"}
        return CooperationRequest(channel=RequestChannel.FORM, **values)
