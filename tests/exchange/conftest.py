"""What the rows of a list name."""

import pytest

from tests import cast


@pytest.fixture
def frame():
    """What the rows name."""
    cast.named_by_lists()
