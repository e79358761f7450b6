"""Many at once, with real transactions: every edit counts, none is lost, nobody meets a locked database."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connections

from hannover_intl.core.versioning import VersionConflict
from hannover_intl.organisation.choices import Role
from measures.choices import RoundState, UpdateState
from measures.models import Invitation, Measure, MeasureUpdate, StatusChange
from measures.services.content import UpdateContent
from measures.services.rounds import close_round, open_round
from measures.services.updates import Draft, approve_update, save_draft, submit_update
from tests import cast, load

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS, EDITS = 8, 5
COMPLETE = UpdateContent(progress="in_progress", achieved="Auftakt mit Bristol", next_steps="Programm abstimmen")


def at_once(number, action) -> list:
    """What ``action(n)`` returned in ``number`` threads that begin at the same moment."""
    gate = threading.Barrier(number)

    def run(n):
        try:
            gate.wait(30)
            return action(n)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(run, range(number)))


def won(action, *refusals) -> bool:
    """Whether the action went through; the refusals are the answers the others may get."""
    try:
        action()
    except refusals:
        return False
    return True


def test_every_edit_of_many_writers_is_kept():
    measure, now = cast.measure(), cast.reporting_round()

    def add(mark: str) -> int:
        """Add a mark, again and again until nobody was faster; how often somebody was."""
        conflicts = 0
        while True:
            stored = MeasureUpdate.objects.filter(measure=measure, round=now).first()
            content = UpdateContent(achieved=f"{stored.achieved if stored else ''} {mark}")
            draft = Draft(content, version=stored.version if stored else 0, measure_version=1)
            try:
                save_draft(None, measure=measure, reporting_round=now, draft=draft, today=cast.TODAY)
                return conflicts
            except VersionConflict:
                conflicts += 1

    at_once(WRITERS, lambda n: [add(f"[{n}.{edit}]") for edit in range(EDITS)])
    update = MeasureUpdate.objects.get()
    assert sorted(update.achieved.split()) == sorted(f"[{n}.{edit}]" for n in range(WRITERS) for edit in range(EDITS))
    assert (update.version, update.history.count()) == (WRITERS * EDITS, WRITERS * EDITS)


def test_many_who_begin_the_same_update_make_one():
    measure, now = cast.measure(), cast.reporting_round()

    def begin(n):
        draft = Draft(UpdateContent(achieved=f"Fassung {n}"), version=0, measure_version=1)
        return won(
            lambda: save_draft(None, measure=measure, reporting_round=now, draft=draft, today=cast.TODAY),
            VersionConflict,
        )

    outcomes = at_once(WRITERS, begin)
    assert outcomes.count(True) == 1
    assert MeasureUpdate.objects.get().achieved == f"Fassung {outcomes.index(True)}"


def test_many_who_approve_the_same_update_change_the_measure_once():
    measure = cast.measure()
    draft = Draft(COMPLETE, version=0, measure_version=1)
    submit_update(None, measure=measure, reporting_round=cast.reporting_round(), draft=draft, today=cast.TODAY)

    def approve(_n):
        update = MeasureUpdate.objects.select_related("measure", "round").get()
        return won(
            lambda: approve_update(None, update=update, expected_version=1, measure_version=1, today=cast.TODAY),
            VersionConflict,
        )

    assert at_once(WRITERS, approve).count(True) == 1
    assert (Measure.objects.get().version, StatusChange.objects.count()) == (2, 2)


def test_many_who_open_a_round_open_it_once():
    cast.measure()
    planned = cast.reporting_round(state=RoundState.PLANNED)
    outcomes = at_once(
        WRITERS,
        lambda _n: won(lambda: open_round(None, reporting_round=planned, today=cast.TODAY), ValidationError),
    )
    assert (outcomes.count(True), Invitation.objects.count()) == (1, 1)


def test_no_update_gets_into_a_round_while_it_closes():
    measures, now = [cast.measure(f"1.{n}") for n in range(1, WRITERS)], cast.reporting_round()

    def act(n):
        if n == WRITERS - 1:
            return won(lambda: close_round(None, reporting_round=now), ValidationError)
        draft = Draft(COMPLETE, version=0, measure_version=1)
        return won(
            lambda: submit_update(None, measure=measures[n], reporting_round=now, draft=draft, today=cast.TODAY),
            ValidationError,
        )

    *submitted, closed = at_once(WRITERS, act)
    now.refresh_from_db()
    stored = MeasureUpdate.objects.filter(state=UpdateState.SUBMITTED).count()
    assert stored == submitted.count(True)
    assert (now.state == RoundState.CLOSED) == closed
    assert not (closed and stored)


def test_every_edit_over_real_http_is_kept():
    measure = cast.measure("2.3")
    cast.reporting_round()
    accounts = []
    for n in range(WRITERS):
        person = cast.with_password(
            cast.person(f"kontakt{n}@example.org", Role.CONTACT, measure.lead_unit), "ein langes Kennwort"
        )
        accounts.append((person.email, "ein langes Kennwort"))
    with load.serving(workers=2, threads=4) as port:
        outcome = load.write(port, "/meine-massnahmen/2.3/", accounts=accounts, edits=EDITS)
    update = MeasureUpdate.objects.get()
    assert set(outcome.statuses) <= {302, 409}
    assert outcome.statuses[302] == len(outcome.marks) == WRITERS * EDITS
    assert outcome.lost(update.achieved) == []
    assert (update.version, update.history.count()) == (WRITERS * EDITS, WRITERS * EDITS)
