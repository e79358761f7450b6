"""Export in the four classes of the RGRE's database of municipal partnerships.

The database knows: Partnerschaft (formal, unlimited in time and subject, by contract), Freundschaft (by an agreement,
limited in time or to named projects), Projektpartnerschaft (a limited undertaking, by an agreement) and Kontakt (a
relation without a formal bond). The mapping from the city's own kinds is a decision, see docs/decisions.
"""

import csv
import io

from django.utils import timezone
from django.utils.translation import gettext as _

from hannover_intl.core.spreadsheets.cells import escape_cell
from partnerships.choices import PartnershipKind
from partnerships.models import Partnership
from partnerships.querysets import PartnershipQuerySet

TWINNING, FRIENDSHIP, CONTACT, PROJECT = "Partnerschaft", "Freundschaft", "Kontakt", "Projektpartnerschaft"

CLASSES = {
    PartnershipKind.TWINNING: TWINNING,
    PartnershipKind.DISTRICT: TWINNING,
    PartnershipKind.FRIENDSHIP: FRIENDSHIP,
    PartnershipKind.SOLIDARITY: PROJECT,
    PartnershipKind.COOPERATION: PROJECT,
    PartnershipKind.LETTER_OF_INTENT: CONTACT,
}


def rgre_class(partnership: Partnership) -> str:
    """One of the four classes."""
    return CLASSES[PartnershipKind(partnership.kind)]


def rgre_table(partnerships: PartnershipQuerySet) -> bytes:
    """The relations as CSV (UTF-8 with mark, semicolons), ready for the yearly check of the city's entry."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow(
        (
            _("Kommune"),
            _("Partner"),
            _("Name in der Landessprache"),
            _("Land"),
            _("Klasse"),
            _("Art"),
            _("seit"),
            _("Stand"),
        )
    )
    rows = partnerships.as_of(timezone.localdate()).select_related("partner").order_by("partner__name", "pk")
    for row in rows:
        since = str(row.since.year) if row.since else ""
        cells = (
            *("Hannover", row.partner.name, row.partner.local_name, row.partner.country_name),
            *(rgre_class(row), str(row.get_kind_display()), since, row.status_label),
        )
        writer.writerow([escape_cell(cell) for cell in cells])
    return target.getvalue().encode("utf-8-sig")
