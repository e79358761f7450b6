"""One document in a process of its own: limits first, then layout, then the answer."""

import json
import logging
import os
import resource
import signal
import socket
import traceback
from pathlib import Path
from typing import Any, NoReturn

from hannover_intl.core.pdf.fetcher import LockedFetcher
from hannover_intl.core.pdf.fonts import ShippedFonts
from hannover_intl.core.pdf.layout import make_pdf
from hannover_intl.core.pdf.protocol import EXIT_OUT_OF_MEMORY, read_all

_LAST_MEMORY = 16 * 2**20  # more than what libraries ask for at once


class _Notes(logging.Handler):
    """What WeasyPrint complains about; a picture that it could not draw is more than a complaint."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []
        self.lost_picture = ""

    def emit(self, record: logging.LogRecord) -> None:
        line = record.getMessage()[:300]
        if line.startswith("Failed to"):
            self.lost_picture = line
        elif len(self.lines) < 20:  # noqa: PLR2004 -- enough to find the mistake in a template
            self.lines.append(line)


def run(connection: socket.socket, *, base_css: str, shipped: ShippedFonts) -> NoReturn:
    """Answers the request on the connection and ends the process, whatever happens."""
    try:
        request = json.loads(read_all(connection))
        _set_limits(request)
        answer, pdf = _answer(request, base_css, shipped)
        connection.sendall(json.dumps(answer).encode() + b"\n")
        connection.sendall(pdf)
        os._exit(0)
    except MemoryError:
        os._exit(EXIT_OUT_OF_MEMORY)
    except BaseException:  # noqa: BLE001 -- nothing may get back into the server's loop
        os._exit(1)


def _set_limits(request: dict[str, Any]) -> None:
    """The kernel ends this process, even inside a call that never returns."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    seconds = request["cpu_seconds"]
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    in_use = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    most = in_use + request["memory_mb"] * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    signal.alarm(request["wall_seconds"])


def _is_memory_used_up() -> bool:
    """Libraries in C turn a missing megabyte into errors of all kinds, or leave out a drawing and say nothing."""
    status = Path("/proc/self/status").read_text()
    peak = int(status.partition("VmPeak:")[2].split()[0]) * 1024
    most, _hard = resource.getrlimit(resource.RLIMIT_AS)
    return most - peak < _LAST_MEMORY


def _answer(request: dict[str, Any], base_css: str, shipped: ShippedFonts) -> tuple[dict[str, Any], bytes]:
    notes = _Notes()
    logging.getLogger("weasyprint").addHandler(notes)
    fetcher = LockedFetcher([Path(root) for root in request["roots"]])
    failure = pdf = None
    try:
        pdf = make_pdf(request["html"], [base_css, *request["stylesheets"]], fetcher, shipped)
    except MemoryError:
        raise
    except RecursionError:
        return {"outcome": "nested"}, b""
    except BaseException:  # noqa: BLE001 -- WeasyPrint's error for a refused address is no Exception
        failure = traceback.format_exc()
    # WeasyPrint goes on when something inside an SVG picture fails, even when it was refused.
    if fetcher.refused:
        return {"outcome": "refused", "detail": fetcher.refused[0]}, b""
    if _is_memory_used_up():
        raise MemoryError
    if pdf is None or notes.lost_picture:
        return {"outcome": "failed", "detail": failure or notes.lost_picture}, b""
    return {"outcome": "pdf", "notes": notes.lines}, pdf
