"""How often something may be asked: counted in the cache, without keeping the address of a visitor.

Each process of the server counts for itself: with two, twice as much passes at most.
"""

import hashlib

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

_HOUR = 60 * 60


def is_over_limit(request: HttpRequest | None, name: str, limit: int, *, seconds: int = _HOUR) -> bool:
    """Count one more ``name`` of this visitor (without a request: of all) and say whether it is one too many.

    The address of a visitor is kept as a keyed mark only, and only for that time.
    """
    address = request.META.get("REMOTE_ADDR", "") if request else ""
    mark = hashlib.blake2b(address.encode(), key=settings.SECRET_KEY.encode()[:64], digest_size=16).hexdigest()
    key = f"{name}:{mark if request else 'all'}"
    cache.add(key, 0, seconds)
    return cache.incr(key) > limit
