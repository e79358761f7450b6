"""The pages of the register in a real browser: accessible at both widths, no scroll sideways, no broken promise."""

import pytest

from tests import cast as people
from tests.e2e.browser import follow
from tests.partnerships import cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = [
    "/partnerschaften/",
    "/partnerschaften/?kind=nonsense",
    "/partnerschaften/hiroshima/",
    "/partnerschaften/zeitstrahl/",
    "/netzwerke/",
    "/netzwerke/eurocities/",
    "/kooperation-anfragen/",
    "/kooperation-anfragen/gesendet/",
    "/kooperation-anfragen/zahlen/",
]


def fill() -> None:
    place = cast.partner("Hiroshima", "JP", local_name="広島", latitude=34.4, longitude=132.5)
    relation = cast.partnership(
        partner=place, description="Zwei Zeilen\nText", description_en="In English", measures=[people.measure()]
    )
    cast.partnership("Bristol")
    cast.agreement(of=relation)
    network = cast.network(decision=people.paper("2293/2019"))
    network.years.create(year=2025, fee=50, outcome="Zwei neue Kontakte")
    cast.activity(partners=[place], networks=[network], result="Ein Plan")
    cast.request()


@pytest.mark.appearance
def test_public_pages_are_accessible(visit):
    fill()
    visitor = visit()
    found = []
    for page in PAGES:
        visitor.open(page)
        found += visitor.looks()
    assert found == []


def test_a_request_is_sent_without_javascript(visit):
    visitor = visit(java_script_enabled=False)
    visitor.open("/kooperation-anfragen/")
    page = visitor.page
    page.get_by_label("Ihre Stadt oder Organisation").fill("Stadt Y")
    page.get_by_label("Land", exact=True).select_option("PL")
    page.get_by_label("E-Mail").fill("stadt@example.org")
    page.get_by_label("Thema").fill("Radverkehr")
    page.get_by_label("Was wünschen Sie sich?").fill("Austausch")
    follow(page.get_by_role("button", name="Anfrage senden"))
    assert page.get_by_role("heading", level=1).inner_text() == "Ihre Anfrage ist eingegangen"
