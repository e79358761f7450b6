"""The fields that the office meets say what belongs there."""

import pytest
from django.contrib import admin
from django.test import RequestFactory

from measures.models import Measure, StatusChange
from tests import cast
from tests.office_world import address, fill
from tests.pages import browser

pytestmark = pytest.mark.django_db

# Their label says it all, for somebody who opens the page for the first time.
SELF_EXPLAINING = {
    "country", "language",  # chosen from a list of names
    "LegislativeTerm.start", "LegislativeTerm.end",
    "DELETE",  # Django's box at a row
}  # fmt: skip


@pytest.fixture
def forms():
    """All forms that the office fills in: (name of the model, form), those of rows included."""
    office = cast.office()
    fill(office)
    client, found, measure = browser(office), [], Measure.objects.earliest("pk")
    for model in admin.site._registry:
        thing = model._default_manager.earliest("pk")
        asked = [
            client.get(address(model, "change", thing.pk)),
            client.get(f"{address(model, 'add')}?measure={measure.pk}"),
        ]
        for context in [page.context for page in asked if page.context and "adminform" in page.context]:
            found.append((model.__name__, context["adminform"].form))
            rows = [inline.formset.empty_form for inline in context["inline_admin_formsets"]]
            found += [(type(row.instance).__name__, row) for row in rows]
    return found


def asked(form):
    return [bound for bound in form if not bound.is_hidden]


def test_every_field_says_what_belongs_there(forms):
    fields = {(name, bound.name): bound.help_text for name, form in forms for bound in asked(form)}
    silent = {
        f"{name}.{field}"
        for (name, field), text in fields.items()
        if not text and not {field, f"{name}.{field}"} & SELF_EXPLAINING
    }
    assert silent == set()


def test_every_kind_of_form_is_looked_at(forms):
    looked_at = {name for name, form in forms if asked(form)}
    request = RequestFactory().get("/admin/", {"measure": 1})
    request.user = cast.User.objects.get(email="buero@example.org")
    written = {
        model.__name__
        for model, page in admin.site._registry.items()
        if page.has_add_permission(request) and model.__name__ != "ImportRun"  # its form is one for uploads
    }
    assert written - looked_at == set()
    assert StatusChange.__name__ in looked_at


def test_every_hint_is_read_at_its_field(forms):
    """A hint for a field that the page does not have, or that has its own help, would never be read."""
    request = RequestFactory().get("/admin/")
    request.user = cast.User.objects.get(email="buero@example.org")
    pages = [each for page in admin.site._registry.values() for each in (page, *page.get_inline_instances(request))]
    read = {(name, bound.name, str(bound.help_text)) for name, form in forms for bound in form}
    unread = [
        f"{page.model.__name__}.{field}"
        for page in pages
        for field, text in page.hints.items()
        if (page.model.__name__, field, str(text)) not in read
    ]
    assert unread == []
