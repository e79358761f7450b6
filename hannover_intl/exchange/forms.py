"""The form that takes a list."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hannover_intl.core.spreadsheets.reading import MAX_BYTES
from hannover_intl.exchange.kinds import KINDS


class UploadForm(forms.Form):
    """Which list, and its file."""

    kind = forms.ChoiceField(label=_("Art der Liste"))
    file = forms.FileField(
        label=_("Datei"),
        allow_empty_file=True,  # what is wrong with it is said by the reader
        max_length=200,
        help_text=_("CSV oder XLSX, höchstens 5 MB und 5.000 Zeilen. Über der Überschrift dürfen Titel stehen."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(kind.name, kind.label) for kind in KINDS.values() if kind.in_office]
        self.fields["kind"].choices = offered  # type: ignore[attr-defined]  # a ChoiceField

    def clean_file(self) -> Any:
        """Too large a file is not even read."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise ValidationError(_("Die Datei ist größer als 5 MB."))
        return file
