"""Holds WeasyPrint ready and forks one child per document.

Started by ``renderer`` as ``python -m hannover_intl.core.pdf.server SOCKET FONTS``. Every message on the socket is one
byte with the socket of a job; the reply says how the job's process ended. No thread and no Pango object may exist
here: a forked child would wait for Pango's threads for ever.
"""

import gc
import os
import socket
import sys
from pathlib import Path

from hannover_intl.core.pdf import c_types, drawing, job, language_tags, memos, pydyf_fixes
from hannover_intl.core.pdf.fonts import ShippedFonts
from hannover_intl.core.pdf.protocol import End

_IDLE_SECONDS = 600  # then the memory is worth more than the second that the next start takes


def main(control: socket.socket, fonts: Path) -> None:
    """Serves jobs, one at a time, until the other side closes or nothing comes for a while."""
    base_css = (fonts / "fonts.css").read_text(encoding="utf-8")
    shipped = ShippedFonts(fonts)
    pydyf_fixes.install()
    language_tags.install()
    c_types.install()
    memos.install()
    drawing.install()
    # Children free their memory by ending. Collecting cycles in them costs a fifth of the time and frees little.
    gc.disable()
    gc.freeze()
    control.settimeout(_IDLE_SECONDS)
    while True:
        try:
            message, sockets, _flags, _address = socket.recv_fds(control, 1, 1)
        except TimeoutError:
            return
        if not message:
            return
        with socket.socket(fileno=sockets[0]) as connection:
            child = os.fork()
            if child == 0:
                control.close()
                job.run(connection, base_css=base_css, shipped=shipped)
        _pid, status, usage = os.wait4(child, 0)
        control.sendall(End.of(status, usage).pack())


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])), Path(sys.argv[2]))
