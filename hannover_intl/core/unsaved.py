"""What somebody typed is not lost when the login or the form has expired before it was sent.

A form page puts ``form_token(request)`` into its form: a signature over the account and the address. When such a form
arrives and cannot be accepted, its fields are kept in the session; after the login the page gets them back from
``unsaved_data(request)`` and shows them again. Nothing is saved until the person sends the form. Only the same account
gets them back, only on the same page, and only one form is kept.
"""

from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect
from django.views.csrf import csrf_failure as default_csrf_failure

TOKEN_FIELD = "form_token"  # noqa: S105 -- the name of a field
MAX_CHARACTERS = 500_000

_SESSION_KEY = "unsaved_form"
_SALT = "hannover_intl.core.unsaved"
_MAX_AGE = 14 * 24 * 60 * 60  # a form left open over the holidays
_NOT_KEPT = (TOKEN_FIELD, "csrfmiddlewaretoken")


def form_token(request: HttpRequest) -> str:
    """The value of the hidden field TOKEN_FIELD for a form of this account on this page."""
    return signing.dumps([str(request.user.pk), request.path], salt=_SALT)


def keep(request: HttpRequest) -> bool:
    """Keep the fields of a refused form in the session, if this portal gave it to somebody and it is not too large."""
    try:
        owner, path = signing.loads(request.POST.get(TOKEN_FIELD, ""), salt=_SALT, max_age=_MAX_AGE)
    except signing.BadSignature:
        return False
    fields = {name: values for name, values in request.POST.lists() if name not in _NOT_KEPT}
    size = sum(len(name) + sum(len(value) for value in values) for name, values in fields.items())
    if path != request.path or size > MAX_CHARACTERS:
        return False
    request.session[_SESSION_KEY] = {"owner": owner, "path": path, "fields": fields}
    return True


def unsaved_data(request: HttpRequest) -> QueryDict | None:
    """The fields this account sent to this page without success, as they were typed."""
    kept: dict[str, Any] = request.session.get(_SESSION_KEY, {})
    if (kept.get("owner"), kept.get("path")) != (str(request.user.pk), request.path):
        return None
    data = QueryDict(mutable=True)
    for name, values in kept["fields"].items():
        data.setlist(name, values)
    return data


def forget(request: HttpRequest) -> None:
    """The form has arrived, or is no longer wanted."""
    request.session.pop(_SESSION_KEY, None)


class KeepingLoginRequiredMiddleware(LoginRequiredMiddleware):
    """Sends visitors to the login, and keeps what they were about to send."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponseRedirect:
        """As Django does it, after a look at the form."""
        if request.method == "POST":
            keep(request)
        return super().handle_no_permission(request, view_func)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form of a former login leads back to its page with its texts; any other is refused."""
    if request.method == "POST" and keep(request):
        return redirect(request.path)
    return default_csrf_failure(request, reason)
