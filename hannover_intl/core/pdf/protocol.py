"""What the web process, the PDF server and its children agree on.

A request and an answer each travel over a socket of their own. The request is JSON, ended by closing the direction;
the answer is one line of JSON, followed by the PDF if there is one.
"""

import resource
import socket
import struct
from typing import NamedTuple, Self

EXIT_OUT_OF_MEMORY = 70

_CHUNK = 1 << 18
_END = struct.Struct("idd")


class End(NamedTuple):
    """How a child ended, and what it took."""

    status: int  # as os.wait4() says it
    cpu_seconds: float
    memory_mb: float

    @classmethod
    def of(cls, status: int, usage: resource.struct_rusage) -> Self:
        """From what os.wait4() says about a child."""
        return cls(status, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)

    def pack(self) -> bytes:
        """For the socket."""
        return _END.pack(*self)

    @classmethod
    def receive(cls, connection: socket.socket) -> Self | None:
        """From the socket; nothing if the other side has closed."""
        data = connection.recv(_END.size)
        return cls(*_END.unpack(data)) if len(data) == _END.size else None


def read_all(connection: socket.socket) -> bytes:
    """Everything the other side says until it closes."""
    chunks = []
    while chunk := connection.recv(_CHUNK):
        chunks.append(chunk)
    return b"".join(chunks)
