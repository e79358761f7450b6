"""German and English: which pages exist in both, and which text of an object a reader gets.

German is the source: its addresses have no prefix, its strings are the msgids. Public pages exist in English below
``/en/``. What is behind the login is German only: there an English address leads to the German one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import translate_url
from django.utils.translation import get_language, get_language_from_path

GERMAN, ENGLISH = "de", "en"


def is_german() -> bool:
    """Whether the page is German; so is whatever has no language, such as a command."""
    return (get_language() or GERMAN) == GERMAN


class GermanPagesMiddleware:
    """Sends whoever asks for an internal page below ``/en/`` to its German address, with what a form holds."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer of the page."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, _args: Any, _kwargs: Any) -> HttpResponse | None:
        """A redirect, if the page is internal and its address English."""
        if is_public(view) or get_language_from_path(request.path_info) in {None, GERMAN}:
            return None
        german = translate_url(request.get_full_path(), GERMAN)
        return HttpResponseRedirect(german, preserve_request=request.method not in {"GET", "HEAD"})


def is_public(view: Any) -> bool:
    """Whether a page is open without login: then it is in both languages."""
    return not getattr(view, "login_required", True)


@dataclass(frozen=True)
class Edition:
    """The same page in one language: ``path`` with its query, ``url`` with the host."""

    language: str
    name: str
    path: str
    is_current: bool

    @property
    def url(self) -> str:
        """The full address, as search engines want it."""
        return f"{settings.BASE_URL}{self.path}"


def editions(request: HttpRequest) -> list[Edition]:
    """This page in all languages; nothing where it exists in one only, or does not exist."""
    match = request.resolver_match
    if match is None or not is_public(match.func):
        return []
    here = request.get_full_path()
    paths = {language: translate_url(here, language) for language, _name in settings.LANGUAGES}
    if len(set(paths.values())) == 1:
        return []
    current = get_language() or GERMAN
    return [Edition(code, name, paths[code], code == current) for code, name in settings.LANGUAGES]


def texts_of(thing: Any, *fields: str) -> list[tuple[str, str]]:
    """The texts of ``fields`` with their languages: those for the reader first, then the same in the other language."""
    both = [
        ((str(getattr(thing, field)), GERMAN), (str(getattr(thing, thing.ENGLISH[field])), ENGLISH)) for field in fields
    ]
    own, other = (0, 1) if is_german() else (1, 0)
    return [pair[own] for pair in both] + [pair[other] for pair in both]


def text_of(thing: Any, field: str) -> tuple[str, str]:
    """The text of ``field`` for the reader, and its language.

    ``thing.ENGLISH`` names the fields with an English text. An English reader gets it where it is filled, else German.
    """
    german = str(getattr(thing, field))
    english = str(getattr(thing, thing.ENGLISH[field]))
    return (english, ENGLISH) if english and not is_german() else (german, GERMAN)
