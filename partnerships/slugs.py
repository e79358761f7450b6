"""Addresses of pages: speaking, unique, and given once."""

from django.db import models
from django.utils.text import slugify

from hannover_intl.core.search import fold

# Pages that lie beside the pages of single relations.
RESERVED = frozenset({"vergleich", "zeitstrahl"})


def free_slug(model: type[models.Model], *words: str) -> str:
    """An address made of the words that no row of the model has; a name in another script alone becomes "partner"."""
    base = slugify(fold(" ".join(word for word in words if word)))[:70].strip("-") or "partner"
    taken = set(model._default_manager.filter(slug__startswith=base).values_list("slug", flat=True)) | RESERVED
    number, slug = 1, base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug
