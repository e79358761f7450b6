"""What stands in one cell: text, numbers and dates as people in Germany write them, and formulas made harmless.

The parsers take what a CSV file (always text) or an XLSX file (typed) holds. They raise ValueError with a German
message that says what to do; the empty cell is None, or "" for text.
"""

import datetime as dt
import re
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from hannover_intl.core.text import clean_text

# A spreadsheet program runs a cell that begins like this; full-width signs are folded to ASCII by some of them.
_FORMULA = re.compile(r"[\s\x00]*[=+\-@＝＋－＠]|[\t\r\n\x00]")
_QUOTE = "'"

_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?::\d\d)?(?: Uhr)?")
_GERMAN_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_GERMAN_NUMBER = re.compile(r"-?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?")
_POINT_NUMBER = re.compile(r"-?\d+\.\d+")
_WHOLE_NUMBER = re.compile(r"-?\d{1,18}")

_YES = frozenset({"ja", "j", "x", "wahr", "true", "yes", "1"})
_NO = frozenset({"nein", "n", "", "falsch", "false", "no", "0"})


def escape_cell(value: Any) -> Any:
    """Text that a spreadsheet program would run as a formula gets a quote in front; everything else stays."""
    return f"{_QUOTE}{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def unescape_cell(text: str) -> str:
    """The text as it was before escape_cell."""
    return text[1:] if text.startswith(_QUOTE) and _FORMULA.match(text[1:]) else text


def to_text(value: Any) -> str:
    """Cleaned text. A number with decimals or a date is refused: the program has changed what was typed (2.10, 2.3)."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("ja") if value else _("nein")
    if isinstance(value, dt.date | dt.time):
        raise ValueError(
            _("Das Tabellenprogramm hat daraus ein Datum gemacht. Bitte formatieren Sie die Zelle als Text.")
        )
    if isinstance(value, float) and not value.is_integer():
        raise ValueError(_("Hier steht eine Zahl. Bitte formatieren Sie die Zelle als Text, damit keine Stelle fehlt."))
    return clean_text(str(int(value)) if isinstance(value, float) else str(value))


def to_date(value: Any) -> dt.date | None:
    """A date cell, 31.12.2026 or 2026-12-31."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    text = "" if value is None else str(value).strip()
    if not text:
        return None
    german = _GERMAN_DATE.fullmatch(text)
    try:
        if german:
            return dt.date(int(german[3]), int(german[2]), int(german[1]))
        return dt.datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 -- a day has no time zone
    except ValueError:
        raise ValueError(_("Das ist kein Datum. Bitte schreiben Sie es wie 31.12.2026.")) from None


def to_moment(value: Any) -> dt.datetime | None:
    """A day with a time, in local time: a date cell, 31.12.2026 16:00 or 2026-12-31 16:00."""
    if isinstance(value, dt.datetime):
        return _moment(value)
    day, _space, time = ("" if value is None else str(value).strip()).partition(" ")
    if not day:
        return None
    hour = _TIME.fullmatch(time.strip())
    if hour is None:
        raise ValueError(_("Bitte schreiben Sie Tag und Uhrzeit wie 31.12.2026 16:00."))
    return _moment(dt.datetime.combine(to_date(day) or dt.date.min, dt.time(int(hour[1]), int(hour[2]))))


def _moment(value: dt.datetime) -> dt.datetime:
    """The moment in UTC, as databases hold it: an hour that the summer time skips is the one after it."""
    try:
        return (timezone.make_aware(value) if timezone.is_naive(value) else value).astimezone(dt.UTC)
    except OverflowError:  # in UTC it would be a day before the first one there is
        raise ValueError(_("Bitte prüfen Sie das Jahr.")) from None


def to_decimal(value: Any) -> Decimal | None:
    """A number cell, 1.234,50 or 1234.50. A point before exactly three digits groups thousands, as in German."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Decimal(str(value))
    text = "" if value is None else re.sub(r"[\s€]|EUR", "", str(value))
    if not text:
        return None
    if _GERMAN_NUMBER.fullmatch(text):
        return Decimal(text.replace(".", "").replace(",", "."))
    if _POINT_NUMBER.fullmatch(text):
        return Decimal(text)
    raise ValueError(_("Das ist keine Zahl. Bitte schreiben Sie sie wie 1.234,50."))


def to_integer(value: Any) -> int | None:
    """A whole number."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    text = "" if value is None else str(value).strip()
    if not text:
        return None
    if _WHOLE_NUMBER.fullmatch(text):
        return int(text)
    raise ValueError(_("Das ist keine ganze Zahl."))


def to_boolean(value: Any) -> bool:
    """Ja or nein; the empty cell is nein."""
    text = "" if value is None else str(value).strip().casefold()
    if text in _YES | _NO:
        return text in _YES
    raise ValueError(_("Bitte schreiben Sie „ja“ oder „nein“."))
