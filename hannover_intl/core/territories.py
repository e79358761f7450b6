"""Names of countries (ISO 3166) and languages (ISO 639) in the language of the page, from the CLDR (babel).

Flags are drawings in static/vendor/flags, one for each country; docs/decisions/0101 tells where they are shown.
"""

import re
from functools import lru_cache

from babel import Locale
from babel.core import get_global
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hannover_intl.core.search import fold

# Codes that CLDR names but that are no country: groups, outlying areas, tests.
_NO_COUNTRY = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
_NO_LANGUAGE = {"mul", "und", "zxx"}
_ALPHA_2 = re.compile(r"[A-Z]{2}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")


@lru_cache(maxsize=8)
def _locale(language: str) -> Locale:
    return Locale.parse(language.partition("-")[0])


def _current() -> Locale:
    return _locale(get_language() or "de")


@lru_cache(maxsize=1)
def country_codes() -> frozenset[str]:
    """All country codes of ISO 3166-1 (alpha-2), and XK, which is in use for Kosovo."""
    named = (code for code in map(str, _locale("de").territories) if _ALPHA_2.fullmatch(code))
    # CLDR also names former codes, as aliases of what they became.
    return frozenset(named) - _NO_COUNTRY - frozenset(get_global("territory_aliases"))


@lru_cache(maxsize=1)
def language_codes() -> frozenset[str]:
    """Codes of living languages with a German name: two letters where ISO 639-1 has them, else three."""
    named = (code for code in map(str, _locale("de").languages) if _LANGUAGE.fullmatch(code))
    return frozenset(named) - _NO_LANGUAGE


def country_name(code: str) -> str:
    """The country in the language of the page; an unknown code as it is."""
    return str(_current().territories.get(code, code))


def country_in_language_of_page(german: str) -> str:
    """The country that is called ``german`` in German; "" where none is."""
    code = _codes_by_german_name().get(german)
    return country_name(code) if code else ""


@lru_cache(maxsize=1)
def _codes_by_german_name() -> dict[str, str]:
    names = _locale("de").territories
    return {str(names[code]): code for code in country_codes()}


def flag_file(code: str) -> str:
    """The static file with the flag of a country; "" for an unknown code."""
    return f"vendor/flags/{code}.svg" if code in country_codes() else ""


def language_name(code: str) -> str:
    """The language in the language of the page; an unknown code as it is."""
    return str(_current().languages.get(code, code))


def country_choices() -> list[tuple[str, str]]:
    """All countries for a select box, sorted as a dictionary sorts them in the language of the page."""
    return sorted(((code, country_name(code)) for code in country_codes()), key=lambda pair: fold(pair[1]))


def language_choices() -> list[tuple[str, str]]:
    """All languages for a select box, sorted as a dictionary sorts them in the language of the page."""
    return sorted(((code, language_name(code)) for code in language_codes()), key=lambda pair: fold(pair[1]))


def validate_country(code: str) -> None:
    """A code of ISO 3166-1 in capitals."""
    if code not in country_codes():
        raise ValidationError(
            _("„%(code)s“ ist kein Länderkürzel. Erwartet werden zwei Großbuchstaben wie GB oder PL."),
            code="invalid",
            params={"code": code[:20]},
        )


def validate_languages(codes: object) -> None:
    """A list of different codes of ISO 639."""
    if not isinstance(codes, list) or len(set(map(str, codes))) != len(codes):
        raise ValidationError(_("Erwartet wird eine Liste verschiedener Sprachkürzel."), code="invalid")
    unknown = [str(code)[:20] for code in codes if str(code) not in language_codes()]
    if unknown:
        raise ValidationError(
            _("Unbekannte Sprachkürzel: %(codes)s. Erwartet werden Kürzel wie de, en oder fr."),
            code="invalid",
            params={"codes": ", ".join(unknown)},
        )
