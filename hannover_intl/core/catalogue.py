"""Translations as they are read at runtime: compiled from the .po files in ``locale/``, never part of the repository.

Babel compiles them, so that no program of the system is needed. It is done by ``make setup`` and by the tests;
``manage.py check`` (and so every command that checks first) says when it was forgotten.
"""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.checks import CheckMessage
from django.core.checks import Warning as CheckWarning


def outdated() -> list[Path]:
    """The .po files whose compiled form is missing or older than they are."""
    sources = [path for root in settings.LOCALE_PATHS for path in Path(root).glob("*/LC_MESSAGES/*.po")]
    return [path for path in sources if not _is_current(path)]


def compile_outdated() -> list[Path]:
    """Compile them; several processes may do so at once. Answers the files that were compiled."""
    paths = outdated()
    for path in paths:
        with path.open("rb") as source:
            catalogue = read_po(source)
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".new", delete=False) as target:
            write_mo(target, catalogue)
        compiled = Path(target.name).replace(path.with_suffix(".mo"))
        compiled.chmod(0o644)  # the server may run as somebody else
    return paths


def check_compiled(app_configs: Any, **_options: Any) -> Sequence[CheckMessage]:
    """English pages would be German, or out of date."""
    hint = "manage.py compile_translations"
    return [
        CheckWarning(f"{path} ist nicht übersetzt in die Form, die das Portal liest.", hint=hint, id="core.W001")
        for path in outdated()
    ]


def _is_current(path: Path) -> bool:
    compiled = path.with_suffix(".mo")
    return compiled.exists() and compiled.stat().st_mtime >= path.stat().st_mtime
