"""Calendar files (iCalendar, RFC 5545): dates that people take into their own calendar."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

_LINE_OCTETS = 75
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""})


@dataclass(frozen=True)
class Event:
    """One date. ``start`` is a day, or an aware time; ``uid`` stays the same when the date moves."""

    uid: str
    start: dt.date
    summary: str
    description: str = ""
    location: str = ""
    url: str = ""
    is_cancelled: bool = False


def calendar(name: str, events: Iterable[Event], *, stamp: dt.datetime) -> bytes:
    """A calendar file with these events; ``stamp`` is when it was made (aware).

    Sections 3.1 (lines of 75 octets, CRLF), 3.3.11 (escaped text) and 3.6.1 (an event with a day alone lasts that day).
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Landeshauptstadt Hannover//Hannover International//DE"]
    lines += ["CALSCALE:GREGORIAN", f"X-WR-CALNAME:{_text(name)}"]
    for event in events:
        lines += ["BEGIN:VEVENT", f"UID:{_text(event.uid)}", f"DTSTAMP:{_utc(stamp)}", _start(event.start)]
        for key, value in (
            ("SUMMARY", event.summary),
            ("DESCRIPTION", event.description),
            ("LOCATION", event.location),
        ):
            if value:
                lines.append(f"{key}:{_text(value)}")
        if event.is_cancelled:
            lines.append("STATUS:CANCELLED")
        if event.url:
            lines.append(f"URL:{event.url}")
        lines.append("END:VEVENT")
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _start(start: dt.date) -> str:
    if isinstance(start, dt.datetime):
        return f"DTSTART:{_utc(start)}"
    return f"DTSTART;VALUE=DATE:{start:%Y%m%d}"


def _utc(moment: dt.datetime) -> str:
    return f"{moment.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


def _text(value: str) -> str:
    return value.translate(_ESCAPES)


def _folded(line: str) -> bytes:
    """The line in pieces of at most 75 octets, never inside a character; each further one begins with a space."""
    pieces, piece = [], b""
    for char in line:
        octets = char.encode()
        if len(piece) + len(octets) > _LINE_OCTETS:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
