"""The office's first page names what waits, with links to exactly these rows."""

import pytest

from hannover_intl.reporting.models import CommitteeReport
from tests import cast
from tests.pages import browser, text_of

pytestmark = pytest.mark.django_db


def test_nothing_is_said_where_nothing_waits():
    assert "Weiteres, was wartet" not in text_of(browser(cast.office()).get("/admin/"))


def test_drafts_of_reports_and_outdated_translations_are_named():
    CommitteeReport.objects.create(paper=cast.paper("0001/2026"), as_of=cast.TODAY)
    measure = cast.measure()
    for title, title_en in (("Alt", "Old"), ("Neu", "Old")):
        measure.title, measure.title_en = title, title_en
        measure.save()
    page = browser(cast.office()).get("/admin/")
    assert "Berichte im Entwurf: 1" in text_of(page)
    assert "Maßnahmen, deren Englisch veraltet ist: 1" in text_of(page)
    for address in ("/admin/reporting/committeereport/?state__exact=draft", "/admin/measures/measure/?english=stale"):
        assert f'href="{address}"' in page.content.decode()
