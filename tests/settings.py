"""Settings for the tests: the real ones, with a fast password hash and no collected static files."""

import os

os.environ.setdefault("SECRET_KEY", "tests")
os.environ["DEBUG"] = "0"

from hannover_intl.settings import *  # noqa: E402, F403 -- the environment comes first; settings are one namespace

ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
