import pytest
from django.conf import settings as project

from hannover_intl.core.pdf.fonts import ShippedFonts


@pytest.fixture(autouse=True)
def _own_lock(settings, tmp_path):
    """No test waits for a PDF that somebody else makes on the same machine."""
    settings.VAR_DIR = tmp_path


@pytest.fixture(scope="session")
def shipped():
    return ShippedFonts(project.BASE_DIR / "static" / "fonts" / "pdf")
