"""The ledger of deletions: a file beside the database, so that a restored backup cannot bring anything back.

One line per deleted row: day, kind, keyed hash of its random key, and a mark of the key that was used. The file only
grows. It names nobody: the hash leads to a row only while that row still exists, in a backup.
"""

import datetime as dt
import fcntl
import hashlib
import hmac
import os
import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

_LINE = re.compile(r"(\d{4}-\d{2}-\d{2}) ([a-z]+) ([0-9a-f]{64}) ([0-9a-f]{8}) (\w+)")


class LedgerError(Exception):
    """The ledger cannot be read or written; the message says what to do."""


@dataclass(frozen=True)
class Entry:
    """A row of a kind (name of its model) that was deleted on a day."""

    day: dt.date
    kind: str
    pseudonym: str
    reason: str


def pseudonym(row_key: uuid.UUID) -> str:
    """The keyed hash by which the ledger knows a row."""
    return hmac.new(settings.LEDGER_KEY.encode(), row_key.bytes, hashlib.sha256).hexdigest()


def append(entries: Iterable[Entry]) -> None:
    """Write the entries to the disk. Called as the last step of a deletion: without it, nothing is deleted."""
    mark = _key_mark()
    lines = [f"{entry.day} {entry.kind} {entry.pseudonym} {mark} {entry.reason}\n" for entry in entries]
    path = Path(settings.DELETION_LEDGER)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab+") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.write(_line_break_if_torn(path) + "".join(lines).encode())
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise LedgerError(_("Das Löschbuch kann nicht geschrieben werden. Es wurde nichts gelöscht.")) from error


def read() -> list[Entry]:
    """All entries. Raises LedgerError for a key that does not fit: then no deletion could be applied again.

    A line that a crash cut short belongs to a deletion that never happened and is passed over.
    """
    path = Path(settings.DELETION_LEDGER)
    if not path.exists():
        return []
    mark, entries = _key_mark(), []
    for line in path.read_text().splitlines():
        match = _LINE.fullmatch(line)
        if match is None:
            continue
        if match[4] != mark:
            raise LedgerError(_("Das Löschbuch wurde mit einem anderen LEDGER_KEY geschrieben."))
        entries.append(Entry(dt.date.fromisoformat(match[1]), match[2], match[3], match[5]))
    return entries


def _key_mark() -> str:
    return hmac.new(settings.LEDGER_KEY.encode(), b"mark", hashlib.sha256).hexdigest()[:8]


def _line_break_if_torn(path: Path) -> bytes:
    content = path.read_bytes()[-1:]
    return b"\n" if content not in {b"", b"\n"} else b""
