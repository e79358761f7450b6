"""The archive of published reports: filtered, searched in all that was frozen, and paged."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters.filters import ChoiceFilter

from hannover_intl.core.filters import UNKNOWN_CHOICE, LineFilter, ListFilter
from hannover_intl.core.forms import KernFilterForm
from hannover_intl.core.languages import text_of
from hannover_intl.core.listing import Listing
from hannover_intl.core.search import by_relevance, search_words
from hannover_intl.council.choices import PaperType
from hannover_intl.council.models import Committee
from hannover_intl.reporting.choices import ScopeKind
from hannover_intl.reporting.models import CommitteeReport
from hannover_intl.reporting.querysets import ReportQuerySet
from hannover_intl.reporting.searching import report_excerpt

if TYPE_CHECKING:
    from django.forms import BoundField
    from django.http import QueryDict
    from django_stubs_ext import StrOrPromise

PAGE_SIZE = 20


def _choice(label: "StrOrPromise", name: str) -> ChoiceFilter:
    return ChoiceFilter(label=label, field_name=name, choices=[], empty_label=_("alle"), error_messages=UNKNOWN_CHOICE)


class ReportFilter(ListFilter):
    """Offers what occurs among the reports that this visitor may read, so that it tells nothing of the others."""

    q = LineFilter(
        label=_("Suche"), help_text=_("In Nummer, Betreff und Text der Berichte"), method="_search", max_length=200
    )
    committee = _choice(_("Ausschuss"), "paper__consultations__committee__slug")
    year = _choice(_("Jahr"), "paper__date__year")
    kind = _choice(_("Art"), "paper__paper_type")
    scope = _choice(_("Umfang"), "scope_kind")

    class Meta:
        model = CommitteeReport
        fields: list[str] = []
        form = KernFilterForm

    def __init__(self, data: "QueryDict", reports: ReportQuerySet) -> None:
        super().__init__(data, reports)  # type: ignore[no-untyped-call]  # django-filter has no types
        known = reports.order_by().values_list("paper__date__year", "paper__paper_type", "scope_kind").distinct()
        years, kinds, scopes = (set(found) for found in zip(*known, strict=True)) if known else ({}, {}, {})
        self._choose("committee", _addressees(reports))
        self._choose("year", ((str(year), str(year)) for year in sorted(filter(None, years), reverse=True)))
        self._choose("kind", (choice for choice in PaperType.choices if choice[0] in kinds))
        self._choose("scope", (choice for choice in ScopeKind.choices if choice[0] in scopes))

    def _search(self, queryset: ReportQuerySet, _name: str, value: str) -> QuerySet[Any]:
        return by_relevance(queryset, value) if search_words(value) else queryset

    @property
    def query(self) -> str:
        """What is looked for in the text of the reports; empty: nothing, or nothing that has a word in it."""
        query = str(self.form.cleaned_data.get("q", ""))
        return query if search_words(query) else ""

    @property
    def more(self) -> "list[BoundField]":
        """The fields beside the search between whose values there is a choice, and those with a message."""
        return [field for field in super().more if len(self.filters[field.name].extra["choices"]) > 1 or field.errors]


def _addressees(reports: ReportQuerySet) -> Iterable[tuple[str, str]]:
    """The committees that got one of the reports, those of the latest term first."""
    committees = Committee.objects.filter(consultations__paper__report__in=reports.order_by()).exclude(slug="")
    return [
        (row.slug, f"{text_of(row, 'name')[0]} ({row.term})") for row in committees.select_related("term").distinct()
    ]


def archive_page(reports: ReportQuerySet, params: Mapping[str, str], query: str) -> Listing:
    """The page that ``?page=`` asks for; a bad number is page 1, one too far the last.

    Where something was looked for, each report of the page has an ``excerpt`` that holds it.
    """
    paginator = Paginator(reports.with_pages() if query else reports.without_content(), PAGE_SIZE)
    page = paginator.get_page(params.get("page"))
    if query:
        for report in page:
            report.excerpt = report_excerpt(report, query)
    return Listing(page, [], list(paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)), "")
