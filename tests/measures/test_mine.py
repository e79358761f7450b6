"""Meine Maßnahmen: what is left to do, for those who report today."""

import datetime as dt

import pytest
from django.test import Client

from hannover_intl.organisation.choices import Role
from measures.choices import Progress, RoundState, UpdateState
from measures.models import MeasureUpdate
from tests import cast
from tests.pages import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

MINE = "/meine-massnahmen/"


def answer(measure, state: str, reporting_round, **fields) -> MeasureUpdate:
    effective = cast.TODAY if state == UpdateState.APPROVED else None
    return MeasureUpdate.objects.create(
        measure=measure, round=reporting_round, state=state, measure_version=1, effective_on=effective, **fields
    )


def numbers(tasks) -> list[str]:
    return [task.measure.number for task in tasks]


@pytest.mark.parametrize("role", [Role.CONTACT, Role.DEPUTY, Role.HEAD])
def test_contact_deputy_and_head_see_the_measures_of_their_unit_only(sign_in, role):
    cast.measure("1.1")
    cast.measure("1.2", lead_unit=cast.unit("Fachbereich Umwelt und Stadtgrün"))
    cast.reporting_round()
    page = sign_in(cast.person("person@example.org", role, cast.unit())).get(MINE)
    assert numbers(page.context["work"].todo) == ["1.1"]
    assert "Maßnahme 1.2" not in text_of(page)


def test_head_of_a_department_sees_the_units_below(sign_in):
    department = cast.unit("Dezernat IV")
    cast.measure("1.1", lead_unit=cast.unit("Kulturbüro", parent=department))
    page = sign_in(cast.person("leitung@example.org", Role.HEAD, department)).get(MINE)
    assert numbers(page.context["work"].others) == ["1.1"]


@pytest.mark.parametrize("account", ["office", "without role", "ended role", "superuser"])
def test_who_reports_on_nothing_gets_404(sign_in, account):
    cast.measure()
    yesterday = cast.TODAY - dt.timedelta(days=1)
    account = {
        "office": cast.office,
        "without role": lambda: cast.user("person@example.org"),
        "ended role": lambda: cast.person("person@example.org", Role.CONTACT, cast.unit(), until=yesterday),
        "superuser": lambda: cast.user("it@example.org", is_superuser=True),
    }[account]()
    assert sign_in(account).get(MINE).status_code == 404


def test_anonymous_is_sent_to_the_login():
    assert Client().get(MINE)["Location"] == "/anmelden/?next=/meine-massnahmen/"


def test_what_is_left_to_do_comes_first_and_returned_updates_before_all(sign_in):
    now = cast.reporting_round()
    states = {"1.2": UpdateState.DRAFT, "1.3": UpdateState.RETURNED, "1.4": UpdateState.SUBMITTED, "1.5": "approved"}
    for number in ("1.1", "1.6", *states):
        measure = cast.measure(number)
        if number in states:
            answer(measure, states[number], now, comment="Bitte mit Datum.")
    cast.status(measure.__class__.objects.get(number="1.6"), Progress.DROPPED, reason="Keine Mittel")
    page = sign_in(cast.contact()).get(MINE)
    work = page.context["work"]
    assert (numbers(work.todo), numbers(work.sent), numbers(work.others)) == (
        ["1.3", "1.1", "1.2"],
        ["1.4", "1.5"],
        ["1.6"],
    )


@pytest.mark.parametrize(
    ("state", "said", "action"),
    [
        (None, "noch keine Meldung", "Sachstand melden"),
        (UpdateState.DRAFT, "Entwurf", "Weiter bearbeiten"),
        (UpdateState.RETURNED, "zurückgegeben Bitte mit Datum.", "Weiter bearbeiten"),
        (UpdateState.SUBMITTED, "eingereicht", "Ansehen"),
        (UpdateState.APPROVED, "freigegeben", "Ansehen"),
    ],
)
def test_each_measure_says_where_its_update_is_and_what_to_do(sign_in, state, said, action):
    measure, now = cast.measure(), cast.reporting_round()
    if state:
        answer(measure, state, now, comment="Bitte mit Datum.")
    text = text_of(sign_in(cast.contact()).get(MINE))
    assert f"nicht begonnen im Plan {said} {action} 1.1" in text


def test_former_round_says_nothing_about_this_one(sign_in):
    former = cast.reporting_round("1. Halbjahr 2026", as_of=dt.date(2026, 6, 30), state=RoundState.CLOSED)
    cast.reporting_round()
    answer(cast.measure(), UpdateState.APPROVED, former)
    assert "noch keine Meldung" in text_of(sign_in(cast.contact()).get(MINE))


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (18, "Noch 18 Tage."),
        (1, "Noch ein Tag."),
        (0, "Die Frist endet heute."),
        (-3, "Die Frist ist abgelaufen. Ihre Meldung ist weiterhin willkommen."),
    ],
)
def test_open_round_says_how_long_it_takes_reports(sign_in, days, words):
    cast.measure()
    cast.reporting_round(deadline=cast.TODAY + dt.timedelta(days=days))
    assert words in text_of(sign_in(cast.contact()).get(MINE))


def test_without_an_open_round_the_measures_are_still_there(sign_in):
    cast.measure()
    cast.reporting_round(state=RoundState.PLANNED)
    page = sign_in(cast.contact()).get(MINE)
    assert "Zurzeit ist keine Berichtsrunde offen." in text_of(page)
    assert "Maßnahme 1.1 Kulturbüro nicht begonnen im Plan Ansehen 1.1" in text_of(page)


def test_page_without_a_measure_says_so(sign_in):
    cast.reporting_round()
    text = text_of(sign_in(cast.contact()).get(MINE))
    assert "Ihre Organisationseinheit ist zurzeit für keine Maßnahme federführend." in text


def test_comment_of_the_office_is_shown_as_text(sign_in):
    answer(cast.measure(), UpdateState.RETURNED, cast.reporting_round(), comment="<b>fett</b>")
    assert b"&lt;b&gt;fett&lt;/b&gt;" in sign_in(cast.contact()).get(MINE).content


@pytest.mark.parametrize("rows", [1, 3])
def test_number_of_queries_does_not_grow(sign_in, django_assert_num_queries, rows):
    now = cast.reporting_round()
    for number in range(1, rows + 1):
        answer(cast.measure(f"1.{number}"), UpdateState.RETURNED, now, comment="Bitte mit Datum.")
    browser = sign_in(cast.contact())
    # Session, account, roles; the chart for the rights on measures and on updates, and for names; round, updates,
    # measures.
    with django_assert_num_queries(9):
        browser.get(MINE)
