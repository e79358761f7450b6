"""Calendar files say what RFC 5545 asks for."""

import datetime as dt

from hannover_intl.core.ical import Event, calendar

STAMP = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)


def lines_of(*events: Event) -> list[str]:
    """The unfolded lines of a calendar with these events."""
    return calendar("Fristen", events, stamp=STAMP).decode().replace("\r\n ", "").split("\r\n")


def test_a_day_without_a_time_stays_a_day():
    lines = lines_of(Event(uid="frist-1@example.org", start=dt.date(2026, 12, 11), summary="Frist"))
    assert lines[5:10] == [
        "BEGIN:VEVENT",
        "UID:frist-1@example.org",
        "DTSTAMP:20261123T120000Z",
        "DTSTART;VALUE=DATE:20261211",
        "SUMMARY:Frist",
    ]


def test_a_time_is_written_in_utc():
    berlin = dt.timezone(dt.timedelta(hours=1))
    lines = lines_of(
        Event(uid="s@example.org", start=dt.datetime(2026, 12, 4, 16, 0, tzinfo=berlin), summary="Sitzung")
    )
    assert "DTSTART:20261204T150000Z" in lines


def test_text_cannot_break_out_of_its_line():
    lines = lines_of(Event(uid="x", start=dt.date(2026, 1, 1), summary="A;B,C\\D\r\nEND:VCALENDAR"))
    assert "SUMMARY:A\\;B\\,C\\\\D\\nEND:VCALENDAR" in lines
    assert lines.count("END:VCALENDAR") == 1


def test_long_lines_are_folded_between_characters():
    raw = calendar("x", [Event(uid="x", start=dt.date(2026, 1, 1), summary="Ü" * 100)], stamp=STAMP)
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75
    assert "SUMMARY:" + "Ü" * 100 in raw.decode().replace("\r\n ", "")
