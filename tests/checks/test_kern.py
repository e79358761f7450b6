"""The design system is loaded as far as it is used, and no further."""

import re

from django import forms

from hannover_intl.core.forms import KernForm
from tests import kern


def reduced(source: str, *used: str, own: str = "") -> list[str]:
    return kern.reduced(source, frozenset(used), own).removeprefix(kern.HEAD).splitlines()


def test_the_reduced_style_sheet_is_not_stale():
    assert kern.TARGET.read_text() == kern.current(), "make kern"


def test_every_property_that_is_read_is_declared():
    whole = kern.TARGET.read_text() + "".join(path.read_text() for path in kern.OWN_STYLES)
    known = set(kern.DECLARED.findall(kern.SOURCE.read_text()))
    assert (set(kern.READ.findall(whole)) & known) - set(kern.DECLARED.findall(kern.TARGET.read_text())) == set()


def test_a_rule_stays_when_all_its_classes_are_used():
    sheet = ".kern-a .kern-b{top:0}.kern-a,.kern-c{left:0}.kern-c{right:0}p{margin:0}"
    assert reduced(sheet, "kern-a") == [".kern-a{left:0;}", "p{margin:0;}"]


def test_what_a_class_may_also_be_need_not_be_used():
    sheet = ":is(body,.kern-x) .kern-a:not(.kern-y){top:0 !important}"
    assert reduced(sheet, "kern-a") == [":is(body,.kern-x) .kern-a:not(.kern-y){top:0!important;}"]


def test_a_rule_for_a_medium_stays_with_what_is_used_in_it():
    sheet = "@media print{.kern-a{top:0}.kern-b{top:0}}@media screen{.kern-b{top:0}}"
    assert reduced(sheet, "kern-a") == ["@media print{.kern-a{top:0;}}"]


def test_properties_stay_that_something_reads():
    sheet = ":root{--a:var(--b);--b:1;--c:2;--d:3}p{top:var(--a)}"
    assert reduced(sheet, own="p{left:var( --d )}") == [":root{--a:var(--b);--b:1;--d:3;}", "p{top:var(--a);}"]


def test_classes_that_forms_put_together_are_known():
    class Typed(KernForm):
        text = forms.CharField()
        long = forms.CharField(widget=forms.Textarea)
        one = forms.ChoiceField(choices=[("a", "A")], widget=forms.RadioSelect)
        many = forms.MultipleChoiceField(choices=[("a", "A")], widget=forms.CheckboxSelectMultiple)
        pick = forms.ChoiceField(choices=[("a", "A")])
        agreed = forms.BooleanField()

    shown = {name for part in re.findall(r'class="([^"]*)"', str(Typed({}))) for name in kern.CLASS.findall(part)}
    assert shown & set(kern.CLASS.findall(kern.SOURCE.read_text())) - kern.used_classes() == set()
    assert {"kern-form-input__input--error", "kern-form-check__radio"} - shown == set()
