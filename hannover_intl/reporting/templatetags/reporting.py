"""What the templates of a report need beside the building blocks of core."""

import re
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString

from hannover_intl.core.templatetags.core import german, shape
from hannover_intl.council.models import Resolution
from hannover_intl.reporting.committees import reports_on, resolutions
from hannover_intl.reporting.entries import shorten
from hannover_intl.reporting.printed import printed_in
from hannover_intl.reporting.short_titles import Text
from measures.choices import Light
from measures.models import Measure
from measures.presentation import LIGHT_LOOKS

register = template.Library()

# Longer than any German word that people write, and about as wide as the column of a report.
_LONG_WORD = re.compile(r"\S{80,}")
_AROUND_LONG_WORDS = re.compile(r"(\S{80,})")
_PIECE = re.compile(r".{1,40}")


@register.inclusion_tag("includes/shape.html")
def light_shape(light: str) -> dict[str, str]:
    """``{% light_shape "delayed" %}``: the drawing of a light alone. Each further box costs print as much as a line."""
    look = LIGHT_LOOKS[Light(light)]
    return shape(look.shape, look.variant)


@register.inclusion_tag("reporting/_council_of.html", takes_context=True)
def council_of(context: dict[str, Any], measure: Measure) -> dict[str, Any]:
    """``{% council_of measure %}``: the resolutions it serves and the reports that tell of it, for this visitor."""
    user, today = context["request"].user, timezone.localdate()
    rows = resolutions(user, today, Resolution.objects.filter(measures=measure))
    return {"resolutions": rows, "reports": list(reports_on(measure, user, today))}


@register.inclusion_tag("reporting/_printed.html", takes_context=True)
def printed_in_reports(context: template.Context, measure: Measure) -> dict[str, Any]:
    """``{% printed_in_reports measure %}``: what the published reports say of a measure; links to the earlier ones."""
    return {"printed": printed_in(context["request"].user, measure.number, timezone.localdate())}


@register.filter
def breakable(text: str) -> str:
    """The text with places to break inside of endless words, each of which would cost the printer minutes.

    Text without such a word comes back as it is; otherwise it comes back escaped.
    """
    if not _LONG_WORD.search(text):
        return text
    words = (_with_breaks(part) if _LONG_WORD.match(part) else escape(part) for part in _AROUND_LONG_WORDS.split(text))
    return SafeString("".join(words))


@register.filter
def in_its_language(text: Text) -> str:
    """``{{ measure.title|in_its_language }}``: marked where it is German and the page is not."""
    return german(text.text) if text.is_german else text.text


@register.filter
def shortened(text: str, length: int) -> str:
    """``{{ text|shortened:300 }}``: its first sentences on one line, for the condensed annex."""
    return shorten(" ".join(text.split()), length)


def _with_breaks(word: str) -> str:
    return "<wbr />".join(escape(piece) for piece in _PIECE.findall(word))
