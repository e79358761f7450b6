"""Mails to the departments: one to each person, after the transaction, and none is lost to a failing server."""

import datetime as dt
import smtplib

import pytest

from hannover_intl.organisation.choices import Role
from measures import mails
from measures.choices import MailOccasion, RoundState, UpdateState
from measures.models import Invitation, MeasureUpdate, ReportingRound, RoundMail
from measures.services.reminders import in_doubt, send_due
from measures.services.rounds import open_round
from measures.services.updates import return_update
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


class BrokenServer:
    """A mail backend whose server takes no mail to one address."""

    refuses = "kontakt.kultur@example.org"

    def __init__(self, **options):
        pass

    def send_messages(self, messages):
        if messages[0].to == [self.refuses]:
            raise smtplib.SMTPRecipientsRefused({self.refuses: (550, b"unknown")})
        mails_taken.append(messages[0].to)
        return 1


mails_taken: list[list[str]] = []


@pytest.fixture
def on_commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def broken_server(settings):
    mails_taken.clear()
    settings.EMAIL_BACKEND = "tests.measures.test_mails.BrokenServer"


def invited(*measures) -> ReportingRound:
    reporting_round = cast.reporting_round()
    for measure in measures:
        Invitation.objects.create(round=reporting_round, measure=measure)
    return reporting_round


def addresses(mailbox) -> list[str]:
    return sorted(mail.to[0] for mail in mailbox)


def test_opening_a_round_writes_one_mail_to_each_person_with_all_measures(mailoutbox, on_commit):
    contact, other = cast.contact(), cast.outsider()
    cast.measure("1.1", title="Jugendaustausch", contact=contact)
    cast.measure("1.2", title="Literaturpreis", contact=contact)
    cast.measure("1.3", title="Klima", lead_unit=other.unit, contact=other)
    reporting_round = cast.reporting_round(state=RoundState.PLANNED)
    with on_commit():
        open_round(cast.office(), reporting_round=reporting_round, today=cast.TODAY)
        assert mailoutbox == []
    assert addresses(mailoutbox) == ["kontakt.kultur@example.org", "kontakt.umwelt@example.org"]
    mail = next(mail for mail in mailoutbox if mail.to == ["kontakt.kultur@example.org"])
    assert mail.subject == "Bitte melden Sie den Sachstand Ihrer Maßnahmen: 2. Halbjahr 2026"
    assert "- 1.1 Jugendaustausch\n- 1.2 Literaturpreis\n" in mail.body
    assert "bis zum 11.12.2026, wo Ihre Maßnahmen am 31.12.2026 stehen" in mail.body
    assert "http://127.0.0.1:8000/meine-massnahmen/" in mail.body
    assert "Klima" not in mail.body
    log = RoundMail.objects.filter(occasion=MailOccasion.INVITATION, sent_at__isnull=False)
    assert sorted(log.values_list("recipient__email", "measures__number")) == [
        ("kontakt.kultur@example.org", "1.1"),
        ("kontakt.kultur@example.org", "1.2"),
        ("kontakt.umwelt@example.org", "1.3"),
    ]


def test_invitation_is_sent_once(mailoutbox):
    reporting_round = invited(cast.measure(contact=cast.contact()))
    assert send_due(reporting_round, cast.TODAY) == mails.Delivery(sent=1)
    assert send_due(reporting_round, cast.TODAY).sent == 0
    assert send_due(reporting_round, cast.TODAY + dt.timedelta(days=2)) == mails.Delivery()
    assert len(mailoutbox) == 1


@pytest.mark.parametrize("gone", ["account closed", "role ended"])
def test_deputy_is_asked_where_the_contact_can_no_longer_report(mailoutbox, gone):
    contact, unit = cast.contact(), cast.unit()
    deputy = cast.person("vertretung@example.org", Role.DEPUTY, unit)
    reporting_round = invited(cast.measure(contact=contact, deputy=deputy))
    if gone == "account closed":
        contact.__class__.objects.filter(pk=contact.pk).update(is_active=False)
    else:
        contact.roles.update(until=cast.TODAY - dt.timedelta(days=1))
    send_due(reporting_round, cast.TODAY)
    assert addresses(mailoutbox) == ["vertretung@example.org"]


def test_measure_without_a_person_is_named(mailoutbox):
    measure = cast.measure()
    assert send_due(invited(measure), cast.TODAY) == mails.Delivery(unaddressed=[measure])
    assert (mailoutbox, RoundMail.objects.count()) == ([], 0)


@pytest.mark.usefixtures("broken_server")
def test_failing_server_leaves_the_round_open_and_the_invitation_unmailed(on_commit, caplog, settings, mailoutbox):
    other = cast.outsider()
    cast.measure("1.1", contact=cast.contact())
    cast.measure("1.2", lead_unit=other.unit, contact=other)
    with on_commit():
        open_round(None, reporting_round=cast.reporting_round(state=RoundState.PLANNED), today=cast.TODAY)
    assert ReportingRound.objects.get().state == RoundState.OPEN
    assert mails_taken == [["kontakt.umwelt@example.org"]]
    assert list(RoundMail.objects.values_list("measures__number", flat=True)) == ["1.2"]
    errors = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
    assert len(errors) == 1
    assert "SMTPRecipientsRefused" in errors[0]
    assert "@" not in errors[0]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send_due(ReportingRound.objects.get(), cast.TODAY).sent == 1
    assert addresses(mailoutbox) == ["kontakt.kultur@example.org"]


class LostServer:
    """A mail backend whose server breaks off: the mail may have arrived."""

    def __init__(self, **options):
        pass

    def send_messages(self, messages):
        raise smtplib.SMTPServerDisconnected("gone")


def test_mail_that_may_have_arrived_is_named_and_not_sent_again(settings, mailoutbox):
    reporting_round = invited(cast.measure(contact=cast.contact()))
    settings.EMAIL_BACKEND = "tests.measures.test_mails.LostServer"
    assert send_due(reporting_round, cast.TODAY) == mails.Delivery(unknown=1)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send_due(reporting_round, cast.TODAY + dt.timedelta(days=3)) == mails.Delivery()
    assert [mail.recipient.email for mail in in_doubt(reporting_round)] == ["kontakt.kultur@example.org"]
    assert mailoutbox == []


def returned(author=None, comment="Bitte das Datum nennen.", **people) -> MeasureUpdate:
    update = MeasureUpdate.objects.create(
        measure=cast.measure("2.3", title="Jugendaustausch", **people),
        round=cast.reporting_round(),
        state=UpdateState.SUBMITTED,
        measure_version=1,
        author=author,
    )
    return return_update(cast.office(), update=update, expected_version=1, comment=comment)


def test_author_is_told_what_to_change(mailoutbox, on_commit):
    author = cast.person("vertretung@example.org", Role.DEPUTY, cast.unit())
    with on_commit():
        returned(author, comment="Bitte „<Datum>“ & Ort nennen.", contact=cast.contact())
    assert addresses(mailoutbox) == ["vertretung@example.org"]
    assert mailoutbox[0].subject == "Ihr Sachstand zur Maßnahme 2.3 kommt zurück"
    assert "Bitte „<Datum>“ & Ort nennen." in mailoutbox[0].body
    assert "http://127.0.0.1:8000/meine-massnahmen/2.3/" in mailoutbox[0].body


def test_contact_is_told_where_the_author_no_longer_reports(mailoutbox, on_commit):
    author = cast.person("vertretung@example.org", Role.DEPUTY, cast.unit(), until=dt.date(2026, 11, 22))
    with on_commit():
        returned(author, contact=cast.contact())
    assert addresses(mailoutbox) == ["kontakt.kultur@example.org"]


@pytest.mark.usefixtures("broken_server")
def test_failing_server_does_not_undo_a_return(on_commit, caplog):
    with on_commit():
        returned(cast.contact())
    assert MeasureUpdate.objects.get().state == UpdateState.RETURNED
    assert [record.levelname for record in caplog.records if record.name == "measures.mails"] == ["ERROR"]


def test_return_without_anybody_to_tell_is_logged(caplog, mailoutbox):
    assert not mails.send_returned(returned())
    assert [record.levelname for record in caplog.records if record.name == "measures.mails"] == ["WARNING"]


def test_subject_is_one_line(mailoutbox):
    reporting_round = invited(cast.measure(contact=cast.contact()))
    reporting_round.title = "2. Halbjahr\n2026"
    send_due(reporting_round, cast.TODAY)
    assert mailoutbox[0].subject == "Bitte melden Sie den Sachstand Ihrer Maßnahmen: 2. Halbjahr 2026"
