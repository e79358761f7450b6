"""Empties the database, also of rows that it guards."""

from django.core.management import call_command
from django.db import connection


def empty_database() -> None:
    """On SQLite tables are emptied row by row, which the guards of frozen rows refuse: without them, for a moment."""
    with connection.cursor() as cursor:
        guards = []
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            guards = cursor.fetchall()
        for name, _sql in guards:
            cursor.execute(f"DROP TRIGGER {name}")
        call_command("flush", verbosity=0, interactive=False)
        for _name, sql in guards:
            cursor.execute(sql)
