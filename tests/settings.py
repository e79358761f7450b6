"""Settings for the tests: the real ones, with a fast password hash and no collected static files."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("SECRET_KEY", "tests")
os.environ["DEBUG"] = "0"

from hannover_intl.settings import *  # noqa: F403 -- the environment comes first; settings are one namespace

ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
STATIC_ROOT = None  # type: ignore[assignment]  # nothing is collected; WhiteNoise would warn of a missing folder
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405 -- from the settings
    # A file, as in production: other threads and processes read and write it. One for each run, so runs never meet.
    name = Path(tempfile.gettempdir()) / f"hannover-international-test-{os.getpid()}.sqlite3"
    DATABASES["default"]["TEST"] = {"NAME": str(name)}  # noqa: F405 -- from the settings
    # No test pulls the plug of the machine, so none has to wait for its disk.
    options = DATABASES["default"]["OPTIONS"]  # noqa: F405 -- from the settings
    options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")
else:
    DATABASES["default"]["OPTIONS"]["options"] += " -c synchronous_commit=off"  # noqa: F405 -- likewise

DELETION_LEDGER = Path(tempfile.gettempdir()) / f"hannover-international-test-{os.getpid()}-deletions.log"
