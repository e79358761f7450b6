"""Rules that the database itself keeps: what a row may no longer become, whoever writes it, by SQL or by Django.

A migration installs them. SQLite drops the triggers of a table whenever a later migration rebuilds it (nearly every
change of a column does); such a migration installs them again. A test of the refusal tells when that was forgotten.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

from django.db.migrations import RunPython


@dataclass(frozen=True)
class Guard:
    """Refuses ``event`` on a row of ``table`` where ``condition`` holds.

    The condition is SQL over OLD and NEW that SQLite and PostgreSQL read alike (``IS DISTINCT FROM``, subqueries). A
    refused write raises IntegrityError with ``message``.
    """

    name: str
    table: str
    event: Literal["INSERT", "UPDATE", "DELETE"]
    condition: str
    message: str


def changed(*columns: str) -> str:
    """SQL: one of these columns would get another value."""
    return "(" + " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in columns) + ")"


def guarding(*guards: Guard) -> RunPython:
    """The operation of a migration that installs these guards, and takes them away when it is reversed."""
    return RunPython(partial(_install, guards), partial(_remove, guards))


def _install(guards: Iterable[Guard], apps: Any, schema_editor: Any) -> None:
    for guard in guards:
        for statement in _statements(guard, schema_editor.connection.vendor):
            schema_editor.execute(statement)


def _remove(guards: Iterable[Guard], apps: Any, schema_editor: Any) -> None:
    for guard in guards:
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {guard.name}")
        else:
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {guard.name}() CASCADE")  # and with it its trigger


def _statements(guard: Guard, vendor: str) -> list[str]:
    head = f"CREATE TRIGGER {guard.name} BEFORE {guard.event} ON {guard.table} FOR EACH ROW"
    if vendor == "sqlite":
        return [f"{head} WHEN {guard.condition} BEGIN SELECT RAISE(ABORT, '{guard.message}'); END"]
    row = "OLD" if guard.event == "DELETE" else "NEW"
    function = (
        f"CREATE FUNCTION {guard.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {guard.condition} THEN "
        f"RAISE EXCEPTION '{guard.message}' USING ERRCODE = 'restrict_violation'; END IF; RETURN {row}; END $$"
    )
    return [function, f"{head} EXECUTE FUNCTION {guard.name}()"]
