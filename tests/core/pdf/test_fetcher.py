import base64
import http.server
import threading

import pytest
from django.conf import settings as project

from hannover_intl.core.pdf import PdfError, render_pdf
from hannover_intl.core.pdf.fetcher import LockedFetcher, RefusedError
from tests.core.pdf.sample import document

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">{}</svg>'
PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="


class Web(http.server.BaseHTTPRequestHandler):
    """Counts who asks; /redirect leads on to /picture.svg."""

    hits = 0

    def do_GET(self):
        type(self).hits += 1
        self.send_response(302 if self.path == "/redirect" else 200)
        self.send_header("Location", "/picture.svg")
        self.end_headers()

    def log_message(self, *_arguments):
        """Nothing on the terminal."""


@pytest.fixture
def web():
    Web.hits = 0
    with http.server.HTTPServer(("127.0.0.1", 0), Web) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    "content",
    [
        '<img src="{web}/picture.svg">',
        '<img src="{web}/redirect">',
        '<base href="{web}/"><img src="picture.svg">',
        '<link rel="stylesheet" href="{web}/style.css">',
        '<link rel="attachment" href="{web}/secret">',
        '<style>@import "{web}/style.css";</style>',
        "<style>@font-face {{ font-family: x; src: url({web}/font) }} p {{ font-family: x }}</style><p>Text</p>",
        '<p style="background: url({web}/picture.svg)">Text</p>',
        '<ul style="list-style-image: url({web}/picture.svg)"><li>Text</li></ul>',
        '<object data="{web}/picture.svg"></object>',
        '<embed src="{web}/picture.svg">',
        SVG.format('<image xlink:href="{web}/picture.svg" width="9" height="9"/>'),
    ],
)
@pytest.mark.parametrize("origin", ["web", "file:///etc", "ftp://127.0.0.1"])
def test_nothing_is_loaded_from_elsewhere(content, origin, web):
    address = web if origin == "web" else origin
    with pytest.raises(PdfError, match="Das PDF verweist auf eine Datei, die nicht geladen werden darf: ") as caught:
        render_pdf(document(content.format(web=address)))
    assert address.partition("://")[0] in str(caught.value)
    assert Web.hits == 0


@pytest.mark.parametrize("href", ["{web}/secret", "file:///etc/passwd"])
def test_nothing_is_attached(href, web):
    try:
        pdf = render_pdf(document(f'<a rel="attachment" href="{href.format(web=web)}">Anhang</a>'))
    except PdfError:
        pdf = b""
    assert (pdf.count(b"EmbeddedFile"), Web.hits) == (0, 0)


def test_a_picture_may_be_a_shipped_file_or_inline(settings, tmp_path):
    (tmp_path / "one.svg").write_text(SVG.format("<title>Eins</title><path d='M0 0h9v9z'/>"))
    settings.STATICFILES_DIRS = [tmp_path]
    with_pictures = render_pdf(
        document(
            '<img alt="eins" src="static:one.svg">'
            f'<img alt="zwei" src="data:image/png;base64,{PNG}">'
            f'<img alt="drei" src="data:image/svg+xml;base64,{base64.b64encode(SVG.format("").encode()).decode()}">'
        )
    )
    assert with_pictures.startswith(b"%PDF-1.7")


@pytest.mark.parametrize(
    "url",
    [
        "static:../secret.svg",
        "static:/../secret.svg",
        "static:%2e%2e/secret.svg",
        "static:link.svg",
        "static:missing.svg",
        "static:settings.py",
        "static:",
        "one.svg",
        "data:text/html,text",
        "data:image/png;base64," + "A" * 500_000,
        "javascript:alert(1)",
    ],
)
def test_only_pictures_and_style_sheets_below_the_static_folders_are_read(url, tmp_path):
    static = tmp_path / "static"
    static.mkdir()
    (tmp_path / "secret.svg").write_text("geheim")
    (static / "settings.py").write_text("geheim")
    (static / "one.svg").write_text(SVG)
    (static / "link.svg").symlink_to(tmp_path / "secret.svg")
    fetcher = LockedFetcher([static])
    with pytest.raises(RefusedError):
        fetcher.fetch(url)
    assert fetcher.refused == [url[:200]]
    assert fetcher.fetch("static:one.svg").read() == SVG.encode()


def test_style_sheets_are_found_by_their_static_names(settings, tmp_path):
    (tmp_path / "wide.css").write_text("@page { size: 300mm 100mm }")
    settings.STATICFILES_DIRS = [tmp_path, *project.STATICFILES_DIRS]
    assert render_pdf("<p>Text</p>", stylesheets=["wide.css"]) != render_pdf("<p>Text</p>")


def test_a_missing_style_sheet_is_named():
    with pytest.raises(PdfError, match=r"Die Druckvorlage „fehlt\.css“ fehlt\."):
        render_pdf("<p>Text</p>", stylesheets=["fehlt.css"])
