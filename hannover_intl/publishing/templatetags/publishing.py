"""What pages of lower layers show of the open data: links to their rows as files, and the code to embed a measure."""

from collections.abc import Mapping
from html import escape
from typing import Any

from django import template
from django.conf import settings
from django.http import QueryDict
from django.urls import reverse

from hannover_intl.publishing.open_data.lists import DataList
from hannover_intl.publishing.open_data.registry import LISTS
from measures.models import Measure
from measures.presentation import heading

register = template.Library()


@register.inclusion_tag("publishing/_data_links.html", takes_context=True)
def data_links(context: template.Context, *list_keys: str, **fixed: str) -> dict[str, Any]:
    """``{% data_links "massnahmen" "meilensteine" %}``: the rows of the page as files, with the filters of its address.

    ``{% data_links "auftraege" committee=committee.slug %}`` names filters that the page has by itself.
    """
    asked = context["request"].GET
    return {"files": [_files(LISTS[key], asked, fixed) for key in list_keys]}


def _files(entry: DataList, asked: QueryDict, fixed: Mapping[str, str]) -> dict[str, Any]:
    params = asked.copy()
    for name in params.keys() - set(entry.filters):
        del params[name]
    params.update(fixed)
    query = f"?{params.urlencode()}" if params else ""
    csv, json = (reverse(f"open_data:{kind}", args=[entry.key]) + query for kind in ("csv", "json"))
    return {"title": entry.title, "csv": csv, "json": json}


@register.inclusion_tag("publishing/_embed_code.html")
def embed_code(measure: Measure) -> dict[str, Any]:
    """``{% embed_code measure %}``: the markup to copy, with which other pages show the measure."""
    source = reverse("publishing:embed", args=[measure.number])  # in the language of the page
    frame = f'src="{settings.BASE_URL}{source}" title="{escape(heading(measure))}"'
    return {"source": source, "markup": f'<iframe {frame} width="100%" height="320" loading="lazy"></iframe>'}
