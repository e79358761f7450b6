"""Until when departments can hand in, and what they see when it is too late."""

import datetime as dt

import pytest

from measures.choices import Progress, UpdateState
from measures.models import Measure, MeasureUpdate, ReportingRound
from measures.services.content import UpdateContent
from measures.services.updates import Draft, UpdateClosed, submit_update
from tests import cast
from tests.pages import text_of

pytestmark = pytest.mark.django_db

CONTENT = UpdateContent(progress=Progress.IN_PROGRESS, achieved="Auftakt", next_steps="Programm")
LAST_DAY = dt.date(2026, 12, 18)


def hand_in(measure: Measure, reporting_round: ReportingRound, today: dt.date, version: int = 0) -> MeasureUpdate:
    draft = Draft(CONTENT, version=version, measure_version=measure.version)
    return submit_update(None, measure=measure, reporting_round=reporting_round, draft=draft, today=today)


@pytest.mark.parametrize(("grace_until", "day"), [(LAST_DAY, LAST_DAY), (None, dt.date(2027, 6, 30))])
def test_answer_is_taken_until_the_grace_period_ends_or_the_office_closes(grace_until, day):
    update = hand_in(cast.measure(), cast.reporting_round(grace_until=grace_until), day)
    assert update.state == UpdateState.SUBMITTED


def test_answer_after_the_grace_period_is_refused():
    reporting_round = cast.reporting_round(grace_until=LAST_DAY)
    with pytest.raises(UpdateClosed, match="Nachfrist"):
        hand_in(cast.measure(), reporting_round, LAST_DAY + dt.timedelta(days=1))
    assert MeasureUpdate.objects.count() == 0


def test_what_the_office_returned_can_be_corrected_after_the_grace_period():
    measure, reporting_round = cast.measure(), cast.reporting_round(grace_until=LAST_DAY)
    MeasureUpdate.objects.create(
        measure=measure, round=reporting_round, measure_version=1, state=UpdateState.RETURNED, comment="Bitte ergänzen"
    )
    update = hand_in(measure, reporting_round, LAST_DAY + dt.timedelta(days=5), version=1)
    assert update.state == UpdateState.SUBMITTED


@pytest.mark.parametrize(
    ("grace_until", "words"),
    [
        (None, "Die Frist ist abgelaufen. Ihre Meldung ist weiterhin willkommen."),
        (cast.TODAY, "Die Frist ist abgelaufen. Sie können noch bis zum 23.11.2026 melden."),
        (dt.date(2026, 11, 20), "Die Nachfrist ist abgelaufen. Bitte wenden Sie sich an das Büro."),
    ],
)
@pytest.mark.usefixtures("today")
def test_contact_is_told_until_when(sign_in, grace_until, words):
    cast.measure(contact=cast.contact())
    cast.reporting_round(deadline=dt.date(2026, 11, 16), grace_until=grace_until)
    account = cast.User.objects.get(email="kontakt.kultur@example.org")
    assert words in text_of(sign_in(account).get("/meine-massnahmen/"))


@pytest.mark.parametrize("state", ["", UpdateState.DRAFT])
@pytest.mark.usefixtures("today")
def test_measure_that_was_not_reported_in_time_is_not_called_reported(sign_in, state):
    measure = cast.measure(contact=cast.contact())
    reporting_round = cast.reporting_round(deadline=dt.date(2026, 11, 16), grace_until=dt.date(2026, 11, 20))
    if state:
        MeasureUpdate.objects.create(measure=measure, round=reporting_round, measure_version=1, state=state)
    browser = sign_in(measure.contact)
    listed = text_of(browser.get("/meine-massnahmen/"))
    assert ("Nicht gemeldet (1)" in listed, "Schon gemeldet" in listed, "nicht nötig" in listed) == (True, False, False)
    page = browser.get("/meine-massnahmen/1.1/")
    assert "Die Nachfrist ist abgelaufen." in text_of(page)
    assert b"<textarea" not in page.content
