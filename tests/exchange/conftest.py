"""The example data, loaded once for all tests of a module that read it."""

import pytest
from django.db import transaction

from hannover_intl.exchange import example
from tests import cast


@pytest.fixture(scope="module")
def example_data(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        example.load(cast.TODAY)
        yield
        transaction.set_rollback(True)
