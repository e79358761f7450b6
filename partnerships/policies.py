"""Who may do what with relations abroad.

* Everybody reads public relations, networks, public activities and the yearly figures of requests.
* The office keeps all of it and alone sees contacts, requests, reviews and delegation files.
* The file of an agreement is read by the office, by those who report for the responsible unit, and, only where the
  office says so, by everybody.
"""

import datetime as dt

from hannover_intl.organisation.policies import AnyUser, is_office, reporting_units
from partnerships.models import Agreement


def may_manage(user: AnyUser, today: dt.date) -> bool:
    """Whether the person keeps the register."""
    return is_office(user, today)


def may_read_file(user: AnyUser, agreement: Agreement, today: dt.date) -> bool:
    """Whether the person may open the file of an agreement."""
    if not agreement.file:
        return False
    if is_office(user, today):
        return True
    if agreement.file_is_public and agreement.partnership.is_public:
        return True
    return agreement.partnership.responsible_unit_id in reporting_units(user, today)
