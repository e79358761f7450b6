"""Reminders: what is due on a day, to whom, never twice, and in a fixed number of queries."""

import datetime as dt
import io

import pytest
from django.core.management import CommandError, call_command

from hannover_intl.organisation.choices import Role
from measures import mails
from measures.admin.answers import overview
from measures.choices import MailOccasion, Progress, RoundState, UpdateState
from measures.models import Invitation, Measure, MeasureUpdate, ReportingRound, RoundMail
from measures.services import mail_log
from measures.services.reminders import in_doubt, plan_due, remind_now, send_due
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

BEFORE, DEADLINE, AFTER, GRACE = (dt.date(2026, 12, day) for day in (4, 11, 15, 18))


def asked(*measures, **fields) -> ReportingRound:
    dates = {"reminder_on": BEFORE, "second_reminder_on": AFTER, "grace_until": GRACE}
    reporting_round = cast.reporting_round(**dates | fields)
    for measure in measures:
        Invitation.objects.create(round=reporting_round, measure=measure)
    return reporting_round


def answer(measure, reporting_round, state) -> MeasureUpdate:
    return MeasureUpdate.objects.create(
        measure=measure,
        round=reporting_round,
        state=state,
        measure_version=1,
        comment="Bitte ergänzen",
        effective_on=cast.TODAY if state == UpdateState.APPROVED else None,
    )


def sent(mailbox) -> list[tuple[str, str]]:
    """To whom and why; the mailbox is empty afterwards."""
    found = sorted((mail.to[0].partition("@")[0], mail.subject.partition(":")[0]) for mail in mailbox)
    mailbox.clear()
    return found


def whole_unit() -> dict:
    unit = cast.unit()
    people = {
        "contact": cast.contact(unit),
        "deputy": cast.person("vertretung@example.org", Role.DEPUTY, unit),
    }
    cast.person("leitung@example.org", Role.HEAD, unit)
    cast.person("dezernat@example.org", Role.HEAD, cast.unit("Dezernat IV"))
    return people


def test_each_occasion_reaches_further_than_the_one_before(mailoutbox):
    reporting_round = asked(cast.measure(**whole_unit()))
    days = [cast.TODAY + dt.timedelta(days=n) for n in range(40)]
    told = {}
    for day in days:
        send_due(reporting_round, day)
        if mailoutbox:
            told[day] = sent(mailoutbox)
    invited, reminded = "Bitte melden Sie den Sachstand Ihrer Maßnahmen", "Erinnerung"
    today, late = "Heute endet die Frist", "Die Frist ist abgelaufen"
    contact, deputy, head = "kontakt.kultur", "vertretung", "leitung"
    assert told == {
        cast.TODAY: [(contact, invited)],
        BEFORE: [(contact, reminded)],
        DEADLINE: [(contact, today), (deputy, today)],
        AFTER: [(contact, late), (head, late), (deputy, late)],
    }


@pytest.mark.parametrize(
    ("state", "reminded"),
    [
        (UpdateState.DRAFT, True),
        (UpdateState.RETURNED, True),
        (UpdateState.SUBMITTED, False),
        (UpdateState.APPROVED, False),
    ],
)
def test_only_what_is_missing_is_asked_for(mailoutbox, state, reminded):
    contact = cast.contact()
    given, open_one = cast.measure("1.1", contact=contact), cast.measure("1.2", contact=contact)
    ended = cast.measure("1.3", contact=contact)
    cast.measure("1.4", contact=contact)  # never asked about
    reporting_round = asked(given, open_one, ended)
    cast.status(ended, Progress.DONE)
    answer(given, reporting_round, state)
    send_due(reporting_round, DEADLINE)
    body = mailoutbox[0].body
    assert [number for number in ("1.1", "1.2", "1.3", "1.4") if f"- {number} " in body] == (
        ["1.1", "1.2"] if reminded else ["1.2"]
    )
    assert len(mailoutbox) == 1


def test_contact_whose_role_is_for_another_unit_is_not_asked(mailoutbox):
    """The link would lead to a page that does not exist for them."""
    measure = cast.measure(**whole_unit())
    Measure.objects.update(contact=cast.outsider())
    send_due(asked(measure), cast.TODAY)
    assert [name for name, _ in sent(mailoutbox)] == ["vertretung"]


def test_head_is_asked_where_there_is_nobody_else(mailoutbox):
    whole_unit()
    send_due(asked(cast.measure()), cast.TODAY)
    assert [name for name, _ in sent(mailoutbox)] == ["leitung"]


def test_new_contact_is_invited_later_and_the_old_one_not_again(mailoutbox):
    measure = cast.measure(contact=cast.contact())
    reporting_round = asked(measure)
    send_due(reporting_round, cast.TODAY)
    measure.contact = cast.contact(email="neu@example.org")
    measure.save()
    send_due(reporting_round, cast.TODAY)
    assert [name for name, _ in sent(mailoutbox)] == ["kontakt.kultur", "neu"]


@pytest.mark.parametrize(("invited_on", "mails_then"), [(3, 0), (2, 1)])
def test_two_days_lie_between_two_mails(mailoutbox, invited_on, mails_then):
    reporting_round = asked(cast.measure(contact=cast.contact()))
    send_due(reporting_round, dt.date(2026, 12, invited_on))
    mailoutbox.clear()
    delivery = send_due(reporting_round, BEFORE)
    assert (delivery.sent, delivery.postponed) == (mails_then, 1 - mails_then)
    send_due(reporting_round, BEFORE + dt.timedelta(days=1))
    assert len(mailoutbox) == 1


def test_deadline_is_named_whatever_was_sent_the_day_before(mailoutbox):
    reporting_round = asked(cast.measure(contact=cast.contact()))
    remind_now(None, reporting_round=reporting_round, today=DEADLINE - dt.timedelta(days=1))
    mailoutbox.clear()
    assert send_due(reporting_round, DEADLINE).sent == 1


def test_run_that_was_missed_is_made_up_for(mailoutbox):
    reporting_round = asked(cast.measure(contact=cast.contact()))
    send_due(reporting_round, cast.TODAY)
    mailoutbox.clear()
    send_due(reporting_round, BEFORE + dt.timedelta(days=2))
    assert sent(mailoutbox) == [("kontakt.kultur", "Erinnerung")]


@pytest.mark.parametrize(
    ("fields", "day"),
    [
        ({"state": RoundState.CLOSED}, DEADLINE),
        ({"state": RoundState.PLANNED}, DEADLINE),
        ({}, GRACE + dt.timedelta(days=1)),
    ],
)
def test_nobody_is_reminded_of_what_cannot_be_handed_in(mailoutbox, fields, day):
    assert send_due(asked(cast.measure(contact=cast.contact()), **fields), day) == mails.Delivery()


def test_office_reminds_at_once_and_it_is_noted_who_did(mailoutbox):
    office, reporting_round = cast.office(), asked(cast.measure(contact=cast.contact()))
    assert remind_now(office, reporting_round=reporting_round, today=cast.TODAY).sent == 1
    assert remind_now(office, reporting_round=reporting_round, today=cast.TODAY).postponed == 1
    assert remind_now(office, reporting_round=reporting_round, today=cast.TODAY + dt.timedelta(days=2)).sent == 1
    log = RoundMail.objects.values_list("occasion", "author", "recipient__email")
    assert set(log) == {(MailOccasion.MANUAL, office.pk, "kontakt.kultur@example.org")}


def queued(reporting_round, today) -> list[mail_log.Queued]:
    """What a run has queued that sends nothing any more."""
    with mail_log.planning(reporting_round):
        letters = plan_due(reporting_round, today).letters
        return mail_log.queue(None, reporting_round=reporting_round, letters=letters, today=today)


def test_queue_that_another_run_took_over_sends_nothing_any_more(mailoutbox):
    reporting_round = asked(cast.measure(contact=cast.contact()))
    early = queued(reporting_round, DEADLINE)
    assert send_due(reporting_round, DEADLINE).sent == 1
    assert mails.send_queued(early, reporting_round=reporting_round, today=DEADLINE) == mails.Delivery()
    assert len(mailoutbox) == 1


def test_queue_of_a_run_that_died_is_sent_by_the_next_one_and_counts_for_nothing_before(mailoutbox):
    reporting_round = asked(cast.measure(contact=cast.contact()))
    assert len(queued(reporting_round, cast.TODAY)) == 1
    assert (in_doubt(reporting_round), overview(reporting_round, cast.TODAY).effort.mails_total) == ([], 0)
    assert send_due(reporting_round, cast.TODAY).sent == 1
    assert sent(mailoutbox) == [("kontakt.kultur", "Bitte melden Sie den Sachstand Ihrer Maßnahmen")]
    assert RoundMail.objects.get().is_queued is False


def test_queue_of_another_day_is_forgotten_and_that_of_another_person_waits(mailoutbox):
    contact, other = cast.contact(), cast.contact(email="neu@example.org")
    measure = cast.measure(contact=contact)
    reporting_round = asked(measure)
    queued(reporting_round, cast.TODAY)
    Measure.objects.update(contact=other)
    send_due(reporting_round, cast.TODAY)
    assert set(RoundMail.objects.values_list("recipient", "is_queued")) == {(contact.pk, True), (other.pk, False)}
    send_due(reporting_round, cast.TODAY + dt.timedelta(days=1))
    assert set(RoundMail.objects.values_list("recipient", "is_queued")) == {(other.pk, False)}


def test_mail_cut_off_between_claim_and_sending_stays_unsent(mailoutbox):
    reporting_round = asked(cast.measure(contact=cast.contact()))
    assert mail_log.claim(queued(reporting_round, DEADLINE)[0].mail)
    assert send_due(reporting_round, DEADLINE).sent == 0
    assert "ohne Bestätigung, die nicht noch einmal verschickt werden: 1" in run(date=DEADLINE)
    assert mailoutbox == []


@pytest.mark.parametrize("people", [1, 3])
def test_number_of_queries_is_fixed_but_for_two_of_each_mail(django_assert_num_queries, people, mailoutbox):
    measures = []
    for n in range(1, people + 1):
        unit = cast.unit(f"Einheit {n}")
        staff = {
            "contact": cast.person(f"kontakt{n}@example.org", Role.CONTACT, unit),
            "deputy": cast.person(f"vertretung{n}@example.org", Role.DEPUTY, unit),
        }
        measures += [cast.measure(f"{n}.{m}", lead_unit=unit, **staff) for m in (1, 2)]
    reporting_round = asked(*measures)
    # Heads, chart, measures with their people, roles of contacts, roles of deputies, log.
    with django_assert_num_queries(6):
        plan_due(reporting_round, cast.TODAY)
    # The queue: savepoint, lock of the round, of what waits, the plan, what is taken over, rows, their measures,
    # release. For each mail: its claim, and that it was sent.
    with django_assert_num_queries(6 + 7 + 2 * people):
        assert send_due(reporting_round, cast.TODAY).sent == people


def run(**options) -> str:
    out = io.StringIO()
    options = {name: str(value) for name, value in options.items()} if "dry_run" not in options else options
    call_command("send_reminders", stdout=out, **options)
    return out.getvalue()


def test_command_sends_what_is_due_today(mailoutbox):
    asked(cast.measure("1.1", contact=cast.contact()), cast.measure("1.2"))
    assert run() == "Verschickte Mails: 1\nMaßnahmen, zu denen niemand gefragt werden kann: 1.2\n"
    assert run().startswith("Verschickte Mails: 0\n")
    assert len(mailoutbox) == 1


def test_dry_run_names_measures_and_sends_nothing(mailoutbox):
    asked(cast.measure("1.1", contact=cast.contact()))
    assert run(dry_run=True, date="2026-12-11") == "Tag der Frist: 1.1\nEs würden 1 Mails verschickt.\n"
    assert (mailoutbox, RoundMail.objects.count()) == ([], 0)


def test_command_fails_visibly_where_the_server_refuses(settings):
    asked(cast.measure(contact=cast.contact()))
    settings.EMAIL_BACKEND = "tests.measures.test_mails.BrokenServer"
    with pytest.raises(CommandError, match="abgelehnt: 1"):
        run()


def test_command_without_an_open_round_has_nothing_to_do(mailoutbox):
    assert run() == "Es ist keine Berichtsrunde offen.\n"


def test_command_says_how_a_day_is_written():
    with pytest.raises(CommandError, match="--date 2026-06-30"):
        run(date="11.12.2026")


def test_everybody_asked_is_told_once_what_was_printed(mailoutbox):
    contact = cast.contact()
    measures = [cast.measure(number, contact=contact) for number in ("1.1", "1.2", "2.1")]
    reporting_round = asked(*measures, state=RoundState.CLOSED)
    for _ in range(2):
        mails.send_published(reporting_round, "/berichte/0383-2019/", {"1.1": True, "1.2": False})
    assert len(mailoutbox) == 1
    body = mailoutbox[0].body
    assert "http://127.0.0.1:8000/berichte/0383-2019/" in body
    assert "- 1.1 Maßnahme 1.1: http://127.0.0.1:8000/meine-massnahmen/1.1/bericht/\n" in body
    assert "- 1.2 Maßnahme 1.2: keine Meldung in dieser Runde\n" in body
    assert "2.1" not in body  # not in this report, which is about one field
    assert [mail.occasion for mail in reporting_round.mails.all()] == [MailOccasion.PUBLISHED]


@pytest.mark.parametrize("occasion", list(MailOccasion))
def test_mail_keeps_what_people_typed_and_names_no_other_measure(mailoutbox, occasion):
    contact = cast.contact()
    measure = cast.measure("1.1", title="Kunst & „<Bühne>“", contact=contact)
    cast.measure("1.2", title="Geheimes Vorhaben", contact=contact)
    letters = [mails.Letter(contact, occasion, (measure,))]
    log = {"reporting_round": asked(measure), "today": DEADLINE}
    mails.send_queued(mail_log.queue(None, letters=letters, **log), report_url="http://x/", **log)
    assert "- 1.1 Kunst & „<Bühne>“" in mailoutbox[0].body
    assert "Geheimes" not in mailoutbox[0].body
    assert "\n\n\n" not in mailoutbox[0].body
