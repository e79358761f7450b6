"""A real Chromium against the running portal; every page it opens is checked for what no page may do."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Response, sync_playwright

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
WIDTHS = (1280, 390)
AXE_RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "preload": False,  # all styles are ours; axe would ask for their imports at wrong addresses
}

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
            for violation in Axe().run(self.page, options=AXE_RULES).response["violations"]:
                nodes = [node["html"][:120] for node in violation["nodes"][:3]]
                found.append(f"{self.page.url} {width}px {violation['id']}: {nodes}")
            if self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                found.append(f"{self.page.url} {width}px scrolls sideways")
        del self.complaints[own:]  # axe itself tries an inline style; what the page does wrong was said when it loaded
        return found

    def looks_in_the_dark(self) -> list[str]:
        """What axe finds in dark mode at both widths: contrast only, for nothing else differs from light mode."""
        found, own = [], len(self.complaints)
        self.page.emulate_media(color_scheme="dark")
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 900})
            for violation in Axe().run(self.page, options=CONTRAST).response["violations"]:
                nodes = [node["html"][:120] for node in violation["nodes"][:3]]
                found.append(f"{self.page.url} {width}px dark {violation['id']}: {nodes}")
        self.page.emulate_media(color_scheme="light")
        del self.complaints[own:]
        return found


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
