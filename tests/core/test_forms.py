"""Forms: the look of KERN, German messages at the field, nothing lost of what was typed."""

import datetime

import pytest
from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.test import RequestFactory
from django.views.generic import FormView

from hannover_intl.core.forms import (
    KernFilterForm,
    KernForm,
    KernFormMixin,
    KernRenderer,
    PlainLineField,
    PlainTextField,
    UnprocessableFormMixin,
    error_links,
)


class ReportForm(KernForm):
    progress = forms.ChoiceField(label="Stand?", choices=[("a", "offen"), ("b", "fertig")], widget=forms.RadioSelect)
    text = PlainTextField(label="Was wurde erreicht?", max_length=2000, help_text="Seit der letzten Runde.")
    title = PlainLineField(label="Titel", max_length=20, required=False)
    due = forms.DateField(label="Frist", required=False)
    unit = forms.ChoiceField(label="Einheit", choices=[("", "Bitte wählen"), ("1", "15.23")], required=False)
    agreed = forms.BooleanField(label="Abgestimmt.")
    version = forms.IntegerField(widget=forms.HiddenInput)


class MilestoneForm(KernForm):
    legend = "Meilenstein A"
    due = forms.DateField(label="Termin")


VALID = {"progress": "a", "text": "Alles.", "agreed": "on", "version": "3"}


def test_valid_form_cleans_its_texts():
    form = ReportForm({**VALID, "text": " Fu\u0308r\r\nalle\x00\u202e ", "title": "Zwei\nZeilen"})
    assert form.is_valid(), form.errors
    assert (form.cleaned_data["text"], form.cleaned_data["title"]) == ("Für\nalle", "Zwei Zeilen")


def test_text_of_only_invisible_characters_is_empty():
    form = ReportForm({**VALID, "text": "\u202e \r\n\x00"})
    assert form.errors == {"text": ["Dieses Feld ist zwingend erforderlich."]}


def test_too_long_text_is_refused_with_its_length_and_kept():
    form = ReportForm({**VALID, "text": "x" * 20_000})
    assert form.errors["text"] == ["Der Text hat 20.000 Zeichen. Bitte kürzen Sie ihn auf höchstens 2.000 Zeichen."]
    assert "x" * 20_000 in str(form)


def test_line_ends_count_once():
    assert ReportForm({**VALID, "text": "ab\r\n" * 500 + "c" * 500}).is_valid()


def test_browser_is_not_told_to_cut_texts():
    assert "maxlength" not in str(ReportForm())


def test_limit_is_told_with_the_hint():
    html = str(ReportForm()["text"].as_field_group())
    assert "Seit der letzten Runde. Höchstens 2.000 Zeichen." in html
    assert 'aria-describedby="id_text_helptext"' in html


def test_hint_of_a_filter_without_limit_is_untouched():
    class Search(KernFilterForm):
        q = PlainLineField(label="Suche", required=False, max_length=100, help_text="Titel oder Nummer")

    html = str(Search())
    assert "Höchstens" not in html
    assert "optional" not in html


def test_optional_fields_are_marked():
    form = ReportForm()
    assert [field.name for field in form if field.is_optional] == ["title", "due", "unit"]
    assert "optional" in form["title"].as_field_group()


def test_field_with_error_is_marked_for_eyes_and_ears():
    html = ReportForm({})["text"].as_field_group()
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_text_helptext id_text_error"' in html
    assert 'class="kern-form-input__input kern-form-input__input--error"' in html
    assert '<div class="kern-error" id="id_text_error">' in html


def test_group_of_choices_is_a_fieldset_with_its_error():
    html = ReportForm({})["progress"].as_field_group()
    assert (
        '<fieldset class="kern-fieldset kern-fieldset--error" id="id_progress" aria-describedby="id_progress_error">'
        in html
    )
    assert '<legend class="kern-label">Stand?' in html
    assert html.count('class="kern-form-check__radio"') == 2


def test_chosen_option_is_checked():
    assert ReportForm({"progress": "b"})["progress"].as_field_group().count(" checked") == 1


def test_select_has_its_wrapper():
    html = ReportForm()["unit"].as_field_group()
    assert '<div class="kern-form-input__select-wrapper"><select name="unit" class="kern-form-input__select"' in html


def test_label_of_a_checkbox_stands_behind_it():
    html = ReportForm()["agreed"].as_field_group()
    assert html.index('class="kern-form-check__checkbox"') < html.index("<label")


def test_markup_in_values_stays_text():
    html = str(ReportForm({"text": "</textarea><script>alert(1)</script>", "title": '"><b>'}))
    assert "<script>" not in html
    assert "<b>" not in html


def test_date_is_shown_to_the_date_picker_in_iso_form():
    html = str(ReportForm(initial={"due": datetime.date(2026, 12, 31)})["due"])
    assert 'type="date"' in html
    assert 'value="2026-12-31"' in html


@pytest.mark.parametrize("typed", ["2026-12-31", "31.12.2026"])
def test_date_is_understood_in_both_forms(typed):
    form = ReportForm({**VALID, "due": typed})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["due"] == datetime.date(2026, 12, 31)


@pytest.mark.parametrize("typed", ["31.02.2026", "morgen", "20261231", "9" * 5000])
def test_date_that_no_picker_can_show_stays_as_typed(typed):
    html = str(ReportForm({"due": typed})["due"])
    assert 'type="text"' in html
    assert f'value="{typed}"' in html


def test_errors_are_listed_with_where_to_go():
    assert error_links(ReportForm({"due": "morgen"})) == [
        ("id_progress_0", "Stand: Dieses Feld ist zwingend erforderlich."),
        ("id_text", "Was wurde erreicht: Dieses Feld ist zwingend erforderlich."),
        ("id_due", "Frist: Bitte ein gültiges Datum eingeben."),
        ("id_agreed", "Abgestimmt: Dieses Feld ist zwingend erforderlich."),
        ("", "Version: Dieses Feld ist zwingend erforderlich."),
    ]


def test_errors_of_a_formset_name_the_entry():
    formset = _milestones({"form-0-due": "2026-01-01", "form-1-due": ""})
    assert error_links(ReportForm(VALID), formset) == [
        ("id_form-1-due", "Meilenstein A – Termin: Dieses Feld ist zwingend erforderlich.")
    ]


def test_error_of_the_whole_form_comes_first_and_leads_nowhere():
    form = ReportForm({**VALID, "text": ""})
    form.add_error(None, "Die Runde ist geschlossen.")
    assert error_links(form)[0] == ("", "Die Runde ist geschlossen.")


def test_formset_is_drawn_with_a_legend_for_each_entry():
    html = str(_milestones({"form-0-due": "", "form-1-due": ""}))
    assert html.count("Meilenstein A</legend>") == 2
    assert 'name="form-TOTAL_FORMS"' in html


def test_mixin_gives_django_forms_the_look(rf):
    class Login(KernFormMixin, AuthenticationForm):
        pass

    assert str(Login(rf.get("/"))).count("kern-form-input__input") == 2


def test_invalid_form_answers_422_with_what_was_typed():
    class View(UnprocessableFormMixin, FormView):
        form_class = MilestoneForm
        template_name = "kern/form.html"

        def get_context_data(self, **kwargs):
            context = super().get_context_data(**kwargs)
            return context | context["form"].get_context()

    response = View.as_view()(RequestFactory().post("/", {"due": "morgen"}))
    response.render()
    assert response.status_code == 422
    assert 'value="morgen"' in response.content.decode()


def _milestones(data):
    management = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "2"}
    return forms.formset_factory(MilestoneForm, extra=0, renderer=KernRenderer())(management | data)
