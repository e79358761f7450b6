"""The programme of a delegation as an accessible PDF, in German or in English."""

import datetime as dt
from dataclasses import dataclass
from itertools import groupby

from django.template.loader import render_to_string

from hannover_intl.core.pdf import render_pdf
from partnerships.models import DelegationFile, DelegationParticipant, ProgrammeItem

STYLESHEET = "portal/programme.css"


@dataclass(frozen=True)
class Point:
    """A point of the programme in the language of the document; ``lang`` where only the German text exists."""

    starts: dt.time
    ends: dt.time | None
    title: str
    note: str
    place: str
    lang: str


@dataclass(frozen=True)
class Programme:
    """What is printed: days with their points, and who takes part on which side."""

    language: str
    title: str
    title_lang: str
    greeting: str
    greeting_lang: str
    start: dt.date
    end: dt.date
    place: str
    days: list[tuple[dt.date, list[Point]]]
    people: list[tuple[str, list[DelegationParticipant]]]
    is_example: bool


def build_programme(file: DelegationFile, language: str) -> Programme:
    """The programme in one language, read with two queries."""
    activity, english = file.activity, language == "en"
    items = sorted(file.programme.all(), key=lambda item: (item.day, item.starts, item.pk))
    participants = sorted(file.participants.all(), key=lambda person: (person.side, person.name))
    title, title_lang = _in(english, activity.title, activity.title_en)
    greeting, greeting_lang = _in(english, file.greeting, file.greeting_en)
    return Programme(
        language=language,
        title=title,
        title_lang=title_lang,
        greeting=greeting,
        greeting_lang=greeting_lang,
        start=activity.start,
        end=activity.end,
        place=activity.place,
        days=[(day, [_point(item, english) for item in rows]) for day, rows in groupby(items, lambda item: item.day)],
        people=[(label, list(rows)) for label, rows in groupby(participants, lambda person: person.get_side_display())],
        is_example=activity.is_example,
    )


def programme_pdf(file: DelegationFile, language: str) -> bytes:
    """The document as PDF/UA; the language of the thread must be ``language``. Raises PdfError."""
    programme = build_programme(file, language)
    html = render_to_string("partnerships/office/programme.html", {"programme": programme})
    return render_pdf(html, stylesheets=[STYLESHEET])


def _point(item: ProgrammeItem, english: bool) -> Point:
    title, lang = _in(english, item.title, item.title_en)
    note, _note_lang = _in(english, item.note, item.note_en)
    return Point(item.starts, item.ends, title, note, item.place, lang)


def _in(english: bool, german_text: str, english_text: str) -> tuple[str, str]:
    """The text for the document, and "de" where an English document has to fall back to German."""
    if not english:
        return german_text, ""
    return (english_text, "") if english_text or not german_text else (german_text, "de")
