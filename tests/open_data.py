"""The fields in docs/offene-daten.md, from the declared lists.

``python -m tests.open_data`` writes all that stands below the heading; a test fails when it is stale.
"""

import os
from collections.abc import Iterator

import django

from tests.checks.sources import ROOT

DOCUMENT = ROOT / "docs" / "offene-daten.md"
HEADING = "## Felder\n"
ABOUT = "Aus dem Programm geschrieben, mit `.venv/bin/python -m tests.open_data`.\n"


def tables() -> Iterator[str]:
    """Every list with its fields."""
    from hannover_intl.publishing.open_data.registry import LISTS  # noqa: PLC0415 -- not before Django is set up

    for entry in LISTS.values():
        yield f"### {entry.title} (`{entry.key}`)\n"
        filters = ", ".join(f"`{name}`" for name in entry.filters)
        yield f"{entry.about}" + (f" Filter: {filters}.\n" if filters else "\n")
        yield "| Feld | Spalte | Art | |"
        yield "|---|---|---|---|"
        for field in entry.fields:
            one = "fester Wert" if field.choices else field.kind.value
            kind = f"mehrere: {one}" if field.many else one
            notes = "; ".join(note for note in (field.about, "immer gefüllt" if field.always else "") if note)
            yield f"| `{field.name}` | {field.label} | {kind} | {notes} |"
        yield ""


def render() -> str:
    """The whole document: what people wrote, then the fields."""
    written = DOCUMENT.read_text().partition(HEADING)[0]
    return "\n".join([written + HEADING, ABOUT, *tables()])


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    DOCUMENT.write_text(render())
