"""Who carries the strategy: units of the city, accounts with roles, external actors, the network group."""

from hannover_intl.organisation.models.accounts import RoleAssignment, User
from hannover_intl.organisation.models.network_group import (
    NetworkGroup,
    NetworkGroupMeeting,
    NetworkGroupMember,
    NetworkGroupTask,
)
from hannover_intl.organisation.models.saved_filters import SavedFilter
from hannover_intl.organisation.models.units import Actor, OrgUnit

__all__ = [
    "Actor",
    "NetworkGroup",
    "NetworkGroupMeeting",
    "NetworkGroupMember",
    "NetworkGroupTask",
    "OrgUnit",
    "RoleAssignment",
    "SavedFilter",
    "User",
]
