"""Changes of amounts, signed."""

from dataclasses import fields
from decimal import Decimal

from hannover_intl.reporting.field_labels import field_label
from hannover_intl.reporting.report import Money
from measures.templatetags.measures import euro


def money_changes(before: Money, after: Money) -> str:
    """What came to the amounts or went from them, as "geplant +2.000,00 €, ausgegeben −500,00 €"."""
    changes = []
    for field in fields(Money):
        amount = getattr(after, field.name) - getattr(before, field.name)
        if amount:
            changes.append(f"{field_label(Money, field.name)} {signed_euro(amount)}")
    return ", ".join(changes)


def signed_euro(amount: Decimal) -> str:
    """An amount that was added or taken away: +1.000,00 €, −500,00 €."""
    sign = "+" if amount > 0 else "\N{MINUS SIGN}"
    return f"{sign}{euro(abs(amount))}"
