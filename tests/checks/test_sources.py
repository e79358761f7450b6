"""House rules that no linter knows."""

import ast
import re

import pytest

from tests.checks.sources import modules, name

MODULES = list(modules())
BULK_WRITES = re.compile(r"\.(?:bulk_create|bulk_update|executemany)\(|objects[^\n]*\.update\(")
# Writes without history rows, each inside the service or command that answers for it.
MAY_WRITE_IN_BULK = {
    "hannover_intl/core/bulk.py",  # writes the history itself
    "hannover_intl/core/versioning.py",  # the conditional UPDATE itself
    "hannover_intl/exchange/services.py",  # the record of an import is itself a history
    "measures/services/mail_log.py",  # the log itself
    "measures/services/rounds.py",  # invitations are rows of the round
    "measures/services/updates.py",  # milestone reports belong to their update
    "staff_skills/services/access.py",  # the log of looks; skills have no history (decision 10)
    "staff_skills/services/requests.py",  # who was asked is part of the request
}


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_module_is_small(path):
    assert len(path.read_text().splitlines()) <= 300


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_bulk_writes_stay_in_services(path):
    assert not BULK_WRITES.search(path.read_text()) or name(path) in MAY_WRITE_IN_BULK


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_public_names_have_a_docstring(path):
    tree = ast.parse(path.read_text())
    public = [
        node for node in tree.body if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_")
    ]
    assert [node.name for node in public if not ast.get_docstring(node)] == []
