"""No method computes a small number back from what is published, not even from all tables of all quarters.

Two proofs. For generated people and the real thresholds, a world is built for every suppressed value in which nobody
has it, and in which every table of every quarter is the same: whatever is computed from the tables cannot tell the two
apart. And for thresholds of 2 and 4, a solver goes through all worlds of a few people and keeps those that fit.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import combinations, combinations_with_replacement

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from staff_skills.aggregates import CERTIFICATE, K_INTERNAL, K_PUBLIC, OTHER, Limits, Person, publish
from staff_skills.choices import Audience, Dimension

REAL = Limits()
LANGUAGES = ("en", "fr", "pl", "uk", "tr", "haw")
FRESH = "unheard-of"
FIELDS = {
    Dimension.LANGUAGE: "languages",
    Dimension.PURPOSE: "purposes",
    Dimension.EXPERTISE: "expertise",
    Dimension.TRAINING: "trainings",
    Dimension.WISH: "wishes",
}


def sets(values: Iterable[str]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(sorted(values)))


@st.composite
def person(draw: Callable[..., object]) -> Person:
    languages = draw(sets(LANGUAGES))
    spoken = draw(sets(languages)) if languages else frozenset()
    return Person(
        languages=languages,
        levels=frozenset((code, draw(st.sampled_from(["B1", "B2", "C1"]))) for code in spoken),
        certificates=draw(sets(languages)) if languages else frozenset(),
        purposes=draw(sets(("phone", "delegation"))),
        expertise=draw(sets(("EU", "protocol"))),
        trainings=draw(sets(("stay_abroad",))),
        wishes=draw(sets(("language_course",))),
    )


@st.composite
def crowd(draw: Callable[..., object]) -> list[Person]:
    """Few kinds of people in groups around the thresholds: that is where an attack would begin."""
    kinds = draw(st.lists(person(), min_size=1, max_size=6))
    sizes = st.sampled_from([1, 2, 4, 5, 6, 9, 10, 11, 14])
    return [kind for kind in kinds for _ in range(draw(sizes))]


quarters = st.lists(crowd(), min_size=1, max_size=3)
thorough = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def published(people: list[Person], limits: Limits = REAL) -> dict[tuple[str, str], dict[str, int]]:
    return {(table.dimension, table.audience): table.rows for table in publish(people, limits)}


def values_of(person: Person, dimension: Dimension, named: set[str]) -> set[str]:
    """The values that the person has in a dimension, as the rule counts them."""
    if dimension == Dimension.LEVEL:
        return {level for code, level in person.levels if code in named}
    if dimension == Dimension.CERTIFICATE:
        return {CERTIFICATE} if person.certificates & named else set()
    return set(getattr(person, FIELDS[dimension]))


def named_languages(people: list[Person], audience: Audience = Audience.PUBLIC) -> set[str]:
    return set(published(people)[Dimension.LANGUAGE, audience]) - {OTHER}


def small_cells(people: list[Person]) -> Iterator[tuple[Dimension, str]]:
    """Every value that fewer than k people have."""
    named = named_languages(people)
    for dimension in Dimension:
        count = Counter(value for one in people for value in values_of(one, dimension, named))
        yield from ((dimension, value) for value, number in count.items() if number < K_INTERNAL)


def without(person: Person, dimension: Dimension, value: str, stand_in: str | None) -> Person:
    """The same person without a value, or with another language in its place."""
    if dimension == Dimension.LANGUAGE:
        return _other_language(person, value, stand_in)
    if dimension == Dimension.LEVEL:
        return replace(person, levels=frozenset(pair for pair in person.levels if pair[1] != value))
    if dimension == Dimension.CERTIFICATE:
        return replace(person, certificates=frozenset())
    field = FIELDS[dimension]
    return replace(person, **{field: getattr(person, field) - {value}})


def _other_language(person: Person, value: str, stand_in: str | None) -> Person:
    def swap(codes: frozenset[str]) -> frozenset[str]:
        kept = codes - {value}
        return kept | {stand_in} if stand_in and value in codes else kept

    levels = {(stand_in if code == value else code, level) for code, level in person.levels}
    return replace(
        person,
        languages=swap(person.languages),
        certificates=swap(person.certificates),
        levels=frozenset((code, level) for code, level in levels if code),
    )


@given(quarters)
@thorough
def test_every_small_cell_may_be_empty_for_all_that_the_tables_tell(series):
    """In each quarter by itself: the quarters before and after are what they are in both worlds."""
    for people in series:
        before = published(people)
        for dimension, value in small_cells(people):
            twin = [without(one, dimension, value, FRESH) for one in people]
            assert published(twin) == before
            named = named_languages(twin)
            assert not any(value in values_of(one, dimension, named) for one in twin)


@given(crowd())
@thorough
def test_what_is_published_is_never_below_its_threshold_and_never_exact(people):
    for (_dimension, audience), rows in published(people).items():
        k = K_PUBLIC if audience == Audience.PUBLIC else K_INTERNAL
        assert [number for number in rows.values() if number < k or number % k] == []


@given(crowd())
@thorough
def test_the_merged_languages_are_people_not_entries(people):
    """One person with ten rare languages is still one person."""
    rows = published(people)[Dimension.LANGUAGE, Audience.INTERNAL]
    rare = [one for one in people if one.languages - set(rows)]
    assert (OTHER in rows) == (len(rare) >= K_INTERNAL)


@given(crowd())
@thorough
def test_the_public_table_says_nothing_that_the_internal_one_does_not(people):
    tables = published(people)
    for dimension in Dimension:
        internal, public = tables[dimension, Audience.INTERNAL], tables[dimension, Audience.PUBLIC]
        for value, number in public.items():
            assert value == OTHER or internal[value] >= number
    if OTHER not in tables[Dimension.LANGUAGE, Audience.INTERNAL]:
        named = named_languages(people, Audience.INTERNAL)
        alone = [replace(one, languages=one.languages & named) for one in people]
        assert published(alone)[Dimension.LANGUAGE, Audience.PUBLIC] == tables[Dimension.LANGUAGE, Audience.PUBLIC]


def test_one_person_who_comes_or_leaves_moves_a_number_by_a_whole_step_or_not_at_all():
    english = Person(languages=frozenset({"en"}))
    shown = [published([english] * n)[Dimension.LANGUAGE, Audience.INTERNAL].get("en", 0) for n in range(21)]
    assert shown == [0] * 5 + [5] * 5 + [10] * 5 + [15] * 5 + [20]


def test_ten_rare_languages_of_one_person_are_not_others():
    polyglot = Person(languages=frozenset(f"l{number}" for number in range(10)))
    assert published([polyglot])[Dimension.LANGUAGE, Audience.INTERNAL] == {}
    assert published([polyglot] * 4)[Dimension.LANGUAGE, Audience.INTERNAL] == {}


def test_levels_of_languages_that_are_not_named_in_public_are_not_counted():
    english = Person(languages=frozenset({"en"}), levels=frozenset({("en", "B1")}))
    rare = Person(languages=frozenset({"haw"}), levels=frozenset({("haw", "B2")}))
    tables = published([english] * 12 + [rare] * 9)
    assert tables[Dimension.LEVEL, Audience.INTERNAL] == {"B1": 10}
    assert tables[Dimension.LEVEL, Audience.PUBLIC] == {"B1": 10}


@given(crowd())
@thorough
def test_levels_never_prove_a_language_that_is_not_named(people):
    """In public, nobody can be counted by a level who is not counted by a named language."""
    tables = published(people)
    named = named_languages(people)
    alone = [replace(one, languages=one.languages & named) for one in people]
    for dimension in (Dimension.LEVEL, Dimension.CERTIFICATE):
        for audience in Audience:
            assert published(alone)[dimension, audience] == tables[dimension, audience]


def test_there_is_no_total_and_no_table_of_two_dimensions():
    tables = publish([Person(languages=frozenset({"en"}))] * 7)
    assert {table.dimension for table in tables} == set(Dimension)
    assert "total" not in {value for table in tables for value in table.rows}


def test_the_public_threshold_must_be_a_multiple():
    with pytest.raises(ValueError, match="multiple"):
        Limits(5, 12)
    with pytest.raises(ValueError, match="multiple"):
        Limits(1, 10)


# --- The solver: all worlds of a few people -------------------------------------------------------------------------

SMALL = Limits(2, 4)
FEW = ("a", "b", "c", "d", "e")
MOST = 3


def all_worlds() -> Iterator[list[Person]]:
    """Every crowd of up to three people, each with up to two of five languages, and a purpose or a level or neither.

    Five languages stand for the six hundred there are: there is always one more that could be meant by "andere".
    Between two quarters everybody may come and leave, so the worlds of one quarter are not bound by another.
    """
    kinds = []
    for codes in (codes for size in range(3) for codes in combinations(FEW, size)):
        plain = Person(languages=frozenset(codes))
        kinds += [plain, replace(plain, purposes=frozenset({"phone"}))]
        kinds += [replace(plain, levels=frozenset((code, "B2") for code in codes))] if codes else []
    for number in range(MOST + 1):
        for world in combinations_with_replacement(kinds, number):
            yield list(world)


def test_a_solver_with_all_tables_proves_no_cell_between_one_and_k():
    """For every possible publication: the numbers each value may have in the worlds that fit to it."""
    possible: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for world in all_worlds():
        tables = repr(published(world, SMALL))
        count = Counter(value for one in world for value in (*one.languages, *one.purposes))
        for value in (*FEW, "phone"):
            possible[tables][value].add(count[value])
    proven = [
        (tables, value, numbers)
        for tables, cells in possible.items()
        for value, numbers in cells.items()
        if all(0 < number < SMALL.internal for number in numbers)
    ]
    assert len(possible) > 20
    assert proven == []
