"""The office's page of a round: dates proposed from a meeting, who has answered, and the reminder at once."""

import datetime as dt

import pytest
from django.utils import timezone

from hannover_intl.organisation.choices import Role
from measures.admin.answers import UnitAnswers, overview
from measures.choices import MailOccasion, RoundState, UpdateState
from measures.models import Invitation, MeasureUpdate, ReportingRound, RoundMail
from measures.services.rounds import open_round
from tests import cast
from tests.measures.test_schedule import MEETING, meeting
from tests.pages import form_data, text_of

pytestmark = pytest.mark.django_db

PROPOSAL = {
    "opens_on": "08.01.2027",
    "reminder_on": "29.01.2027",
    "deadline": "05.02.2027",
    "second_reminder_on": "09.02.2027",
    "grace_until": "12.02.2027",
    "editorial_deadline": "19.02.2027",
}


@pytest.fixture
def office(sign_in, today):
    return sign_in(cast.office())


def page_of(reporting_round: ReportingRound, name: str = "change/") -> str:
    return f"/admin/measures/reportinground/{reporting_round.pk}/{name}"


def dates_in(response) -> dict[str, str]:
    fields = form_data(response, having="deadline")
    return {name: fields[name][0] for name in PROPOSAL}


def asked(*measures, **fields) -> ReportingRound:
    reporting_round = cast.reporting_round(**fields)
    for measure in measures:
        Invitation.objects.create(round=reporting_round, measure=measure)
    return reporting_round


# --- Dates ---


def test_new_round_gets_its_dates_from_the_meeting_and_nothing_is_stored(office):
    typed = {"title": "2. Halbjahr 2026", "as_of": "31.12.2026", "target_meeting": meeting().pk, "_propose": "1"}
    page = office.post("/admin/measures/reportinground/add/", typed)
    assert (page.status_code, dates_in(page)) == (200, PROPOSAL)
    assert "noch nicht gespeichert" in text_of(page)
    assert ReportingRound.objects.count() == 0
    sent = form_data(page, having="deadline")
    assert office.post("/admin/measures/reportinground/add/", sent | {"grace_until": "15.02.2027"}).status_code == 302
    stored = ReportingRound.objects.get()
    assert (stored.title, stored.deadline, stored.grace_until) == (
        "2. Halbjahr 2026",
        dt.date(2027, 2, 5),
        dt.date(2027, 2, 15),
    )


def test_without_a_meeting_the_page_asks_for_one_and_keeps_what_was_typed(office):
    page = office.post(
        "/admin/measures/reportinground/add/", {"title": "Frühjahr", "deadline": "quatsch", "_propose": "1"}
    )
    assert "Bitte wählen Sie zuerst die Zielsitzung." in text_of(page)
    assert form_data(page, having="deadline")["title"] == ["Frühjahr"]
    assert dates_in(page)["deadline"] == "quatsch"


def test_meeting_too_near_is_told(office):
    near = meeting(dt.date(2027, 1, 8))
    page = office.post("/admin/measures/reportinground/add/", {"target_meeting": near.pk, "_propose": "1"})
    assert "liegt in der Vergangenheit" in text_of(page)


def test_proposal_does_not_hide_that_somebody_else_saved_meanwhile(office):
    reporting_round = cast.reporting_round(state=RoundState.PLANNED)
    seen = form_data(office.get(page_of(reporting_round)), having="deadline")
    ReportingRound.objects.update(title="Von jemand anderem")
    target = {"target_meeting": [meeting().pk]}
    proposed = form_data(office.post(page_of(reporting_round), seen | target | {"_propose": "1"}), having="deadline")
    answer = office.post(page_of(reporting_round), proposed)
    assert answer.status_code == 409
    assert ReportingRound.objects.get().title == "Von jemand anderem"


def test_what_was_announced_stays_when_dates_are_proposed_for_an_open_round(office):
    reporting_round = cast.reporting_round()
    page = office.post(page_of(reporting_round), {"target_meeting": meeting().pk, "_propose": "1"})
    fields = form_data(page, having="deadline")
    assert ("opens_on" in fields, fields["deadline"]) == (False, ["05.02.2027"])


def test_only_meetings_to_come_are_offered(office):
    meeting(dt.date(2026, 1, 5))
    meeting(cancelled=True)
    offered = office.get("/admin/measures/reportinground/add/").content.decode()
    assert offered.count("Kulturausschuss") == 0
    meeting(MEETING + dt.timedelta(days=7))
    assert office.get("/admin/measures/reportinground/add/").content.decode().count("Kulturausschuss") == 1


def test_page_lists_the_dates_with_the_working_days_between(office):
    reporting_round = cast.reporting_round(grace_until=dt.date(2026, 12, 19), target_meeting=meeting())
    text = text_of(office.get(page_of(reporting_round)))
    assert "Frist für die Fachbereiche Fr, 11.12.2026 29" in text
    assert "Ende der Nachfrist Sa, 19.12.2026 (kein Werktag) 5" in text
    assert "Sitzung: Kulturausschuss Fr, 12.03.2027" in text


def test_calendar_is_a_page_and_a_file(office):
    reporting_round = cast.reporting_round(target_meeting=meeting())
    page = office.get(page_of(reporting_round, "kalender/"))
    assert page.content.decode().count('class="office-month"') == 5
    assert text_of(page).count("Feiertag") == 4  # Christmas, New Year and two of Easter; Boxing Day is a Saturday
    file = office.get(page_of(reporting_round, "kalender.ics"))
    assert file["Content-Type"] == "text/calendar; charset=utf-8"
    assert file["Content-Disposition"] == 'attachment; filename="berichtsrunde-2026-12-31.ics"'
    assert file.content.decode().count("BEGIN:VEVENT") == 3
    assert "DTSTART;VALUE=DATE:20270312" in file.content.decode()


# --- Answers ---


def test_answers_are_counted_by_unit_and_name_nobody(office):
    other = cast.outsider()
    measures = [cast.measure(f"1.{n}", contact=cast.contact() if n == 1 else None) for n in range(1, 6)]
    reporting_round = asked(*measures, cast.measure("2.1", lead_unit=other.unit, contact=other))
    for measure, state in zip(measures, UpdateState, strict=False):
        MeasureUpdate.objects.create(
            measure=measure,
            round=reporting_round,
            measure_version=1,
            state=state,
            comment="Bitte ergänzen",
            effective_on=cast.TODAY if state == UpdateState.APPROVED else None,
        )
    found = overview(reporting_round, cast.TODAY)
    assert found.answers == [
        UnitAnswers("Fachbereich Umwelt und Stadtgrün", silent=["2.1"]),
        UnitAnswers("Kulturbüro", approved=["1.4"], submitted=["1.2"], returned=["1.3"], draft=["1.1"], silent=["1.5"]),
    ]
    assert (found.asked, found.answered) == (6, 2)
    assert [measure.number for measure in found.without_contact] == ["1.2", "1.3", "1.4", "1.5"]
    page = office.get(page_of(reporting_round))
    assert "2 von 6 Maßnahmen" in text_of(page)
    assert "kontakt" not in page.content.decode()


def test_median_counts_from_the_first_mail_to_the_first_answer():
    measures = [cast.measure(f"1.{n}", contact=None) for n in range(1, 4)]
    reporting_round = asked(*measures, opens_on=dt.date(2026, 11, 1))
    contact = cast.contact()
    mail = RoundMail.objects.create(
        round=reporting_round, recipient=contact, occasion=MailOccasion.INVITATION, day=dt.date(2026, 11, 10)
    )
    mail.measures.add(*measures[:2])
    for measure, handed_in in zip(measures, (12, 20, 21), strict=True):
        update = MeasureUpdate(measure=measure, round=reporting_round, measure_version=1, state=UpdateState.SUBMITTED)
        update._history_date = dt.datetime(2026, 11, handed_in, 12, tzinfo=dt.UTC)
        update.save()
        update._history_date = dt.datetime(2026, 12, 1, tzinfo=dt.UTC)
        update.save()
    # 2 and 10 days after the mail, 20 after the opening where no mail was sent.
    assert overview(reporting_round, cast.TODAY).effort.median_days == 10


def test_effort_counts_mails_returns_and_text(office):
    measure = cast.measure("1.1")
    reporting_round = asked(measure)
    update = MeasureUpdate(measure=measure, round=reporting_round, measure_version=1, comment="Bitte ergänzen")
    for state, decided in (("submitted", None), ("returned", 1), ("returned", 1), ("submitted", 1), ("returned", 2)):
        update.state = state
        update.decided_at = dt.datetime(2026, 11, decided, tzinfo=dt.UTC) if decided else None
        update.save()
    update.state, update.achieved, update.effective_on = UpdateState.APPROVED, "x" * 1234, cast.TODAY
    update.save()
    for occasion, sent_at in ((MailOccasion.BEFORE, timezone.now()), (MailOccasion.DEADLINE, None)):
        RoundMail.objects.create(
            round=reporting_round,
            recipient=cast.user(f"{occasion}@example.org", unit=cast.unit()),
            occasion=occasion,
            day=cast.TODAY,
            sent_at=sent_at,
        )
    effort = overview(reporting_round, cast.TODAY).effort
    assert (effort.returns, effort.characters, effort.mails_total) == (2, 1234, 2)
    page = office.get(page_of(reporting_round))
    text = text_of(page)
    assert "1.234 Zeichen" in text
    assert "2 (Erinnerung vor der Frist: 1, Tag der Frist: 1)" in text
    assert "23.11.2026, Tag der Frist: Kulturbüro" in text
    assert "@" not in page.content.decode().partition("Die Runde in Zahlen")[2]


@pytest.mark.parametrize("rows", [1, 3])
def test_number_of_queries_is_fixed(django_assert_num_queries, rows):
    measures = []
    for n in range(1, rows + 1):
        unit = cast.unit(f"Einheit {n}")
        people = {
            "contact": cast.person(f"kontakt{n}@example.org", Role.CONTACT, unit),
            "deputy": cast.person(f"vertretung{n}@example.org", Role.DEPUTY, unit),
        }
        measures.append(cast.measure(f"{n}.1", lead_unit=unit, **people))
    reporting_round = asked(*measures)
    for measure in measures:
        RoundMail.objects.create(
            round=reporting_round, recipient=measure.contact, occasion=MailOccasion.BEFORE, day=cast.TODAY
        )
    # Invitations, roles of contacts and deputies; answers; heads, chart; mails, doubtful ones, returns, text;
    # first mails, first answers.
    with django_assert_num_queries(12):
        overview(reporting_round, cast.TODAY)


# --- Reminding ---


def test_office_sees_what_reminding_means_and_then_reminds(office, mailoutbox):
    reporting_round = asked(cast.measure("1.1", contact=cast.contact()), cast.measure("1.2"))
    asking = text_of(office.get(page_of(reporting_round, "erinnern/")))
    assert "Verschickt wird 1 Mail (Maßnahmen: 1.1)" in asking
    assert "Zu diesen Maßnahmen kann niemand gefragt werden:" in asking
    assert mailoutbox == []
    answer = office.post(page_of(reporting_round, "erinnern/"), follow=True)
    assert "1 Erinnerung ist verschickt." in text_of(answer)
    again = office.post(page_of(reporting_round, "erinnern/"), follow=True)
    assert "Es wurde niemand erinnert." in text_of(again)
    assert "deshalb nicht erinnert: 1" in text_of(again)
    assert len(mailoutbox) == 1
    assert RoundMail.objects.get().author.email == "buero@example.org"


def test_reminding_is_offered_while_the_round_is_open(office):
    measure = cast.measure(contact=cast.contact())
    reporting_round = cast.reporting_round(state=RoundState.PLANNED)
    assert "erinnern/" not in office.get(page_of(reporting_round)).content.decode()
    open_round(None, reporting_round=reporting_round, today=cast.TODAY)
    assert measure.invitations.count() == 1
    assert "erinnern/" in office.get(page_of(reporting_round)).content.decode()


def test_closed_round_is_read_and_reminds_nobody(office, mailoutbox):
    reporting_round = asked(cast.measure(contact=cast.contact()), state=RoundState.CLOSED)
    page = office.get(page_of(reporting_round))
    assert ("_propose" in page.content.decode(), "Meldungen nach Einheit" in text_of(page)) == (False, True)
    office.post(page_of(reporting_round, "erinnern/"))
    assert mailoutbox == []


@pytest.mark.parametrize("name", ["kalender/", "kalender.ics", "erinnern/"])
def test_pages_of_a_round_exist_for_the_office_alone(sign_in, office, name):
    reporting_round = cast.reporting_round()
    assert sign_in(cast.contact()).get(page_of(reporting_round, name)).status_code == 404
    assert office.get("/admin/measures/reportinground/999/" + name).status_code == 404
