"""`make bench`: what the portal costs, as ratios to a bare view of the same process.

Seconds depend on the machine; a ratio measured in one run and a number of queries do not. Runs on a database of its own
(DATABASE_URL chooses the kind) and writes var/bench.json beside the table.
"""

import datetime as dt
import gzip
import io
import json
import resource
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial

from django.conf import settings
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings, setup_test_environment
from django.urls import path
from pypdf import PdfReader

from hannover_intl.core.pdf.client import _renderer, render
from hannover_intl.reporting.addressees import addressees_of
from hannover_intl.reporting.choices import VersionKind
from hannover_intl.reporting.comparison import compare_reports
from hannover_intl.reporting.composing import preview_of_day
from hannover_intl.reporting.models import CommitteeReport
from hannover_intl.reporting.paper import CONCEPT, CommitteePaper, build_paper
from hannover_intl.reporting.progress import build_progress_report
from hannover_intl.reporting.rendering import STYLESHEET, render_print_html
from hannover_intl.reporting.report import ProgressReport, Scope
from hannover_intl.reporting.services.drafts import create_version
from hannover_intl.reporting.services.freezing import freeze_report
from hannover_intl.urls import urlpatterns as portal_urlpatterns
from measures.models import Invitation, MeasureUpdate
from measures.services.reminders import send_due
from tests import cast, load
from tests.bench import data, lists
from tests.emptying import empty_database
from tests.migrated import add_migrated_rows
from tests.reporting import sample

SIZES = (1, 3, 5_000)
PUBLISHED = "/berichte/9902-2026.pdf"
EXAMPLE_DAY = dt.date(2026, 7, 20)
WRITERS, EDITS = 50, 10
WARM_PDFS = 7  # the one in the middle is told


def hello(request: HttpRequest) -> HttpResponse:
    """The bare view that everything is compared with."""
    return HttpResponse("hello")


hello.login_required = False  # type: ignore[attr-defined]  # read by LoginRequiredMiddleware
urlpatterns = [path("hello/", hello), *portal_urlpatterns]


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


@contextmanager
def captured_queries() -> Iterator[CaptureQueriesContext]:
    """The queries asked inside. The log of a connection is full after 9,000, and then seems to stand still."""
    connection.queries_log.clear()
    with CaptureQueriesContext(connection) as captured:
        yield captured


def queries_of(action: Callable[[], object]) -> int:
    """Number of queries of one call."""
    with captured_queries() as captured:
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


def measure_relations(bare: float) -> list[Row]:
    """List with map, search and page of a relation over 1, 3 and 500 relations, the last with 20,000 activities."""
    empty_database()
    rows, client = [], Client()
    for size, activities in ((1, 0), (3, 0), (500, 20_000)):
        data.relations(size, activities=activities)
        for what, address in (("with map", ""), ("with map, search", "?q=stadt"), ("page of one", "stadt-0/")):
            ask = partial(client.get, f"/partnerschaften/{address}")
            note = f"{len(gzip.compress(ask().content)) / 1000:.0f} kB gz"
            cost = cpu_of(ask, 5)
            rows.append(Row(f"{size} relations, {what}", queries_of(ask), cost, cost / bare, note))
    return rows


def measure_report(bare: float) -> list[Row]:
    """The report object over 300 measures, and its PDF."""
    data.measures(300)

    def build() -> ProgressReport:
        return build_progress_report(cast.TODAY, Scope())

    cost = cpu_of(build, 3)
    return [
        Row("report object, 300 measures", queries_of(build), cost, cost / bare),
        _pdf("PDF, 300 measures", build_paper(build(), addressees_of(CONCEPT), []), bare),
    ]


def measure_comparison(bare: float) -> list[Row]:
    """What changed between two reports of 300 measures of which every one says something else."""
    before = sample.full_report(300)
    after = sample.report(*(sample.full_measure(i + 1, entry.number) for i, entry in enumerate(before.measures)))
    cost = cpu_of(lambda: compare_reports(before, after), 5)
    note = f"{compare_reports(before, after).changed} measures changed"
    return [Row("comparison of two reports, 300 measures", None, cost, cost / bare, note)]


def measure_reminders() -> list[Row]:
    """Invitations to 1, 3 and 300 contacts: what plan and queue ask, and what each mail takes beside it."""
    rows = []
    for size in (1, 3, 300):
        empty_database()
        reporting_round = data.asked_contacts(size)
        start, mails = time.process_time(), len(mail.outbox)
        with captured_queries() as sending:
            sent = send_due(reporting_round, cast.TODAY).sent
        cost = (time.process_time() - start) * 1000
        of_mails = sum(query["sql"].startswith("UPDATE") for query in sending)
        note = f"{len(mail.outbox) - mails} mails, and for each {of_mails // sent} queries more"
        rows.append(Row(f"reminders for {size} contacts", len(sending) - of_mails, cost, None, note))
    return rows


def measure_example(bare: float) -> list[Row]:
    """The report of the example data, and its paper: with the start of the printer, and in one that is warm."""
    empty_database()
    add_migrated_rows()
    with override_settings(DEBUG=True):
        call_command("load_example_data", stdout=io.StringIO())
    build = partial(build_progress_report, EXAMPLE_DAY)
    cost = cpu_of(build, 3)
    report = Row("report object of the example data, with both registers", queries_of(build), cost, cost / bare)
    paper = preview_of_day(EXAMPLE_DAY)
    _renderer().stop()
    before = _cpu_of_ended_children()
    cold = _pdf("PDF of the example data, cold", paper, bare)
    warm = [_pdf("PDF of the example data, warm", paper, bare) for _ in range(WARM_PDFS)]
    _renderer().stop()
    cold.cpu_ms = (_cpu_of_ended_children() - before) * 1000 - sum(row.cpu_ms for row in warm)
    cold.ratio = cold.cpu_ms / bare
    return [report, cold, sorted(warm, key=lambda row: row.cpu_ms)[WARM_PDFS // 2]]


def measure_freezing(bare: float) -> list[Row]:
    """Freezing the report of the example data, the start of the rendering process included, and serving its PDF."""
    report = create_version(
        None,
        of=CommitteeReport.objects.get(paper__number="9902/2026"),
        kind=VersionKind.REVISION,
        reason="Messung",
        today=EXAMPLE_DAY,
    )
    _renderer().stop()
    children, own = _cpu_of_ended_children(), time.process_time()
    with captured_queries() as captured:
        frozen = freeze_report(None, report=report, expected_version=report.version, today=EXAMPLE_DAY)
    _renderer().stop()
    cost = (_cpu_of_ended_children() - children + time.process_time() - own) * 1000
    note = f"payload {len(frozen.payload) // 1024} kB, page {len(frozen.html) // 1024} kB"
    rows = [Row("freezing the report of the example data", len(captured), cost, cost / bare, note)]
    client = Client()
    for what, headers in (("sent", {}), ("304", {"If-None-Match": client.get(PUBLISHED)["ETag"]})):
        ask = partial(client.get, PUBLISHED, headers=headers)
        cost = cpu_of(ask, 20)
        rows.append(Row(f"published PDF, {what}", queries_of(ask), cost, cost / bare))
    return rows


def _pdf(what: str, paper: CommitteePaper, bare: float) -> Row:
    """CPU time of the child process that makes the document; the server it is forked from is not in it."""
    pdf, end = render(render_print_html(paper), (STYLESHEET,))
    pages = len(PdfReader(io.BytesIO(pdf)).pages)
    cost = end.cpu_seconds * 1000
    return Row(what, None, cost, cost / bare, f"{pages} pages, {end.memory_mb} MB, {len(pdf) // 1024} kB")


def _cpu_of_ended_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure_writers() -> list[Row]:
    """50 people who write the same text ten times each, over gunicorn: no edit may be lost, nobody sees an error."""
    empty_database()
    measure, now = cast.measure("1.1"), cast.reporting_round()
    Invitation.objects.create(round=now, measure=measure)
    accounts = [(f"kontakt.{number}@example.org", "geheim-fuer-die-messung") for number in range(WRITERS)]
    for email, password in accounts:
        cast.with_password(cast.contact(email=email), password)
    with load.serving(workers=2, threads=4) as port:
        outcome = load.write(port, "/meine-massnahmen/1.1/", accounts=accounts, edits=EDITS)
    text = MeasureUpdate.objects.get().achieved
    statuses = ", ".join(f"{number} × {status}" for status, number in sorted(outcome.statuses.items()))
    note = f"{len(outcome.lost(text))} of {len(outcome.marks)} lost; {statuses}; {outcome.seconds:.0f} s"
    return [Row(f"{WRITERS} writers × {EDITS} edits of one measure", None, 0.0, None, note)]


def measure_lists() -> list[Row]:
    """Long lists: what it takes to look at one, to store it and to undo it; seconds from the first write to the end."""
    return [
        Row(
            f"list of {cost.what}",
            cost.queries,
            cost.cpu * 1000,
            None,
            f"{cost.seconds:.1f} s, locked {cost.locked:.2f} s, memory {cost.base_mb} → {cost.peak_mb} MB",
        )
        for cost in lists.costs()
    ]


def show(rows: list[Row]) -> None:
    """Print the table and write it as JSON."""
    for row in rows:
        ratio = f"{row.ratio:8.1f} x" if row.ratio else " " * 10
        queries = f"{row.queries:4d}" if row.queries is not None else "   –"
        print(f"{row.what:<56}{queries} queries {row.cpu_ms:10.1f} ms CPU {ratio}  {row.note}")  # noqa: T201 -- a table for people
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    target = settings.VAR_DIR / "bench.json"
    target.write_text(json.dumps({"database": connection.vendor, "rows": [asdict(row) for row in rows]}, indent=2))


def main() -> None:
    """Measure everything on one database and show it."""
    with database(), override_settings(ROOT_URLCONF="tests.bench.table", DEBUG=False):
        pages = measure_pages()
        bare = pages[0].cpu_ms
        rows = pages + measure_report(bare) + measure_comparison(bare)
        rows += measure_relations(bare)
        rows += measure_reminders() + measure_example(bare) + measure_freezing(bare) + measure_lists()
        rows += measure_writers()
    show(rows)
