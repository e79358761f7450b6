"""The office's workplace for relations abroad. Importing the modules registers their pages."""

from partnerships.admin import (
    activities,
    agreements,
    delegations,
    gifts,
    networks,
    partners,
    partnerships,
    requests,
    reviews,
    waiting,
)

__all__ = [
    "activities",
    "agreements",
    "delegations",
    "gifts",
    "networks",
    "partners",
    "partnerships",
    "requests",
    "reviews",
    "waiting",
]
