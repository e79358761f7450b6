"""Every write leaves who, when and what: the one way in which services save."""

from collections.abc import Collection

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models

# A person, or None where the portal itself acts (a timer, the loading of data by a command).
Actor = AbstractBaseUser | None


def save_audited(
    instance: models.Model, *, actor: Actor, reason: str = "", exclude: Collection[str] | None = None
) -> None:
    """Validate ``instance`` with its database constraints and save it with its history.

    Raises ValidationError with German messages by field. ``reason`` is kept beside the history entry.
    """
    instance.full_clean(exclude=exclude)
    instance._history_user = actor  # type: ignore[attr-defined]  # read by django-simple-history
    instance._change_reason = reason or None  # type: ignore[attr-defined]  # the same
    instance.save()
