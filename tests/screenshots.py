"""`make screenshots`: the pictures of the README and of docs/buero.md, from the example portal: they stay true."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright

from tests.checks.sources import ROOT
from tests.e2e.conftest import CHROMIUM_ARGUMENTS

PORT = 8765
BASE = f"http://127.0.0.1:{PORT}"
PICTURES = ROOT / "docs" / "screenshots"
PAGES = {"start": "/", "massnahmen": "/massnahmen/", "massnahme": "/massnahmen/1.1/"}
OFFICE, PASSWORD = "buero@example.org", "hannover-beispiel-2026"  # as load_example_data says
# Pages of the office: the list, and whether its first object is shown (else the page itself).
OFFICE_PAGES = {
    "buero-start": ("/admin/", False),
    "buero-massnahme": ("/admin/measures/measure/", True),
    "buero-meilensteine": ("/admin/measures/milestone/?state__exact=open", False),
    "buero-runde": ("/admin/measures/reportinground/", True),
    "buero-sachstand": ("/admin/measures/measureupdate/", True),
    "buero-vorlage": ("/admin/reporting/committeereport/", True),
    "buero-anfrage": ("/admin/partnerships/cooperationrequest/", True),
}
LIST = "Nummer;Titel;Vordringlichkeit\n1.1;Fachaustausch mit neuem Titel;hoch\n"
AS_OF = "2026-06-30"


def manage(*arguments: str, var: str) -> list[str]:
    """The command line of manage.py for the example portal in ``var``."""
    os.environ.update(DEBUG="1", VAR_DIR=var, DATABASE_URL=f"sqlite:///{var}/db.sqlite3")
    return [sys.executable, str(ROOT / "manage.py"), *arguments]


def wait_for_the_portal() -> None:
    for _ in range(60):
        try:
            urlopen(BASE, timeout=5).close()
            return
        except URLError:
            time.sleep(0.5)
    raise TimeoutError("The portal did not start.")


def take_pages() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM_ARGUMENTS)
        page = browser.new_page(viewport={"width": 1280, "height": 960}, locale="de-DE", timezone_id="Europe/Berlin")
        for name, path in PAGES.items():
            page.goto(BASE + path)
            page.screenshot(path=PICTURES / f"{name}.png")
        take_office_pages(page)
        browser.close()


def take_office_pages(page: Page) -> None:
    """As the office sees them, below one another as far as a printed page shows."""
    page.set_viewport_size({"width": 1100, "height": 900})
    page.goto(f"{BASE}/anmelden/?next=/admin/")
    page.fill("input[name=username]", OFFICE)
    page.fill("input[name=password]", PASSWORD)
    with page.expect_navigation():
        page.press("input[name=password]", "Enter")
    for name, (path, is_list) in OFFICE_PAGES.items():
        page.goto(BASE + path)
        if is_list:
            page.goto(BASE + (page.locator("#result_list tbody a").first.get_attribute("href") or path))
        page.screenshot(path=PICTURES / f"{name}.png")
    page.goto(f"{BASE}/admin/exchange/importrun/add/?kind=measures")
    file = {"name": "massnahmen.csv", "mimeType": "text/csv", "buffer": LIST.encode()}
    page.set_input_files("input[type=file]", files=[file])  # type: ignore[list-item]  # a payload is a dict, too
    with page.expect_navigation():
        page.locator("#content-main [type=submit]").first.click()
    page.screenshot(path=PICTURES / "buero-liste.png")


def take_report(folder: Path) -> None:
    subprocess.run(
        manage("build_progress_report", "--as-of", AS_OF, "--output", str(folder), var=str(folder)), check=True
    )
    first_page = [
        "pdftoppm",
        "-png",
        "-r",
        "90",
        "-singlefile",
        folder / "fortschrittsbericht.pdf",
        PICTURES / "bericht",
    ]
    subprocess.run(first_page, check=True)


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as var:
        for command in ("migrate", "load_example_data"):
            subprocess.run(manage(command, var=var), check=True, stdout=subprocess.DEVNULL)
        server = subprocess.Popen(
            manage("runserver", "--noreload", f"127.0.0.1:{PORT}", var=var), stderr=subprocess.DEVNULL
        )
        try:
            wait_for_the_portal()
            take_pages()
        finally:
            server.terminate()
            server.wait()
        take_report(Path(var))


if __name__ == "__main__":
    main()
