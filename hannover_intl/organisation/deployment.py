"""What a portal that people can reach must not leave as it is for trying out; ``manage.py check --deploy`` says it."""

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.http.request import validate_host

_CONSOLE = "django.core.mail.backends.console.EmailBackend"


def check_deployment(app_configs: Sequence[Any] | None = None, **_kwargs: Any) -> list[checks.CheckMessage]:
    """Settings that only show their fault later: in a mail, or after a restore."""
    return list(_found())


def _found() -> Iterator[checks.CheckMessage]:
    host = urlsplit(settings.BASE_URL).hostname or ""
    if not validate_host(host, settings.ALLOWED_HOSTS):
        yield checks.Warning(
            f"BASE_URL nennt {host}, was nicht in ALLOWED_HOSTS steht: Links in Mails führen ins Leere.",
            id="organisation.W001",
        )
    if settings.EMAIL_BACKEND == _CONSOLE:
        yield checks.Warning("EMAIL_URL fehlt: Mails gehen nur ins Protokoll.", id="organisation.W002")
    if settings.EMAIL_HOST_PASSWORD and not (settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL):
        yield checks.Warning(
            "EMAIL_URL ist ohne TLS: Das Passwort ginge offen über das Netz. Mit submission://… ist es geschützt.",
            id="organisation.W004",
        )
    if settings.LEDGER_KEY == settings.SECRET_KEY:
        yield checks.Warning(
            "LEDGER_KEY fehlt: Mit einem neuen SECRET_KEY ließe sich das Löschbuch nicht mehr lesen.",
            id="organisation.W003",
        )
