"""Lists of the kinds that may be long, as small as a test needs them."""

from hannover_intl.exchange.models import ImportRun
from hannover_intl.exchange.services import check_list, store_list
from tests import cast
from tests.partnerships import cast as abroad

MEASURES = "Nummer;Titel;Handlungsfeld;Oberziele;Federführung;beteiligte Einheiten;Ansprechperson;beschlossen mit;beschlossen am"  # noqa: E501 -- one line of headers
LONG = ("measures", "milestones", "activities")


def measure(number: int, title: str = "Austausch") -> tuple:
    return (
        f"1.{number}",
        title,
        "1",
        "1; 2",
        "Kulturbüro",
        "Stab",
        "kontakt.kultur@example.org",
        "0383/2019",
        "14.02.2019",
    )


def rows(kind: str, number: int, mark: str) -> tuple[str, list[tuple]]:
    """A list of this kind with ``number`` rows; with another ``mark`` it changes each of them."""
    count = range(1, number + 1)
    if kind == "measures":
        return MEASURES, [measure(each, f"Austausch{mark}") for each in count]
    if kind == "milestones":
        due = "31.03.2027" if mark else "31.01.2027"
        return "Maßnahme;Meilenstein;fällig am;Grund der Verschiebung", [
            (f"1.{each}", "Konzept", due, "x") for each in count
        ]
    named = "Art;Titel;Beginn;Ende;Partner;dient den Maßnahmen;Zweck"
    return named, [
        ("Projekt", f"P {each}", "01.03.2026", "02.03.2026", f"Stadt {each}", f"1.{each}", mark) for each in count
    ]


def names_of(kind: str, number: int) -> None:
    """What the rows of the other lists name."""
    for each in range(1, number + 1):
        if kind != "measures":
            cast.measure(f"1.{each}")
        if kind == "activities":
            abroad.partner(f"Stadt {each}")


def check(headers: str, *lines: tuple, kind: str = "measures") -> ImportRun:
    content = "\n".join(";".join(f'"{cell}"' for cell in line) for line in (headers.split(";"), *lines))
    return check_list(None, kind=kind, file_name="liste.csv", content=content.encode(), today=cast.TODAY)


def stored(kind: str, number: int, mark: str = "", *, actor=None) -> ImportRun:
    headers, lines = rows(kind, number, mark)
    run = check(headers, *lines, kind=kind)
    return store_list(actor, run=run, today=cast.TODAY)
