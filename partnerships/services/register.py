"""Writes of the office: partners, contacts, relations and their status."""

from collections.abc import Collection
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from hannover_intl.core.audit import Actor, save_audited
from hannover_intl.core.slugs import free_slug
from hannover_intl.core.versioning import claim_version
from hannover_intl.organisation.models import Actor as ExternalActor
from hannover_intl.organisation.models import OrgUnit, User
from measures.models import Measure, Objective
from partnerships.models import Contact, Partner, Partnership, StatusEntry
from partnerships.services.cleaning import clean_texts
from partnerships.services.indexing import index_partner, index_partnership, reindex_rows_of

# Pages that lie beside the pages of single relations.
BESIDE = frozenset({"vergleich", "zeitstrahl"})


@dataclass(frozen=True)
class PartnershipRelations:
    """What a relation is linked to; each collection replaces the former one."""

    involved_units: Collection[OrgUnit] = ()
    actors: Collection[ExternalActor] = ()
    objectives: Collection[Objective] = ()
    measures: Collection[Measure] = ()


@transaction.atomic
def save_partner(actor: Actor, *, partner: Partner, expected_version: int | None) -> Partner:
    """Create or change a partner; relations with it are found by its new names at once.

    ``expected_version`` is the version the writer saw, None for a new partner. Raises ValidationError by field and
    VersionConflict.
    """
    clean_texts(partner)
    renamed = index_partner(partner)
    if partner.pk is not None and expected_version is not None:
        claim_version(partner, expected_version)
    save_audited(partner, actor=actor)
    if renamed:
        reindex_rows_of(partner)
    return partner


@transaction.atomic
def save_contact(actor: Actor, *, contact: Contact) -> Contact:
    """Create or change a contact at a partner. Raises ValidationError by field."""
    clean_texts(contact)
    save_audited(contact, actor=actor)
    return contact


@transaction.atomic
def save_partnership(
    actor: Actor,
    *,
    partnership: Partnership,
    relations: PartnershipRelations,
    expected_version: int | None,
    first_status: StatusEntry | None = None,
) -> Partnership:
    """Create or change a relation; a new one begins with ``first_status``, if that is known.

    The address is made once, of the partner's name. Raises ValidationError by field and VersionConflict.
    """
    clean_texts(partnership)
    _check_relation(partnership, relations)
    if not partnership.slug:
        partnership.slug = free_slug(
            Partnership, partnership.partner.name, partnership.topic, fallback="partner", reserved=BESIDE
        )
    index_partnership(partnership)
    if partnership.pk is not None and expected_version is not None:
        claim_version(partnership, expected_version)
    save_audited(partnership, actor=actor)
    for name in ("involved_units", "actors", "objectives", "measures"):
        set_relation(getattr(partnership, name), getattr(relations, name))
    if first_status is not None:
        first_status.partnership = partnership
        _record_status(actor, first_status)
    return partnership


@transaction.atomic
def change_status(actor: Actor, *, entry: StatusEntry, expected_version: int) -> StatusEntry:
    """Record that a relation has another status from a day on.

    Raises ValidationError (reason, order of days) and VersionConflict on the relation.
    """
    claim_version(entry.partnership, expected_version)
    return _record_status(actor, entry)


def set_relation(manager: "models.Manager[models.Model]", rows: Collection[models.Model]) -> None:
    """Replace what is linked, and write (with a history row) only if that changes anything."""
    if {row.pk for row in rows} != set(manager.values_list("pk", flat=True)):
        manager.set(rows)  # type: ignore[attr-defined]  # the manager of a relation, which the stubs do not name


def _record_status(actor: Actor, entry: StatusEntry) -> StatusEntry:
    clean_texts(entry)
    since = entry.partnership.since
    if since and entry.effective_on and entry.effective_on < since:
        raise ValidationError({"effective_on": _("Der Tag liegt vor dem Beginn der Beziehung.")})
    entry.actor = actor if isinstance(actor, User) else None
    entry.full_clean()
    entry.save()
    return entry


def _check_relation(partnership: Partnership, relations: PartnershipRelations) -> None:
    if any(unit.pk == partnership.responsible_unit_id for unit in relations.involved_units):
        raise ValidationError(
            {"involved_units": _("Die zuständige Einheit ist nicht zugleich eine beteiligte Einheit.")}
        )
    if partnership.pk and partnership.since:
        first = StatusEntry.objects.filter(partnership=partnership).order_by("effective_on").first()
        if first is not None and first.effective_on < partnership.since:
            raise ValidationError(
                {"since": _("Es gibt schon einen Stand vor diesem Tag: %(entry)s.") % {"entry": first}}
            )
