"""What holds for every request: from whom it comes, how much it may send, and what a page may use of the device."""

import ipaddress
from collections.abc import Callable
from contextlib import suppress

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

Answer = Callable[[HttpRequest], HttpResponse]


class VisitorAddressMiddleware:
    """Behind the proxy, REMOTE_ADDR is the address of the visitor: whoever counts by it must not count the proxy.

    It is the last of X-Forwarded-For, which the proxy itself wrote; what stands before it anybody can claim.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer to the request of this visitor."""
        if settings.BEHIND_PROXY:
            stated = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
            with suppress(ValueError):  # nothing is stated when the server asks itself
                request.META["REMOTE_ADDR"] = str(ipaddress.ip_address(stated))
        return self.get_response(request)


class BodyLimitMiddleware:
    """Refuse what is too large with 413 before any of it is read, in the look of the portal.

    Files may have UPLOAD_MAX_BYTES with all that comes with them, other forms DATA_UPLOAD_MAX_MEMORY_SIZE. Without a
    stated length gunicorn reads a body, but Django takes it for empty.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The page for too much, or the answer."""
        stated = request.META.get("CONTENT_LENGTH") or "0"
        with_files = request.content_type == "multipart/form-data"
        limit = settings.UPLOAD_MAX_BYTES if with_files else settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if stated.isdecimal() and int(stated) > limit:
            return render(request, "413.html", {"megabytes": limit // 2**20}, status=413)
        return self.get_response(request)


class PermissionsPolicyMiddleware:
    """No page of the portal uses the camera, the microphone or the place of a visitor, and none may ask for them."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer with the header."""
        response = self.get_response(request)
        response["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        return response
