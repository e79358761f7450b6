"""The English catalogue beside the strings of the code: what is missing, what nobody uses any more.

``python -m tests.catalogue`` (``make translations``) puts every string that has no English text into the .po file, with
an empty translation, and takes out what is no longer used. The check (tests/checks/test_catalogue.py) fails until each
has its text.

Strings are read as the portal reads them: templates are compiled by Django, modules parsed by Python. Everything is
taken for public but what ``INTERNAL`` names: pages that exist in German only.
"""

import ast
import os
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po
from django.template import Node, Template, engines
from django.template.base import FilterExpression, Variable
from django.template.smartif import TokenBase
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils.translation import trim_whitespace

from tests.checks.sources import ROOT, modules, name, templates

PO = ROOT / "locale/en/LC_MESSAGES/django.po"
# (context, singular, plural): what gettext is asked for.
Key = tuple[str | None, str, str | None]
PLAIN = {"gettext": 1, "gettext_lazy": 1, "gettext_noop": 1, "ngettext": 2, "ngettext_lazy": 2}
WITH_CONTEXT = {"pgettext": 1, "pgettext_lazy": 1, "npgettext": 2, "npgettext_lazy": 2}

# German only: behind the login, in the admin, in files and mails of the administration, in reports to the council.
INTERNAL = (
    "templates/admin/*", "templates/staff_skills/*", "templates/*/office/*", "templates/*/mail/*",
    "templates/measures/mine.html", "templates/measures/_report_*", "templates/measures/report_*",
    "templates/measures/printed.html", "templates/measures/conflict.html",
    "templates/reporting/_*", "templates/reporting/print.html", "templates/organisation/password_change.html",
    "templates/organisation/easy_language.html", "templates/organisation/_easy_*", "hannover_intl/organisation/apps.py",
    "*/admin/*", "*/admin.py", "*/admin_*.py", "*/apps.py", "*/resources/*", "*/resources.py", "*/management/*",
    "*/models.py", "*/models/*", "*/services.py", "*/services/*", "*/mails.py", "*/audit.py", "*/versioning.py",
    "*/spreadsheets/*", "hannover_intl/exchange/*", "staff_skills/*", "hannover_intl/core/pdf_uploads.py",
    "hannover_intl/core/history.py", "hannover_intl/organisation/choices.py", "hannover_intl/reporting/skills.py",
    "hannover_intl/reporting/change_kinds.py", "hannover_intl/reporting/choices.py",
    "hannover_intl/reporting/comparison.py", "hannover_intl/reporting/differences.py",
    "hannover_intl/reporting/*_changes.py", "hannover_intl/reporting/field_labels.py",
    "hannover_intl/reporting/progress.py", "hannover_intl/reporting/querysets.py", "hannover_intl/reporting/paper.py",
    "hannover_intl/reporting/addressees.py", "hannover_intl/reporting/completeness.py",
    "hannover_intl/reporting/frozen.py", "hannover_intl/reporting/skills_views.py",
    "templates/reporting/preview.html", "templates/reporting/skills_planning.html",
    "hannover_intl/organisation/saved_filter_views.py", "measures/own_list*.py", "measures/views/own_list.py",
    "templates/measures/own_list*.html", "templates/measures/_own_list*.html", "measures/views/updates.py",
    "measures/templatetags/reports.py", "measures/forms.py", "partnerships/deadlines.py", "partnerships/rgre.py",
)  # fmt: skip
# … but of these some lines stand on public pages.
PUBLIC = (
    "templates/reporting/_newest.html", "templates/reporting/_changes.html", "templates/reporting/_meetings.html",
    "templates/reporting/_search_*.html", "templates/reporting/_archive*.html", "templates/reporting/_versions.html",
    # The short report, which exists in English, is made of these.
    "templates/reporting/_balance.html", "templates/reporting/_chart.html", "templates/reporting/_lights.html",
    "templates/reporting/_states.html",
    "templates/reporting/_papers.html", "templates/reporting/_resolutions.html", "templates/reporting/_council_of.html",
    "templates/partnerships/office/programme.html",
    # Subjects of mails to people outside, who may have asked in English.
    "hannover_intl/organisation/mails.py", "hannover_intl/publishing/mails.py", "partnerships/mails.py",
)  # fmt: skip


def is_public(path: Path) -> bool:
    """Whether strings of this file may stand on a page that exists in English."""
    place = name(path)
    return any(fnmatch(place, pattern) for pattern in PUBLIC) or not any(
        fnmatch(place, pattern) for pattern in INTERNAL
    )


def used() -> dict[Key, set[str]]:
    """All strings that need an English text, with the files that use them."""
    found: dict[Key, set[str]] = {}
    for path in filter(is_public, [*templates(), *modules()]):
        for key in in_template(path) if path.suffix == ".html" else in_module(path):
            found.setdefault(key, set()).add(name(path))
    return found


def in_module(path: Path) -> Iterator[Key]:
    """The literal arguments of gettext and its relatives, under whatever name the module imports them."""
    tree = ast.parse(path.read_text())
    imported = {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        function = imported.get(called, called)
        if function in PLAIN or function in WITH_CONTEXT:
            texts = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
            context = texts.pop(0) if function in WITH_CONTEXT else None
            plural = texts[1] if (PLAIN | WITH_CONTEXT)[function] > 1 else None
            yield context, texts[0], plural


def in_template(path: Path) -> Iterator[Key]:
    """What the compiled template would look up."""
    template: Template = engines["django"].from_string(path.read_text()).template
    for part in _parts(template.nodelist, set()):
        if isinstance(part, TranslateNode):
            yield _context(part), part.filter_expression.var.literal, None
        elif isinstance(part, BlockTranslateNode):
            yield _context(part), _block(part, part.singular), _block(part, part.plural) if part.plural else None
        elif isinstance(part, Variable) and part.translate:
            yield part.message_context, part.literal, None


def _context(node: Any) -> str | None:
    return node.message_context.resolve({}) if node.message_context else None


def _block(node: BlockTranslateNode, tokens: Any) -> str:
    text = node.render_token_list(tokens)[0]
    return trim_whitespace(text) if node.trimmed else text


def _parts(thing: Any, seen: set[int]) -> Iterator[Any]:
    """All nodes, expressions and variables of a template."""
    if id(thing) in seen:
        return
    seen.add(id(thing))
    if isinstance(thing, list | tuple):
        inner: Iterable[Any] = thing
    elif isinstance(thing, dict):
        inner = thing.values()
    elif isinstance(thing, TranslateNode):
        yield thing
        return
    elif isinstance(thing, Node | FilterExpression | Variable | TokenBase):
        yield thing
        names = getattr(thing, "__slots__", None) or vars(thing)
        inner = [getattr(thing, name, None) for name in names]
    else:
        inner = ()
    for part in inner:
        yield from _parts(part, seen)


def catalogue() -> Catalog:
    """The English texts as they are stored."""
    with PO.open("rb") as source:
        return read_po(source, locale="en")


def key_of(message: Message) -> Key:
    """A stored message as gettext would be asked for it."""
    if isinstance(message.id, str):
        return message.context, message.id, None
    return message.context, message.id[0], message.id[1]


def stored(from_catalogue: Catalog) -> dict[Key, Message]:
    """All messages but the header."""
    return {key_of(message): message for message in from_catalogue if message.id}


def has_text(message: Message) -> bool:
    """Whether the English text is there, in singular and plural."""
    texts = [message.string] if isinstance(message.string, str) else message.string
    return bool(texts) and all(texts)


class English(Catalog):
    """With a header that says nothing that changes from run to run."""

    mime_headers = [
        ("Language", "en"),
        ("Plural-Forms", "nplurals=2; plural=(n != 1);"),
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Transfer-Encoding", "8bit"),
    ]


def update() -> int:
    """Write the file anew; answers how many strings still have no English text."""
    known, wanted = stored(catalogue()) if PO.exists() else {}, used()
    new = English(locale="en", fuzzy=False, header_comment="# English texts of the public pages (make translations).")
    for (context, singular, plural), places in sorted(
        wanted.items(), key=lambda item: (sorted(item[1])[0], item[0][1])
    ):
        old = known.get((context, singular, plural))
        flags = {"python-format"} if old and "python-format" in old.flags else set()
        new.add(
            (singular, plural) if plural else singular,
            old.string if old and has_text(old) else (("", "") if plural else ""),
            locations=[(place, None) for place in sorted(places)[:1]],
            flags=flags,
            context=context,
        )
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as target:
        write_po(target, new, width=118, sort_output=False, no_location=False, include_lineno=False)
    return sum(not has_text(message) for message in stored(new).values())


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    print(f"{PO.relative_to(ROOT)}: {update()} Texte ohne Englisch")  # noqa: T201 -- a program for the terminal
