"""What the rows of a list name."""

import pytest

from hannover_intl.organisation.models import Actor
from measures.models import Objective
from tests import cast


@pytest.fixture
def frame():
    """What the rows name."""
    cast.contact()
    cast.unit("Stab")
    cast.action_field(1)
    cast.paper()
    Actor.objects.create(name="Verein", kind="association")
    for number in (1, 2):
        Objective.objects.create(number=number, title=f"Ziel {number}")
