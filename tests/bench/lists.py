"""Lists of 5,000 rows: how long looking, storing and undoing take, how long the database is locked, and the memory.

Each step runs in a process of its own (``tests.bench.step``), as it may be the first thing that a worker does.
"""

import datetime as dt
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.db import connection

from hannover_intl.core.spreadsheets.writing import write_table
from hannover_intl.exchange.kinds import KINDS
from partnerships.models import Partner
from tests import cast
from tests.bench.data import TEXT
from tests.emptying import empty_database

ROWS = 5_000
DAY = dt.date(2026, 3, 1)


@dataclass
class Cost:
    """Of one step of a list. ``locked`` is the time from its first write to its end; memory is that of its process."""

    what: str
    queries: int
    cpu: float
    seconds: float
    locked: float
    base_mb: int
    peak_mb: int


def costs(rows: int = ROWS) -> Iterator[Cost]:
    """Of each kind that is measured: a list of new rows stored and undone, and one that changes them all."""
    empty_database()
    _frame()
    for kind, cells in (("measures", _measure), ("milestones", _milestone), ("activities", _activity)):
        for state, mark in (("new", ""), ("changed", " – geändert")):
            lines = [cells(position, mark) for position in range(rows)]
            file, what = _file(kind, lines), f"{rows:,} {kind}, {state}"
            run, look = _step("check", kind, file)
            yield Cost(f"{what}: look", **look)
            yield Cost(f"{what}: store", **_step("store", run)[1])
            yield Cost(f"{what}: undo", **_step("undo", run)[1])
            if state == "new":
                _step("store", _step("check", kind, file)[0])


def _file(kind: str, lines: list[dict[str, Any]]) -> str:
    resource = KINDS[kind].resource(actor=None, today=cast.TODAY)
    headers = [resource.columns[name] for name in lines[0]]
    target = Path(tempfile.gettempdir()) / f"hannover-international-bench-{os.getpid()}.xlsx"
    target.write_bytes(write_table("xlsx", kind, headers, [list(line.values()) for line in lines]))
    return str(target)


def _step(*arguments: object) -> tuple[int, dict[str, Any]]:
    """Run one step in a new process on the database of this one: the key of the list, and what it cost."""
    command = [sys.executable, "-m", "tests.bench.step", *map(str, arguments)]
    done = subprocess.run(command, env=os.environ | _address(), stdout=subprocess.PIPE, check=True)
    told = json.loads(done.stdout)
    return told.pop("run"), told


def _address() -> dict[str, str]:
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return {"DATABASE_URL": f"sqlite:///{name}"}
    return {"DATABASE_URL": urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()}


def _frame() -> None:
    cast.named_by_lists()
    for number in range(2, 5):
        cast.action_field(number)
    for number in range(300):
        Partner.objects.create(name=f"Stadt {number}", country="FR")


def _number(position: int) -> str:
    return f"{1 + position // 500}.{1 + position % 500}"


def _measure(position: int, mark: str) -> dict[str, Any]:
    return {
        "number": _number(position),
        "title": f"Fachaustausch {position}{mark}",
        "description": TEXT * 2,
        "intended_effect": TEXT,
        "action_field": str(1 + position % 4),
        "objectives": "1; 2",
        "lead_unit": "Kulturbüro",
        "cooperating_units": "Stab",
        "cooperating_actors": "Verein",
        "contact": "kontakt.kultur@example.org",
        "priority": "hoch",
        "horizon": "langfristig",
        "planned_start": DAY + dt.timedelta(days=position),
        "planned_end": DAY + dt.timedelta(days=position + 400),
        "adopted_by": "0383/2019",
        "adopted_on": cast.ADOPTED,
        "is_example": "ja",
    }


def _milestone(position: int, mark: str) -> dict[str, Any]:
    return {
        "measure": _number(position // 2),
        "title": f"Meilenstein {position % 2}",
        "due": DAY + dt.timedelta(days=position + bool(mark)),
        "reason": mark,
    }


def _activity(position: int, mark: str) -> dict[str, Any]:
    return {
        "kind": "Delegationsbesuch in Hannover" if position % 2 else "Projekt",
        "title": f"Besuch {position}",
        "start": DAY,
        "end": DAY + dt.timedelta(days=position % 9),
        "partners": f"Stadt {position % 300} (FR); Stadt {(position + 1) % 300} (FR)",
        "lead_unit": "Kulturbüro",
        "measures": _number(position),
        "purpose": TEXT + mark,
        "participants": position % 40,
        "cost": 100 + position,
    }
