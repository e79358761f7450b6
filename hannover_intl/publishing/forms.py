"""The form by which people ask for mails."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hannover_intl.core.forms import KernForm
from hannover_intl.core.languages import text_of
from hannover_intl.council.models import Committee


class CommitteeField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs only
    """Committees under their names in the language of the page."""

    def label_from_instance(self, obj: Committee) -> str:
        """Option elements hold no markup: a name that is in German only stands there as it is."""
        return text_of(obj, "name")[0]


class SubscriptionForm(KernForm):
    """An address, and what it wants to hear of."""

    marks_optional = False  # that nothing is chosen is an answer, too: all reports

    email = forms.EmailField(
        label=_("E-Mail"), max_length=254, help_text=_("Sie erhalten zuerst eine Mail mit einem Link zum Bestätigen.")
    )
    committee = CommitteeField(
        label=_("Welche Berichte?"), queryset=Committee.objects.none(), required=False, empty_label=_("alle Berichte")
    )
    # People do not see this field; programs that fill in everything give themselves away.
    homepage = forms.CharField(required=False, max_length=500)

    def __init__(self, *args: object, committees: "list[Committee]", **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        offered = Committee.objects.filter(pk__in=[row.pk for row in committees])
        self.fields["committee"].queryset = offered  # type: ignore[attr-defined]  # a choice of rows

    @property
    def is_from_a_program(self) -> bool:
        """Whether the field that nobody sees was filled in."""
        return bool(self.cleaned_data["homepage"])
