"""Codes of languages and countries, checked against the lists of the library."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hannover_intl.core.territories import country_codes, language_codes


def validate_language(code: str) -> None:
    """A code of ISO 639."""
    if code not in language_codes():
        raise ValidationError(_("Bitte wählen Sie eine Sprache aus der Liste."), code="invalid")


def validate_country_or_empty(code: str) -> None:
    """A code of ISO 3166, or nothing."""
    if code and code not in country_codes():
        raise ValidationError(_("Bitte wählen Sie ein Land aus der Liste."), code="invalid")
