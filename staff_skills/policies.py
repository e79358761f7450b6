"""Who may do what with skills of employees.

* Every signed-in person enters, reads, exports and deletes what is their own. Nobody enters anything for others.
* Coordinators search, within what people agreed to, and send requests. They see no name before somebody accepts.
* The office and city IT see no persons. They keep the texts and lists, and read the frozen figures.
* Heads of units see nothing. Their agreement is asked for a deployment, by the employee or the coordinator.
"""

import datetime as dt

from hannover_intl.organisation.policies import AnyUser
from staff_skills.coordinators import coordinator_scope


def coordinates(user: AnyUser, today: dt.date) -> bool:
    """Whether the person may search and send requests today."""
    return not coordinator_scope(user, today).is_empty
