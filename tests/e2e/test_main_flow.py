"""The main job in a real browser: a department reports, the office approves, the council reads it in the PDF."""

import datetime as dt
import subprocess

import pytest
from django.utils import timezone

from hannover_intl.council.choices import ConsultationRole
from hannover_intl.council.models import Committee, Consultation, LegislativeTerm
from hannover_intl.organisation.models import User
from measures.choices import RoundState
from tests import cast
from tests.e2e.browser import follow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "ein-langes-passwort-2026"
ACHIEVED = "Das Fachprogramm mit Poznań und 広島 steht; Миколаїв ist eingeladen."


@pytest.fixture
def world():
    """A measure with an overdue milestone, and a planned round; Kulturausschuss is addressee of the concept."""
    today = timezone.localdate()
    contact, office = cast.contact(), cast.office()
    for account in (contact, office):
        cast.with_password(account, PASSWORD)
    measure = cast.measure("1.1", title="Fachaustausch mit Partnerstädten", contact=User.objects.get(pk=contact.pk))
    cast.milestone(measure, due=today - dt.timedelta(days=30), title="Programm abgestimmt")
    year = dt.timedelta(days=365)
    term = LegislativeTerm.objects.create(name="Laufende", start=today - year, end=today + year)
    committee = Committee.objects.create(term=term, name="Kulturausschuss")
    Consultation.objects.create(paper=cast.paper(), committee=committee, role=ConsultationRole.DELIBERATION, position=1)
    return cast.reporting_round(
        "Probelauf",
        as_of=today - dt.timedelta(days=1),
        opens_on=today - dt.timedelta(days=20),
        deadline=today,
        state=RoundState.PLANNED,
    )


def test_from_the_invitation_of_a_department_to_the_pdf_of_the_committee(world, visit, tmp_path, mailoutbox):
    office = visit()
    office.log_in("buero@example.org", PASSWORD)
    found = invite(office, world)
    assert [mail.to for mail in mailoutbox] == [["kontakt.kultur@example.org"]]

    contact = visit()
    contact.open("/anmelden/")
    found += contact.looks()
    contact.log_in("kontakt.kultur@example.org", PASSWORD)
    contact.open("/meine-massnahmen/")
    found += contact.looks()
    follow(contact.page.get_by_role("link", name="Sachstand melden").first)
    found += contact.looks()
    follow(contact.page.get_by_role("button", name="Einreichen"))
    assert contact.page.title().startswith("Fehler:")
    found += contact.looks()
    contact.page.get_by_label("in Umsetzung", exact=True).check()
    contact.page.get_by_label("Was wurde erreicht?").fill(ACHIEVED)
    contact.page.get_by_label("Was sind die nächsten Schritte?").fill("Die Reise vorbereiten.")
    contact.page.get_by_label("erreicht", exact=True).check()
    contact.page.get_by_label("Erreicht am").fill(world.as_of.isoformat())
    follow(contact.page.get_by_role("button", name="Einreichen"))
    assert "eingereicht" in contact.page.inner_text("main")
    found += contact.looks()

    public = visit()
    public.open("/massnahmen/1.1/")
    assert ACHIEVED not in public.page.inner_text("main")

    office.open("/admin/")
    found += office.looks()
    office.open("/admin/measures/measureupdate/")
    found += office.looks()
    follow(office.page.get_by_role("link", name="1.1").first)
    assert ACHIEVED in office.page.inner_text("#content")
    found += office.looks()
    follow(office.page.get_by_role("button", name="Freigeben"))
    office.open(f"/admin/measures/reportinground/{world.pk}/change/")
    found += office.looks()
    follow(office.page.get_by_role("link", name="Runde schließen"))
    found += office.looks()
    follow(office.page.get_by_role("button", name="Runde schließen"))
    found += publish(office, world.as_of)

    for path in (
        "/",
        "/massnahmen/",
        "/massnahmen/1.1/",
        "/handlungsfelder/1/",
        "/berichte/",
        "/berichte/9901-2026/kurz/",
        "/en/berichte/9901-2026/kurz/",
        "/berichte/9901-2026/",
    ):
        public.open(path)
        found += public.looks()
    assert ACHIEVED in public.page.inner_text("main")

    pdf = tmp_path / "bericht.pdf"
    pdf.write_bytes(public.page.request.get(f"{public.base}/berichte/9901-2026.pdf").body())
    text = subprocess.run(["pdftotext", pdf, "-"], check=True, capture_output=True, text=True).stdout
    assert ACHIEVED in " ".join(text.split())
    assert "In den Kulturausschuss" in text
    assert found == []


def invite(office, reporting_round) -> list[str]:
    """Open the round; what is wrong with the pages on the way."""
    office.open(f"/admin/measures/reportinground/{reporting_round.pk}/change/")
    follow(office.page.get_by_role("link", name="Runde eröffnen"))
    found = office.looks()
    follow(office.page.get_by_role("button", name="Runde eröffnen und einladen"))
    return found


def publish(office, as_of) -> list[str]:
    """Compose the paper, freeze and publish it; what is wrong with the pages on the way."""
    office.open("/admin/reporting/committeereport/add/")
    found = office.looks()
    office.page.get_by_label("Stichtag").fill(f"{as_of:%d.%m.%Y}")
    follow(office.page.get_by_role("button", name="Sichern", exact=True))
    found += office.looks()
    assert "Die Drucksache hat noch keine Nummer." in office.page.inner_text("#content")
    office.page.get_by_label("Nummer").fill("9901/2026")
    follow(office.page.get_by_role("button", name="Sichern und weiter bearbeiten"))
    assert "Es fehlt nichts." in office.page.inner_text("#content")
    follow(office.page.get_by_role("link", name="Vorschau", exact=True))
    found += office.looks()
    office.page.go_back()
    for step in ("Festschreiben", "Veröffentlichen"):
        follow(office.page.get_by_role("link", name=step))
        found += office.looks()
        follow(office.page.get_by_role("button", name=step))
    found += office.looks()
    return found
