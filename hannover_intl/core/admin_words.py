"""Yes and no in the admin as words: Django shows a picture whose text for screen readers is English."""

from django.contrib.admin.templatetags import admin_list
from django.utils.translation import gettext as _


def yes_or_no(value: bool | None) -> str:
    """ja or nein; a dash where it is not known."""
    return "–" if value is None else _("ja") if value else _("nein")


def show_words() -> None:
    """Wherever the admin shows what cannot be changed. Lists and forms alike ask this one function of Django."""
    admin_list._boolean_icon = yes_or_no  # type: ignore[attr-defined]  # no setting and no template leads to it
