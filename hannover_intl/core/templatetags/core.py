"""Building blocks of every page; docs/frontend.md shows how each is used."""

import datetime
import math
from typing import Any

from django import template
from django.conf import settings
from django.template.defaultfilters import linebreaks_filter
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hannover_intl.core import forms, languages
from hannover_intl.core.admin_waiting import waiting
from hannover_intl.core.charts import COLOURS
from hannover_intl.core.shapes import SHAPES
from hannover_intl.core.territories import flag_file

register = template.Library()

_KERN_BADGES = ("info", "success", "warning", "danger")


@register.inclusion_tag("includes/shape.html")
def shape(name: str, variant: str = "") -> dict[str, str]:
    """``{% shape "circle" "success" %}``: a small drawing, without a variant in the colour of the text."""
    return {"path": SHAPES[name], "variant": variant, "fill": COLOURS[variant] if variant else "currentColor"}


@register.inclusion_tag("includes/badge.html")
def badge(label: str, variant: str, name: str) -> dict[str, Any]:
    """``{% badge label variant shape %}``: a state as text, colour and shape."""
    if variant not in COLOURS:
        raise template.TemplateSyntaxError(f"Unknown badge variant {variant!r}")
    return {"label": label, "variant": variant, "name": name, "is_kern": variant in _KERN_BADGES}


@register.inclusion_tag("includes/flag.html")
def flag(country: str) -> dict[str, str]:
    """``{% flag "GB" %}``: the flag of a country, in front of its name; it tells nothing that the name does not."""
    return {"file": flag_file(country)}


@register.inclusion_tag("admin/includes/waiting.html")
def waiting_today() -> dict[str, Any]:
    """``{% waiting_today %}``: what the apps registered as waiting for the office."""
    return {"groups": waiting(timezone.localdate())}


@register.inclusion_tag("includes/office_link.html", takes_context=True)
def office_link(context: template.Context, *things: Any) -> dict[str, Any]:
    """``{% office_link partnership partner %}``: where the office edits what a page shows; nothing for others."""
    is_office = context["roles"]["office"]
    links = [(capfirst(thing._meta.verbose_name), _office_page(thing)) for thing in things if is_office]
    return {"links": links}


def _office_page(thing: Any) -> str:
    return reverse(f"admin:{thing._meta.app_label}_{thing._meta.model_name}_change", args=[thing.pk])


@register.inclusion_tag("includes/nav_link.html", takes_context=True)
def nav_link(context: template.Context, url_name: str, label: str) -> dict[str, str]:
    """An entry of the navigation: "page" on its own page, "true" on a page below it."""
    url = reverse(url_name)
    request = context.get("request")
    path = request.path if request else ""
    current = "page" if path == url else "true" if url != reverse("home") and path.startswith(url) else ""
    return {"url": url, "label": label, "current": current}


@register.inclusion_tag("includes/breadcrumb.html", takes_context=True)
def breadcrumb(context: template.Context, *labels_and_urls: str) -> dict[str, list[tuple[str, str]]]:
    """``{% breadcrumb label url … label %}``: the way from the start page; the last label is this page.

    On a page about another day (``asked``) the start page is that of this day, too.
    """
    query = getattr(context.get("asked"), "query", "")
    trail = [_("Start"), reverse("home") + query, *labels_and_urls, ""]
    return {"crumbs": list(zip(trail[::2], trail[1::2], strict=True))}


@register.inclusion_tag("kern/error_summary.html")
def error_summary(*parts: Any) -> dict[str, list[tuple[str, str]]]:
    """``{% error_summary form formset %}``: all errors of the page, if any, linked to their fields."""
    return {"error_links": forms.error_links(*parts)}


@register.simple_tag
def error_prefix(*parts: Any) -> str:
    """``{% error_prefix form %}``: the page title of a form with errors says so first."""
    return f"{_('Fehler:')} " if forms.error_links(*parts) else ""


@register.simple_tag
def plain_text(value: str, lang: str = languages.GERMAN) -> SafeString:
    """``{% plain_text value %}``: what people typed, as paragraphs and lines, never as markup. It is German."""
    language = format_html(' lang="{}"', lang) if lang != get_language() else ""
    return format_html('<div class="app-text" dir="auto"{}>{}</div>', language, linebreaks_filter(value))


@register.simple_tag
def in_language(thing: Any, field: str) -> str:
    """``{% in_language measure "title" %}``: the text in the reader's language, or German and marked as such."""
    return _marked(*languages.text_of(thing, field))


@register.simple_tag
def plain_text_in_language(thing: Any, field: str) -> SafeString:
    """``{% plain_text_in_language measure "description" %}``: the same for a longer text."""
    text, language = languages.text_of(thing, field)
    return plain_text(text, lang=language)


@register.filter
def text_of(thing: Any, field: str) -> str:
    """``{{ measure|text_of:"title" }}``: the same where no markup can stand, as in the title of a page."""
    return languages.text_of(thing, field)[0]


@register.filter
def german(value: Any) -> str:
    """``{{ unit|german }}``: a text that exists in German only, marked as such on pages in another language."""
    return _marked(str(value), languages.GERMAN)


@register.filter
def written_in(text: str, language: str) -> str:
    """``{{ hit.title|written_in:hit.language }}``: a text whose language the view knows; marked where it is another."""
    return _marked(text, language)


def _marked(text: str, language: str) -> str:
    return text if language == get_language() or not text else format_html('<span lang="{}">{}</span>', language, text)


@register.inclusion_tag("includes/german_only.html")
def german_only(thing: Any = None, *fields: str) -> dict[str, bool]:
    """``{% german_only measure "title" "description" %}``: a note for English readers, if one of the texts is German.

    ``thing`` may be a list of things. Without one it speaks of texts that never have an English version.
    """
    things = thing if isinstance(thing, list) else [thing]
    texts = [languages.text_of(each, field) for each in things for field in fields]
    german = thing is None or any(text and language == languages.GERMAN for text, language in texts)
    return {"shown": german and not languages.is_german()}


@register.tag
def keep(parser: template.base.Parser, token: template.base.Token) -> template.Node:
    """``{% keep page_title %}{% block title %}…{% endblock %}{% endkeep %}``: shows it and keeps it for later."""
    _tag, name = token.split_contents()
    nodes = parser.parse(("endkeep",))
    parser.delete_first_token()
    return _Keep(nodes, name)


class _Keep(template.Node):
    def __init__(self, nodelist: template.NodeList, name: str) -> None:
        self.nodelist, self.name = nodelist, name

    def render(self, context: template.Context) -> SafeString:
        text = self.nodelist.render(context)
        context[self.name] = text
        return text


@register.inclusion_tag("includes/open_graph.html", takes_context=True)
def open_graph(context: template.Context) -> dict[str, Any]:
    """How a link to this public page looks where it is shared: from the kept page_title and page_description."""
    kept = {name: context.get(name, "") for name in ("page_title", "page_description")}
    return kept | {"editions": _editions(context), "picture": f"{settings.BASE_URL}{static('portal/share.png')}"}


@register.inclusion_tag("includes/language_switch.html", takes_context=True)
def language_switch(context: template.Context) -> dict[str, list[languages.Edition]]:
    """Links to this page in the other languages."""
    return {"editions": _editions(context)}


@register.inclusion_tag("includes/language_alternates.html", takes_context=True)
def language_alternates(context: template.Context) -> dict[str, list[languages.Edition]]:
    """The same for search engines, in the head of the page."""
    return {"editions": _editions(context)}


def _editions(context: template.Context) -> list[languages.Edition]:
    request = context.get("request")
    return languages.editions(request) if request else []


@register.filter
def alert_variant(level: str) -> str:
    """The KERN alert for a level of Django's messages."""
    return {"success": "success", "warning": "warning", "error": "danger"}.get(level, "info")


@register.filter
def minutes(duration: datetime.timedelta) -> int:
    """A duration in whole minutes, rounded up."""
    return math.ceil(duration.total_seconds() / 60)
