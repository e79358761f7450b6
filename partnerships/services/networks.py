"""Writes of the office: memberships in networks, and what each year cost and brought."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

from django.db import transaction

from hannover_intl.core.audit import Actor, save_audited
from hannover_intl.core.bulk import Checked, Linked, check_all
from hannover_intl.core.slugs import free_slug, slug_beside
from hannover_intl.core.versioning import claim_version
from measures.models import Measure, Objective
from partnerships.models import MembershipYear, NetworkMembership
from partnerships.services.cleaning import clean_texts
from partnerships.services.indexing import index_membership
from partnerships.services.register import set_relation

_FALLBACK = "netzwerk"


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
    _prepare(membership, lambda: free_slug(NetworkMembership, membership.name, fallback=_FALLBACK))
    if membership.pk is not None and expected_version is not None:
        claim_version(membership, expected_version)
    save_audited(membership, actor=actor)
    set_relation(membership.objectives, objectives)
    set_relation(membership.measures, measures)
    return membership


def _prepare(membership: NetworkMembership, slug: Callable[[], str]) -> None:
    """Clean and index a membership; a new one gets its address."""
    clean_texts(membership)
    if not membership.slug:
        membership.slug = slug()
    index_membership(membership)


def check_memberships(rows: Sequence[Linked]) -> Checked:
    """Ask the rules of ``save_membership`` about many memberships with their relations; nothing is written."""
    taken = set(NetworkMembership.objects.values_list("slug", flat=True))

    def rule(row: Linked) -> None:
        membership: Any = row.instance
        _prepare(membership, lambda: slug_beside(taken, membership.name, fallback=_FALLBACK))
        taken.add(membership.slug)

    return check_all(rows, rule)


def check_membership_years(years: Sequence[MembershipYear]) -> Checked:
    """Ask the rules of ``save_membership_year`` about many years; nothing is written."""
    return check_all([Linked(year) for year in years], lambda row: clean_texts(row.instance))


@transaction.atomic
def save_membership_year(actor: Actor, *, year: MembershipYear) -> MembershipYear:
    """Create or change one year of a membership.

    The caller holds the membership: it has claimed its version in the same transaction. Raises ValidationError.
    """
    clean_texts(year)
    save_audited(year, actor=actor)
    return year
