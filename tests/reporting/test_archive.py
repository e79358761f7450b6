"""The archive of reports: searched in all that was frozen, filtered by the address, paged, and without a leak."""

import datetime as dt

import pytest
from django.urls import reverse

from hannover_intl.council.models import CommitteeMembership, Consultation
from hannover_intl.organisation.models import User
from hannover_intl.reporting import archive
from hannover_intl.reporting.choices import ScopeKind, VersionKind
from hannover_intl.reporting.services.drafts import create_version
from hannover_intl.reporting.services.freezing import publish_report
from tests import cast
from tests.pages import browser, text_of
from tests.reporting import drafts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

REPORTS = reverse("reporting:list")
SECRET = "Grundstück am Beispielweg"


@pytest.fixture(autouse=True)
def _no_printer(monkeypatch):
    drafts.without_printer(monkeypatch)


def committee(name="Kulturausschuss", day=cast.TODAY):
    """The one of the term of this day."""
    terms = (drafts.term("2021–2026", dt.date(2021, 11, 1)), drafts.term())
    term = next(term for term in terms if term.start <= day <= term.end)
    found = drafts.committee(name, of=term)
    found.slug = f"{name.lower()}-{term.start.year}"
    found.save()
    return found


def published(number, *, subject="", to="Kulturausschuss", on=cast.TODAY, **fields):
    """A published report of the day ``on``, with a subject of its own."""
    report = drafts.draft(number, **fields)
    report.paper.name = subject or f"Bericht {number}"
    report.paper.save()
    Consultation.objects.filter(paper=report.paper).update(committee=committee(to, on))
    frozen = drafts.freeze_report(None, report=report, expected_version=report.version, today=on)
    return publish_report(None, report=frozen, expected_version=frozen.version)


def numbers(client, **params):
    return [report.paper.number for report in client.get(REPORTS, params).context["listing"].page]


def offered(client, name):
    return [key for key, _label in client.get(REPORTS).context["filter"].form.fields[name].choices if key]


def test_search_finds_frozen_words_in_any_spelling_and_titles_first(client):
    measure = cast.measure("1.1", title="Fachaustausch", description="Förderung der Jugend")
    published("9901/2026", as_of=dt.date(2025, 12, 31), subject="Förderung im Überblick")
    published("9902/2026")
    measure.description = "Kam erst später"
    measure.save()
    published("9903/2026", as_of=dt.date(2026, 9, 30))
    found = ["9901/2026", "9903/2026", "9902/2026"]  # the last one tells which text it had before
    assert numbers(client, q="foerderung") == numbers(client, q="FORDERUNG") == found
    assert numbers(client, q="erst später") == ["9903/2026"]
    assert numbers(client, q="9902/2026") == ["9902/2026"]
    assert numbers(client, q="?!") == ["9903/2026", "9902/2026", "9901/2026"]


def test_a_report_that_was_found_shows_the_sentence_with_the_word(client):
    cast.measure("1.1", title="Fachaustausch", description="Die Förderung der Jugend mit <b>Zelten</b>.")
    published("9901/2026", as_of=dt.date(2025, 12, 31))
    found = "<p>Die <mark>Förderung</mark> der Jugend mit &lt;b&gt;Zelten&lt;/b&gt;.</p>"
    assert found in client.get(REPORTS, {"q": "foerderung"}).content.decode()
    assert "<mark>" not in client.get(REPORTS).content.decode()


def test_filters_stand_in_the_address_and_narrow_together(client):
    published("9901/2025", as_of=dt.date(2025, 6, 30), on=dt.date(2025, 7, 15))
    published("9902/2026", to="Sportausschuss", paper_type="decision")
    published("9903/2026", scope_kind=ScopeKind.FIELD, scope_number=1)
    assert numbers(client, committee="kulturausschuss-2026") == ["9903/2026"]
    assert numbers(client, committee="kulturausschuss-2021") == ["9901/2025"]
    assert numbers(client, year="2025") == ["9901/2025"]
    assert numbers(client, kind="decision") == ["9902/2026"]
    assert numbers(client, scope="field") == ["9903/2026"]
    assert numbers(client, committee="kulturausschuss-2026", year="2026", q="bericht") == ["9903/2026"]
    assert [
        row.without for row in client.get(REPORTS, {"year": "2025", "q": "x", "page": "2"}).context["filter"].active
    ] == [
        "?year=2025",
        "?q=x",
    ]


def test_what_finds_nothing_keeps_the_form_and_says_what_to_do(client):
    published("9901/2026")
    shown = client.get(REPORTS, {"q": "xyzzy", "year": "1999"})
    text = text_of(shown)
    assert "0 Berichte" in text
    assert "Kein Bericht passt zu dieser Auswahl." in text
    assert "Diese Auswahl gibt es nicht. Die Liste ist nicht danach gefiltert." in text
    assert 'value="xyzzy"' in shown.content.decode()


def test_a_field_without_a_choice_is_not_shown(client):
    published("9901/2026")
    assert [field.name for field in client.get(REPORTS).context["filter"].more] == []
    published("9902/2025", as_of=dt.date(2025, 6, 30), on=dt.date(2025, 7, 15), to="Sportausschuss")
    assert [field.name for field in client.get(REPORTS).context["filter"].more] == ["committee", "year"]


def test_nobody_learns_of_what_is_not_public_but_members_and_the_office(client):
    published("9901/2026")
    hidden = {"subject": SECRET, "to": "Geheimausschuss", "on": dt.date(2026, 11, 2), "is_nonpublic": True}
    published("9902/2024", as_of=dt.date(2024, 6, 30), paper_type="decision", **hidden)
    drafts.freeze(drafts.draft("9903/2026"))
    member = cast.user("mitglied@example.org")
    CommitteeMembership.objects.create(committee=committee("Geheimausschuss"), user=member, since=cast.ADOPTED)
    knows = [browser(User.objects.get(pk=member.pk)), browser(cast.office())]
    for visitor in (client, browser(cast.contact())):
        for ask in ({}, {"q": "Grundstück"}, {"year": "2024"}, {"committee": "geheimausschuss-2026"}):
            assert SECRET not in text_of(visitor.get(REPORTS, ask))
        assert [offered(visitor, name) for name in ("committee", "year", "kind")] == [
            ["kulturausschuss-2026"],
            ["2026"],
            ["information"],
        ]
    for visitor in knows:
        assert numbers(visitor, q="grundstueck", year="2024") == ["9902/2024"]
        assert offered(visitor, "committee") == ["geheimausschuss-2026", "kulturausschuss-2026"]


def test_a_report_that_was_replaced_stays_and_says_so(client):
    old = drafts.published()
    new = create_version(None, of=old, kind=VersionKind.REVISION, reason="Zahlen berichtigt", today=cast.TODAY)
    done = drafts.freeze(new)
    publish_report(None, report=done, expected_version=done.version)
    text = text_of(client.get(REPORTS))
    assert text.count("Ersetzt durch eine Neufassung.") == 1
    assert text.count("Neufassung: Zahlen berichtigt") == 1
    assert numbers(client) == ["9901/2026", "9901/2026"]


def test_the_archive_is_paged_and_keeps_the_filter(client, monkeypatch):
    monkeypatch.setattr(archive, "PAGE_SIZE", 2)
    for number in range(1, 4):
        published(f"990{number}/2026", as_of=dt.date(2026 - number, 6, 30))
    assert numbers(client, q="bericht") == ["9901/2026", "9902/2026"]
    second = client.get(REPORTS, {"q": "bericht", "page": "2"})
    assert [report.paper.number for report in second.context["listing"].page] == ["9903/2026"]
    assert 'href="?q=bericht&amp;page=1"' in second.content.decode()
    assert "Berichte, Seite 2" in second.content.decode()
    assert numbers(client, page="x") == ["9901/2026", "9902/2026"]
    assert numbers(client, page="99") == ["9903/2026"]


def test_the_archive_leads_to_feed_mails_and_comparison(client):
    page = client.get(REPORTS).content.decode()
    for path in ("/berichte/feed.atom", "/berichte/abonnieren/", "/berichte/vergleich/"):
        assert f'href="{path}"' in page


@pytest.mark.parametrize("rows", [1, 3])
def test_number_of_queries_is_fixed(client, rows, django_assert_num_queries):
    for number in range(1, rows + 1):
        published(f"990{number}/2026", as_of=dt.date(2026 - number, 6, 30))
    # What occurs, committees, count, rows.
    with django_assert_num_queries(4):
        client.get(REPORTS, {"q": "bericht", "year": "2026"})
