"""Forms of the page on which a report is composed: the report and its paper are one form."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminDateWidget, AdminTextInputWidget
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext_lazy as _

from hannover_intl.core.admin_forms import VersionedForm
from hannover_intl.core.forms import PlainLineField
from hannover_intl.council.choices import PaperType
from hannover_intl.council.models import Committee, Paper
from hannover_intl.reporting.choices import ScopeKind
from hannover_intl.reporting.models import CommitteeReport
from measures.models import ActionField, Objective

# Fields of the paper, called as they are there: what a service says of one of them is shown at it.
PAPER_FIELDS = ("paper_type", "number", "suffix", "name", "date", "is_nonpublic")


def scope_choices() -> list[Any]:
    """Everything a report can be about, in groups; committees with their term, because the names come back."""
    committees = Committee.objects.select_related("term")
    return [
        ("all:0", ScopeKind.ALL.label),
        (_("Handlungsfelder"), [(f"field:{row.number}", str(row)) for row in ActionField.objects.all()]),
        (_("Oberziele"), [(f"objective:{row.number}", str(row)) for row in Objective.objects.all()]),
        (_("Maßnahmen eines Ausschusses"), [(f"committee:{row.pk}", f"{row} ({row.term})") for row in committees]),
    ]


class ReportForm(VersionedForm):
    """A draft with what is printed of its paper."""

    scope = forms.ChoiceField(
        label=_("Umfang"),
        choices=scope_choices,
        help_text=_("Maßnahmen eines Ausschusses: beschlossen oder beendet durch eine Drucksache an ihn."),
    )
    paper_type = forms.ChoiceField(
        label=_("Art"), choices=PaperType, help_text=_("Ein Bericht ist in der Regel eine Informationsdrucksache.")
    )
    number = PlainLineField(
        label=_("Nummer"),
        required=False,
        max_length=12,
        help_text=_("Zum Beispiel 0383/2019. Leer, bis sie vergeben ist."),
    )
    suffix = PlainLineField(
        label=_("Zusatz"), required=False, max_length=4, help_text=_("N1 = 1. Neufassung, E1 = 1. Ergänzung")
    )
    name = PlainLineField(
        label=_("Betreff"),
        required=False,
        max_length=400,
        widget=AdminTextInputWidget(attrs={"class": "vLargeTextField"}),
        help_text=_("Leer bei einem neuen Bericht: wird vorgeschlagen."),
    )
    date = forms.DateField(
        label=_("Datum"),
        required=False,
        widget=AdminDateWidget(),
        help_text=_("Leer: der Tag des Festschreibens."),
    )
    is_nonpublic = forms.BooleanField(
        label=_("nichtöffentlich"),
        required=False,
        help_text=_("Nur das Büro und die Mitglieder der Ausschüsse, an die er geht, sehen den Bericht."),
    )

    class Meta:
        model = CommitteeReport
        fields = ("as_of", "layout", "keep", "reason", "compared_with")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        instance = kwargs.get("instance")
        initial: dict[str, Any] = {"paper_type": PaperType.INFORMATION, "scope": "all:0"}
        if instance is not None and instance.pk:
            initial = {name: getattr(instance.paper, name) for name in PAPER_FIELDS}
            initial["scope"] = f"{instance.scope_kind}:{instance.scope_number}"
        super().__init__(*args, **{**kwargs, "initial": initial | (kwargs.get("initial") or {})})

    def clean(self) -> dict[str, Any] | None:
        """Bring scope and paper to their objects; what is stored has a subject."""
        cleaned = super().clean() or {}
        if self.instance.pk and not cleaned.get("name") and "name" not in self.errors:
            self.add_error("name", ValidationError(_("Bitte geben Sie den Betreff an.")))
        if "scope" in cleaned:
            kind, _colon, number = cleaned["scope"].partition(":")
            self.instance.scope_kind, self.instance.scope_number = kind, int(number)
        paper = self.paper
        for name in PAPER_FIELDS:
            if name in cleaned:
                setattr(paper, name, cleaned[name])
        return cleaned

    @property
    def paper(self) -> Paper:
        """The paper of the report; a new one for a new report."""
        if self.instance.paper_id is None:
            if not hasattr(self, "_new_paper"):
                self._new_paper = Paper(is_draft=True)
            return self._new_paper
        paper: Paper = self.instance.paper
        return paper


class AddresseeFormSet(BaseInlineFormSet):  # type: ignore[type-arg]  # generic in the stubs only
    """The addressees of the report's paper."""

    def __init__(self, data: Any = None, files: Any = None, instance: Any = None, **kwargs: Any) -> None:
        paper = instance.paper if instance is not None and instance.paper_id else Paper()
        super().__init__(data, files, instance=paper, **kwargs)


class VersionForm(forms.Form):
    """What a new version of a frozen report needs."""

    reason = PlainLineField(
        label=_("Grund"), max_length=300, help_text=_("Steht auf dem Titelblatt, zum Beispiel „Zahlen berichtigt“.")
    )
