"""A paper as JSON: nothing is lost, whatever a report holds, and what is no paper is told."""

import datetime as dt
import json
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hannover_intl.reporting.comparison import compare_reports
from hannover_intl.reporting.payload import PayloadError, decode, dump, encode, load
from hannover_intl.reporting.report import MeasureEntry, Money, Scope
from tests.reporting import sample


@pytest.fixture(scope="module")
def paper():
    """Everything a report can hold, with what changed since a smaller one."""
    report = sample.full_report(8)
    comparison = compare_reports(sample.report(sample.measure("1.1")), report)
    return sample.paper(report, comparison=comparison, reason="Neufassung: Zahlen berichtigt", layout="condensed")


def test_a_paper_comes_back_as_it_was(paper):
    assert load(dump(paper)) == paper
    assert dump(load(dump(paper))) == dump(paper)


def test_text_stays_readable(paper):
    text = dump(paper)
    assert "Poznań und Hiroshima (広島)" in text
    assert json.loads(text)["paper"]["annex"]["as_of"] == "2026-06-30"


@settings(max_examples=25, deadline=None)
@given(st.builds(Money, *[st.decimals(allow_nan=False, allow_infinity=False)] * 3))
def test_money_keeps_every_digit(money):
    back = decode(Money, json.loads(json.dumps(encode(money))))
    assert [str(value) for value in (back.planned, back.committed, back.spent)] == [
        str(value) for value in (money.planned, money.committed, money.spent)
    ]


TEXTS = st.text(max_size=20)


@settings(max_examples=25, deadline=None)
@given(TEXTS, st.lists(TEXTS).map(tuple), st.none() | st.builds(lambda text: sample.measure().update, TEXTS))
def test_any_text_comes_back(title, cooperating, update):
    measure = sample.measure(title=title, cooperating=cooperating, update=update)
    assert decode(MeasureEntry, json.loads(json.dumps(encode(measure)))) == measure


@dataclass(frozen=True)
class Chapter:
    """A chapter as somebody may add it."""

    at: dt.datetime
    share: float
    pairs: tuple[tuple[str, int], ...]
    by_kind: dict[str, tuple[Decimal, ...]]
    kind: Literal["a", "b"] = "a"
    note: str | None = None


def test_a_new_chapter_needs_no_word_here():
    chapter = Chapter(dt.datetime(2026, 1, 1, 9, tzinfo=dt.UTC), 0.1, (("x", 1),), {"y": (Decimal("1.10"),)})
    stored = json.loads(json.dumps(encode(chapter)))
    assert decode(Chapter, stored) == chapter
    del stored["note"]
    assert decode(Chapter, stored) == chapter


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"schema": 2}, "not of schema 1"),
        ({"paper": {}}, "field issuer is missing"),
        ({"paper": None}, "is no dict"),
    ],
)
def test_what_is_no_paper_is_told(paper, change, message):
    with pytest.raises(PayloadError, match=message):
        load(json.dumps(json.loads(dump(paper)) | change))


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("annexes", "1", "annexes: '1' is no int"),
        ("annexes", True, "annexes: True is no int"),
        ("layout", "lang", "layout: 'lang' is none of"),
        ("signature", {"unit": "15.23", "place": "Hannover", "date": "gestern"}, "'gestern' is no date"),
        ("subtitle", "neu", "unknown field subtitle"),
    ],
)
def test_what_does_not_fit_is_named_with_its_place(paper, field, value, message):
    stored = json.loads(dump(paper))
    stored["paper"][field] = value
    with pytest.raises(PayloadError, match=message):
        load(json.dumps(stored))


def test_an_impossible_scope_is_no_paper(paper):
    stored = json.loads(dump(replace(paper, annex=replace(paper.annex, scope=Scope("field", 1)))))
    stored["paper"]["annex"]["scope"]["number"] = 0
    with pytest.raises(PayloadError, match=r"annex\.scope"):
        load(json.dumps(stored))


def test_no_json_is_told():
    with pytest.raises(PayloadError, match="no JSON"):
        load("{")
