"""Optimistic locking: nobody overwrites what somebody else wrote meanwhile, on SQLite and on PostgreSQL.

A form carries the version it was filled from. ``claim_version`` raises the version with one conditional UPDATE; the
row stays locked until the transaction ends. When the stored version is another one, nothing is written and
``VersionConflict`` tells the caller. ``atomic()`` alone does not do this: under READ COMMITTED a second writer
overwrites the first.
"""

from collections.abc import Collection, Iterable, Sequence

from django.db import models, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

_READ = "_as_read"


class VersionConflict(Exception):  # noqa: N818 -- it is an outcome the user resolves, not a fault
    """Somebody else changed the object since it was read.

    ``current`` is the object as stored now, or None when it no longer exists.
    """

    def __init__(self, current: models.Model | None) -> None:
        super().__init__("The object was changed meanwhile.")
        self.current = current


class VersionedModel(models.Model):
    """Base of all objects that several people edit; ``version`` counts the writes, starting at 1."""

    version = models.PositiveIntegerField(_("Version"), default=1, editable=False)

    class Meta:
        abstract = True


def claim_version(instance: VersionedModel, expected: int) -> None:
    """Take the right to write ``instance``: its stored version must be ``expected`` and is raised by one.

    Must run inside a transaction, before the instance is saved. Raises VersionConflict.
    """
    _needs_transaction()
    manager = type(instance)._base_manager
    if not manager.filter(pk=instance.pk, version=expected).update(version=F("version") + 1):
        raise VersionConflict(manager.filter(pk=instance.pk).first())
    instance.version = expected + 1


def claim_versions(instances: Collection[VersionedModel]) -> None:
    """As ``claim_version`` for many objects of one model, each with the version that it was read with.

    Must run inside a transaction, before they are saved. Raises VersionConflict for the first that is another by now.
    """
    _needs_transaction()
    if not instances:
        return
    manager = type(next(iter(instances)))._base_manager
    rows = manager.filter(pk__in=[instance.pk for instance in instances])
    stored = dict(rows.select_for_update().order_by("pk").values_list("pk", "version"))
    for instance in instances:
        if stored.get(instance.pk) != instance.version:
            raise VersionConflict(manager.filter(pk=instance.pk).first())
    rows.update(version=F("version") + 1)
    for instance in instances:
        instance.version += 1


def note_as_read(instances: Iterable[models.Model]) -> None:
    """Remember what these objects hold, so that ``claim`` can tell later whether that is still stored."""
    for instance in instances:
        instance.__dict__[_READ] = _held(instance)


def claim(instances: Sequence[models.Model]) -> None:
    """Take the right to write stored objects of one model: by their version, else as ``note_as_read`` noted them.

    Must run inside a transaction, before they are saved. Raises VersionConflict for the first that is another by now.
    """
    versioned = [instance for instance in instances if isinstance(instance, VersionedModel)]
    if versioned or not instances:
        claim_versions(versioned)
        return
    _needs_transaction()
    manager = type(instances[0])._base_manager
    rows = manager.filter(pk__in=[instance.pk for instance in instances]).select_for_update().order_by("pk")
    stored = {row.pk: _held(row) for row in rows}
    for instance in instances:
        if stored.get(instance.pk) != instance.__dict__[_READ]:
            raise VersionConflict(manager.filter(pk=instance.pk).first())


def _held(instance: models.Model) -> tuple[object, ...]:
    return tuple(getattr(instance, field.attname) for field in instance._meta.concrete_fields)


def _needs_transaction() -> None:
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("A version is claimed inside the transaction that saves the object.")
