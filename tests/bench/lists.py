"""Lists of 5,000 rows: how long the look at them takes, how long the database is locked, and how much memory it is."""

import datetime as dt
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection

from hannover_intl.core.spreadsheets.writing import write_table
from hannover_intl.exchange.kinds import KINDS
from hannover_intl.exchange.services import check_list, store_list
from hannover_intl.organisation.models import Actor
from measures.models import Objective
from partnerships.models import Partner
from tests import cast
from tests.bench.data import TEXT
from tests.emptying import empty_database

ROWS = 5_000
DAY = dt.date(2026, 3, 1)


@dataclass
class Cost:
    """Of one list: the look at it, the transaction that stores it, and the highest memory of the process."""

    what: str
    queries: int
    check_cpu: float
    check_seconds: float
    write_cpu: float
    write_seconds: float
    peak_mb: int
    base_mb: int


def costs(rows: int = ROWS) -> Iterator[Cost]:
    """Each kind that may be long: all rows new, then all of them changed."""
    empty_database()
    _frame()
    for kind, cells in (("measures", _measure), ("milestones", _milestone), ("activities", _activity)):
        resource = KINDS[kind].resource(actor=None, today=cast.TODAY)
        names = list(cells(0, "").keys())
        headers = [resource.columns[name] for name in names]
        for state, mark in (("new", ""), ("changed", " – geändert")):
            lines = [list(cells(position, mark).values()) for position in range(rows)]
            content = write_table("xlsx", kind, headers, lines)
            yield _cost(kind, f"{rows:,} {kind}, {state}", content, rows)


def _cost(kind: str, what: str, content: bytes, rows: int) -> Cost:
    base = _reset_peak()
    writes = _Writes()
    start, cpu = time.perf_counter(), time.process_time()
    with connection.execute_wrapper(writes):
        run = check_list(None, kind=kind, file_name="liste.xlsx", content=content, today=cast.TODAY)
        seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
        if run.failed or run.new + run.changed != rows:
            raise AssertionError(run.rows[0])
        queries, writes.first = writes.number, 0.0
        store_list(None, run=run, today=cast.TODAY)
        write, write_cpu = time.perf_counter() - writes.first, time.process_time() - writes.first_cpu
    return Cost(what, queries, cpu, seconds, write_cpu, write, _peak(), base)


@dataclass
class _Writes:
    """Counts statements, and notes when the first one that writes comes."""

    number: int = 0
    first: float = 0.0
    first_cpu: float = 0.0

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.number += 1
        if not self.first and not sql.startswith("SELECT"):
            self.first, self.first_cpu = time.perf_counter(), time.process_time()
        return execute(sql, params, many, context)


def _reset_peak() -> int:
    """Begin a new high-water mark of memory; says in MB where it stands."""
    Path("/proc/self/clear_refs").write_text("5")
    return _peak()


def _peak() -> int:
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) // 1024


def _frame() -> None:
    cast.contact()
    cast.unit("Stab")
    cast.paper()
    for number in range(1, 5):
        cast.action_field(number)
    for number in (1, 2):
        Objective.objects.create(number=number, title=f"Ziel {number}")
    Actor.objects.create(name="Verein", kind="association")
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
