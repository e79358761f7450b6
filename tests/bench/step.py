"""One step of a list in a process of its own, and what it cost as JSON: `python -m tests.bench.step`."""

import json
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.db import connection  # noqa: E402 -- needs the settings
from django.urls import resolve  # noqa: E402 -- likewise

from hannover_intl.exchange.models import ImportRun  # noqa: E402 -- likewise
from hannover_intl.exchange.services import check_list, store_list, undo_list  # noqa: E402 -- likewise
from tests import cast  # noqa: E402 -- likewise


def check(kind: str, file: str) -> ImportRun:
    """Look at a list; nothing but the run is stored."""
    run = check_list(None, kind=kind, file_name="liste.xlsx", content=Path(file).read_bytes(), today=cast.TODAY)
    if run.failed or not run.is_confirmable:
        raise AssertionError(run.rows.first())
    return run


def store(run: str) -> ImportRun:
    """Store a list that was looked at."""
    return store_list(None, run=ImportRun.objects.get(pk=run), today=cast.TODAY)


def undo(run: str) -> ImportRun:
    """Undo a list that was stored."""
    return undo_list(None, run=ImportRun.objects.get(pk=run), today=cast.TODAY)


@dataclass
class _Writes:
    """Counts statements, and notes when the first one that writes comes."""

    number: int = 0
    first: float = 0.0

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.number += 1
        if not self.first and not sql.startswith("SELECT"):
            self.first = time.perf_counter()
        return execute(sql, params, many, context)


def _peak() -> int:
    """The highest memory of this process, in MB."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) // 1024


def main(step: str, *arguments: str) -> None:
    """Run the step and tell what it cost."""
    resolve("/")  # a worker has read all addresses, and with them every view
    connection.ensure_connection()
    base, writes = _peak(), _Writes()
    start, cpu = time.perf_counter(), time.process_time()
    with connection.execute_wrapper(writes):
        run = {"check": check, "store": store, "undo": undo}[step](*arguments)
    end = time.perf_counter()
    cost = {
        "run": run.pk,
        "queries": writes.number,
        "cpu": time.process_time() - cpu,
        "seconds": end - start,
        "locked": end - writes.first,
        "base_mb": base,
        "peak_mb": _peak(),
    }
    print(json.dumps(cost))  # noqa: T201 -- read by tests.bench.lists


main(*sys.argv[1:])
