"""Forms in the look of KERN, with German messages from the server and nothing lost of what was typed."""

import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates
from django.http import HttpResponse
from django.template.loader import get_template
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from hannover_intl.core.text import clean_line, clean_text

if TYPE_CHECKING:
    from django.forms.formsets import BaseFormSet

_CHOICES = "kern/widgets/choices.html"
_KERN_WIDGETS = {
    "django/forms/widgets/radio.html": _CHOICES,
    "django/forms/widgets/checkbox_select.html": _CHOICES,
}


class KernBoundField(BoundField):
    """A field knows its KERN class and its parts; Django itself adds aria-invalid and aria-describedby."""

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        max_length = getattr(field, "max_length", None)
        if max_length and isinstance(field.widget, forms.Textarea) and not field.disabled:
            limit = _("Höchstens %(limit)s Zeichen.") % {"limit": _grouped(max_length)}
            self.help_text = format_html("{} {}", self.help_text, limit) if self.help_text else limit

    @property
    def is_group(self) -> bool:
        """Several inputs under one question: they need a fieldset."""
        return isinstance(self.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)

    @property
    def is_select(self) -> bool:
        """A select box: it needs a wrapper for its arrow."""
        return isinstance(self.field.widget, forms.Select) and not self.is_group

    @property
    def is_checkbox(self) -> bool:
        """One box to tick: its label stands behind it."""
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def is_optional(self) -> bool:
        """The label says "optional" where an answer may be left out and the form is one to fill in."""
        return not self.field.required and getattr(self.form, "marks_optional", False)

    @property
    def focus_id(self) -> str:
        """Where a link from the error summary leads: the input, in a group the first one."""
        return f"{self.auto_id}_0" if self.is_group else self.id_for_label

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """The attributes of the input, with its KERN class and the error class where it has errors."""
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        if self.is_group or widget.is_hidden:
            return attrs
        base = "kern-form-input__input"
        if self.is_select:
            base = "kern-form-input__select"
        elif self.is_checkbox:
            base = "kern-form-check__checkbox"
        own = str(attrs.get("class") or widget.attrs.get("class") or "").split()
        attrs["class"] = " ".join([base, *([f"{base}--error"] if self.errors else []), *own])
        return attrs


class KernRenderer(DjangoTemplates):
    """Forms, fields and groups of choices come from templates/kern/, all other widgets from Django."""

    form_template_name = "kern/form.html"
    formset_template_name = "kern/formset.html"
    field_template_name = "kern/field.html"
    bound_field_class = KernBoundField

    def get_template(self, template_name: str) -> Any:
        """The KERN template where there is one."""
        name = _KERN_WIDGETS.get(template_name, template_name)
        return get_template(name) if name.startswith("kern/") else super().get_template(name)


class KernFormMixin(forms.BaseForm):
    """Any form in the look of KERN: stands in front of the form class, e.g. Django's AuthenticationForm."""

    default_renderer = KernRenderer
    use_required_attribute = False  # messages come from the server, in German and at the field
    marks_optional = True
    legend = ""  # the heading of this form inside a formset

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.DateField) and type(field.widget) is forms.DateInput:
                field.widget = DateInput(attrs=field.widget.attrs)


class KernForm(KernFormMixin, forms.Form):
    """A form to fill in."""


class KernModelForm(KernFormMixin, forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    """A form to fill in, made from a model."""


class KernFilterForm(KernForm):
    """A form to narrow a list: every field may stay empty, so none is marked."""

    marks_optional = False


class DateInput(forms.DateInput):
    """The browser's date picker; a date it cannot show stays as it was typed."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Falls back to a text input for what is no date: a picker would show it as empty."""
        context = super().get_context(name, value, attrs)
        if not _is_iso_date(context["widget"]["value"]):
            context["widget"]["type"] = "text"
        return context


class PlainTextField(forms.CharField):
    """Text of several lines, cleaned; too long a text is refused with its length and stays in the form."""

    widget: type[forms.Widget] = forms.Textarea

    def __init__(self, *, max_length: int | None = None, rows: int = 5, **kwargs: Any) -> None:
        self.rows = rows
        # The parent does not learn of the limit: its maxlength attribute makes browsers cut what is pasted.
        super().__init__(**kwargs)
        self.max_length = max_length

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """A text area is as high as the answer that is expected."""
        return {"rows": self.rows} if isinstance(widget, forms.Textarea) else {}

    def to_python(self, value: Any) -> Any:
        """The cleaned text."""
        return super().to_python(clean_text(value) if isinstance(value, str) else value)

    def validate(self, value: Any) -> None:
        """Not longer than the limit."""
        super().validate(value)
        if self.max_length is not None and len(value) > self.max_length:
            raise ValidationError(
                _("Der Text hat %(length)s Zeichen. Bitte kürzen Sie ihn auf höchstens %(limit)s Zeichen."),
                code="max_length",
                params={"length": _grouped(len(value)), "limit": _grouped(self.max_length)},
            )


class PlainLineField(PlainTextField):
    """Text of one line, cleaned."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> Any:
        """The cleaned line."""
        return super().to_python(clean_line(value) if isinstance(value, str) else value)


class UnprocessableFormMixin:
    """A form view whose form has errors answers 422, so that nobody (and no test) takes it for success."""

    def form_invalid(self, form: forms.BaseForm) -> HttpResponse:
        """The same page with its messages."""
        context = self.get_context_data(form=form)  # type: ignore[attr-defined]  # from the view this is mixed into
        return self.render_to_response(context, status=422)  # type: ignore[attr-defined, no-any-return]  # likewise


def error_links(*parts: "forms.BaseForm | BaseFormSet[Any]") -> list[tuple[str, str]]:
    """All errors of a page for its summary, in the order of the page: (id to jump to, text)."""
    links: list[tuple[str, str]] = []
    for part in parts:
        if isinstance(part, forms.BaseForm):
            links += _form_links(part)
        else:
            links += [("", str(error)) for error in part.non_form_errors()]
            links += error_links(*part.forms)
    return links


def _form_links(form: forms.BaseForm) -> list[tuple[str, str]]:
    legend = getattr(form, "legend", "")
    where = f"{legend} – " if legend else ""
    links = [("", f"{where}{error}") for error in form.non_field_errors()]
    for field in form:
        target = "" if field.is_hidden else getattr(field, "focus_id", field.id_for_label or field.auto_id)
        label = str(field.label).rstrip(".:?")
        links += [(target, f"{where}{label}: {error}") for error in field.errors]
    return links


def _is_iso_date(value: Any) -> bool:
    try:
        return not value or datetime.date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _grouped(number: int) -> str:
    return str(number_format(number, force_grouping=True))
