"""The rows that migrations write, for tests whose database was emptied by another test."""

import importlib

from django.apps import apps

_FIRST_CONSENT_TEXT = importlib.import_module("staff_skills.migrations.0002_first_consent_text")
_BLOCK_TEMPLATES = importlib.import_module("hannover_intl.reporting.migrations.0003_block_templates")


def add_migrated_rows() -> None:
    """Add what is missing of them."""
    _FIRST_CONSENT_TEXT.add_text(apps, None)
    _BLOCK_TEMPLATES.add_templates(apps, None)
