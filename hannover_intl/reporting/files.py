"""PDF files of previews and of short reports: each is made once and kept until it would say something else.

What is frozen is kept elsewhere and for ever (frozen.py).
"""

import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from hannover_intl.core.pdf import PdfLimitExceeded
from hannover_intl.reporting.paper import CommitteePaper
from hannover_intl.reporting.rendering import render_report_pdf, render_short_pdf
from hannover_intl.reporting.short_report import ShortReport

_PREVIEWS, _SHORT = "vorschau", "kurz"
_REFUSED_SECONDS = 600  # a report that is too large must not cost a minute of processor time at every click
_ONE_AT_A_TIME = threading.Lock()
# What decides how a report looks, beside the report: a changed file makes every kept PDF outdated.
_RENDERER = (
    "hannover_intl/core/pdf/*.py",
    "hannover_intl/reporting/*.py",
    "locale/*/LC_MESSAGES/*.po",
    "static/portal/print*.css",
    "templates/includes/*.html",
    "templates/partnerships/_ma*.html",
    "templates/reporting/*.html",
)


def fingerprint(document: CommitteePaper | ShortReport) -> str:
    """The same for the same document printed by the same code."""
    digest = hashlib.sha256(json.dumps(asdict(document), default=str, sort_keys=True).encode())
    digest.update(version("weasyprint").encode())
    for path in _renderer_files():
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _renderer_files() -> Iterator[Path]:
    for pattern in _RENDERER:
        yield from sorted(settings.BASE_DIR.glob(pattern))


def report_pdf(paper: CommitteePaper, key: str) -> "File[bytes]":
    """The PDF of ``paper``, from the store where it was made before; ``key`` is its fingerprint.

    Raises PdfError with a message for the reader.
    """
    return _kept(_PREVIEWS, paper.annex.as_of.isoformat(), key, lambda: render_report_pdf(paper))


def short_pdf(short: ShortReport, slug: str, key: str) -> "File[bytes]":
    """The same for the short report at the address ``slug``."""
    return _kept(_SHORT, f"{slug}-{short.language}", key, lambda: render_short_pdf(short))


def _kept(folder: str, about: str, key: str, render: Callable[[], bytes]) -> "File[bytes]":
    """The file with this key; others about the same are forgotten."""
    name = f"{folder}/{about}-{key}.pdf"
    if not default_storage.exists(name):
        with _ONE_AT_A_TIME:
            _make(name, key, render)
        _forget_others(folder, f"{about}-", name)
    return default_storage.open(name)


def _make(name: str, key: str, render: Callable[[], bytes]) -> None:
    """Print and store; whoever had to wait for somebody who printed the same finds it done."""
    if not default_storage.exists(name):
        _keep(name, _render(key, render))


def _render(key: str, render: Callable[[], bytes]) -> bytes:
    refused = f"report-pdf-refused-{key}"
    if reason := cache.get(refused):
        raise PdfLimitExceeded(reason)
    try:
        return render()
    except PdfLimitExceeded as error:
        cache.set(refused, str(error), _REFUSED_SECONDS)
        raise


def _keep(name: str, pdf: bytes) -> None:
    """Store under exactly this name; where another process was faster, its file is the same."""
    stored = default_storage.save(name, ContentFile(pdf))
    if stored != name:
        default_storage.delete(stored)


def _forget_others(folder: str, prefix: str, current: str) -> None:
    for file in default_storage.listdir(folder)[1]:
        if file.startswith(prefix) and f"{folder}/{file}" != current:
            default_storage.delete(f"{folder}/{file}")
