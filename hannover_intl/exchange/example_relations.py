"""Example files of delegations, assessments and reviews: what no list of the portal holds. All of it is invented.

A file names no people, not even invented ones.
"""

import datetime as dt

from hannover_intl.core.audit import Actor
from partnerships.choices import GiftDirection, ReviewCriterion, ReviewProposal
from partnerships.models import (
    Activity,
    CooperationRequest,
    Criterion,
    DelegationFile,
    Gift,
    Partnership,
    PartnershipReview,
    ProgrammeItem,
    Rating,
    Score,
)
from partnerships.services.delegations import save_delegation_file, save_gift, save_programme_item
from partnerships.services.requests import save_request
from partnerships.services.reviews import save_review

_FIRST, _SECOND = dt.date(2027, 4, 12), dt.date(2027, 4, 13)
# Day, from, to, German, English, place.
_PROGRAMME = (
    (_FIRST, "11:00", "12:30", "Begrüßung im Rathaus", "Welcome at the town hall", "Rathaus Poznań"),
    (_FIRST, "14:00", "17:00", "Rundgang durch die Parks am Wasser", "Walk through the waterside parks", "Warta"),
    (_SECOND, "09:30", "12:00", "Fachgespräch: Stadtgrün und Hitze", "Workshop: urban green and heat", "Umweltamt"),
    (_SECOND, "14:00", None, "Verabredung der nächsten Schritte", "Agreement on the next steps", "Rathaus Poznań"),
)
# Points of the two assessed requests, in the order of the criteria.
_SCORES = {"Gemeinsamer Förderantrag Klimaanpassung": (4, 4, 3, 2, 3), "Neue Städtepartnerschaft": (1, 2, 0, 0, 3)}
_RATINGS = {
    ReviewCriterion.AIM: (5, "Erfunden: Die Verständigung der Jugend bleibt das Ziel beider Städte."),
    ReviewCriterion.ACTIVITY: (4, "Erfunden: Jedes Jahr begegnen sich mehrere Gruppen."),
    ReviewCriterion.CIVIL_SOCIETY: (4, "Erfunden: Schulen und Chöre tragen die Begegnungen."),
    ReviewCriterion.ASSOCIATION: (3, "Erfunden: Der Freundeskreis sucht jüngere Mitglieder."),
    ReviewCriterion.PROJECTS: (2, "Erfunden: Zwischen den Verwaltungen gibt es kaum Projekte."),
    ReviewCriterion.ACHIEVEMENT: (4, "Erfunden: Das Ziel ist für die Jugend erreicht, für die Verwaltung offen."),
}


def load_relations(actor: Actor, latest: dt.date) -> None:
    """Enter them as the office would have; ``latest`` is today."""
    _delegations(actor)
    _assess(actor, latest)
    _review(actor)


def _delegations(actor: Actor) -> None:
    to_come = DelegationFile(
        activity=Activity.objects.get(title="Delegationsreise nach Poznań"),
        languages=["pl", "en"],
        greeting="Beispiel (erfunden): Die Delegation setzt den Austausch zum Stadtgrün fort.",
        greeting_en="Example (invented): The delegation continues the exchange on urban green.",
    )
    save_delegation_file(actor, file=to_come, expected_version=None)
    for day, starts, ends, title, title_en, place in _PROGRAMME:
        item = ProgrammeItem(file=to_come, day=day, starts=_time(starts), title=title, title_en=title_en, place=place)
        item.ends = _time(ends) if ends else None
        save_programme_item(actor, item=item)
    past = DelegationFile(
        activity=Activity.objects.get(title="Fachreise zum Radverkehr nach Bristol"), languages=["en"]
    )
    save_delegation_file(actor, file=past, expected_version=None)
    for direction, description, value, decision in (
        (GiftDirection.GIVEN, "Bildband Hannover (erfunden)", 10, ""),
        (GiftDirection.RECEIVED, "Druck der Hafenbrücke (erfunden)", 35, "genehmigt, hängt im Rathaus"),
    ):
        gift = Gift(file=past, direction=direction, given_on=past.activity.start, description=description)
        gift.other_side, gift.value, gift.decision = "Stadt Bristol", value, decision
        save_gift(actor, gift=gift)


def _assess(actor: Actor, latest: dt.date) -> None:
    criteria = list(Criterion.objects.all())
    for topic, points in _SCORES.items():
        request = CooperationRequest.objects.get(topic=topic)
        scores = [Score(criterion=criterion, points=given) for criterion, given in zip(criteria, points, strict=True)]
        save_request(actor, request=request, scores=scores, expected_version=request.version, today=latest)


def _review(actor: Actor) -> None:
    held = PartnershipReview(
        partnership=Partnership.objects.get(slug="rouen"),
        due_on=dt.date(2026, 9, 30),
        held_on=dt.date(2026, 9, 24),
        proposal=ReviewProposal.CONTINUE,
        proposal_text="Erfunden: fortführen und ein Projekt der Verwaltungen verabreden.",
        is_example=True,
    )
    ratings = [Rating(criterion=value, points=points, text=text) for value, (points, text) in _RATINGS.items()]
    save_review(actor, review=held, ratings=ratings, expected_version=None)
    planned = PartnershipReview(
        partnership=Partnership.objects.get(slug="perpignan"), due_on=dt.date(2027, 3, 31), is_example=True
    )
    save_review(actor, review=planned, ratings=[], expected_version=None)


def _time(text: str) -> dt.time:
    return dt.time.fromisoformat(text)
