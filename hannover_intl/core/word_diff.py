"""What changed between two texts, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, INSERTED, REMOVED = "", "ins", "del"

_WORDS = re.compile(r"\S+\s*|\s+")
# Below this share of common words a text was written anew: marking single words would only make it unreadable.
_LEAST_IN_COMMON = 0.4
# The comparison is quadratic at worst; two texts of this many words are compared in some milliseconds.
_MOST_PAIRS = 4_000_000


@dataclass(frozen=True)
class Run:
    """A piece of text that stayed (""), came in ("ins") or was taken out ("del"); the names are those of HTML."""

    text: str
    mark: str = SAME


def word_diff(before: str, after: str) -> tuple[Run, ...]:
    """The pieces in reading order. Without the inserted ones it is ``before``, without the removed ``after``."""
    if before == after:
        return (Run(before),) if before else ()
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if not old or not new or len(old) * len(new) > _MOST_PAIRS:
        return _rewritten(before, after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.quick_ratio() < _LEAST_IN_COMMON or matcher.ratio() < _LEAST_IN_COMMON:
        return _rewritten(before, after)
    runs: list[Run] = []
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if kind == "equal":
            runs.append(Run("".join(old[old_from:old_to])))
            continue
        removed, inserted = "".join(old[old_from:old_to]), "".join(new[new_from:new_to])
        runs.extend(_rewritten(removed, inserted))
    return tuple(runs)


def _rewritten(before: str, after: str) -> tuple[Run, ...]:
    return tuple(run for run in (Run(before, REMOVED), Run(after, INSERTED)) if run.text)
