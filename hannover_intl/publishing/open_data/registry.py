"""All open lists, in the order of the page about them."""

from hannover_intl.publishing.open_data.council import (
    COMMITTEES,
    CONSULTATIONS,
    MEETINGS,
    PAPERS,
    REPORTS,
    RESOLUTIONS,
)
from hannover_intl.publishing.open_data.details import AGREEMENTS, FUNDING, INDICATORS, NETWORK_YEARS
from hannover_intl.publishing.open_data.lists import DataList
from hannover_intl.publishing.open_data.relations import ACTIVITIES, NETWORKS, PARTNERSHIPS, REQUESTS
from hannover_intl.publishing.open_data.strategy import MEASURES, MILESTONES, UPDATES

LISTS: dict[str, DataList] = {
    entry.key: entry
    for entry in (
        MEASURES,
        MILESTONES,
        UPDATES,
        INDICATORS,
        FUNDING,
        PARTNERSHIPS,
        AGREEMENTS,
        NETWORKS,
        NETWORK_YEARS,
        ACTIVITIES,
        REQUESTS,
        COMMITTEES,
        MEETINGS,
        PAPERS,
        CONSULTATIONS,
        RESOLUTIONS,
        REPORTS,
    )
}
