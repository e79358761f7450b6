"""Who may do what with measures.

* Everybody reads adopted measures and approved updates.
* Contacts, deputies and heads write updates for the measures their unit leads, while a round is open.
* The office edits measures, decides on updates, opens and closes rounds.
"""

import datetime as dt

from hannover_intl.organisation.policies import AnyUser, is_office, reporting_units
from measures.models import Measure


def may_report(user: AnyUser, measure: Measure, today: dt.date) -> bool:
    """Whether the person writes updates for this measure."""
    return measure.lead_unit_id in reporting_units(user, today)


def may_decide(user: AnyUser, today: dt.date) -> bool:
    """Whether the person approves and returns updates."""
    return is_office(user, today)
