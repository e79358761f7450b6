"""Every write leaves who, when and what: the one way in which services save."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
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


class RowError(ValidationError):
    """One row of an object (an addressee of a paper, a milestone of a measure) cannot be stored as it is."""

    def __init__(self, row: models.Model, error: ValidationError) -> None:
        super().__init__(error)
        self.row = row


@contextmanager
def errors_of(row: models.Model) -> Iterator[None]:
    """What is refused inside this block is told of ``row``, so that a page can show it there."""
    try:
        yield
    except ValidationError as error:
        raise RowError(row, error) from error


def delete_audited(instance: models.Model, *, actor: Actor) -> None:
    """Delete ``instance``; its history keeps what it was, and who deleted it."""
    instance._history_user = actor  # type: ignore[attr-defined]  # read by django-simple-history
    instance.delete()
