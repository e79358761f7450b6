"""What pages of lower layers show of the open data: links to their rows as files, and the code to embed a measure."""

from html import escape
from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse

from hannover_intl.publishing.open_data.registry import LISTS
from measures.models import Measure
from measures.presentation import heading

register = template.Library()


@register.inclusion_tag("publishing/_data_links.html", takes_context=True)
def data_links(context: template.Context, list_key: str, **fixed: str) -> dict[str, Any]:
    """``{% data_links "massnahmen" %}``: the rows of the page as CSV and JSON, with the filters of its address.

    ``{% data_links "auftraege" committee=committee.slug %}`` names filters that the page has by itself.
    """
    entry = LISTS[list_key]
    params = context["request"].GET.copy()
    for name in [name for name in params if name not in entry.filters]:
        del params[name]
    params.update(fixed)
    query = f"?{params.urlencode()}" if params else ""
    addresses = {kind: reverse(f"open_data:{kind}", args=[list_key]) + query for kind in ("csv", "json")}
    return {"entry": entry, "links": addresses}


@register.inclusion_tag("publishing/_embed_code.html")
def embed_code(measure: Measure) -> dict[str, Any]:
    """``{% embed_code measure %}``: the markup to copy, with which other pages show the measure."""
    source = reverse("publishing:embed", args=[measure.number])  # in the language of the page
    frame = f'src="{settings.BASE_URL}{source}" title="{escape(heading(measure))}"'
    return {"source": source, "markup": f'<iframe {frame} width="100%" height="320" loading="lazy"></iframe>'}
