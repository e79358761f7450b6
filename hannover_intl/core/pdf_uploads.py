"""PDF files from outside: checked before anything is stored, with messages that say what to do."""

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext as _

MOST_BYTES = 20 * 2**20
_WALL_SECONDS = 30
_PROJECT = Path(__file__).resolve().parents[2]
_INHERITED = ("PATH", "LD_LIBRARY_PATH")


@dataclass(frozen=True)
class CheckedPdf:
    """A PDF that may be stored."""

    content: bytes
    pages: int

    @property
    def sha256(self) -> str:
        """The checksum by which a stored copy is recognised."""
        return hashlib.sha256(self.content).hexdigest()


def check_pdf(upload: "File[bytes]") -> CheckedPdf:
    """The content of an upload that is a harmless PDF. Raises ValidationError.

    Refused are: more than 20 MB, what is no PDF, encrypted files, and files with scripts, with actions that reach
    beyond the document, or with other files inside.
    """
    if (upload.size or 0) > MOST_BYTES:
        raise ValidationError(_("Die Datei ist größer als 20 MB. Bitte verkleinern Sie sie."), code="size")
    content = upload.read()
    if not content.startswith(b"%PDF-"):
        raise ValidationError(_("Das ist keine PDF-Datei. Bitte laden Sie ein PDF hoch."), code="magic")
    answer = _inspect(content)
    if answer["verdict"] != "ok":
        raise ValidationError(_message(answer["verdict"]), code=answer["verdict"])
    return CheckedPdf(content, answer["pages"])


def _inspect(content: bytes) -> dict[str, Any]:
    """The verdict of the child process; one that was ended by the kernel has taken too much."""
    environment = {name: os.environ[name] for name in _INHERITED if name in os.environ}
    try:
        child = subprocess.run(
            [sys.executable, "-m", "hannover_intl.core.pdf_inspector"],
            input=content,
            capture_output=True,
            cwd=_PROJECT,
            env=environment,
            timeout=_WALL_SECONDS,
            check=True,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return {"verdict": "complex"}
    answer: dict[str, Any] = json.loads(child.stdout)
    return answer


def _message(verdict: str) -> str:
    messages = {
        "encrypted": _("Die Datei ist verschlüsselt oder geschützt. Bitte speichern Sie sie ohne Kennwort."),
        "script": _("Die Datei enthält ein Programm (JavaScript oder XFA). Bitte drucken Sie sie neu als PDF."),
        "action": _(
            "Die Datei enthält eine Aktion, die etwas anderes startet, öffnet oder versendet. "
            "Bitte drucken Sie sie neu als PDF."
        ),
        "files": _("In der Datei stecken andere Dateien oder Medien. Bitte drucken Sie sie neu als PDF."),
        "complex": _("Die Datei ist zu aufwendig, um sie zu prüfen. Bitte drucken Sie sie neu als PDF."),
        "empty": _("Die Datei hat keine Seiten."),
        "damaged": _("Die Datei ist beschädigt und lässt sich nicht lesen."),
    }
    return messages[verdict]
