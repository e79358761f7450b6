"""Two reports side by side, for everybody who may read both."""

import datetime as dt

import pytest

from measures.choices import Progress
from tests import cast
from tests.pages import text_of
from tests.reporting import drafts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

PAGE = "/berichte/vergleich/"
OLD, NEW = "9801-2025", "9901-2026"
SECRET = "Nur für das Büro"


@pytest.fixture(autouse=True)
def _without_printer(monkeypatch):
    drafts.without_printer(monkeypatch)


@pytest.fixture
def two_reports():
    """Between both, measure 1.1 was carried out and said something new; measure 1.2 stayed as it was."""
    measure, _quiet = cast.measure("1.1", title="Fachaustausch"), cast.measure("1.2", title="Sportfest")
    cast.update(measure, dt.date(2025, 12, 31), achieved="Die Reise nach Bristol ist geplant.")
    old = drafts.published("9801/2025", as_of=dt.date(2025, 12, 31))
    cast.status(measure, Progress.DONE, dt.date(2026, 5, 1))
    cast.update(measure, dt.date(2026, 6, 30), achieved="Die Reise nach Bristol ist gelungen.")
    return old, drafts.published("9901/2026", as_of=dt.date(2026, 6, 30))


def compared(client, before=OLD, after=NEW):
    return client.get(PAGE, {"before": before, "after": after})


def test_everybody_sees_what_changed_between_two_published_reports(client, two_reports):
    response = compared(client)
    text = text_of(response)
    assert "Was sich seit dem Bericht zum 31. Dezember 2025 geändert hat" in text
    assert "Dieser Bericht zeigt 2 Maßnahmen; geändert: 1, unverändert: 1." in text
    assert "1.1 Fachaustausch : seit 01.05.2026 umgesetzt, bisher nicht begonnen" in text
    assert "umgesetzt 0 1" in text
    page = response.content.decode()
    assert '<del><span class="kern-sr-only">entfernt: </span>geplant.</del>' in page
    assert '<ins><span class="kern-sr-only">eingefügt: </span>gelungen.</ins>' in page


def test_the_comparison_is_german_on_the_english_page_too(client, two_reports):
    page = client.get(f"/en{PAGE}", {"before": OLD, "after": NEW}).content.decode()
    part = page[page.index('<div class="rep-compared" lang="de">') :]
    assert "Was sich seit dem Bericht zum 31. Dezember 2025 geändert hat" in part
    assert "umgesetzt</span>" in part


def test_only_measures_of_another_state_stand_side_by_side(client, two_reports):
    pairs = compared(client).context["side_by_side"].pairs
    assert [(pair.measure.number, pair.before.progress.text, pair.after.progress.text) for pair in pairs] == [
        ("1.1", "nicht begonnen", "umgesetzt")
    ]


def test_the_two_newest_reports_are_proposed_and_nothing_is_compared_yet(client, two_reports):
    response = client.get(PAGE)
    assert response.context["form"].initial == {"after": NEW, "before": OLD}
    assert "comparison" not in response.context


def test_the_page_of_a_report_leads_here_with_the_one_before_it(client, two_reports):
    drafts.published("9905/2026", as_of=dt.date(2026, 9, 30))
    assert f'href="{PAGE}?after={NEW}"' in client.get(f"/berichte/{NEW}/").content.decode()
    assert client.get(PAGE, {"after": NEW}).context["form"].initial == {"after": NEW, "before": OLD}
    assert client.get(PAGE, {"after": OLD}).context["form"].initial == {"after": OLD}
    assert client.get(PAGE, {"after": "x"}).context["form"].initial == {"after": "9905-2026", "before": NEW}


def test_one_report_cannot_be_compared(client):
    drafts.published()
    assert "braucht es zwei veröffentlichte Berichte" in text_of(client.get(PAGE))


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        (OLD, OLD, "Bitte wählen Sie zwei verschiedene Berichte."),
        (NEW, OLD, "Dieser Bericht ist der spätere. Bitte tauschen Sie die beiden."),
        ("0000-0000", NEW, "Diesen Bericht gibt es nicht."),
        ("\x00", "' OR 1=1", "Diesen Bericht gibt es nicht."),
        ("", NEW, "Bitte wählen Sie einen Bericht."),
        ("9" * 5000, NEW, "Diesen Bericht gibt es nicht."),
    ],
)
def test_wrong_choices_are_told_and_nothing_breaks(client, two_reports, before, after, message):
    response = compared(client, before, after)
    assert response.status_code == 200
    assert message in text_of(response)
    assert "comparison" not in response.context


def test_drafts_and_papers_that_are_not_public_exist_for_the_office_alone(client, two_reports):
    secret = drafts.freeze(drafts.draft("9902/2026", as_of=dt.date(2026, 9, 30)))
    secret.paper.refresh_from_db()
    assert "9902" not in client.get(PAGE).content.decode()
    assert "Diesen Bericht gibt es nicht." in text_of(compared(client, NEW, "9902-2026"))
    client.force_login(cast.office(), backend="django.contrib.auth.backends.ModelBackend")
    response = compared(client, NEW, "9902-2026")
    assert response.context["comparison"].groups == ()
    assert "Beide Berichte sagen dasselbe." in text_of(response)


def test_the_office_compares_a_draft_as_of_now(client, two_reports):
    draft = drafts.draft("", as_of=dt.date(2026, 9, 30))
    cast.status(cast.Measure.objects.get(number="1.2"), Progress.PLANNING, dt.date(2026, 8, 1))
    client.force_login(cast.office(), backend="django.contrib.auth.backends.ModelBackend")
    text = text_of(compared(client, NEW, f"entwurf-{draft.paper.pk}"))
    assert "1.2 Sportfest : seit 01.08.2026 in Planung, bisher nicht begonnen" in text


def test_reports_of_different_scope_say_so(client, two_reports):
    drafts.published("9903/2026", as_of=dt.date(2026, 9, 30), scope_kind="field", scope_number=1)
    assert "haben einen verschiedenen Umfang" in text_of(compared(client, NEW, "9903-2026"))


@pytest.mark.parametrize("rows", [1, 3])
def test_number_of_queries_is_fixed(client, rows, django_assert_num_queries):
    for number in range(1, rows + 1):
        cast.status(cast.measure(f"1.{number}"), Progress.DONE, dt.date(2026, 5, 1))
    drafts.published("9801/2025", as_of=dt.date(2025, 12, 31))
    drafts.published("9901/2026", as_of=dt.date(2026, 6, 30))
    for number in range(rows):
        drafts.published(f"98{number}2/2025", as_of=dt.date(2024, 12, 31))
    # All reports, then the data of the two.
    with django_assert_num_queries(3):
        assert compared(client).context["comparison"].changed == rows
