"""Lists of the organisation: units, external actors, accounts and roles."""

from collections.abc import Collection
from typing import Any

from django.db.models import Q, QuerySet

from hannover_intl.core.resources.at_once import LongListResource
from hannover_intl.core.resources.base import ListResource
from hannover_intl.core.resources.widgets import Reference, Row, by_key
from hannover_intl.organisation.models import Actor, OrgUnit, RoleAssignment, User
from hannover_intl.organisation.services import save_account, save_role, save_unit


class UnitReference(Reference):
    """A unit by its number, its name or both; a unit that still exists before one that has ended."""

    model = OrgUnit

    def find_many(self, keys: Collection[str]) -> dict[str, list[OrgUnit]]:
        units = OrgUnit.objects.all()  # about a hundred
        named = by_key(units, lambda unit: filter(None, (unit.number, unit.name, f"{unit.number} {unit.name}")))
        return {key: [unit for unit in found if unit.valid_to is None] or found for key, found in named.items()}

    def name(self, instance: OrgUnit) -> str:
        return instance.number or instance.name


class ActorReference(Reference):
    """An external actor by its name."""

    model = Actor

    def find_many(self, keys: Collection[str]) -> dict[str, list[Actor]]:
        return by_key(Actor.objects.filter(name__in=keys), lambda actor: (actor.name,))


class AccountReference(Reference):
    """An account by its e-mail address."""

    model = User

    def find_many(self, keys: Collection[str]) -> dict[str, list[User]]:
        accounts = User.objects.filter(email__in={key.lower() for key in keys}).in_bulk(field_name="email")
        return {key: [accounts[key.lower()]] for key in keys if key.lower() in accounts}

    def name(self, instance: User) -> str:
        return instance.email


class UnitResource(ListResource):
    """Units. A row with an end speaks of the unit that ended then, or ends the one of this number and name."""

    references = {"parent": UnitReference(), "successor": UnitReference()}

    class Meta:
        model = OrgUnit
        import_id_fields = ("name",)
        fields = ("number", "name", "kind", "parent", "email", "valid_from", "valid_to", "successor")

    def get_queryset(self) -> QuerySet[Any]:
        return OrgUnit.objects.select_related("parent", "successor")

    def find(self, row: Row) -> OrgUnit | None:
        """The unit by its number, where it has one, else by its name."""
        said = {name: self.fields[name].clean(row) for name in ("number", "name", "valid_to") if name in row}
        number, name, end = said.get("number"), said["name"], said.get("valid_to")
        existing = self.get_queryset().filter(valid_to__isnull=True)
        if end is None:
            return existing.filter(number=number).first() if number else existing.filter(name=name).first()
        same = Q(number=number or "", name=name)
        return self.get_queryset().filter(same, valid_to=end).first() or existing.filter(same).first()

    def save(self, instance: OrgUnit, created: bool) -> None:
        save_unit(self.actor, unit=instance)


class ActorResource(LongListResource):
    """External actors."""

    class Meta:
        model = Actor
        import_id_fields = ("name",)
        fields = ("name", "kind", "url")


class AccountResource(ListResource):
    """Accounts. No list holds passwords: nobody can log in to a new account until one is set."""

    references = {"unit": UnitReference()}

    class Meta:
        model = User
        import_id_fields = ("email",)
        fields = ("email", "name", "unit", "is_active")

    def get_queryset(self) -> QuerySet[Any]:
        return User.objects.select_related("unit")

    def find(self, row: Row) -> User | None:
        found: User | None = self.get_queryset().filter(email=self.fields["email"].clean(row).lower()).first()
        return found

    def save(self, instance: User, created: bool) -> None:
        save_account(self.actor, account=instance, today=self.today)


class RoleResource(ListResource):
    """Roles of accounts; the day from which a role holds belongs to its key."""

    references = {"user": AccountReference(), "unit": UnitReference()}
    optional_keys = {"unit": None}

    class Meta:
        model = RoleAssignment
        import_id_fields = ("user", "role", "since")
        fields = ("user", "role", "unit", "since", "until")

    def get_queryset(self) -> QuerySet[Any]:
        return RoleAssignment.objects.select_related("user", "unit")

    def save(self, instance: RoleAssignment, created: bool) -> None:
        save_role(self.actor, role=instance, today=self.today)
