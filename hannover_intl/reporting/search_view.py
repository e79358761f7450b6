"""The page of the search."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.forms import TextInput
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from hannover_intl.core.forms import KernFilterForm, PlainLineField
from hannover_intl.reporting.search import search


class SearchForm(KernFilterForm):
    """The words to look for."""

    q = PlainLineField(
        label=_("Wonach suchen Sie?"),
        help_text=_("Ein Wort oder ein Teil davon, eine Nummer, ein Ort"),
        required=False,
        max_length=200,
        widget=TextInput(attrs={"type": "search"}),
    )


@method_decorator(login_not_required, name="dispatch")
class SearchView(TemplateView):
    """What this visitor finds, filtered by ``?type=`` and paged by ``?page=``."""

    template_name = "reporting/search.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form and what it finds; a query that is refused finds nothing."""
        params = self.request.GET
        form = SearchForm(params)
        query = form.cleaned_data["q"] if form.is_valid() else ""
        kind, page = params.get("type", ""), params.get("page")
        found = search(self.request.user, timezone.localdate(), query, kind=kind, page=page)
        return super().get_context_data(form=form, query=query, found=found, listing=found.listing, **kwargs)
