"""The estimate of what travelling emits: distance × persons × factor, with the source beside it.

The factors are averages of all traffic of a kind in Germany with its real load, as CO₂ equivalents without building
vehicles and ways. A single flight may emit more or less than the average; the estimate compares ways to travel, it is
no account. A new year's table goes in here; estimates made before keep the factor they were made with.
"""

import math
from dataclasses import dataclass

from partnerships.choices import TravelMode
from partnerships.models import Partner

HANNOVER = (52.3759, 9.7320)
EARTH_RADIUS_KM = 6371.0
# The way on the ground is longer than the straight line; a flight hardly is.
_DETOUR = {TravelMode.RAIL: 1.3, TravelMode.COACH: 1.3, TravelMode.CAR: 1.3, TravelMode.FLIGHT: 1.05}


@dataclass(frozen=True)
class Factor:
    """Grams of CO₂ equivalents for one person and one kilometre, and who says so."""

    grams_per_km: int
    source: str


_SOURCE = "Umweltbundesamt, Verkehrsmittel im Vergleich (TREMOD), Bezugsjahr 2019"
FACTORS = {
    TravelMode.RAIL: Factor(29, f"{_SOURCE}: Eisenbahn, Fernverkehr"),
    TravelMode.COACH: Factor(30, f"{_SOURCE}: Linienbus, Fernverkehr"),
    TravelMode.CAR: Factor(154, f"{_SOURCE}: Pkw"),
    TravelMode.FLIGHT: Factor(214, f"{_SOURCE}: Flugzeug, Inland"),
}


def proposed_distance(partner: Partner, mode: TravelMode) -> int | None:
    """Kilometres from Hannover to the partner and back, estimated from the coordinates; None without coordinates."""
    if partner.latitude is None or partner.longitude is None:
        return None
    there = _great_circle_km(HANNOVER, (float(partner.latitude), float(partner.longitude)))
    return max(1, round(2 * there * _DETOUR[mode]))


def _great_circle_km(start: tuple[float, float], end: tuple[float, float]) -> float:
    """The haversine formula."""
    (lat1, lon1), (lat2, lon2) = ([math.radians(value) for value in point] for point in (start, end))
    chord = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(chord))
