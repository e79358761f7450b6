"""What a visitor has to load for each public page of the example portal, packed as servers pack it."""

import gzip
import re
from functools import cache
from urllib.parse import urlsplit

import pytest

from tests import cast
from tests.checks.sources import ROOT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("example_data")]

KILOBYTE = 1_000
FIRA = ROOT / "static/vendor/fira"
# What the text of every page loads, and what the letters of other European languages load.
FONTS = [FIRA / f"fira-sans-latin-{weight}-normal.woff2" for weight in (400, 600)]
FONTS += [FIRA / f"derived/portal-sans-europe-{weight}.woff2" for weight in (400, 600)]
NOT_IN_THE_SITEMAP = ["/suche/?q=stadt", "/suche/?q=xyzzy", "/anmelden/", "/massnahmen/1.1/einbetten/"]


def addresses(client) -> list[str]:
    """Every public page in both languages."""
    places = re.findall(r"<loc>([^<]*)</loc>", client.get("/sitemap.xml").content.decode())
    return [urlsplit(place).path for place in places] + NOT_IN_THE_SITEMAP


def weight(client, path: str) -> int:
    """Bytes of a page with all that it refers to but fonts."""
    page = client.get(path)
    assert page.status_code == 200, path
    parts = re.findall(
        r'(?:<link rel="(?:stylesheet|icon)" href|<(?:script|img)[^>]*? src)="/static/([^"]+)"', page.content.decode()
    )
    return sum(len(gzip.compress(content)) for content in (page.content, *map(static_file, set(parts))))


@cache
def static_file(name: str) -> bytes:
    return (ROOT / "static" / name).read_bytes()


def test_every_public_page_is_light(client, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args, **kwargs: cast.TODAY)
    weights = {path: weight(client, path) for path in addresses(client) if not path.endswith((".pdf", ".csv", ".json"))}
    assert {"/", "/en/", "/berichte/9902-2026/", "/berichte/9902-2026/kurz/"} <= weights.keys()
    assert {path: size for path, size in weights.items() if size > 60 * KILOBYTE} == {}
    assert max(weights.values()) + sum(font.stat().st_size for font in FONTS) <= 140 * KILOBYTE
