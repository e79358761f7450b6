"""The search of coordinators."""

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils import timezone

from staff_skills.choices import Audience, Dimension
from staff_skills.coordinators import CoordinatorScope, coordinator_scope
from staff_skills.search_forms import Searched, SearchForm
from staff_skills.selectors import figures
from staff_skills.services.access import TooManySearches
from staff_skills.services.requests import MAX_ASKED
from staff_skills.services.search import search
from staff_skills.views.own import PrivatePage


class CoordinatorPage(PrivatePage):
    """No page for anybody whose role is not in force today."""

    scope: CoordinatorScope

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Nothing happens before the role is known."""
        self.scope = coordinator_scope(request.user, self.today)
        if self.scope.is_empty:
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class SearchView(CoordinatorPage):
    """The form, and below it those who fit. Every search with a purpose is logged."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Search when something is asked for."""
        form = SearchForm(request.GET if "purpose" in request.GET else None, scope=self.scope, today=self.today)
        context: dict[str, Any] = {"form": form, "limit": MAX_ASKED}
        status = HTTPStatus.OK
        if form.is_bound and not form.is_valid():
            status = HTTPStatus.UNPROCESSABLE_ENTITY
        elif form.is_bound:
            wanted = form.wanted
            try:
                found = search(self.person, wanted=wanted, today=self.today, now=timezone.now())
            except TooManySearches:
                return TemplateResponse(request, "staff_skills/too_many.html", status=HTTPStatus.TOO_MANY_REQUESTS)
            context |= {"found": found, "searched": Searched.of(found.access.pk, wanted).signed()}
        return TemplateResponse(request, "staff_skills/search.html", context, status=status)


class FiguresView(CoordinatorPage):
    """The figures of the quarter for those who plan inside the city, frozen like those of the reports."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The last frozen quarter."""
        known = figures(self.today, Audience.INTERNAL)
        tables = [(dimension.label, known.table(dimension)) for dimension in Dimension] if known else []
        return TemplateResponse(request, "staff_skills/figures.html", {"figures": known, "tables": tables})
