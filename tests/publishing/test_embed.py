"""A measure for the pages of others: the only page that may stand in a frame, and what it shows there."""

import datetime as dt
import html
import re

import pytest
from django.utils import timezone

from measures.choices import Progress
from tests import cast
from tests.pages import browser, text_of
from tests.test_access import ADDRESSES, path_of

pytestmark = pytest.mark.django_db

EMBED = "/massnahmen/1.1/einbetten/"


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda: cast.TODAY)


def policy(response):
    """The Content-Security-Policy as directive → sources."""
    parts = (part.strip().split() for part in response["Content-Security-Policy"].split(";"))
    return {name: sources for name, *sources in parts}


def test_measure_may_stand_in_any_frame_but_runs_and_loads_nothing(client):
    cast.measure("1.1")
    response = client.get(EMBED)
    assert response.status_code == 200
    assert "X-Frame-Options" not in response
    assert policy(response) == {
        "default-src": ["'none'"],
        "script-src": ["'none'"],
        "connect-src": ["'none'"],
        "img-src": ["'none'"],
        "style-src": ["'self'"],
        "font-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
        "frame-ancestors": ["*"],
    }
    assert "<script" not in response.content.decode()


def test_no_other_page_may_stand_in_a_frame(client):
    cast.measure("1.1")
    framed = []
    for name, parameters in ADDRESSES:
        response = client.get(path_of(name, parameters))
        closed = response.get("X-Frame-Options") == "DENY" and policy(response)["frame-ancestors"] == ["'none'"]
        framed += [] if closed else [name]
    assert framed == ["publishing:embed"]


def test_it_tells_title_progress_light_and_day_in_words(client):
    measure = cast.measure("1.1", title="Austausch", title_en="Exchange")
    cast.status(measure, Progress.IN_PROGRESS)
    cast.milestone(measure, cast.TODAY - dt.timedelta(days=1))
    assert text_of(client.get(EMBED)).endswith(
        "Maßnahme 1.1 Austausch (öffnet ein neues Fenster) Stand in Umsetzung Ampel verzögert Stand am 23.11.2026"
    )
    english = client.get(f"/en{EMBED}").content.decode()
    assert ('<html lang="en">' in english, "Exchange" in english) == (True, True)
    assert 'href="http://127.0.0.1:8000/massnahmen/1.1/" target="_blank"' in client.get(EMBED).content.decode()


def test_ended_measure_has_no_light(client):
    cast.status(cast.measure("1.1"), Progress.DONE)
    assert "Ampel" not in text_of(client.get(EMBED))


def test_it_is_the_same_for_everybody_and_sets_no_cookie(client):
    cast.measure("1.1")
    cast.measure("1.2", adopted_on=cast.TODAY + dt.timedelta(days=1))
    office = browser(cast.office())
    assert office.get(EMBED).content == client.get(EMBED).content
    assert [visitor.get("/massnahmen/1.2/einbetten/").status_code for visitor in (client, office)] == [404, 404]
    assert not client.get(EMBED).cookies


def test_page_of_the_measure_offers_the_line_to_copy(client):
    cast.measure("1.1", title='Austausch "Rad" & <Bahn>')
    page = client.get("/massnahmen/1.1/").content.decode()
    shown = re.search(r"<textarea[^>]*readonly[^>]*>(.*?)</textarea>", page, re.DOTALL)[1]
    assert html.unescape(shown) == (
        f'<iframe src="http://127.0.0.1:8000{EMBED}" title="1.1 Austausch &quot;Rad&quot; &amp; &lt;Bahn&gt;" '
        'width="100%" height="320" loading="lazy"></iframe>'
    )
    assert f"http://127.0.0.1:8000/en{EMBED}" in client.get("/en/massnahmen/1.1/").content.decode()
