"""Optimistic locking: nobody overwrites what somebody else wrote meanwhile, on SQLite and on PostgreSQL.

A form carries the version it was filled from. ``claim_version`` raises the version with one conditional UPDATE; the
row stays locked until the transaction ends. When the stored version is another one, nothing is written and
``VersionConflict`` tells the caller. ``atomic()`` alone does not do this: under READ COMMITTED a second writer
overwrites the first.
"""

from django.db import models, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _


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
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("claim_version() needs a transaction around it and the save that follows.")
    manager = type(instance)._base_manager
    if not manager.filter(pk=instance.pk, version=expected).update(version=F("version") + 1):
        raise VersionConflict(manager.filter(pk=instance.pk).first())
    instance.version = expected + 1
