"""Nobody overwrites what somebody else wrote meanwhile."""

import pytest
from django.db import transaction

from hannover_intl.core.versioning import VersionConflict, claim_version
from measures.models import Measure
from tests import cast

pytestmark = pytest.mark.django_db


def test_claim_raises_the_version_by_one():
    measure = cast.measure()
    claim_version(measure, 1)
    assert (measure.version, Measure.objects.get().version) == (2, 2)


@pytest.mark.parametrize("expected", [0, 2, 10**30])
def test_claim_of_another_version_is_a_conflict_and_writes_nothing(expected):
    measure = cast.measure()
    with pytest.raises(VersionConflict) as conflict:
        claim_version(measure, expected)
    assert conflict.value.current == measure
    assert Measure.objects.get().version == 1


def test_version_is_claimed_only_once():
    first, second = cast.measure(), Measure.objects.get()
    claim_version(first, 1)
    with pytest.raises(VersionConflict) as conflict:
        claim_version(second, 1)
    assert conflict.value.current.version == 2


def test_conflict_over_a_deleted_object_has_nothing_to_show():
    measure = Measure(pk=4711)
    with pytest.raises(VersionConflict) as conflict:
        claim_version(measure, 1)
    assert conflict.value.current is None


def test_claim_is_taken_back_with_its_transaction():
    measure = cast.measure()
    with transaction.atomic():
        claim_version(measure, 1)
        transaction.set_rollback(True)
    assert Measure.objects.get().version == 1


@pytest.mark.django_db(transaction=True)
def test_claim_without_a_transaction_is_refused():
    measure = cast.measure()
    with pytest.raises(RuntimeError, match="transaction"):
        claim_version(measure, 1)
