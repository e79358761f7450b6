"""What the database refuses, whichever way it comes, and what it says then."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from partnerships.choices import PartnershipKind, RequestDecision, ReviewProposal
from partnerships.models import CooperationRequest, Partner, Partnership
from tests import cast as people
from tests.partnerships import cast

pytestmark = pytest.mark.django_db


def messages_of(error: ValidationError) -> str:
    return " ".join(error.messages)


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [("90.00001", "0"), ("-90.1", "0"), ("0", "180.1"), ("0", "-180.00001"), ("51.45", None), (None, "2.58")],
)
def test_coordinates_outside_of_the_globe_are_refused(latitude, longitude):
    fields = {"latitude": latitude and Decimal(latitude), "longitude": longitude and Decimal(longitude)}
    with pytest.raises(ValidationError, match="nicht auf der Erde"):
        cast.partner("Nirgendwo", **fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        Partner.objects.bulk_create([Partner(name="Nirgendwo", country="GB", **fields)])


@pytest.mark.parametrize(("latitude", "longitude"), [("90", "180"), ("-90", "-180"), ("0", "0"), (None, None)])
def test_the_whole_globe_is_allowed_and_so_is_no_place(latitude, longitude):
    partner = cast.partner(latitude=latitude and Decimal(latitude), longitude=longitude and Decimal(longitude))
    assert Partner.objects.get().pk == partner.pk


def test_a_partner_may_lie_in_germany():
    assert cast.partner("Leipzig", "DE").country_name == "Deutschland"


@pytest.mark.parametrize("kind", [PartnershipKind.TWINNING, PartnershipKind.FRIENDSHIP, PartnershipKind.SOLIDARITY])
def test_a_second_twinning_with_the_same_partner_is_refused(kind):
    first = cast.partnership(kind=kind)
    with pytest.raises(ValidationError, match="gibt es eine solche Beziehung schon"):
        cast.partnership(kind=kind, topic="noch eine")
    with pytest.raises(IntegrityError), transaction.atomic():
        Partnership.objects.bulk_create([Partnership(partner=first.partner, kind=kind, slug="zweite", topic="zweite")])


def test_several_cooperations_with_one_partner_are_told_apart_by_their_topic():
    kinds = [cast.partnership(kind=PartnershipKind.COOPERATION, topic=topic) for topic in ("Klima", "Kultur")]
    assert [each.slug for each in kinds] == ["bristol-klima", "bristol-kultur"]
    with pytest.raises(ValidationError, match="durch ihr Thema"):
        cast.partnership(kind=PartnershipKind.COOPERATION, topic="Klima")


def test_a_twinning_and_a_cooperation_with_one_partner_have_addresses_of_their_own():
    cast.partnership()
    assert cast.partnership(kind=PartnershipKind.LETTER_OF_INTENT).slug == "bristol-2"


def test_an_activity_does_not_end_before_it_starts():
    with pytest.raises(ValidationError) as refused:
        cast.activity(start=dt.date(2026, 5, 4), end=dt.date(2026, 5, 3))
    assert messages_of(refused.value) == "Das Ende liegt vor dem Beginn."


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"signed_on": dt.date(2026, 1, 2), "valid_until": dt.date(2026, 1, 1)}, "Das Ende der Gültigkeit liegt vor"),
        ({"valid_until": dt.date(2026, 1, 1), "notice_by": dt.date(2026, 1, 2)}, "Die Kündigung muss vor dem Ende"),
        ({"valid_until": dt.date(2026, 1, 1), "renewal_on": dt.date(2026, 1, 2)}, "Über die Verlängerung ist vor"),
    ],
)
def test_the_dates_of_an_agreement_are_in_order(fields, message):
    with pytest.raises(ValidationError, match=message):
        cast.agreement(**fields)


def test_a_membership_ends_with_a_reason_and_not_before_it_began():
    with pytest.raises(ValidationError) as refused:
        cast.network(since=dt.date(2019, 1, 1), until=dt.date(2018, 12, 31))
    assert messages_of(refused.value) == (
        "Das Ende der Mitgliedschaft liegt vor ihrem Beginn. Warum ist die Stadt ausgetreten? Bitte begründen."
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"decision": RequestDecision.DECLINE, "decided_on": people.TODAY},
        {"decision": RequestDecision.DECLINE, "decision_reason": "kein Bezug"},
        {"decided_on": people.TODAY},
        {"decision": RequestDecision.REDIRECT, "decided_on": people.TODAY, "decision_reason": "zuständig"},
        {"decision": RequestDecision.PARK, "decided_on": people.TODAY, "decision_reason": "später"},
        {"deadline": dt.date(2026, 11, 1)},
    ],
)
def test_a_decision_without_reason_day_or_target_is_refused_by_the_database(fields):
    new = {"received_on": dt.date(2026, 11, 2), "deadline": dt.date(2026, 12, 1), "country": "PL", "channel": "mail"}
    with pytest.raises(IntegrityError), transaction.atomic():
        CooperationRequest.objects.bulk_create([CooperationRequest(**(new | fields))])


def test_a_concluded_review_has_a_reasoned_proposal():
    review = {"partnership": cast.partnership(), "due_on": people.TODAY, "held_on": people.TODAY}
    with pytest.raises(ValidationError, match="begründeten Vorschlag"):
        cast.review(**review)
    with pytest.raises(ValidationError, match="begründeten Vorschlag"):
        cast.review(**review, proposal=ReviewProposal.CONTINUE)


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("مدينة", "مدينة"),
        ("広島", "広島"),
        ("Миколаїв", "Миколаїв"),
        ("Rouen 🌍", "Rouen 🌍"),
        ("\u202eBristol\u202c", "Bristol"),
        ("Bri\x00stol\n", "Bristol"),
        ("Poznan\u0301", "Poznań"),
    ],
)
def test_a_name_in_any_script_is_stored_as_it_is_seen(name, stored):
    relation = cast.partnership(name)
    assert (relation.partner.name, bool(relation.slug), relation.slug.isascii()) == (stored, True, True)
