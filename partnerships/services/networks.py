"""Writes of the office: memberships in networks, and what each year cost and brought."""

from collections.abc import Collection

from django.db import transaction

from hannover_intl.core.audit import Actor, save_audited
from hannover_intl.core.slugs import free_slug
from hannover_intl.core.versioning import claim_version
from measures.models import Measure, Objective
from partnerships.models import MembershipYear, NetworkMembership
from partnerships.services.cleaning import clean_texts
from partnerships.services.indexing import index_membership
from partnerships.services.register import set_relation


@transaction.atomic
def save_membership(
    actor: Actor,
    *,
    membership: NetworkMembership,
    objectives: Collection[Objective],
    measures: Collection[Measure],
    expected_version: int | None,
) -> NetworkMembership:
    """Create or change a membership. Raises ValidationError by field and VersionConflict."""
    clean_texts(membership)
    if not membership.slug:
        membership.slug = free_slug(NetworkMembership, membership.name, fallback="netzwerk")
    index_membership(membership)
    if membership.pk is not None and expected_version is not None:
        claim_version(membership, expected_version)
    save_audited(membership, actor=actor)
    set_relation(membership.objectives, objectives)
    set_relation(membership.measures, measures)
    return membership


@transaction.atomic
def save_membership_year(actor: Actor, *, year: MembershipYear) -> MembershipYear:
    """Create or change one year of a membership.

    The caller holds the membership: it has claimed its version in the same transaction. Raises ValidationError.
    """
    clean_texts(year)
    save_audited(year, actor=actor)
    return year
