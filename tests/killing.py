"""Commands of the portal as real processes on the test database, killed at some moment while they send mails."""

import os
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from django.db import connection

from tests.checks.sources import ROOT


def database_url() -> str:
    """Of the test database, for another process."""
    used = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{used['NAME']}"
    login = f"{used['USER']}:{used['PASSWORD']}" if used["PASSWORD"] else used["USER"]
    return f"postgres://{login}@{used['HOST']}:{used['PORT'] or 5432}/{used['NAME']}"


def start(*command: str, **settings: str) -> subprocess.Popen:
    """Run ``python …`` in the folder of the portal, with these settings of the environment beside the usual ones."""
    usual = {"SECRET_KEY": "tests", "DATABASE_URL": database_url()}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    return subprocess.Popen([sys.executable, *command], cwd=ROOT, env=os.environ | usual | settings, **pipes)


def recipients(folder: Path) -> Counter:
    """How often each address was written to. A mail that was cut off while it was written counts, too."""
    return Counter(
        line.removeprefix("To: ")
        for file in folder.iterdir()
        for line in file.read_text().splitlines()
        if line.startswith("To: ")
    )


def kill_after_some_mails(process: subprocess.Popen, folder: Path, chance: random.Random) -> int:
    """SIGKILL a moment after the first few mails of this run; how it ended."""
    enough = len(list(folder.iterdir())) + chance.randrange(4)
    while len(list(folder.iterdir())) < enough and process.poll() is None:
        time.sleep(0.001)
    time.sleep(chance.random() * 0.02)
    process.kill()
    process.communicate()
    return process.returncode
