"""Scoped reads of the organisation; the day is always a parameter."""

import datetime as dt
from typing import Any, Self

from django.contrib.auth.base_user import BaseUserManager
from django.db import models
from django.db.models import Q


class OrgUnitQuerySet(models.QuerySet[Any]):
    """Units of the organisation chart."""

    def valid_on(self, day: dt.date) -> Self:
        """Units that exist on ``day``; an empty date means: open on that side."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gte=day),
        )


class RoleAssignmentQuerySet(models.QuerySet[Any]):
    """Roles of people."""

    def active_on(self, day: dt.date) -> Self:
        """Assignments in force on ``day``, first and last day included."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)


class UserManager(BaseUserManager[Any]):
    """Accounts are known by their e-mail address, in lower case."""

    def get_by_natural_key(self, username: str | None) -> Any:
        """The account with this address, however it is capitalised."""
        return self.get(email=(username or "").strip().lower())

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Any:
        """Create an account; without a password nobody can log in until one is set."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> Any:
        """Create an account with every right, for city IT (`manage.py createsuperuser`)."""
        return self.create_user(email, password, is_superuser=True, **fields)
