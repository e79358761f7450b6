"""OParl over HTTP: objects and lists as JSON for everybody, errors as OParl's error object."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.http import conditional_page, require_safe

from hannover_intl.core.languages import GERMAN
from hannover_intl.publishing.oparl import objects
from hannover_intl.publishing.oparl.lists import BY_LIST, BY_OBJECT, WrongParameterError, one, page
from hannover_intl.publishing.views.open_data import open_json


@login_not_required
@require_safe
@conditional_page
def system(_request: HttpRequest) -> HttpResponse:
    """The entry."""
    with translation.override(GERMAN):
        return open_json(objects.system())


@login_not_required
@require_safe
@conditional_page
def oparl_list(request: HttpRequest, oparl_list: str) -> HttpResponse:
    """One page of a list."""
    with translation.override(GERMAN):
        try:
            return open_json(page(BY_LIST[oparl_list], request.GET.dict()))
        except WrongParameterError as error:
            return _error(400, str(error))


@login_not_required
@require_safe
@conditional_page
def oparl_object(_request: HttpRequest, oparl_type: str, pk: int) -> HttpResponse:
    """One object, also after it was deleted."""
    with translation.override(GERMAN):
        found = one(BY_OBJECT[oparl_type], pk)
        return _error(404, "Dieses Objekt gibt es nicht.") if found is None else open_json(found)


def _error(status: int, message: str) -> HttpResponse:
    told = {"type": "https://schema.oparl.org/1.1/Error", "message": message, "debug": f"HTTP {status}"}
    return open_json(told, status=status)
