"""Writes to the organisation that have rules of their own: the chart, accounts and the roles that give rights.

Everything else is stored by ``core.audit.save_audited`` alone.
"""

import datetime as dt

from axes.utils import reset as forget_failures
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from hannover_intl.core.audit import Actor, save_audited
from hannover_intl.core.text import clean_line
from hannover_intl.organisation.models import OrgUnit, RoleAssignment, SavedFilter, User
from hannover_intl.organisation.policies import may_edit_account, may_give_roles


@transaction.atomic
def save_unit(actor: Actor, *, unit: OrgUnit) -> OrgUnit:
    """Create or change a unit. Neither "gehört zu" nor "Nachfolge" may lead back to it. Raises ValidationError."""
    # All units are locked: two changes that are right alone can close a ring together.
    others = {other.pk: other for other in OrgUnit.objects.select_for_update().order_by("pk")}
    for link, message in (
        ("parent_id", _("Die übergeordnete Einheit gehört selbst zu dieser Einheit.")),
        ("successor_id", _("Die Nachfolge führt zu dieser Einheit zurück.")),
    ):
        if _leads_back(unit, others, link):
            raise ValidationError({link.removesuffix("_id"): message})
    save_audited(unit, actor=actor)
    return unit


def _leads_back(unit: OrgUnit, others: dict[int, OrgUnit], link: str) -> bool:
    """Whether following ``link`` from the unit comes back to it."""
    following, seen = getattr(unit, link), set[int]()
    while following is not None and following not in seen:
        if following == unit.pk:
            return True
        seen.add(following)
        following = getattr(others.get(following), link, None)
    return False


@transaction.atomic
def save_account(actor: Actor, *, account: User, today: dt.date) -> User:
    """Create or change an account. A new one has no password, so nobody can log in until one is set.

    ``actor`` is None where the portal itself acts. Raises PermissionDenied for what only city IT may do, and
    ValidationError.
    """
    stored = User.objects.select_for_update().filter(pk=account.pk).first()
    if actor == account and not account.is_active:
        raise ValidationError({"is_active": _("Das eigene Konto schließt eine andere Person des Büros.")})
    _require_account_right(actor, account, stored, today)
    if not account.password:
        account.set_unusable_password()
    save_audited(account, actor=actor)
    return account


def _require_account_right(actor: Actor, account: User, stored: User | None, today: dt.date) -> None:
    """Both what the account was and what it becomes must be within the actor's rights."""
    if isinstance(actor, User) and not all(
        may_edit_account(actor, version, today) for version in (account, stored) if version is not None
    ):
        raise PermissionDenied


@transaction.atomic
def set_password(actor: Actor, *, account: User, password: str, today: dt.date) -> User:
    """Give an account a new password; who did it and when stays in its history. Raises as save_account."""
    stored: User = User.objects.select_for_update().get(pk=account.pk)
    _require_account_right(actor, stored, None, today)
    validate_password(password, stored)
    stored.set_password(password)
    save_audited(stored, actor=actor, reason=_("Passwort gesetzt"))
    return stored


@transaction.atomic
def reset_password(*, account: User, token: str, password: str) -> bool:
    """Give an account the password that the holder of a mailed link chose. False where the link is over.

    All sessions of the account end, and failed logins are forgotten: their lock would keep the owner out. Raises
    ValidationError.
    """
    # Asked again of the locked row: of two who use the link at once only one sets the password.
    stored: User = User.objects.select_for_update().get(pk=account.pk)
    if not stored.is_active or not default_token_generator.check_token(stored, token):
        return False
    validate_password(password, stored)
    stored.set_password(password)
    save_audited(stored, actor=stored, reason=_("Passwort über den Link einer Mail gesetzt"))
    forget_failures(username=stored.email)
    return True


@transaction.atomic
def save_role(actor: Actor, *, role: RoleAssignment, today: dt.date) -> RoleAssignment:
    """Give a role, or end one by its last day. A stored role never moves to another account.

    Raises PermissionDenied where the actor may not give roles to this account, and ValidationError.
    """
    stored = RoleAssignment.objects.filter(pk=role.pk).values_list("user_id", flat=True).first() if role.pk else None
    if stored is not None and stored != role.user_id:
        raise ValidationError({"user": _("Eine Rolle wechselt nicht das Konto. Bitte beenden Sie sie.")})
    if isinstance(actor, User) and not may_give_roles(actor, role.user, today):
        raise PermissionDenied
    save_audited(role, actor=actor)
    return role


@transaction.atomic
def save_filter(actor: User, *, name: str, path: str, query: str) -> SavedFilter:
    """Remember a filtered list under a name; the same name again replaces what it stood for. Raises ValidationError."""
    known = actor.saved_filters.filter(path=path, name=clean_line(name)).first()
    saved = known or SavedFilter(user=actor, path=path, name=clean_line(name))
    saved.query = query
    saved.full_clean()
    saved.save()
    return saved


def forget_filter(actor: User, *, key: int) -> None:
    """Forget one of the own filters; those of others do not exist."""
    actor.saved_filters.filter(pk=key).delete()
