"""static/portal/kern.css: what the portal uses of the design system KERN, a quarter of its weight.

``python -m tests.kern`` (``make kern``) writes it from static/vendor/kern/kern.min.css; a check fails when it is stale.
A rule stays when every KERN class in its selector occurs in a template or in our code; of the custom properties stay
those that something reads.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import tinycss2

from tests.checks.sources import ROOT, modules, templates

SOURCE = ROOT / "static" / "vendor" / "kern" / "kern.min.css"
TARGET = ROOT / "static" / "portal" / "kern.css"
HEAD = "/* KERN, reduced by `make kern` to what the portal uses; licence: static/vendor/kern/LICENSE.md */\n"
OWN_STYLES = sorted(path for path in (ROOT / "static" / "portal").glob("*.css") if path != TARGET)
CLASS = re.compile(r"kern-[a-z0-9_-]+")
# How classes end that are put together when a page is made.
_ENDS = ("info", "success", "warning", "danger", "primary", "secondary", "tertiary", "radio", "checkbox", "--error")
_THEMED = "[data-kern-theme"  # for pages that choose their colours; ours follow the system
READ = re.compile(r"var\(\s*(--[\w-]+)")
DECLARED = re.compile(r"(--[\w-]+)\s*:")


@dataclass(frozen=True)
class Block:
    """A rule with its declarations, or an at-rule with what is in it."""

    head: str
    parts: tuple["Block | tuple[str, str]", ...]


def current() -> str:
    """The style sheet as it should be today."""
    return reduced(SOURCE.read_text(), used_classes(), "".join(path.read_text() for path in OWN_STYLES))


def reduced(source: str, used: frozenset[str], own: str) -> str:
    """The part of a style sheet that these classes and our own style sheets use, one rule a line."""
    sheet = tinycss2.parse_stylesheet(source, skip_comments=True, skip_whitespace=True)
    blocks = list(_kept(sheet, used))
    read = _read_properties(blocks, own)
    return HEAD + "".join(f"{line}\n" for block in blocks if (line := _written(block, read)))


def used_classes() -> frozenset[str]:
    """Classes in templates and code. Some are completed when the page is made."""
    written = {name for path in [*templates(), *modules()] for name in CLASS.findall(path.read_text())}
    return frozenset(written | {stem + end for stem in written for end in _ENDS if _joins(stem, end)})


def _joins(stem: str, end: str) -> bool:
    return stem.endswith(("-", "_")) or end.startswith("-")


def _kept(rules: Iterable[object], used: frozenset[str]) -> Iterator[Block]:
    for rule in rules:
        if isinstance(rule, tinycss2.ast.QualifiedRule):
            selectors = [text for text in _selectors(rule.prelude) if _is_used(text, used)]
            if selectors:
                yield Block(",".join(selectors), tuple(_declarations(rule.content)))
        elif isinstance(rule, tinycss2.ast.AtRule) and rule.content is not None:
            head = f"@{rule.at_keyword} {tinycss2.serialize(rule.prelude).strip()}"
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            kept = tuple(_kept(inner, used))
            if kept:
                yield Block(head, kept)


def _selectors(prelude: list[object]) -> Iterator[str]:
    """The selectors between the commas; commas inside ``:is()`` belong to one selector."""
    nodes: list[object] = []
    for node in [*prelude, tinycss2.ast.LiteralToken(0, 0, ",")]:
        if node == ",":
            yield tinycss2.serialize(nodes).strip()
            nodes = []
        else:
            nodes.append(node)


def _is_used(selector: str, used: frozenset[str]) -> bool:
    """Classes inside ``:not()`` and ``:is()`` need not occur."""
    outside = re.sub(r"\([^()]*\)", "", selector)
    classes = [name for name in CLASS.findall(outside) if f".{name}" in outside]
    return _THEMED not in outside and used.issuperset(classes)


def _declarations(content: list[object]) -> Iterator[tuple[str, str]]:
    for part in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        assert part.type == "declaration", part
        value = tinycss2.serialize(part.value).strip() + ("!important" if part.important else "")
        yield part.name, value


def _read_properties(blocks: list[Block], own: str) -> frozenset[str]:
    """All custom properties that are read, also by others that are read."""
    declared = [pair for block in blocks for pair in _pairs(block)]
    read = set(READ.findall(own))
    read.update(name for prop, value in declared if not prop.startswith("--") for name in READ.findall(value))
    while True:
        more = {name for prop, value in declared if prop in read for name in READ.findall(value)} - read
        if not more:
            return frozenset(read)
        read |= more


def _pairs(block: Block) -> Iterator[tuple[str, str]]:
    for part in block.parts:
        yield from _pairs(part) if isinstance(part, Block) else [part]


def _written(block: Block, read: frozenset[str]) -> str:
    inner = [_written_part(part, read) for part in block.parts]
    body = "".join(text for text in inner if text)
    return f"{block.head}{{{body}}}" if body else ""


def _written_part(part: "Block | tuple[str, str]", read: frozenset[str]) -> str:
    if isinstance(part, Block):
        return _written(part, read)
    name, value = part
    return "" if name.startswith("--") and name not in read else f"{name}:{value};"


def main() -> None:
    """Write the style sheet."""
    TARGET.write_text(current())


if __name__ == "__main__":
    main()
