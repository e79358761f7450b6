"""Names of countries and languages."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import override

from hannover_intl.core import territories


@pytest.mark.parametrize(
    ("code", "german", "english"),
    [("DE", "Deutschland", "Germany"), ("GB", "Vereinigtes Königreich", "United Kingdom"), ("MW", "Malawi", "Malawi")],
)
def test_a_country_has_its_name_in_the_language_of_the_page(code, german, english):
    names = [territories.country_name(code)]
    with override("en"):
        names.append(territories.country_name(code))
    assert names == [german, english]


def test_there_are_the_249_countries_of_iso_3166_and_kosovo():
    codes = territories.country_codes()
    assert (len(codes), {"DE", "XK"} <= codes, {"UK", "EU", "ZZ", "SU"} & codes) == (250, True, set())


@pytest.mark.parametrize("code", ["UK", "gb", "", "XX", "Deutschland", "🇩🇪"])
def test_other_codes_are_refused(code):
    with pytest.raises(ValidationError, match="kein Länderkürzel"):
        territories.validate_country(code)


@pytest.mark.parametrize("codes", ["en", ["en", "en"], ["englisch"], [1], None, [["en"]]])
def test_languages_are_a_list_of_different_codes(codes):
    with pytest.raises(ValidationError):
        territories.validate_languages(codes)


def test_languages_have_names():
    territories.validate_languages(["de", "uk", "ny"])
    assert [territories.language_name(code) for code in ("uk", "ja", "ny")] == ["Ukrainisch", "Japanisch", "Nyanja"]


def test_choices_are_sorted_as_in_a_dictionary():
    names = [name for _code, name in territories.country_choices()]
    assert names[:2] == ["Ägypten", "Äquatorialguinea"]


def test_every_country_has_a_small_flag_that_runs_and_loads_nothing():
    root = Path(settings.BASE_DIR) / "static"
    flags = {code: (root / territories.flag_file(code)).read_text() for code in territories.country_codes()}
    dangerous = re.compile(r"<script|<style|<image|<use|<foreignObject|href|url\(|\son\w+=|<!")
    assert [code for code, drawing in flags.items() if dangerous.search(drawing) or len(drawing) > 6_000] == []
    assert sum(map(len, flags.values())) < 200_000


@pytest.mark.parametrize("code", ["", "UK", "../portal/favicon", "gb"])
def test_an_unknown_country_has_no_flag(code):
    assert territories.flag_file(code) == ""
