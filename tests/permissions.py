"""docs/permissions.md from what the code says: the policies of the apps, and what each address answers each role.

``python -m tests.permissions`` (``make permissions``) writes it; tests/test_permissions.py fails when it is stale. The
answers are the ones that tests/test_access.py declares and asks of the running portal.
"""

import inspect
import os
from collections.abc import Callable, Iterator
from importlib import import_module
from types import ModuleType

import django
from django.urls import URLPattern, URLResolver, get_resolver

from tests.checks.sources import ROOT

DOCUMENT = ROOT / "docs" / "permissions.md"
POLICIES = {
    "Organisation": "hannover_intl.organisation.policies",
    "Council": "hannover_intl.council.policies",
    "Measures": "measures.policies",
    "Relations abroad": "partnerships.policies",
    "Skills of the staff": "staff_skills.policies",
}
ROLE_TITLES = {
    "anonymous": "nobody signed in",
    "nobody": "account without a role",
    "contact": "contact of the unit",
    "outsider": "contact of another unit",
    "office": "office",
    "it": "city IT",
    "coordinator": "skills coordination",
}
ANSWERS = {200: "yes", 302: "sent on", 404: "–", 405: "form only"}
HEAD = """# Who may do what

Written by `make permissions` from the policies and from the answers that `tests/test_access.py` asks of every address.
A test fails when this page is stale. Rights are roles with a unit and a time; what is not yours does not exist.
"""
LEGEND = """What opening an address answers: "sent on" leads to the login or to the right page, "form only" takes what
is sent and shows nothing, "–" does not exist for this role. Files and programmes of one object have rights of their
own; they are asked in the tests of their app.
"""


def _first_line(function: Callable[..., object]) -> str:
    return inspect.cleandoc(function.__doc__ or "").partition("\n")[0]


def rules(module: ModuleType) -> list[str]:
    """The text of a policies module: what it says of itself, then each predicate with the first line about it."""
    about = inspect.cleandoc(module.__doc__ or "").splitlines()
    own = [
        f"* `{name}`: {_first_line(function)}"
        for name, function in vars(module).items()
        if inspect.isfunction(function) and function.__module__ == module.__name__ and not name.startswith("_")
    ]
    return [*about, "", *own]


def routes(resolver: URLResolver, prefix: str = "", namespace: str = "") -> Iterator[tuple[str, str]]:
    """Name with namespace, and address as it is written in the code, of every pattern outside of the admin."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace != "admin":
                inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
                yield from routes(pattern, prefix + str(pattern.pattern), inner)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield f"{namespace}{pattern.name}", prefix + str(pattern.pattern)


def table() -> Iterator[str]:
    """One row for each address; the admin, which asks for the office's role on every page, is one row."""
    access = import_module("tests.test_access")  # not before Django is set up
    yield "| address | " + " | ".join(ROLE_TITLES[role] for role in access.ROLES) + " |"
    yield "|---" * (len(access.ROLES) + 1) + "|"
    for name, route in sorted(routes(get_resolver()), key=lambda pair: pair[1]):
        answers = (ANSWERS[access.DECLARED[name][role]] for role in access.ROLES)
        address = route.replace("|", "\\|")  # a table ends its cell there
        yield f"| `/{address}` | " + " | ".join(answers) + " |"
    answers = (ANSWERS[access.OFFICE.get(role, 200)] for role in access.ROLES)
    yield "| `/admin/…` | " + " | ".join(answers) + " |"


def render() -> str:
    """The whole page."""
    parts = [HEAD, "## Rules\n"]
    for title, path in POLICIES.items():
        parts += [f"### {title}\n", "\n".join(rules(import_module(path))), ""]
    parts += ["## Addresses\n", LEGEND, "\n".join(table()), ""]
    return "\n".join(parts)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    DOCUMENT.write_text(render())
