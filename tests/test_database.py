"""Which tests need a database (tests/database.py): each test here is one of a kind, and asks for itself."""

import pytest
from django.test import SimpleTestCase, TestCase

from hannover_intl.organisation.models import User
from tests.database import depends_on_database, uses_database


@pytest.fixture
def opened(django_db_blocker):
    """As example_data: opens the database by itself."""
    return django_db_blocker


@pytest.fixture
def wrapped(db):
    """A fixture of ours that needs one of pytest-django's."""


def test_a_plain_test_reaches_none(request):
    assert not uses_database(request.node)
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        User.objects.count()


@pytest.mark.django_db
def test_a_marked_test_uses_one(request):
    assert uses_database(request.node)


@pytest.mark.django_db
class TestOfAMarkedClass:
    def test_uses_one(self, request):
        assert uses_database(request.node)


def test_a_test_with_a_fixture_that_needs_one_uses_one(request, wrapped):
    assert uses_database(request.node)


def test_a_test_with_a_fixture_that_opens_one_uses_one(request, opened):
    assert uses_database(request.node)


def test_a_test_that_may_open_one_uses_one(request, django_db_blocker):
    assert uses_database(request.node)


@pytest.mark.appearance
@pytest.mark.django_db
def test_a_test_that_only_looks_at_pages_does_not_depend_on_one(request):
    assert (uses_database(request.node), depends_on_database(request.node)) == (True, False)


@pytest.mark.django_db
def test_any_other_test_that_uses_one_depends_on_it(request):
    assert depends_on_database(request.node)


class AskedByTestCase:
    uses: bool

    @pytest.fixture(autouse=True)
    def _ask(self, request):
        self.uses = uses_database(request.node)


class CaseTest(AskedByTestCase, TestCase):
    def test_uses_one(self):
        assert self.uses


class SimpleCaseTest(AskedByTestCase, SimpleTestCase):
    def test_reaches_none(self):
        assert not self.uses
        with pytest.raises(AssertionError, match="Database queries to 'default' are not allowed"):
            User.objects.count()
