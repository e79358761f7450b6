"""Many people who write the same text at once, over real HTTP against a real server.

For the concurrency test and for `make bench`: ``serving()`` starts gunicorn on the database of this process,
``write()`` sends the writers. Each writer reads the form, adds a mark of its own to the text and sends it; after a
conflict it reads the form again and tries once more. Needs nothing but the standard library.
"""

import http.client
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import quote, urlencode

from django.conf import settings
from django.db import connection

from tests.pages import form_data

STARTS_WITHIN = 30  # seconds
GIVES_UP_AFTER = 1_000  # conflicts in a row: somebody always wins, so this is never reached


@dataclass
class Answer:
    """One answer of the server; ``content`` is what the tools of the tests read."""

    status: int
    content: bytes
    location: str


@dataclass
class Browser:
    """One person with cookies of their own; follows no redirects."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> Answer:
        return self._send("GET", path, None)

    def post(self, path: str, data: dict) -> Answer:
        token = {"csrfmiddlewaretoken": self.cookies.get("csrftoken", "")}
        return self._send("POST", path, urlencode({**data, **token}, doseq=True))

    def _send(self, method: str, path: str, body: str | None) -> Answer:
        sent = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), "Connection": "close"}
        if body is not None:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            link.request(method, path, body, sent)
            response = link.getresponse()
            answer = Answer(response.status, response.read(), response.headers.get("Location", ""))
        finally:
            link.close()
        for header in response.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(header).items()}
        return answer


@dataclass
class Outcome:
    """What became of a run: how often each status was answered to a form that was sent, and which marks were taken."""

    statuses: Counter = field(default_factory=Counter)
    marks: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def lost(self, text: str) -> list[str]:
        """Marks that the server took and that are not in the text exactly once."""
        return [mark for mark in self.marks if text.count(mark) != 1]


def write(port: int, path: str, *, accounts: list[tuple[str, str]], edits: int) -> Outcome:
    """Let every account (e-mail, password) add ``edits`` marks to the text ``achieved`` of the form at ``path``."""
    outcome = Outcome()
    start = time.monotonic()
    with ThreadPoolExecutor(len(accounts)) as pool:
        browsers = list(pool.map(lambda account: _signed_in(port, *account), accounts))
        writers = [_Writer(browser, path, number) for number, browser in enumerate(browsers)]
        work = pool.map(lambda writer: writer.write(edits), writers)
        for statuses, marks in work:
            outcome.statuses += statuses
            outcome.marks += marks
    outcome.seconds = time.monotonic() - start
    return outcome


def _signed_in(port: int, email: str, password: str) -> Browser:
    browser = Browser(port)
    browser.get("/anmelden/")
    status = browser.post("/anmelden/", {"username": email, "password": password}).status
    assert status == 302, f"login: {status}"
    return browser


@dataclass
class _Writer:
    """One of the many, with a number for the marks."""

    browser: Browser
    path: str
    number: int
    statuses: Counter = field(default_factory=Counter)

    def write(self, edits: int) -> tuple[Counter, list[str]]:
        marks = [f"[{self.number}.{edit}]" for edit in range(edits)]
        return self.statuses, [mark for mark in marks if self.add(mark) == 302]

    def add(self, mark: str) -> int:
        """Add one mark, again and again until nobody was faster; the status of the last attempt."""
        status = 409
        for attempt in range(1, GIVES_UP_AFTER):
            start = time.monotonic()
            page = self.browser.get(self.path)
            assert page.status == 200, f"{self.path}: {page.status}"
            data = form_data(page, having="achieved")
            data["achieved"] = f"{data['achieved'][0]} {mark}"
            status = self.browser.post(self.path, {**data, "action": "draft"}).status
            self.statuses[status] += 1
            if status != 409:
                break
            # The busier the server, the longer the pause: or all would come back at once, again and again.
            time.sleep(random.uniform(0, (time.monotonic() - start) * 2 ** min(attempt, 4)))  # noqa: S311 -- a pause
        return status


def database_url() -> str:
    """The database this process is connected to, as DATABASE_URL."""
    config = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{config['NAME']}"
    login = ":".join(quote(str(config[key]), safe="") for key in ("USER", "PASSWORD") if config[key])
    return f"postgres://{login}@{config['HOST']}:{config['PORT'] or 5432}/{config['NAME']}"


@contextmanager
def serving(*, workers: int = 2, threads: int = 4) -> Iterator[int]:
    """The portal under gunicorn on the database of this process, on a free port; it is stopped at the end."""
    environment = {
        **os.environ,
        "DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"],
        "LOG_LEVEL": "WARNING",
    }
    command = [sys.executable, "-m", "gunicorn", "hannover_intl.wsgi", "--bind", "127.0.0.1:0"]
    command += ["--workers", str(workers), "--threads", str(threads), "--log-level", "info"]
    with tempfile.TemporaryDirectory() as folder, (Path(folder) / "log").open("w") as log:
        server = subprocess.Popen(command, env=environment, cwd=settings.BASE_DIR, stdout=log, stderr=log)
        try:
            yield _port_of(server, Path(log.name))
        finally:
            server.terminate()
            try:
                server.wait(15)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _port_of(server: subprocess.Popen, log: Path) -> int:
    """The port on which the server answers, once it does."""
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and server.poll() is None:
        found = re.search(r"Listening at: http://127\.0\.0\.1:(\d+)", log.read_text())
        if found:
            assert Browser(int(found[1])).get("/anmelden/").status == 200, log.read_text()
            return int(found[1])
        time.sleep(0.1)
    raise RuntimeError(f"gunicorn did not start:\n{log.read_text()}")
