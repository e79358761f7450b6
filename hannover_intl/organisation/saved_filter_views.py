"""Remembering and forgetting filters of the office's lists."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hannover_intl.organisation.services import forget_filter, save_filter


@require_POST
def save(request: Any) -> HttpResponse:
    """Remember the list that was shown, and show it again."""
    path, query = request.POST.get("path", ""), _without_page(request.POST.get("query", ""))
    if not _is_list(path):
        return HttpResponseRedirect(reverse("admin:index"))
    try:
        saved = save_filter(request.user, name=request.POST.get("name", ""), path=path, query=query)
    except ValidationError:
        messages.error(request, _("Bitte geben Sie dem Filter einen Namen mit höchstens 80 Zeichen."))
        return HttpResponseRedirect(f"{path}?{query}")
    messages.success(request, _("Der Filter „%s“ ist gemerkt.") % saved)
    return HttpResponseRedirect(saved.url)


@require_POST
def forget(request: Any, pk: int) -> HttpResponse:
    """Forget one of the own filters."""
    forget_filter(request.user, key=pk)
    return HttpResponseRedirect(reverse("admin:index"))


def _is_list(path: str) -> bool:
    """Whether it is a list of this workplace, and no other address."""
    try:
        found = resolve(path)
    except Resolver404:
        return False
    return found.app_name == "admin" and str(found.url_name).endswith("_changelist")


def _without_page(query: str) -> str:
    values = QueryDict(query[:1_000], mutable=True)
    values.pop("p", None)
    return values.urlencode()
