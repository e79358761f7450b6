"""What all tests share."""

import gc

import pytest
from django.test import TransactionTestCase
from django.utils import translation

from hannover_intl.core.catalogue import compile_outdated
from tests.database import depends_on_database
from tests.emptying import empty_database
from tests.migrated import add_migrated_rows

# Files that take a minute each. Begun last, one of them would keep all other cores waiting at the end.
LONG = ("tests/e2e/", "tests/test_migrations.py", "tests/test_access.py", "tests/reporting/test_pdf.py")


def pytest_addoption(parser):
    parser.addoption(
        "--only-database",
        action="store_true",
        help="leave out what no database changes (tests/database.py): another run has proven it",
    )


def pytest_configure():
    """English pages are English, however the tests were started."""
    compile_outdated()


def pytest_collection_modifyitems(config, items):
    """The long files first; apart from that the order stays."""
    if config.getoption("--only-database"):
        config.hook.pytest_deselected(items=[item for item in items if not depends_on_database(item)])
        items[:] = [item for item in items if depends_on_database(item)]
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))


def pytest_collection_finish():
    """Look less often for garbage, and never in what is loaded by now: it stays to the end of the run.

    Every search through half a million living objects found next to nothing, and took a seventh of the whole time.
    """
    gc.freeze()
    gc.set_threshold(20_000)


@pytest.fixture(autouse=True)
def german():
    """Every test begins in German: a request for an English page leaves its language behind."""
    translation.activate("de")


@pytest.fixture(autouse=True, scope="session")
def emptying():
    """A test with real transactions leaves the database as migrations made it: empty but for the rows they wrote.

    Django's own emptying fails at guarded rows and knows nothing of those of the migrations.
    """

    def empty(_case: TransactionTestCase) -> None:
        empty_database()
        add_migrated_rows()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty)
        yield
