"""`make bench`: what the portal costs, as ratios to a bare view of the same process.

Seconds depend on the machine; a ratio measured in one run and a number of queries do not. Runs on a database of its own
(DATABASE_URL chooses the kind) and writes var/bench.json beside the table.
"""

import json
import statistics
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import asdict, dataclass

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings, setup_test_environment
from django.urls import include, path

from hannover_intl.reporting.progress import build_progress_report
from hannover_intl.reporting.report import Scope
from tests import cast
from tests.bench import data

SIZES = (1, 3, 5_000)


def hello(request: HttpRequest) -> HttpResponse:
    """The bare view that everything is compared with."""
    return HttpResponse("hello")


hello.login_required = False  # type: ignore[attr-defined]  # read by LoginRequiredMiddleware
urlpatterns = [path("hello/", hello), path("", include("hannover_intl.urls"))]


@dataclass
class Row:
    """One line of the table; ``ratio`` compares the CPU time with the bare view."""

    what: str
    queries: int | None
    cpu_ms: float
    ratio: float | None
    note: str = ""


def cpu_of(action: Callable[[], object], runs: int) -> float:
    """Median CPU milliseconds of this process for one call, after one call to warm up."""
    action()
    times = []
    for _ in range(runs):
        start = time.process_time()
        action()
        times.append(time.process_time() - start)
    return statistics.median(times) * 1000


def queries_of(action: Callable[[], object]) -> int:
    """Number of queries of one call."""
    with CaptureQueriesContext(connection) as captured:
        action()
    return len(captured)


@contextmanager
def database():
    """A fresh test database, destroyed at the end."""
    setup_test_environment(debug=False)
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def measure_pages() -> list[Row]:
    """The bare view and the public list over 1, 3 and 5,000 measures."""
    client = Client()
    bare = cpu_of(lambda: client.get("/hello/"), 200)
    rows = [Row("hello", queries_of(lambda: client.get("/hello/")), bare, 1.0)]
    for size in SIZES:
        data.measures(size)
        for label, address in (("", "/massnahmen/"), (", search and light", "/massnahmen/?q=austausch&light=delayed")):
            cost = cpu_of(lambda address=address: client.get(address), 10)
            count = queries_of(lambda address=address: client.get(address))
            rows.append(Row(f"list, 50 of {size:,} measures{label}", count, cost, cost / bare))
    return rows


def measure_report() -> list[Row]:
    """The report object over 300 measures."""
    data.measures(300)

    def build() -> object:
        return build_progress_report(cast.TODAY, Scope())

    cost = cpu_of(build, 3)
    return [Row("report object, 300 measures", queries_of(build), cost, None)]


def show(rows: list[Row]) -> None:
    """Print the table and write it as JSON."""
    for row in rows:
        ratio = f"{row.ratio:8.1f} x" if row.ratio else " " * 10
        queries = f"{row.queries:4d}" if row.queries is not None else "   –"
        print(f"{row.what:<52}{queries} queries {row.cpu_ms:10.1f} ms CPU {ratio}  {row.note}")  # noqa: T201 -- a table for people
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    target = settings.VAR_DIR / "bench.json"
    target.write_text(json.dumps({"database": connection.vendor, "rows": [asdict(row) for row in rows]}, indent=2))


def main() -> None:
    """Measure everything on one database and show it."""
    with database(), override_settings(ROOT_URLCONF="tests.bench.table", DEBUG=False):
        rows = measure_pages() + measure_report()
    show(rows)
