"""Addresses of pages: speaking, unique, and given once."""

from collections.abc import Collection, Iterable

from django.db import models
from django.utils.text import slugify

from hannover_intl.core.search import fold

_LENGTH = 70


def short_slug(text: str, length: int = _LENGTH) -> str:
    """The text as part of an address, cut between two words."""
    slug = slugify(fold(text))
    return slug if len(slug) <= length else slug[: length + 1].rpartition("-")[0] or slug[:length]


def free_slug(model: type[models.Model], *words: str, fallback: str, reserved: Collection[str] = ()) -> str:
    """An address made of the words that no row of the model has; words in other scripts alone become ``fallback``."""
    begins = {"slug__startswith": _base(words, fallback)}
    taken = model._default_manager.filter(**begins).values_list("slug", flat=True)
    return slug_beside({*taken, *reserved}, *words, fallback=fallback)


def slug_beside(taken: Collection[str], *words: str, fallback: str) -> str:
    """As ``free_slug``, where the addresses that others have are known already."""
    number, slug = 1, _base(words, fallback)
    while slug in taken:
        number += 1
        slug = f"{_base(words, fallback)}-{number}"
    return slug


def _base(words: Iterable[str], fallback: str) -> str:
    return slugify(fold(" ".join(word for word in words if word)))[:_LENGTH].strip("-") or fallback
