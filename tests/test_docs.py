"""README and docs say what is true."""

import re

import pytest
from django.core.management import get_commands

from tests.checks.sources import ROOT

README = (ROOT / "README.md").read_text()
DOCS = README + "".join(path.read_text() for path in sorted((ROOT / "docs").rglob("*.md")))
SETTINGS = (ROOT / "hannover_intl/settings.py").read_text()


def test_every_setting_of_the_environment_is_in_the_example_file():
    read = set(re.findall(r"env\.\w+\(\s*\"([A-Z_]+)\"", SETTINGS))
    described = set(re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert described == read


def test_every_make_target_is_in_the_readme():
    targets = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert [target for target in targets[1].split() if f"make {target}" not in README and target != "setup-test"] == []


def test_every_command_of_the_portal_is_documented():
    apps = ("hannover_intl", "measures", "partnerships")
    own = [name for name, app in get_commands().items() if app.startswith(apps)]
    assert [name for name in sorted(own) if name not in README] == []


@pytest.mark.parametrize("path", [*sorted(ROOT.glob("docs/**/*.md")), ROOT / "README.md"], ids=str)
def test_links_between_documents_lead_somewhere(path):
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text())
    assert [target for target in targets if not (path.parent / target).exists()] == []


def test_packages_named_in_the_architecture_exist():
    text = (ROOT / "docs/architecture.md").read_text()
    named = set(re.findall(r"`(hannover_intl\.[a-z]+|measures|partnerships)`", text))
    assert [name for name in sorted(named) if not (ROOT / name.replace(".", "/")).is_dir()] == ["hannover_intl.urls"]
