"""Factories of the register: required fields only, everything else by keyword; written by the services."""

import datetime as dt
from collections.abc import Collection
from decimal import Decimal
from typing import Any

from hannover_intl.core.text import clean_line
from partnerships.choices import (
    ActivityKind,
    AgreementKind,
    DatePrecision,
    PartnershipKind,
    PartnershipStatus,
    RequestChannel,
    ReviewCriterion,
)
from partnerships.models import (
    Activity,
    Agreement,
    CooperationRequest,
    DelegationFile,
    Gift,
    NetworkMembership,
    Partner,
    Partnership,
    PartnershipReview,
    Rating,
    StatusEntry,
)
from partnerships.services.activities import ActivityRelations, save_activity
from partnerships.services.agreements import save_agreement
from partnerships.services.delegations import save_delegation_file, save_gift
from partnerships.services.networks import save_membership
from partnerships.services.register import PartnershipRelations, save_partner, save_partnership
from partnerships.services.requests import receive_request
from partnerships.services.reviews import save_review
from tests import cast

BEGUN = dt.date(1947, 1, 1)


def partner(name: str = "Bristol", country: str = "GB", **fields: Any) -> Partner:
    defaults = {"latitude": Decimal("51.4545"), "longitude": Decimal("-2.5879")}
    found = Partner.objects.filter(name=clean_line(name), country=country).first()
    return found or save_partner(
        None, partner=Partner(name=name, country=country, **(defaults | fields)), expected_version=None
    )


def partnership(name: str = "Bristol", status: str = PartnershipStatus.ACTIVE, **fields: Any) -> Partnership:
    """A twinning since 1947, active from its first day; an empty status leaves it unknown."""
    relations = PartnershipRelations(
        **{key: fields.pop(key) for key in ("involved_units", "actors", "objectives", "measures") if key in fields}
    )
    defaults = {
        "partner": fields.pop("partner", None) or partner(name),
        "kind": PartnershipKind.TWINNING,
        "since": BEGUN,
        "since_precision": DatePrecision.YEAR,
        "responsible_unit": cast.unit(),
    }
    values = defaults | fields
    known = {"effective_on": values["since"] or BEGUN, "effective_precision": values["since_precision"]}
    entry = StatusEntry(status=status, reason="Wie berichtet", **known) if status else None
    return save_partnership(
        None, partnership=Partnership(**values), relations=relations, first_status=entry, expected_version=None
    )


def network(name: str = "Eurocities", **fields: Any) -> NetworkMembership:
    membership = NetworkMembership(name=name, **({"since": dt.date(2019, 1, 1)} | fields))
    return save_membership(None, membership=membership, objectives=[], measures=[], expected_version=None)


def activity(title: str = "Fachaustausch Radverkehr", **fields: Any) -> Activity:
    """An exchange with Bristol in May 2026."""
    names = ("partners", "networks", "units", "actors", "measures")
    given = {key: fields.pop(key) for key in names if key in fields}
    relations = ActivityRelations(**({"partners": [partner()]} | given))
    defaults = {"kind": ActivityKind.EXCHANGE, "start": dt.date(2026, 5, 4), "end": dt.date(2026, 5, 6)}
    new = Activity(title=title, **(defaults | fields))
    return save_activity(None, activity=new, relations=relations, expected_version=None)


def delegation(title: str = "Delegationsreise nach Bristol", **fields: Any) -> DelegationFile:
    """The file of a delegation from 4 to 6 May 2026."""
    of = activity(title, kind=ActivityKind.DELEGATION_OUT)
    return save_delegation_file(None, file=DelegationFile(activity=of, **fields), expected_version=None)


def gift(file: DelegationFile, value: int = 8, **fields: Any) -> Gift:
    """A small token that was received on the first day."""
    defaults = {
        "direction": "received",
        "given_on": file.activity.start,
        "description": "Bild",
        "other_side": "Rathaus",
    }
    return save_gift(None, gift=Gift(file=file, value=value, **(defaults | fields)))


def agreement(title: str = "Partnerschaftsvertrag", of: Partnership | None = None, **fields: Any) -> Agreement:
    upload = fields.pop("upload", None)
    defaults = {"kind": AgreementKind.CONTRACT, "partnership": of or partnership()}
    new = Agreement(title=title, **(defaults | fields))
    return save_agreement(None, agreement=new, expected_version=None, upload=upload)


def request(topic: str = "Austausch zum Radverkehr", **fields: Any) -> CooperationRequest:
    """A request that came in on 2 November 2026."""
    defaults = {
        "channel": RequestChannel.MAIL,
        "organisation": "Stadt Beispielhausen",
        "country": "PL",
        "contact_email": "anfrage@example.org",
        "topic": topic,
        "text": "Wir möchten uns austauschen.",
    }
    received_on = fields.pop("received_on", dt.date(2026, 11, 2))
    new = CooperationRequest(**(defaults | fields))
    return receive_request(None, request=new, received_on=received_on, deadline=fields.get("deadline"))


def review(ratings: Collection[Rating] = (), **fields: Any) -> PartnershipReview:
    """A review that is due at the end of the year."""
    values = {"partnership": fields.pop("partnership", None) or partnership(), "due_on": dt.date(2026, 12, 31)} | fields
    return save_review(None, review=PartnershipReview(**values), ratings=ratings, expected_version=None)


def ratings(points: int = 4) -> list[Rating]:
    """All six criteria, rated alike."""
    return [Rating(criterion=criterion, points=points, text="Wie berichtet") for criterion in ReviewCriterion]
