"""Requests: from intake to answer, always with a reason; who wrote is forgotten; the public sees numbers only."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from hannover_intl.core.audit import RowError
from hannover_intl.core.versioning import VersionConflict
from partnerships.answers import draft_answer
from partnerships.choices import RequestDecision
from partnerships.models import CooperationRequest, Criterion, Score
from partnerships.selectors import request_figures, request_years
from partnerships.services.requests import due_for_purging, purge_contact, save_request
from tests import cast as people
from tests.partnerships import cast

pytestmark = pytest.mark.django_db

TODAY = people.TODAY


def save(request: CooperationRequest, on: dt.date = TODAY, actor=None, scores=(), **fields) -> CooperationRequest:
    row = CooperationRequest.objects.get(pk=request.pk)
    for name, value in fields.items():
        setattr(row, name, value)
    return save_request(actor, request=row, scores=scores, expected_version=row.version, today=on)


def decided(kind: str = RequestDecision.DECLINE, **fields) -> CooperationRequest:
    return save(cast.request(), decision=kind, decision_reason="Keine Mittel", **fields)


def test_a_request_is_to_be_answered_within_four_weeks():
    assert cast.request(received_on=dt.date(2026, 11, 2)).deadline == dt.date(2026, 11, 30)


def test_the_most_urgent_request_waits_first_and_a_parked_one_comes_back_on_its_day():
    late, soon = cast.request("spät", deadline=dt.date(2027, 1, 1)), cast.request("bald")
    parked = save(
        cast.request("geparkt", deadline=dt.date(2026, 12, 31)),
        decision="park", decision_reason="Haushalt", parked_until=dt.date(2026, 12, 1),
    )  # fmt: skip
    waiting = CooperationRequest.objects.waiting
    assert list(waiting(TODAY)) == [soon, late]
    assert list(waiting(dt.date(2026, 12, 1))) == [soon, parked, late]


def test_a_decision_is_noted_with_its_day_and_who_took_it():
    office = people.office()
    request = save(cast.request(), actor=office, decision="decline", decision_reason="Keine Mittel")
    assert (request.decided_on, request.decided_by) == (TODAY, office)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"decision": "decline"}, "braucht eine Begründung"),
        ({"decision": "redirect", "decision_reason": "zuständig"}, "An welche Einheit"),
        ({"decision": "park", "decision_reason": "später"}, "Wann soll die Anfrage wieder"),
        ({"decision": "park", "decision_reason": "später", "parked_until": TODAY}, "schon vorbei"),
        ({"answer": "Guten Tag"}, "Vor der Antwort steht die Entscheidung"),
    ],
)
def test_what_is_missing_is_asked_for(fields, message):
    with pytest.raises(ValidationError, match=message):
        save(cast.request(), **fields)


def test_an_answered_decision_stands_unless_it_was_parked():
    answered = save(decided(), answer="Guten Tag")
    with pytest.raises(ValidationError, match="die Entscheidung steht"):
        save(answered, decision="accept")
    parked = save(decided("park", parked_until=dt.date(2027, 1, 1)), answer="Wir melden uns")
    assert save(parked, decision="accept", parked_until=None).decision == "accept"


def test_a_decision_is_changed_but_never_taken_back():
    with pytest.raises(ValidationError, match="nicht gelöscht"):
        save(decided(), decision="", decision_reason="")


def test_only_an_accepted_request_becomes_something():
    with pytest.raises(ValidationError, match="Nur eine angenommene Anfrage"):
        save(decided(), activity=cast.activity())
    assert save(decided("accept"), activity=cast.activity("Fachtag")).activity.title == "Fachtag"


def test_two_writers_of_one_request_conflict():
    request = cast.request()
    save(request, topic="zuerst")
    with pytest.raises(VersionConflict):
        save_request(None, request=request, expected_version=1, today=TODAY)


def test_scores_are_weighted_and_keep_the_weight_of_their_day():
    fit = Criterion.objects.create(title="Passung", question="Passt es zu den Oberzielen?", weight=3)
    risk = Criterion.objects.create(title="Risiko", question="Was spricht dagegen?", weight=1)
    scores = [Score(criterion=fit, points=4), Score(criterion=risk, points=0)]
    request = save(cast.request(), scores=scores)
    Criterion.objects.filter(pk=fit.pk).update(weight=0)
    assert CooperationRequest.objects.get(pk=request.pk).score_percent == 75


def test_a_score_out_of_range_is_told_of_its_row():
    criterion = Criterion.objects.create(title="Passung", question="Passt es?")
    score = Score(criterion=criterion, points=5)
    with pytest.raises(RowError) as refused:
        save(cast.request(), scores=[score])
    assert refused.value.row is score


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("kind", RequestDecision.values)
def test_a_draft_of_the_answer_gives_the_reason_in_the_language_of_the_request(kind, language):
    more = {"redirect": {"redirected_to": people.unit()}, "park": {"parked_until": dt.date(2027, 1, 1)}}
    request = save(
        cast.request("Rad & <b>Weg</b>", language=language), decision=kind, decision_reason="Keine Mittel",
        **more.get(kind, {}),
    )  # fmt: skip
    text = draft_answer(request)
    greeting = {"de": "Guten Tag,", "en": "Dear Sir or Madam,"}[language]
    assert (text.startswith(greeting), "Keine Mittel" in text, "Rad & <b>Weg</b>" in text) == (True, True, True)


def test_who_wrote_is_forgotten_a_year_after_the_answer():
    request = save(decided(), answer="Guten Tag")
    assert due_for_purging(TODAY + dt.timedelta(days=364)) == []
    (due,) = due_for_purging(TODAY + dt.timedelta(days=365))
    purged = purge_contact(None, request=due, today=TODAY + dt.timedelta(days=365))
    assert (purged.contact_email, purged.topic, due_for_purging(dt.date(2030, 1, 1))) == ("", request.topic, [])
    assert "anfrage@example.org" not in str(list(CooperationRequest.history.values()))


def test_only_the_office_sees_requests():
    cast.request()
    seen = [CooperationRequest.objects.visible_to(who, TODAY).count() for who in (people.office(), people.contact())]
    assert seen == [1, 0]


def test_the_public_figures_name_nobody(django_assert_num_queries):
    for days, decision in ((1, "decline"), (3, "accept"), (20, "decline")):
        save(cast.request(received_on=TODAY - dt.timedelta(days=days)), decision=decision, decision_reason="weil")
    cast.request(country="FR")
    cast.request(country="FR", received_on=dt.date(2025, 5, 1))
    with django_assert_num_queries(1):
        figures = request_figures(2026)
    assert (figures.received, figures.decided, figures.median_days) == (4, 3, 3)
    assert figures.by_country == (("Polen", 3), ("Frankreich", 1))
    assert dict(figures.by_decision) == {"annehmen": 1, "weiterleiten": 0, "ablehnen": 2, "zurückstellen": 0}
    assert request_years() == [2026, 2025]
    assert request_figures(1990).median_days is None


def test_request_is_overdue_from_the_day_after_its_deadline_until_it_is_decided():
    late, today = cast.request("spät", deadline=dt.date(2026, 11, 3)), cast.request("heute", deadline=TODAY)
    save(cast.request("entschieden", deadline=dt.date(2026, 11, 3)), decision="decline", decision_reason="Keine Mittel")
    assert list(CooperationRequest.objects.overdue(TODAY)) == [late]
    assert list(CooperationRequest.objects.overdue(TODAY + dt.timedelta(days=1))) == [late, today]
