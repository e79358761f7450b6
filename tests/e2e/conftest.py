"""A real Chromium against the running portal; every page it opens is checked for what no page may do."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Response, sync_playwright

from tests.accessibility import AXE_RULES, WIDTHS, claims, looked_at, note
from tests.e2e.browser import follow

# Playwright's loop runs in this thread, and Django takes any loop for a sign of asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# All that is asked of axe; what it says of every rule that is kept takes as long to carry over as to find out.
AXE_RUN = """async options => {
    const { violations, testEngine } = await axe.run(options);
    return { violations, testEngine };
}"""
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]}


@dataclass
class Visitor:
    """A person at a browser: opens pages, and looks at each at both widths."""

    page: Page
    base: str
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        self.page.goto(self.base + path)

    def log_in(self, email: str, password: str) -> None:
        self.open("/anmelden/")
        self.page.get_by_label("E-Mail").fill(email)
        self.page.get_by_label("Passwort").fill(password)
        follow(self.page.get_by_role("button", name="Anmelden"))

    def looks(self) -> list[str]:
        """What axe finds on this page at 1280 and 390 px, and whether it scrolls sideways: nothing, if all is well."""
        found, own = [], len(self.complaints)
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 900})
            answer = self._axe(AXE_RULES)
            for violation in answer["violations"]:
                nodes = [node["html"][:120] for node in violation["nodes"][:3]]
                found.append(f"{self.page.url} {width}px {violation['id']}: {nodes}")
            if self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                found.append(f"{self.page.url} {width}px scrolls sideways")
        self._note("light", answer)
        del self.complaints[own:]  # axe itself tries an inline style; what the page does wrong was said when it loaded
        return found

    def looks_in_the_dark(self) -> list[str]:
        """What axe finds in dark mode at both widths: contrast only, for nothing else differs from light mode."""
        found, own = [], len(self.complaints)
        self.page.emulate_media(color_scheme="dark")
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 900})
            answer = self._axe(CONTRAST)
            for violation in answer["violations"]:
                nodes = [node["html"][:120] for node in violation["nodes"][:3]]
                found.append(f"{self.page.url} {width}px dark {violation['id']}: {nodes}")
        self.page.emulate_media(color_scheme="light")
        self._note("dark", answer)
        del self.complaints[own:]
        return found

    def _axe(self, options: dict[str, Any]) -> dict[str, Any]:
        """What axe says; the page is given its half megabyte of script once, not for every width and mode."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(Axe().axe_script)
        answer: dict[str, Any] = self.page.evaluate(AXE_RUN, options)
        return answer

    def _note(self, mode: str, answer: dict[str, Any]) -> None:
        """For the accessibility statement."""
        browser = self.page.context.browser
        version = f"Chromium {browser.version.split('.')[0]}" if browser else ""
        note(self.page.url, mode, answer["testEngine"]["version"], version)


@pytest.fixture(autouse=True, scope="module")
def statement_is_kept(request):
    """The accessibility statement claims no page that the tests of this file do not look at.

    Asked when all of them have run and none has failed: what only some of them look at is no surprise.
    """
    yield
    ran = {item.function.__name__ for item in request.session.items if item.module is request.module}
    every = {name for name in vars(request.module) if name.startswith("test_")}
    if ran == every and not request.session.testsfailed:
        test = request.node.nodeid
        assert claims(test) - looked_at[test] == set(), "make accessibility"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium")
    assert path, "Chromium fehlt: deploy/system-packages.sh test installiert es."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, live_server):
    """Makes visitors, each with cookies of their own; afterwards no page may have broken a promise."""
    visitors: list[Visitor] = []

    def new(**context) -> Visitor:
        page = chromium.new_context(locale="de-DE", **context).new_page()
        visitor = Visitor(page, live_server.url)
        page.on("console", lambda message: _is_complaint(message) and visitor.complaints.append(message.text))
        page.on("pageerror", lambda error: visitor.complaints.append(str(error)))
        page.on("request", lambda request: _stays_here(request.url, live_server.url, visitor))
        page.on("response", lambda answer: _is_broken(answer) and visitor.complaints.append(answer.url))
        visitors.append(visitor)
        return visitor

    yield new
    for visitor in visitors:
        visitor.page.context.close()
    assert [complaint for visitor in visitors for complaint in visitor.complaints] == []


def _is_complaint(message: ConsoleMessage) -> bool:
    """Errors of scripts and of the Content-Security-Policy; a page that answers 422 is named here by Chromium too."""
    return message.type == "error" and not message.text.startswith("Failed to load resource")


def _is_broken(answer: Response) -> bool:
    """Any page that failed, and any part of a page that is missing."""
    return answer.status >= 500 or (answer.status >= 400 and answer.request.resource_type != "document")


def _stays_here(url: str, own: str, visitor: Visitor) -> None:
    if not url.startswith((own, "data:", "about:")):
        visitor.complaints.append(f"request to another host: {url}")
