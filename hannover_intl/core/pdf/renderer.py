"""The web process's end of the PDF server: starts it when needed and hands it jobs."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

from hannover_intl.core.pdf.protocol import End, read_all

_SERVER = "hannover_intl.core.pdf.server"
_PROJECT = Path(__file__).resolve().parents[3]
_START_SECONDS = 30  # importing WeasyPrint on a busy machine
_INHERITED = ("PATH", "LD_LIBRARY_PATH", "TMPDIR")


class ServerGoneError(Exception):
    """The server ended before it said how the job ended."""


class Renderer:
    """One PDF server, started with the first job; only one thread at a time may use it."""

    def __init__(self, fonts: Path, cache: Path) -> None:
        self._fonts = fonts
        self._cache = cache
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._owner = 0

    def render(self, request: bytes, *, wall_seconds: int) -> tuple[bytes, End]:
        """The child's answer and how it ended. TimeoutError if it neither answers nor ends."""
        try:
            return self._attempt(request, wall_seconds)
        except ServerGoneError:  # it was idle for too long, or somebody ended it
            self.stop()
            return self._attempt(request, wall_seconds)

    def stop(self) -> None:
        """Ends the server and whatever it is doing."""
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._process is not None and self._owner == os.getpid():
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        self._process = None

    def _attempt(self, request: bytes, wall_seconds: int) -> tuple[bytes, End]:
        control = self._running()
        ours, theirs = socket.socketpair()
        with ours:
            ours.settimeout(_START_SECONDS + wall_seconds)
            try:
                with theirs:
                    socket.send_fds(control, [b"j"], [theirs.fileno()])
                answer = _exchange(ours, request)
                end = End.receive(control)
            except (BrokenPipeError, ConnectionResetError) as error:
                raise ServerGoneError from error
            except TimeoutError:
                self.stop()
                raise
        if end is None:
            raise ServerGoneError
        return answer, end

    def _running(self) -> socket.socket:
        """A server of this very process: a forked web worker must not share its parent's."""
        if self._process is not None and self._owner != os.getpid():
            self._process.returncode = 0  # the parent waits for it, not we
            self.stop()
        if self._control is None:
            self._start()
        assert self._control is not None  # noqa: S101 -- for mypy: _start() sets it
        return self._control

    def _start(self) -> None:
        self._owner = os.getpid()
        self._control, theirs = socket.socketpair()
        self._control.settimeout(_START_SECONDS)
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 -- our own module
                [sys.executable, "-m", _SERVER, str(theirs.fileno()), str(self._fonts)],
                cwd=_PROJECT,
                env=self._environment(),
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C in the terminal is for the web process
            )

    def _environment(self) -> dict[str, str]:
        """No secret, no database address; nothing that makes two machines print differently."""
        kept = {name: os.environ[name] for name in _INHERITED if name in os.environ}
        return kept | {
            "FONTCONFIG_FILE": str(self._fonts / "fonts.conf"),
            "XDG_CACHE_HOME": str(self._cache),
            "LC_ALL": "C.UTF-8",
            "PYTHONHASHSEED": "0",
            "MALLOC_ARENA_MAX": "1",  # every thread of Pango would reserve 64 MB of the bounded address space
        }


def _exchange(connection: socket.socket, request: bytes) -> bytes:
    """What a child says, even when it is ended while it listens or speaks."""
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        return read_all(connection)
    return b""
