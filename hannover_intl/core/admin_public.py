"""From the page of an object to what everybody sees of it."""

from typing import Any

from django.contrib.admin import ModelAdmin
from django.urls import NoReverseMatch


class PublicPages(ModelAdmin):  # type: ignore[type-arg]  # of every model
    """The link "Auf der Website ansehen" stands on the page of what is public, and of nothing else."""

    def view_on_site(self, obj: Any) -> str | None:
        """Where the link leads, without the detour Django takes for other hosts."""
        try:
            return self.public_page(obj)
        except NoReverseMatch:  # on a form with errors the object holds what was typed
            return None

    def public_page(self, obj: Any) -> str | None:
        """The page on which everybody sees the object; None where there is none, or as long as it is not public."""
        return obj.get_absolute_url() if hasattr(obj, "get_absolute_url") else None
