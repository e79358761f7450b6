"""What the accessibility statement says was tested, noted while the browser tests look at the pages.

``python -m tests.accessibility [FILES]`` (``make accessibility``) runs the browser tests, all or those of some files,
and writes down for each file which kinds of page it looked at, and the day. If a test fails nothing is written.
tests/test_accessibility.py says when the notes are stale; the browser tests fail when the notes claim a page that their
file does not look at (tests/e2e/conftest.py).
"""

import datetime as dt
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.checks.sources import ROOT

NOTES = ROOT / "hannover_intl" / "organisation" / "tested_pages.json"
WIDTHS = (1280, 390)
NARROW = (640, 320)  # 1280 px at 200 % and at 400 %
AXE_RULES: dict[str, Any] = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "preload": False,  # all styles are ours; axe would ask for their imports at wrong addresses
}
RECORD = "ACCESSIBILITY_RECORD"
NO_PAGE = "404"  # what an address without a page answers

# What this process has looked at: file of the test -> (address, mode).
looked_at: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)


def address_of(url: str) -> tuple[str, str]:
    """The kind of page behind an address, with "…" where it names an object, and for whom it is."""
    from django.urls import Resolver404, resolve  # noqa: PLC0415 -- not before Django is set up

    from hannover_intl.core.languages import is_public  # noqa: PLC0415 -- likewise

    path = urlsplit(url).path
    path = path.removeprefix("/en") if path.startswith("/en/") else path  # the same kind of page
    try:
        match = resolve(path)
    except Resolver404:
        return NO_PAGE, "public"
    route = re.sub(r"\(\?P<\w+>[^)]*\)|<[^>]*>", "…", match.route).strip("^$")
    area = "office" if route.startswith("admin/") else "public" if is_public(match.func) else "internal"
    return f"/{route}", area


def note(url: str, mode: str, axe: str, browser: str) -> None:
    """A page was looked at, in light or in dark; while a statement is made it is also written down."""
    test = os.environ["PYTEST_CURRENT_TEST"].split("::")[0]
    address, area = address_of(url)
    looked_at[test].add((address, mode))
    if record := os.environ.get(RECORD):
        line = {"test": test, "address": address, "area": area, "mode": mode, "axe": axe, "browser": browser}
        with Path(record).open("a") as target:
            target.write(json.dumps(line) + "\n")


def claims(test: str) -> set[tuple[str, str]]:
    """What the notes say that the tests of this file look at."""
    pages = noted()["runs"].get(test, {"pages": {}})["pages"]
    return {(address, mode) for address, page in pages.items() for mode in page["modes"]}


def noted() -> dict[str, Any]:
    """The notes as they are stored."""
    notes: dict[str, Any] = json.loads(NOTES.read_text()) if NOTES.exists() else {"runs": {}}
    return notes


def write(lines: list[dict[str, str]], day: dt.date) -> None:
    """Replace what was noted of the files that these lines come from."""
    runs = {test: run for test, run in noted()["runs"].items() if (ROOT / test).exists()}
    for test in {line["test"] for line in lines}:
        pages: dict[str, Any] = {}
        for line in (line for line in lines if line["test"] == test):
            page = pages.setdefault(line["address"], {"area": line["area"], "modes": []})
            page["modes"] = sorted({*page["modes"], line["mode"]})
        runs[test] = {"day": day.isoformat(), "pages": dict(sorted(pages.items()))}
    notes = {
        "axe": lines[-1]["axe"],
        "browser": lines[-1]["browser"],
        "rules": AXE_RULES["runOnly"],
        "widths": WIDTHS,
        "narrow": NARROW,
        "runs": dict(sorted(runs.items())),
    }
    NOTES.write_text(json.dumps(notes, ensure_ascii=False, indent=1) + "\n")


def main(files: list[str]) -> int:
    """Run the browser tests and write the notes; answers what pytest answers."""
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "looks.jsonl"
        command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-m", "browser", *(files or ["tests/e2e"])]
        answer = subprocess.run(command, cwd=ROOT, env=os.environ | {RECORD: str(record)}, check=False).returncode
        if answer:
            print("Ein Test schlug fehl: Es wurde nichts aufgeschrieben.")  # noqa: T201 -- a program for the terminal
            return answer
        write([json.loads(line) for line in record.read_text().splitlines()], dt.datetime.now(dt.UTC).date())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
