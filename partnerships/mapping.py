"""Where places lie on the two base maps: the world (Equal Earth) and Europe (azimuthal equal-area).

The base maps in templates/partnerships/map/ are Natural Earth (public domain, 1:110 million), drawn once with the
constants below; the world without bends of less than 0.8 units (Douglas-Peucker), which nobody sees. Points of later
relations are computed here with the same formulas.
"""

import math

HANNOVER = (52.3759, 9.7320)

WORLD_SIZE = (960, 468)
_WORLD_SCALE, _WORLD_CENTRE, _WORLD_MERIDIAN = 177.34230496646222, (480.0, 234.0), 11.0
EUROPE_SIZE = (640, 470)
_EUROPE_SCALE, _EUROPE_CENTRE = 888.8130810911114, (308.08696787622256, 252.48311740703582)
_EUROPE_MIDDLE = (50.0, 14.0)

# Polynomial of the Equal Earth projection (Šavrič, Patterson and Jenny 2018).
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_MARGIN = 12


def equal_earth(latitude: float, longitude: float) -> tuple[float, float]:
    """Where a place lies on the map of the world."""
    turned = (longitude - _WORLD_MERIDIAN + 180) % 360 - 180
    root = math.sqrt(3) / 2
    theta = math.asin(root * math.sin(math.radians(latitude)))
    squared = theta * theta
    sixth = squared**3
    slope = _A1 + 3 * _A2 * squared + sixth * (7 * _A3 + 9 * _A4 * squared)
    x = math.radians(turned) * math.cos(theta) / (root * slope)
    y = theta * (_A1 + _A2 * squared + sixth * (_A3 + _A4 * squared))
    return round(_WORLD_CENTRE[0] + _WORLD_SCALE * x, 1), round(_WORLD_CENTRE[1] - _WORLD_SCALE * y, 1)


def europe(latitude: float, longitude: float) -> tuple[float, float] | None:
    """Where a place lies on the map of Europe; None outside of its frame."""
    middle, phi = math.radians(_EUROPE_MIDDLE[0]), math.radians(latitude)
    turn = math.radians(longitude - _EUROPE_MIDDLE[1])
    nearness = 1 + math.sin(middle) * math.sin(phi) + math.cos(middle) * math.cos(phi) * math.cos(turn)
    if nearness < 1:  # the other half of the globe
        return None
    stretch = math.sqrt(2 / nearness)
    x = stretch * math.cos(phi) * math.sin(turn)
    y = stretch * (math.cos(middle) * math.sin(phi) - math.sin(middle) * math.cos(phi) * math.cos(turn))
    place = (round(_EUROPE_CENTRE[0] + _EUROPE_SCALE * x, 1), round(_EUROPE_CENTRE[1] - _EUROPE_SCALE * y, 1))
    inside = all(_MARGIN <= value <= size - _MARGIN for value, size in zip(place, EUROPE_SIZE, strict=True))
    return place if inside else None
