"""What the accessibility statement may claim: the pages a real browser looked at, as ``make accessibility`` noted them.

``tested_pages.json`` is written by tests/accessibility.py from a run of the browser tests in which nothing failed;
tests/test_accessibility.py and the browser tests themselves fail when it claims more than they look at.
"""

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

NOTED = Path(__file__).with_suffix(".json")


@dataclass(frozen=True)
class TestedPage:
    """One kind of page: its address, with "…" where an object is named, and whether dark mode was looked at, too."""

    address: str
    area: str
    light: bool
    dark: bool


@dataclass(frozen=True)
class Tested:
    """What was tested, with what and when; ``day`` is that of the oldest of the runs."""

    day: dt.date
    axe: str
    browser: str
    widths: tuple[int, ...]
    narrow: tuple[int, ...]
    pages: tuple[TestedPage, ...]

    @property
    def public(self) -> list[TestedPage]:
        """The pages that everybody may open."""
        return [page for page in self.pages if page.area == "public"]

    @property
    def internal(self) -> list[TestedPage]:
        """The pages behind the login."""
        return [page for page in self.pages if page.area == "internal"]

    @property
    def office(self) -> list[TestedPage]:
        """The workplace of the office."""
        return [page for page in self.pages if page.area == "office"]


@cache
def tested() -> Tested:
    """The notes, read once."""
    return read(json.loads(NOTED.read_text()))


def read(noted: dict[str, Any]) -> Tested:
    """The notes as objects; a page that several runs looked at is told once."""
    runs = noted["runs"].values()
    modes: dict[tuple[str, str], set[str]] = {}
    for run in runs:
        for address, page in run["pages"].items():
            modes.setdefault((address, page["area"]), set()).update(page["modes"])
    pages: Iterable[TestedPage] = (
        TestedPage(address, area, "light" in seen, "dark" in seen) for (address, area), seen in sorted(modes.items())
    )
    return Tested(
        day=min(dt.date.fromisoformat(run["day"]) for run in runs),
        axe=noted["axe"],
        browser=noted["browser"],
        widths=tuple(noted["widths"]),
        narrow=tuple(noted["narrow"]),
        pages=tuple(pages),
    )
