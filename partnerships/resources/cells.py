"""Cells of the register: dates known in part, coordinates, languages; and how a cell names a partner or relation."""

import datetime as dt
import re
from collections.abc import Callable, Collection, Sequence
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hannover_intl.core.partial_dates import DAY, PartialDate, parse_partial_date
from hannover_intl.core.resources.fields import ExtraField
from hannover_intl.core.resources.widgets import Cell, Reference, Row, by_key
from hannover_intl.core.spreadsheets.cells import to_text
from partnerships.models import DelegationFile, NetworkMembership, Partner, Partnership

_COORDINATE = re.compile(r"[-−]?\d{1,3}(?:[.,]\d+)?")
_PLACES = Decimal("0.00001")
_WITH_DAY = re.compile(r"(?P<title>.+) \(\d{2}\.\d{2}\.\d{4}\)")
_WITH_COUNTRY = re.compile(r"(?P<name>.+) \((?P<country>[A-Z]{2})\)")


class PartialDateCell(Cell):
    """A day, a month or only a year."""

    def clean(self, value: Any, row: Row | None = None, **kwargs: Any) -> PartialDate | None:
        """What is known of the date, or None where the cell is empty."""
        if isinstance(value, dt.date):
            day = value.date() if isinstance(value, dt.datetime) else value
            return PartialDate(day, DAY)
        text = to_text(value)
        try:
            return parse_partial_date(text) if text else None
        except ValidationError as error:
            raise ValueError(error.messages[0]) from None

    def render(self, value: PartialDate | None, obj: Any = None, **kwargs: Any) -> str:
        """As in 1947, 06/2019 or 15.09.2022."""
        return value.typed if value else ""


class CoordinateCell(Cell):
    """Degrees with a comma or a point: here a point never groups thousands."""

    def clean(self, value: Any, row: Row | None = None, **kwargs: Any) -> Decimal | None:
        """The degrees, or None where the cell is empty."""
        text = "" if value is None else str(value).strip()
        if not text:
            return None
        if not _COORDINATE.fullmatch(text):
            raise ValueError(_("Bitte schreiben Sie die Koordinate in Grad, zum Beispiel 51,4545 oder −2,5879."))
        return Decimal(text.replace("−", "-").replace(",", ".")).quantize(_PLACES)

    def render(self, value: Decimal | None, obj: Any = None, **kwargs: Any) -> str:
        """As in 51,4545."""
        return "" if value is None else f"{value.normalize():f}".replace(".", ",")


class LanguagesCell(Cell):
    """Codes of languages, separated by commas."""

    def clean(self, value: Any, row: Row | None = None, **kwargs: Any) -> list[str]:
        """The codes in their order."""
        return [code.strip().lower() for code in re.split(r"[,;\s]+", to_text(value)) if code.strip()]

    def render(self, value: Sequence[str] | None, obj: Any = None, **kwargs: Any) -> str:
        """As in en, fr."""
        return ", ".join(value or ())


class PartnerReference(Reference):
    """A partner by its German name, where needed with its country: "Bristol (GB)"."""

    model = Partner

    def find_many(self, keys: Collection[str]) -> dict[str, list[Partner]]:
        names = {found["name"] if (found := _WITH_COUNTRY.fullmatch(key)) else key for key in keys}
        return by_key(Partner.objects.filter(name__in=names), lambda partner: (partner.name, self.name(partner)))

    def name(self, instance: Partner) -> str:
        return f"{instance.name} ({instance.country})"


class PartnershipReference(Reference):
    """A relation by the last part of its address, or by its partner if there is but one relation with it."""

    model = Partnership

    def find_many(self, keys: Collection[str]) -> dict[str, list[Partnership]]:
        rows = Partnership.objects.select_related("partner")
        by_address = by_key(rows.filter(slug__in=keys), lambda relation: (relation.slug,))
        by_partner = by_key(rows.filter(partner__name__in=keys), lambda relation: (relation.partner.name,))
        return by_partner | by_address

    def name(self, instance: Partnership) -> str:
        return instance.slug


class NetworkReference(Reference):
    """A network by its name."""

    model = NetworkMembership

    def find_many(self, keys: Collection[str]) -> dict[str, list[NetworkMembership]]:
        return by_key(NetworkMembership.objects.filter(name__in=keys), lambda network: (network.name,))


class DelegationReference(Reference):
    """A delegation by its title, where needed with the day on which it begins: "Reise nach Bristol (01.06.2026)"."""

    model = DelegationFile
    named_with = ("activity",)

    def find_many(self, keys: Collection[str]) -> dict[str, list[DelegationFile]]:
        titles = {found["title"] if (found := _WITH_DAY.fullmatch(key)) else key for key in keys}
        files = DelegationFile.objects.filter(activity__title__in=titles).select_related("activity")
        return by_key(files, lambda file: (file.activity.title, self.name(file)))

    def name(self, instance: DelegationFile) -> str:
        return f"{instance.activity.title} ({instance.activity.start:%d.%m.%Y})"


def partial_date_column(name: str, label: Any, read: Callable[[Any], PartialDate | None]) -> ExtraField:
    """The column of a date that may be known in part only."""
    return ExtraField(attribute=name, column_name=name, label=label, widget=PartialDateCell(), read=read)


def set_partial_date(instance: Any, name: str, precision_name: str, value: PartialDate | None) -> None:
    """Store what is known of a date in its two columns."""
    setattr(instance, name, value.first_day if value else None)
    setattr(instance, precision_name, value.precision if value else DAY)
