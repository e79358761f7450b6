"""The way of a subscriber in the browser: from a typing error to the end with one click, on pages for everybody."""

import pytest

from hannover_intl.publishing.models import Subscription
from tests.e2e.browser import follow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_reader_subscribes_confirms_and_ends_it(visit):
    visitor = visit()
    visitor.open("/berichte/")
    page = visitor.page
    main = page.get_by_role("main")
    follow(main.get_by_role("link", name="Neue Berichte per Mail"))
    page.get_by_label("E-Mail").fill("keine Adresse")
    follow(main.get_by_role("button", name="Abonnieren"))
    assert page.get_by_label("E-Mail").input_value() == "keine Adresse"
    looks = visitor.looks()
    page.get_by_label("E-Mail").fill("leser@example.org")
    follow(main.get_by_role("button", name="Abonnieren"))
    assert page.get_by_role("heading", level=1).inner_text() == "Bitte sehen Sie in Ihr Postfach"
    path = f"/abonnement/{Subscription.objects.get().token}/"
    visitor.open(path)
    looks += visitor.looks()
    follow(main.get_by_role("button", name="Bestätigen"))
    assert Subscription.objects.get().confirmed_at is not None
    visitor.open(f"{path}beenden/")
    follow(main.get_by_role("button", name="Abonnement beenden"))
    assert Subscription.objects.count() == 0
    visitor.open(path)
    assert page.get_by_role("heading", level=1).inner_text() == "Dieser Link gilt nicht mehr"
    assert looks + visitor.looks() == []
