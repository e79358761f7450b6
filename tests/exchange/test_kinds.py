"""The lists are described as they are."""

import pytest

from hannover_intl.exchange.kinds import KINDS
from tests import cast
from tests.checks.sources import ROOT

LINES = (ROOT / "docs/listen.md").read_text().splitlines()


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_list_is_described_with_its_columns(kind):
    resource = kind.resource(actor=None, today=cast.TODAY)
    keys = {*resource.get_import_id_fields(), *resource.optional_keys}
    columns = ", ".join(f"**{label}**" if name in keys else label for name, label in resource.columns.items())
    assert f"| `{kind.name}` | {kind.label} | {columns} |" in LINES


def test_lists_are_described_in_the_order_of_an_empty_database():
    assert [line.split("`")[1] for line in LINES if line.startswith("| `")] == list(KINDS)
