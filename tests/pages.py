"""Forms as a browser would send them: what a page holds, changed by a test, goes back as it is."""

from html.parser import HTMLParser
from typing import Any

from django.test import Client


class _Fields(HTMLParser):
    """The successful controls of the form that posts (the first one with ``marker`` among its fields)."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, list[str]]] = []
        self._select = self._textarea = ""
        self._text: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        attrs: dict[str, Any] = dict(attributes)
        name = attrs.get("name", "")
        if tag == "form":
            self.forms.append({})
            self._inside = True
        elif not self._inside or "disabled" in attrs:
            return
        elif tag == "input" and name and attrs.get("type") not in {"submit", "button"}:
            box = attrs.get("type") in {"checkbox", "radio"}
            if not box or "checked" in attrs:
                self._add(name, attrs.get("value", "on" if box else ""))
        elif tag == "select":
            self._select = name
        elif tag == "option" and "selected" in attrs:
            self._add(self._select, attrs.get("value", ""))
        elif tag == "textarea":
            self._textarea, self._text = name, []

    def handle_data(self, data: str) -> None:
        self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        elif tag == "textarea" and self._textarea:
            self._add(self._textarea, "".join(self._text).removeprefix("\n"))
            self._textarea = ""

    def _add(self, name: str, value: str) -> None:
        self.forms[-1].setdefault(name, []).append(value)


def form_data(response: Any, having: str = "") -> dict[str, Any]:
    """Fields of the form on a page that has a field called ``having``; without it of the largest form."""
    parser = _Fields()
    parser.feed(response.content.decode())
    forms = [form for form in parser.forms if having in form] if having else parser.forms
    fields = max(forms, key=len)
    fields.pop("csrfmiddlewaretoken", None)
    return fields


def words(html: str) -> str:
    """The words of HTML without markup, with single spaces."""
    parser = HTMLParser()
    found: list[str] = []
    parser.handle_data = found.append  # type: ignore[method-assign]
    parser.feed(html)
    return " ".join(" ".join(found).split())


def text_of(response: Any) -> str:
    """The words of a page."""
    return words(response.content.decode())


def browser(account: Any) -> Client:
    """A browser in which this account is signed in."""
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client
