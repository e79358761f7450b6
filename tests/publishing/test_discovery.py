"""How search engines and people who share a link find the portal: robots.txt, sitemap, Open Graph."""

import struct
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import cast
from tests.checks.sources import ROOT
from tests.pages import browser
from tests.publishing.data_world import add_rows, add_secrets

pytestmark = pytest.mark.django_db

HOST = "http://127.0.0.1:8000"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda: cast.TODAY)


def entries(client):
    """Address → its alternates by language."""
    response = client.get("/sitemap.xml", headers={"host": "anders.example.org"})
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml")
    root = ET.fromstring(response.content)  # noqa: S314 -- our own output
    return {
        url.findtext(f"{SITEMAP}loc"): {link.get("hreflang"): link.get("href") for link in url.iter(f"{XHTML}link")}
        for url in root.iter(f"{SITEMAP}url")
    }


def test_every_address_of_the_sitemap_is_a_public_page_in_two_languages(client, publish):
    add_rows(publish, 1)
    found = entries(client)
    german_only = [address for address, alternates in found.items() if not alternates]
    assert [(address, client.get(address.removeprefix(HOST)).status_code) for address in german_only] == [
        (f"{HOST}/leichte-sprache/", 200)
    ]
    for address in found.keys() - set(german_only):
        path = address.removeprefix(HOST)
        german = f"{HOST}{path.removeprefix('/en')}"
        assert found[address] == {
            "de": german,
            "en": f"{HOST}/en{german.removeprefix(HOST)}",
            "x-default": german,
        }
        assert client.get(path).status_code == 200, path
    kinds = (
        "massnahmen/1.1",
        "partnerschaften/stadt-1",
        "netzwerke/netzwerk-1",
        "berichte/2001-2026",
        "oberziele/1",
        "einheiten/kulturbuero",
    )
    assert [f"{HOST}/{kind}/" in found for kind in kinds] == [True] * len(kinds)


def test_sitemap_names_only_what_everybody_may_see(client, publish):
    add_secrets(publish)
    office = browser(cast.office())
    for visitor in (client, office):
        assert [word for word in ("2.2", "streng-geheim", "3002-2026") if word in str(entries(visitor))] == []
    assert f"{HOST}/massnahmen/2.1/" in entries(client)


def test_sitemap_asks_the_same_however_many_rows(client, publish):
    counts = []
    for number in (1, 2, 3):
        add_rows(publish, number)
        with CaptureQueriesContext(connection) as queries:
            entries(client)
        counts.append(len(queries))
    assert counts[0] == counts[2]


def test_robots_keep_out_of_what_is_internal_and_find_the_sitemap(client):
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    robots = RobotFileParser()
    robots.parse(response.content.decode().splitlines())
    public = ("/", "/massnahmen/1.1/", "/en/partnerschaften/", "/offene-daten/massnahmen.csv", "/oparl/1.1/")
    internal = ("/admin/", "/anmelden/", "/en/anmelden/", "/meine-massnahmen/", "/sprachsuche/", "/abonnement/x/")
    internal += ("/passwort/vergessen/", "/en/passwort/neu/x/x/")
    assert [path for path in public if not robots.can_fetch("Beispiel", path)] == []
    assert [path for path in internal if robots.can_fetch("Beispiel", path)] == []
    assert robots.site_maps() == [f"{HOST}/sitemap.xml"]


def test_shared_link_shows_title_and_description_of_the_page(client):
    cast.measure("1.1", title='Austausch "Rad" & Bahn', description="Worum es geht.")
    page = client.get("/massnahmen/1.1/?stand=2026-06-30").content.decode()
    expected = {
        "og:type": "website",
        "og:site_name": "Hannover International",
        "og:title": "1.1 Austausch &quot;Rad&quot; &amp; Bahn",
        "og:description": "Worum es geht.",
        "og:url": f"{HOST}/massnahmen/1.1/?stand=2026-06-30",
        "og:image": f"{HOST}/static/portal/share.png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:locale": "de_DE",
        "og:locale:alternate": "en_GB",
    }
    told = [f'<meta property="{name}" content="{value}">' for name, value in expected.items()]
    assert [tag for tag in told if tag not in page] == []
    assert "<title>1.1 Austausch &quot;Rad&quot; &amp; Bahn – Hannover International</title>" in page
    english = client.get("/en/massnahmen/1.1/").content.decode()
    assert 'property="og:locale" content="en_GB"' in english


def test_picture_of_a_shared_link_has_the_size_that_its_page_tells():
    picture = (ROOT / "static/portal/share.png").read_bytes()
    assert struct.unpack(">II", picture[16:24]) == (1200, 630)
    assert len(picture) < 100_000


def test_internal_page_is_not_described_for_sharing():
    assert "og:title" not in browser(cast.contact()).get("/meine-massnahmen/").content.decode()
