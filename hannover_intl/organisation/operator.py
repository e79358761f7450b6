"""Who runs the portal, as imprint, privacy, contact and the accessibility statement say it.

What the city must state and the portal cannot know comes from the settings (``OPERATOR_…``). What is missing is never
made up: the pages mark it, and ``manage.py check`` names it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Info
from django.utils.translation import gettext_lazy as _

# Setting, and what it is called on the pages.
LABELS = {
    "OPERATOR_ADDRESS": _("Anschrift"),
    "OPERATOR_EMAIL": _("E-Mail"),
    "OPERATOR_PHONE": _("Telefon"),
    "OPERATOR_REPRESENTED_BY": _("Vertreten durch"),
    "OPERATOR_SUPERVISOR": _("Aufsichtsbehörde"),
    "OPERATOR_VAT_ID": _("Umsatzsteuer-Identifikationsnummer"),
    "OPERATOR_DATA_PROTECTION": _("Datenschutzbeauftragte Stelle"),
    "OPERATOR_DATA_AUTHORITY": _("Aufsichtsbehörde für den Datenschutz"),
    "OPERATOR_ARBITRATION": _("Schlichtungsstelle"),
}


@dataclass(frozen=True)
class Detail:
    """One thing the operator states; without ``lines`` it is still to be added."""

    label: str
    lines: tuple[str, ...]

    @property
    def mail(self) -> str:
        """The address to write to, if the detail is one."""
        value = self.lines[0] if len(self.lines) == 1 else ""
        return value if "@" in value and " " not in value else ""

    @property
    def url(self) -> str:
        """The address of a page, if the detail ends with one."""
        return self.lines[-1] if self.lines and self.lines[-1].startswith("https://") else ""

    @property
    def words(self) -> tuple[str, ...]:
        """The lines in front of the address of a page."""
        return self.lines[:-1] if self.url else self.lines


def detail(setting: str) -> Detail:
    """What the setting says; semicolons part its lines."""
    lines = (line.strip() for line in str(getattr(settings, setting)).split(";"))
    return Detail(str(LABELS[setting]), tuple(line for line in lines if line))


def check_stated(app_configs: Sequence[Any] | None = None, **_kwargs: Any) -> list[CheckMessage]:
    """Say which details the pages still lack; a hint, for a portal is tried out before all is known."""
    missing = [setting for setting in LABELS if not detail(setting).lines]
    if not missing:
        return []
    names = ", ".join(missing)
    return [Info(f"Impressum, Datenschutz und Barrierefreiheit fehlen noch: {names}", id="organisation.I001")]
