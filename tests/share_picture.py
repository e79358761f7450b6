"""``python -m tests.share_picture``: the picture that a shared link to the portal shows, drawn from its own map.

It is drawn once and kept; whoever changes the map or the colours of the portal draws it anew.
"""

import re
import shutil
from base64 import b64encode

from playwright.sync_api import sync_playwright

from tests.checks.sources import ROOT
from tests.e2e.conftest import CHROMIUM_ARGUMENTS

TARGET = ROOT / "static" / "portal" / "share.png"
SIZE = {"width": 1200, "height": 630}  # what the services that show previews ask for
PAGE = """<!DOCTYPE html><style>
{fonts}
body {{ margin: 0; width: 1200px; height: 630px; position: relative; overflow: hidden; background: #2044aa;
  color: #fff; font-family: Fira; }}
svg {{ position: absolute; inset: 30px auto auto 0; width: 1200px; }}
svg path {{ fill: #3557b8; }}
div {{ position: absolute; left: 72px; bottom: 64px; }}
p {{ margin: 0; font-size: 36px; }} strong {{ display: block; font-size: 84px; line-height: 1.2; }}
</style><body><svg viewBox="0 0 960 468">{land}</svg>
<div><p>Landeshauptstadt Hannover</p><strong>Hannover International</strong></div>"""


def _font(weight: int) -> str:
    file = ROOT / f"static/vendor/fira/fira-sans-latin-{weight}-normal.woff2"
    source = b64encode(file.read_bytes()).decode()
    kind = "bold" if weight > 400 else "normal"
    return f"@font-face {{ font-family: Fira; font-weight: {kind}; src: url(data:font/woff2;base64,{source}); }}"


def main() -> None:
    land = re.sub(r'fill="[^"]*"', "", (ROOT / "templates/partnerships/map/world.txt").read_text())
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM_ARGUMENTS)
        page = browser.new_page(viewport=SIZE)  # type: ignore[arg-type]  # a dict of two numbers
        page.set_content(PAGE.format(fonts=f"{_font(400)}\n{_font(600)}", land=land))
        page.evaluate("document.fonts.ready")
        page.screenshot(path=TARGET)
        browser.close()


if __name__ == "__main__":
    main()
