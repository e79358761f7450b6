"""PDF files of previews: each is made once and kept until the preview says something else.

What is frozen is kept elsewhere and for ever (frozen.py).
"""

import hashlib
import json
import threading
from collections.abc import Iterator
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
from hannover_intl.reporting.rendering import render_report_pdf

_FOLDER = "vorschau"
_REFUSED_SECONDS = 600  # a report that is too large must not cost a minute of processor time at every click
_ONE_AT_A_TIME = threading.Lock()
# What decides how a report looks, beside the report: a changed file makes every kept PDF outdated.
_RENDERER = (
    "hannover_intl/core/pdf/*.py",
    "hannover_intl/reporting/*.py",
    "static/portal/print.css",
    "templates/includes/*.html",
    "templates/reporting/*.html",
)


def fingerprint(paper: CommitteePaper) -> str:
    """The same for the same paper printed by the same code."""
    digest = hashlib.sha256(json.dumps(asdict(paper), default=str, sort_keys=True).encode())
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
    day = paper.annex.as_of.isoformat()
    name = f"{_FOLDER}/{day}-{key}.pdf"
    if not default_storage.exists(name):
        with _ONE_AT_A_TIME:
            _make(paper, key, name)
        _forget_others(f"{day}-", name)
    return default_storage.open(name)


def _make(paper: CommitteePaper, key: str, name: str) -> None:
    """Print and store; whoever had to wait for somebody who printed the same finds it done."""
    if not default_storage.exists(name):
        _keep(name, _render(paper, key))


def _render(paper: CommitteePaper, key: str) -> bytes:
    refused = f"report-pdf-refused-{key}"
    if reason := cache.get(refused):
        raise PdfLimitExceeded(reason)
    try:
        return render_report_pdf(paper)
    except PdfLimitExceeded as error:
        cache.set(refused, str(error), _REFUSED_SECONDS)
        raise


def _keep(name: str, pdf: bytes) -> None:
    """Store under exactly this name; where another process was faster, its file is the same."""
    stored = default_storage.save(name, ContentFile(pdf))
    if stored != name:
        default_storage.delete(stored)


def _forget_others(prefix: str, current: str) -> None:
    for file in default_storage.listdir(_FOLDER)[1]:
        if file.startswith(prefix) and f"{_FOLDER}/{file}" != current:
            default_storage.delete(f"{_FOLDER}/{file}")
