"""The processes behind the PDF: fresh, clean, and gone when they should be."""

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as project

from hannover_intl.core.pdf.protocol import End
from hannover_intl.core.pdf.renderer import Renderer

FONTS = project.BASE_DIR / "static" / "fonts" / "pdf"


def request(html="<p>Text</p>", *, cpu_seconds=60, wall_seconds=60, memory_mb=500):
    limits = {"cpu_seconds": cpu_seconds, "wall_seconds": wall_seconds, "memory_mb": memory_mb}
    return json.dumps({"html": html, "stylesheets": [], "roots": [], **limits}).encode()


def children():
    return {int(pid) for task in Path("/proc/self/task").iterdir() for pid in (task / "children").read_text().split()}


@pytest.fixture(scope="module")
def started(tmp_path_factory):
    """A renderer after its first job, and the process id of its server."""
    before = children()
    renderer = Renderer(FONTS, tmp_path_factory.mktemp("cache"))
    renderer.render(request(), wall_seconds=60)
    yield renderer, *(children() - before)
    renderer.stop()


@pytest.fixture
def renderer(started):
    return started[0]


@pytest.fixture
def server(started):
    return started[1]


def test_a_job_says_what_it_took(renderer):
    answer, end = renderer.render(request(), wall_seconds=60)
    assert answer.partition(b"\n")[2].startswith(b"%PDF")
    assert end.status == 0
    assert 0 < end.cpu_seconds < 30
    assert 20 < end.memory_mb < 500


def test_the_server_knows_no_secret_and_keeps_no_thread(server):
    environment = Path(f"/proc/{server}/environ").read_text()
    names = {line.partition("=")[0] for line in environment.split("\0") if line}
    allowed = {"PATH", "LD_LIBRARY_PATH", "TMPDIR", "LC_ALL", "FONTCONFIG_FILE", "XDG_CACHE_HOME", "PYTHONHASHSEED"}
    assert names <= allowed | {"MALLOC_ARENA_MAX"}
    assert len(list(Path(f"/proc/{server}/task").iterdir())) == 1


def test_the_server_does_without_django():
    code = "import sys, hannover_intl.core.pdf.server; print([name for name in sys.modules if 'django' in name])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=project.BASE_DIR, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"


def test_time_on_the_clock_is_bounded_as_well(renderer, server):
    html = '<div style="display: flex">' * 14 + "Text" + "</div>" * 14
    answer, end = renderer.render(request(html, wall_seconds=1), wall_seconds=60)
    assert (answer, os.waitstatus_to_exitcode(end.status)) == (b"", -signal.SIGALRM)
    assert server in children()


def test_memory_is_counted_beyond_what_the_server_holds(renderer):
    """The server alone reserves more addresses than this document may take."""
    _answer, end = renderer.render(request(memory_mb=60), wall_seconds=60)
    assert end.status == 0


def test_a_server_that_ended_is_replaced_by_one_that_makes_the_same_bytes(renderer, tmp_path):
    title = request("<h1>Łódź 広島</h1>")
    expected, _end = renderer.render(title, wall_seconds=60)
    before = children()
    other = Renderer(FONTS, tmp_path)
    assert other.render(title, wall_seconds=60)[0] == expected
    (server,) = children() - before
    os.kill(server, signal.SIGKILL)
    assert other.render(title, wall_seconds=60)[0] == expected
    other.stop()
    assert children() == before


FORKED = """
import json, os, sys
from pathlib import Path
from hannover_intl.core.pdf.renderer import Renderer

renderer = Renderer(Path(sys.argv[1]), Path(sys.argv[2]))
request = sys.argv[3].encode()
first = renderer.render(request, wall_seconds=60)[0]
child = os.fork()
second = renderer.render(request, wall_seconds=60)[0]
renderer.stop()
if child == 0:
    os._exit(0 if second == first else 1)
assert os.waitpid(child, 0)[1] == 0
assert second == first
"""


def test_a_forked_web_worker_gets_a_server_of_its_own(tmp_path):
    subprocess.run(
        [sys.executable, "-W", "error", "-c", FORKED, FONTS, tmp_path, request().decode()],
        cwd=project.BASE_DIR,
        check=True,
        timeout=120,
    )


def test_an_end_survives_the_socket():
    ours, theirs = socket.socketpair()
    end = End(status=9, cpu_seconds=1.5, memory_mb=20.25)
    with theirs:
        with ours:
            ours.sendall(end.pack())
        assert End.receive(theirs) == end
        assert End.receive(theirs) is None
