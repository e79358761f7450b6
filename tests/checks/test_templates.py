"""Templates compile, stay small, and hold nothing the strict Content-Security-Policy would block."""

import re

import pytest
from django.template.loader import get_template

from tests.checks.sources import ROOT, name, templates

FORBIDDEN = {
    "inline style": re.compile(r"\sstyle\s*=|<style", re.IGNORECASE),
    "inline script": re.compile(r"<script(?![^>]*\ssrc=)|\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    "unescaped text": re.compile(r"\|\s*safe\b|{%\s*autoescape off"),
    "other host": re.compile(r"(?:src|href)=[\"'](?:https?:)?//", re.IGNORECASE),
}
# The file that is opened from disk and a mail carry their own styles: nothing else can bring them there.
STANDALONE = {"templates/reporting/print.html", "templates/mail/layout.html"}


@pytest.mark.parametrize("path", templates(), ids=name)
def test_template_compiles(path):
    get_template(str(path.relative_to(ROOT / "templates")))


@pytest.mark.parametrize("path", templates(), ids=name)
def test_template_is_small(path):
    assert len(path.read_text().splitlines()) <= 100


@pytest.mark.parametrize("path", templates(), ids=name)
def test_template_obeys_the_content_security_policy(path):
    text = re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", path.read_text(), flags=re.DOTALL)
    found = {rule for rule, pattern in FORBIDDEN.items() if pattern.search(text)}
    assert found - ({"inline style"} if name(path) in STANDALONE else set()) == set()
