import pytest

from hannover_intl.core.pdf.text import replace_unprintable
from tests.core.pdf.sample import NAMES, RIGHT_TO_LEFT, SYMBOLS


@pytest.mark.parametrize(
    "text",
    [
        "Straße, Ärger – „Größe“ … ½ m² · 10 % § 5 €",
        "Zażółć gęślą jaźń, ÇĞİÖŞÜ çğıöşü, Œuvre à Noël, ţșă őű ñ",
        "Καλημέρα κόσμε, ΆΈΉΊΌΎΏ",
        "Їжак, ґанок, є, і; Ёлка, Москва, Београд, София",
        NAMES,
        RIGHT_TO_LEFT,
        SYMBOLS,
        "Zeile\nmit\tTabulator",
        "weiches\xadTrennzeichen",
    ],
)
def test_text_of_partner_cities_stays_as_it_is(text, shipped):
    assert replace_unprintable(text, shipped.printable) == text


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Nilpferd 🦛", "Nilpferd [U+1F99B]"),
        ("Hieroglyphe \U000130b8", "Hieroglyphe [U+130B8]"),
        ("Familie 👨\u200d👩\u200d👧", "Familie [U+1F468]\u200d[U+1F469]\u200d[U+1F467]"),
        ("eigene \ue000", "eigene [U+E000]"),
        ("Haken ✔\ufe0f", "Haken ✔"),
        ("Glocke\x07, Ende\x00", "Glocke, Ende"),
        ("Rest\udfff", "Rest"),
        ("kein\uffff Zeichen\ufdd0", "kein Zeichen"),
        ("\ufeffAnfang", "Anfang"),
        ("Absatz\u2029Seite\fZeile\v", "Absatz Seite Zeile "),
        ("\u202everkehrt\u202c", "verkehrt"),
        ("\u2067fremd\u2069 \u200fMarke\u061c", "fremd Marke"),
        ("U\u0308bung", "Übung"),
    ],
)
def test_what_cannot_be_printed_is_named_or_dropped(text, printed, shipped):
    assert replace_unprintable(text, shipped.printable) == printed
