"""Work that an answer must not wait for, and whose length must tell nobody anything."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponseRedirect


class RedirectThen(HttpResponseRedirect):
    """A redirect that does ``then`` when the server has sent it: WSGI servers close an answer after its last byte.

    How long the visitor waits says nothing about ``then``. It can no longer fail for anybody, so it reports its own
    errors, and it finds the language of no page.
    """

    def __init__(self, redirect_to: str, *, then: Callable[[], Any]) -> None:
        super().__init__(redirect_to)
        self._then = then

    def close(self) -> None:
        """The answer is out."""
        super().close()
        self._then()
