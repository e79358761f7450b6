"""Pages for the moment when nothing else works."""

import pytest
from django.template.loader import render_to_string


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_error_page_needs_neither_context_nor_database(name):
    html = render_to_string(name)
    assert '<html lang="de">' in html
    assert html.count("<h1>") == 1
    assert 'href="/"' in html
    assert "csrf" not in html
