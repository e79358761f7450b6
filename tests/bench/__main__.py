"""Sets Django up, then measures: `python -m tests.bench`."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from tests.bench.table import main  # noqa: E402 -- needs the models

main()
