"""The page on who may do what says what the code does today."""

from hannover_intl.organisation import policies
from tests import permissions


def test_the_page_is_not_stale():
    assert permissions.DOCUMENT.read_text() == permissions.render(), "make permissions"


def test_a_policy_is_told_with_its_first_line_and_private_ones_are_not():
    told = permissions.rules(policies)
    assert (
        "* `is_office`: The office keeps all data and decides on updates; city IT (superuser) may do the same." in told
    )
    assert [line for line in told if "_is_it" in line] == []


def test_all_policies_are_told():
    modules = {path.relative_to(permissions.ROOT) for path in permissions.ROOT.glob("*/policies.py")}
    modules |= {path.relative_to(permissions.ROOT) for path in permissions.ROOT.glob("hannover_intl/*/policies.py")}
    told = {name.replace(".", "/") + ".py" for name in permissions.POLICIES.values()}
    assert {str(path) for path in modules} == told
