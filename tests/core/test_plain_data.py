"""What is stored as JSON reads as the same object again."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hannover_intl.core.plain_data import from_json, to_json


@dataclass(frozen=True)
class Leaf:
    name: str
    amount: Decimal
    day: dt.date | None


@dataclass(frozen=True)
class Tree:
    kind: Literal["a", "b"]
    number: int
    open: bool
    leaves: tuple[Leaf, ...]


LEAVES = st.builds(
    Leaf,
    name=st.text(st.characters(exclude_categories=["Cs"])),
    amount=st.decimals(allow_nan=False, allow_infinity=False),
    day=st.none() | st.dates(),
)
TREES = st.builds(
    Tree, kind=st.sampled_from(["a", "b"]), number=st.integers(), open=st.booleans(), leaves=st.lists(LEAVES).map(tuple)
)


@given(TREES)
def test_every_object_reads_as_it_was_written(tree):
    assert from_json(Tree, to_json(tree)) == tree


@given(TREES)
def test_the_same_object_is_always_the_same_text(tree):
    assert to_json(from_json(Tree, to_json(tree))) == to_json(tree)


@pytest.mark.parametrize("value", [1.5, {"a": 1}, ["a"], object(), dt.datetime(2026, 1, 1, tzinfo=dt.UTC)])
def test_what_is_not_plain_is_refused_when_written(value):
    with pytest.raises(TypeError):
        to_json(Tree("a", 1, True, (value,)))


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "[]",
        '{"kind":"c","leaves":[],"number":1,"open":true}',
        '{"kind":"a","leaves":[],"number":true,"open":true}',
        '{"kind":"a","leaves":[],"number":1,"open":true,"more":1}',
        '{"kind":"a","leaves":[{"amount":"x","day":null,"name":""}],"number":1,"open":true}',
        '{"kind":"a","leaves":[{"amount":"1","day":"30.6.2026","name":""}],"number":1,"open":true}',
        "not json",
    ],
)
def test_text_that_does_not_fit_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 -- the message names the value, which differs
        from_json(Tree, text)
