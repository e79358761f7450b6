"""What the end of a job means for the user, in German."""

import json
import logging
import os
import signal
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from hannover_intl.core.pdf.errors import PdfError, PdfLimitExceeded
from hannover_intl.core.pdf.protocol import EXIT_OUT_OF_MEMORY, End

logger = logging.getLogger(__name__)

_OUT_OF_TIME = frozenset({-signal.SIGXCPU, -signal.SIGALRM})
# Python raises MemoryError; C libraries abort; the kernel kills when the whole machine has no memory left.
_OUT_OF_MEMORY = frozenset(
    {EXIT_OUT_OF_MEMORY, -signal.SIGABRT, -signal.SIGBUS, -signal.SIGKILL, -signal.SIGSEGV, -signal.SIGTRAP}
)


def take_pdf(answer: bytes, end: End) -> bytes:
    """The PDF in a child's answer, or the reason why there is none."""
    code = os.waitstatus_to_exitcode(end.status)
    if code in _OUT_OF_TIME:
        raise out_of_time()
    if code in _OUT_OF_MEMORY:
        raise out_of_memory()
    if code != 0:
        logger.error("The PDF process ended with code %s.", code)
        raise failed()
    head, _newline, pdf = answer.partition(b"\n")
    _check(json.loads(head))
    return pdf


def _check(answer: Mapping[str, Any]) -> None:
    match answer["outcome"]:
        case "pdf":
            for note in answer["notes"]:
                logger.warning("PDF: %s", note)
        case "nested":
            raise PdfLimitExceeded(
                _("Der Inhalt ist zu tief verschachtelt. Bitte vereinfachen Sie Listen und Tabellen.")
            )
        case "refused":
            raise PdfError(
                _("Das PDF verweist auf eine Datei, die nicht geladen werden darf: %(address)s")
                % {"address": answer["detail"]}
            )
        case _:
            logger.error("The PDF could not be made: %s", answer["detail"])
            raise failed()


def out_of_time() -> PdfLimitExceeded:
    """The document takes longer to set than one PDF may."""
    return PdfLimitExceeded(
        _(
            "Das Dokument ist zu umfangreich: Die Rechenzeit für ein PDF (%(seconds)s Sekunden) reicht nicht aus. "
            "Bitte wählen Sie einen kleineren Umfang oder kürzen Sie lange Texte."
        )
        % {"seconds": settings.PDF_CPU_SECONDS}
    )


def out_of_memory() -> PdfLimitExceeded:
    """The document takes more memory than one PDF may."""
    return PdfLimitExceeded(
        _(
            "Das Dokument ist zu umfangreich: Der Arbeitsspeicher für ein PDF (%(megabytes)s MB) reicht nicht aus. "
            "Bitte wählen Sie einen kleineren Umfang oder kürzen Sie lange Texte."
        )
        % {"megabytes": settings.PDF_MEMORY_MB}
    )


def failed() -> PdfError:
    """The fault is ours, not the user's."""
    return PdfError(_("Das PDF konnte nicht erstellt werden. Die Ursache steht im Protokoll des Servers."))
