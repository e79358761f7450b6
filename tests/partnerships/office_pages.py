"""The office's pages as a browser would use them."""

from django.urls import reverse

from tests.pages import form_data


def fields_of(page) -> dict[str, list[str]]:
    """What a browser would send back from a page that nobody touched."""
    return form_data(page, having="seen")


def page_of(client, model: str, pk: int | None = None):
    url = reverse(f"admin:partnerships_{model}_{'change' if pk else 'add'}", args=[pk] if pk else [])
    return url, client.get(url)


def save(client, model: str, pk: int | None = None, **changes):
    url, page = page_of(client, model, pk)
    assert page.status_code == 200
    return client.post(url, fields_of(page) | changes)
