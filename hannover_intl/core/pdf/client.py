"""The Django side: finds the style sheets, waits for its turn, hands over the job."""

import atexit
import fcntl
import functools
import json
import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.utils.translation import gettext as _

from hannover_intl.core.pdf.errors import PdfError
from hannover_intl.core.pdf.protocol import End
from hannover_intl.core.pdf.renderer import Renderer, ServerGoneError
from hannover_intl.core.pdf.verdict import failed, out_of_time, take_pdf

logger = logging.getLogger(__name__)

_FONTS = "fonts/pdf/fonts.conf"
_WAIT_SECONDS = 30  # for the PDF that somebody else is making; a reader waits no longer
_WALL_FACTOR = 5  # so much longer than its processor time a job may take on a busy machine


def render(html: str, stylesheets: Sequence[str]) -> tuple[bytes, End]:
    """A PDF and what it took. One at a time per machine, so that many readers cannot use up its memory."""
    wall_seconds = settings.PDF_CPU_SECONDS * _WALL_FACTOR
    request = {
        "html": html,
        "stylesheets": [_find_static(name).read_text(encoding="utf-8") for name in stylesheets],
        "roots": [str(root) for root in _static_folders()],
        "cpu_seconds": settings.PDF_CPU_SECONDS,
        "memory_mb": settings.PDF_MEMORY_MB,
        "wall_seconds": wall_seconds,
    }
    with _turn(settings.VAR_DIR / "pdf.lock"):
        try:
            answer, end = _renderer().render(json.dumps(request).encode(), wall_seconds=wall_seconds)
        except TimeoutError as error:
            raise out_of_time() from error
        except ServerGoneError as error:
            raise failed() from error
    pdf = take_pdf(answer, end)
    logger.info("PDF of %d bytes: %.1f s of processor time, %d MB", len(pdf), end.cpu_seconds, end.memory_mb)
    return pdf, end


@functools.cache
def _renderer() -> Renderer:
    renderer = Renderer(_find_static(_FONTS).parent, settings.VAR_DIR.resolve() / "cache")
    atexit.register(renderer.stop)
    return renderer


def _static_folders() -> list[Path]:
    collected = [settings.STATIC_ROOT] if settings.STATIC_ROOT else []
    return [Path(folder) for folder in (*settings.STATICFILES_DIRS, *collected)]


def _find_static(name: str) -> Path:
    found = finders.find(name)
    places = [Path(found)] if found else [folder / name for folder in _static_folders()]
    for path in places:
        if path.is_file():
            return path
    raise PdfError(_("Die Druckvorlage „%(name)s“ fehlt.") % {"name": name})


@contextmanager
def _turn(lock: Path) -> Iterator[None]:
    """Holds the lock of the machine; the kernel frees it when its process ends."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    deadline = time.monotonic() + _WAIT_SECONDS
    with lock.open("w") as file:
        while not _lock(file.fileno()):
            if time.monotonic() > deadline:
                raise PdfError(
                    _("Es wird gerade ein anderes PDF erstellt. Bitte versuchen Sie es in einer Minute noch einmal.")
                )
            time.sleep(0.05)
        yield


def _lock(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
