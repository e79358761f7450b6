"""The open lists as files, the catalogue of them, and the page for people. The same for everybody, in German."""

import json
from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.http import conditional_page, require_safe

from hannover_intl.core.languages import GERMAN
from hannover_intl.publishing.open_data.catalogue import catalogue
from hannover_intl.publishing.open_data.files import csv_content, json_content, schema_of
from hannover_intl.publishing.open_data.lists import DataList, Question, WrongFilterError
from hannover_intl.publishing.open_data.registry import LISTS
from hannover_intl.publishing.open_data.terms import PUBLISHER, licence

CACHE_SECONDS = 300
JSON, SCHEMA, LINKED = "application/json", "application/schema+json", "application/ld+json"


@login_not_required
@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """What there is and how it may be used."""
    context = {"lists": LISTS.values(), "licence": licence(), "publisher": PUBLISHER}
    return render(request, "publishing/open_data.html", context)


@login_not_required
@require_safe
@conditional_page
def csv_list(request: HttpRequest, list_key: str) -> HttpResponse:
    """The rows that the filter of the address leaves, as CSV."""
    response = _file(request, list_key, csv_content, "text/csv; charset=utf-8")
    if response.status_code == HttpResponse.status_code:
        response["Content-Disposition"] = f'attachment; filename="{list_key}.csv"'
    return response


@login_not_required
@require_safe
@conditional_page
def json_list(request: HttpRequest, list_key: str) -> HttpResponse:
    """The same rows as JSON."""
    return _file(request, list_key, json_content, JSON)


@login_not_required
@require_safe
@conditional_page
def schema(_request: HttpRequest, list_key: str) -> HttpResponse:
    """What the JSON file of a list may hold."""
    with translation.override(GERMAN):
        return open_json(schema_of(_entry(list_key)), SCHEMA)


@login_not_required
@require_safe
@conditional_page
def linked_catalogue(_request: HttpRequest) -> HttpResponse:
    """All lists, described for portals of open data (DCAT-AP.de)."""
    with translation.override(GERMAN):
        return open_json(catalogue(timezone.localdate()), LINKED)


def open_json(content: object, content_type: str = JSON, status: int = 200) -> HttpResponse:
    """JSON that pages of other hosts may read, too."""
    return opened(HttpResponse(json.dumps(content, ensure_ascii=False), content_type=content_type, status=status))


def opened(response: HttpResponse) -> HttpResponse:
    """For everybody: readable from other hosts, kept by caches for some minutes, and German whoever asks."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Content-Language"] = GERMAN
    if response.status_code == HttpResponse.status_code:
        response["Cache-Control"] = f"public, max-age={CACHE_SECONDS}"
    return response


def _entry(list_key: str) -> DataList:
    if list_key not in LISTS:
        raise Http404
    return LISTS[list_key]


def _file(
    request: HttpRequest, list_key: str, content: Callable[[DataList, Question], bytes], content_type: str
) -> HttpResponse:
    entry = _entry(list_key)
    with translation.override(GERMAN):
        try:
            body: Any = content(entry, Question(request.GET, timezone.localdate()))
        except WrongFilterError as error:
            told = {"error": "Die Adresse enthält einen Filter, den es nicht gibt.", "messages": error.messages}
            return open_json(told, status=400)
    return opened(HttpResponse(body, content_type=content_type))
