"""The example data, loaded once for all tests of this folder: it takes as long as a hundred tests."""

import pytest
from django.db import transaction

from hannover_intl.exchange import example
from hannover_intl.reporting import frozen


@pytest.fixture(scope="package")
def example_data(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(frozen, "render_report_pdf", lambda paper: b"%PDF")  # a real one takes seconds
            example.load()
        yield
        transaction.set_rollback(True)
