"""The accessibility statement claims what the browser tests look at, and no public page is left out in silence."""

import datetime as dt
import re

import pytest
from django.urls import get_resolver

from hannover_intl.organisation import tested_pages
from tests import accessibility
from tests.checks.sources import ROOT
from tests.permissions import routes
from tests.test_access import DECLARED, HERE, MACHINES

NOTES = accessibility.noted()
CLAIMED = {address for run in NOTES["runs"].values() for address in run["pages"]}
LOOKS = sorted(
    str(path.relative_to(ROOT))
    for path in (ROOT / "tests" / "e2e").glob("test_*.py")
    if re.search(r"\.looks(?:_in_the_dark)?\(", path.read_text())
)
# Public pages that no browser test looks at, and why they need none of their own.
NOT_LOOKED_AT = {
    "/abonnement/…/beenden/": "a button between two sentences",
    "/berichte/abonnieren/angefragt/": "a sentence",
    "/ausschuesse/…/": "built of the parts of other pages",
}


def as_claimed(route: str) -> str:
    """An address of the code as the statement writes it."""
    return "/" + re.sub(r"<[^>]*>", "…", route)


ROUTES = {name: as_claimed(route) for name, route in routes(get_resolver())}


def test_statement_and_tests_use_the_same_file():
    assert accessibility.NOTES == tested_pages.NOTED


def test_rules_and_widths_are_those_of_the_tests():
    noted = (NOTES["rules"], tuple(NOTES["widths"]), tuple(NOTES["narrow"]))
    assert noted == (accessibility.AXE_RULES["runOnly"], accessibility.WIDTHS, accessibility.NARROW)


def test_every_file_that_looks_at_pages_is_noted_and_no_other():
    assert sorted(NOTES["runs"]) == LOOKS, "python -m tests.accessibility tests/e2e/FILE.py"


def test_no_address_is_claimed_that_is_gone():
    there = {address.removeprefix("/en") for address in ROUTES.values()} | {accessibility.NO_PAGE}
    assert {address for address in CLAIMED if not address.startswith("/admin/")} - there == set()


def test_every_public_page_is_looked_at_or_named_with_a_reason():
    public = {ROUTES[name] for name, answers in DECLARED.items() if answers["anonymous"] == HERE} - {
        ROUTES[name] for name in MACHINES
    }
    public |= {
        ROUTES[name] for name in ("publishing:confirm", "reporting:detail", "password_reset_confirm")
    }  # not there for the sample of that test
    assert public - CLAIMED - NOT_LOOKED_AT.keys() == set(), "docs/frontend.md: A new page"
    assert NOT_LOOKED_AT.keys() & CLAIMED == set()


def test_every_page_is_looked_at_in_light_somewhere():
    told = tested_pages.read(NOTES).pages
    assert [page.address for page in told if not page.light] == []


@pytest.mark.parametrize(
    ("url", "claimed"),
    [
        ("http://x/massnahmen/1.1/?stand=2026-06-30", ("/massnahmen/…/", "public")),
        ("http://x/en/massnahmen/1.1/", ("/massnahmen/…/", "public")),
        ("http://x/meine-massnahmen/", ("/meine-massnahmen/", "internal")),
        ("http://x/admin/measures/measure/7/change/", ("/admin/measures/measure/…/change/", "office")),
        ("http://x/gibt-es-nicht/", ("404", "public")),
    ],
)
def test_address_names_the_kind_of_page_and_for_whom_it_is(url, claimed):
    assert accessibility.address_of(url) == claimed


def test_a_page_that_two_runs_looked_at_is_told_once_with_the_older_day():
    notes = {"axe": "4", "browser": "Chromium", "rules": [], "widths": [1280], "narrow": [320]}
    notes["runs"] = {
        "a": {"day": "2026-11-02", "pages": {"/": {"area": "public", "modes": ["light"]}}},
        "b": {"day": "2026-11-01", "pages": {"/": {"area": "public", "modes": ["dark"]}}},
    }
    told = tested_pages.read(notes)
    assert (told.day, [(page.address, page.light, page.dark) for page in told.public]) == (
        dt.date(2026, 11, 1),
        [("/", True, True)],
    )


@pytest.mark.django_db
def test_statement_shows_each_page_and_the_day(client):
    page = client.get("/barrierefreiheit/").content.decode()
    assert [address for address in sorted(CLAIMED - {accessibility.NO_PAGE}) if f">{address}<" not in page] == []
    assert f"{tested_pages.tested().day:%Y}" in page
    assert f"axe-core {NOTES['axe']}" in page
