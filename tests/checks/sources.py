"""Where the checks find the project's own sources."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = ("hannover_intl", "measures", "partnerships")


def templates() -> list[Path]:
    """All HTML templates of the project."""
    return sorted((ROOT / "templates").rglob("*.html"))


def modules() -> Iterator[Path]:
    """All Python modules of the project but migrations."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def name(path: Path) -> str:
    """Path below the project's root, for messages and test ids."""
    return str(path.relative_to(ROOT))
