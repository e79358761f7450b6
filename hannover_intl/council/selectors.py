"""What higher layers read of the council beside its querysets."""

import datetime as dt
import re
from collections.abc import Mapping

from hannover_intl.council.models import Committee

# What save_committee puts behind the name: the year of the term, and a number where two would have the same address.
_YEAR = re.compile(r"\d{4}(-\d+)?")


def committee_at(slug: str, today: dt.date) -> Committee | None:
    """The committee at this address.

    An address without a year means the committee of this name in the term of ``today``, or what became of it by now.
    """
    rows = Committee.objects.select_related("term", "successor__term")
    exact: Committee | None = rows.filter(slug=slug).first()
    if exact is not None or not slug:
        return exact
    named = [row for row in rows.filter(slug__startswith=f"{slug}-") if _YEAR.fullmatch(row.slug, len(slug) + 1)]
    begun = [row for row in named if row.term.start <= today] or named
    if not begun:
        return None
    latest = max(begun, key=lambda row: (row.term.start, -row.pk))
    return current_committee(latest, {row.pk: row for row in rows}, today) or latest


def current_committee(
    committee: Committee | None, committees: Mapping[int, Committee], today: dt.date
) -> Committee | None:
    """Follow the successors to the last one of the term that lasts today; save_committee lets no ring close.

    ``committees`` holds all of them by key, with their terms.
    """
    current = None
    while committee is not None:
        if committee.term.start <= today <= committee.term.end:
            current = committee
        committee = committees.get(committee.successor_id) if committee.successor_id else None
    return current
