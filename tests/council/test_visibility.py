"""Who may know of a paper: drafts exist for the office, non-public ones also for members of their committees."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hannover_intl.council.models import Consultation, Paper
from hannover_intl.council.policies import may_read_paper
from hannover_intl.organisation.models import User
from hannover_intl.reporting.progress import build_progress_report
from measures.choices import Progress
from tests import cast
from tests.council.test_models import committee, membership, term
from tests.pages import browser, text_of
from tests.partnerships import cast as register

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
SECRET = "Grundstück am Beispielweg"


@pytest.fixture(autouse=True)
def now(monkeypatch):
    """Committees of the term that ends after today."""
    term("2021–2026", 2021, end=dt.date(2026, 12, 31))
    monkeypatch.setattr(timezone, "localdate", lambda: cast.TODAY)


def paper(number="0001/2026", **fields):
    return Paper.objects.create(**{"number": number, "paper_type": "decision", "name": SECRET} | fields)


def nonpublic(number="0001/2026", **fields):
    """A non-public paper addressed to the Kulturausschuss."""
    new = paper(number, is_nonpublic=True, **fields)
    Consultation.objects.create(paper=new, committee=committee(), role="deliberation", position=1)
    return new


def seat(**fields):
    """The account of a member, with a seat in the Kulturausschuss since today."""
    membership(**fields).save()
    return User.objects.get(email="mitglied@example.org")


def known_to(user, today=cast.TODAY):
    """What the list and the single question say; they must not differ."""
    listed = set(Paper.objects.visible_to(user, today))
    assert listed == {each for each in Paper.objects.all() if may_read_paper(user, each, today)}
    return listed


def test_everybody_knows_a_public_paper():
    public = paper()
    everybody = [AnonymousUser(), cast.user("niemand@example.org"), cast.contact(), cast.office(), seat()]
    assert [known_to(user) for user in everybody] == [{public}] * 5


def test_a_nonpublic_paper_exists_for_the_office_and_the_members_of_its_committees_alone():
    hidden = nonpublic()
    assert known_to(cast.office()) == known_to(seat()) == {hidden}
    assert known_to(AnonymousUser()) == known_to(cast.contact()) == set()


@pytest.mark.parametrize("fields", [{"until": cast.TODAY - DAY, "since": cast.ADOPTED}, {"since": cast.TODAY + DAY}])
def test_a_seat_of_another_day_gives_nothing(fields):
    nonpublic()
    assert known_to(seat(**fields)) == set()


def test_a_seat_in_another_committee_gives_nothing():
    nonpublic()
    assert known_to(seat(committee=committee("Sportausschuss"))) == set()


def test_a_seat_ends_with_the_term():
    hidden, member = nonpublic(), seat()
    last = committee().term.end
    assert (known_to(member, last), known_to(member, last + DAY)) == ({hidden}, set())


def test_a_closed_account_knows_nothing_more():
    nonpublic()
    member = seat()
    member.is_active = False
    assert known_to(member) == set()


def test_a_draft_exists_for_the_office_alone_even_when_its_committee_is_known():
    draft = nonpublic(is_draft=True)
    assert (known_to(cast.office()), known_to(seat()), known_to(AnonymousUser())) == ({draft}, set(), set())


def test_many_nonpublic_papers_on_a_page_cost_a_member_one_query():
    papers = [nonpublic(f"000{number}/2026") for number in range(1, 4)]
    member = seat()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert all(may_read_paper(member, each, cast.TODAY) for each in papers)
    assert len(queries) == 2  # roles, and the papers of the committees


def test_measure_page_names_only_papers_that_the_visitor_may_know(client):
    measure = cast.measure("1.1", adopted_by=nonpublic(name="Beschluss hinter verschlossenen Türen"))
    cast.status(
        measure, Progress.DROPPED, cast.TODAY - DAY, reason="Entfallen", resolution=paper("0002/2026", is_draft=True)
    )
    path = measure.get_absolute_url()
    anonymous, member, office = (text_of(each.get(path)) for each in (client, browser(seat()), browser(cast.office())))
    assert "0001/2026" not in anonymous
    assert "0002/2026" not in anonymous
    assert "Beschlossen 14.02.2019 " in anonymous
    assert "0001/2026" in member
    assert "0002/2026" not in member
    assert "0001/2026" in office
    assert "0002/2026" in office


def test_pages_of_the_register_name_only_public_papers(client):
    network = register.network("Eurocities", decision=nonpublic())
    for path in (network.get_absolute_url(), "/netzwerke/"):
        page = text_of(client.get(path))
        assert "0001/2026" not in page
        assert "Ratsbeschluss" in page


def test_a_report_knows_nothing_of_papers_that_are_not_public():
    measure = cast.measure("1.1", adopted_by=nonpublic())
    cast.status(measure, Progress.DROPPED, cast.TODAY, reason="Entfallen", resolution=paper("0002/2026", is_draft=True))
    report = str(build_progress_report(cast.TODAY))
    assert "0001/2026" not in report
    assert "0002/2026" not in report


def test_papers_are_found_by_their_address():
    numbered = [paper("0383/2019", suffix="N1"), paper("0383/2019"), paper("15-2038/2019")]
    drafts = [paper("", is_draft=True), paper("", is_draft=True)]
    slugs = [each.slug for each in numbered + drafts]
    assert slugs[:3] == ["0383-2019N1", "0383-2019", "15-2038-2019"]
    assert [Paper.objects.with_slug(slug).get() for slug in slugs] == numbered + drafts
    unknown = ("0383-2019N2", f"entwurf-{numbered[0].pk}", "entwurf-" + "9" * 40, "", "x", "0383/2019")
    assert [slug for slug in unknown if Paper.objects.with_slug(slug).exists()] == []


def test_a_draft_without_number_says_so():
    draft = paper("", is_draft=True)
    assert (draft.reference, str(draft)) == ("Entwurf", f"Beschlussdrucksache (Entwurf): {SECRET}")
