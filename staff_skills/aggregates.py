"""The rule by which people become figures. It is the only way from the register into a report or a public page.

What is published: for each dimension alone, how many people have a value, rounded down to a multiple of k (5 inside
the city, 10 in public; a reader sees "10 bis 14"). A value with fewer than k people is not published. Languages with
fewer than k are merged into "andere", which is published only if it holds k people itself. There is no total.
The figures are frozen once a quarter and never counted live.

Why nothing can be computed back from them, not even from all tables of all quarters:

1. A suppressed value adds to no published number. "andere" is the one exception, and there only in a union of at
   least k people, whose languages are not named: any other rare language could stand in its place.
2. Values do not exclude each other (one person, many languages), and every one of them may be left out (an entry may
   hold consents alone, or a language without a level). So no published number is the sum of others, nothing has to be
   filled up, and zero is always possible where nothing is published.
3. Levels and certificates are counted in languages that are named in public, in both tables. Otherwise "30 people
   speak at B2" beside "20 to 29 speak English" would prove that somebody speaks a language that is not named.
4. The public table is coarser than the internal one, and 10 is a multiple of 5: it says nothing that the internal one
   does not. Its "andere" takes up rare languages only where the internal one does.
5. Between two quarters a number moves by whole steps of k or not at all. That one person came or left is not visible
   unless a step is crossed, and then it may have been one of many.

Hence for every suppressed value there is a world in which nobody has it and in which every table of every quarter is
the same, so no method whatever can tell that somebody does. ``tests/staff_skills/test_aggregates.py`` builds that world
for generated data, and lets a solver try all worlds for small cases.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from staff_skills.choices import Audience, Dimension

K_INTERNAL = 5
K_PUBLIC = 10
OTHER = "other"
CERTIFICATE = "certificate"


@dataclass(frozen=True)
class Person:
    """What counts of somebody who agreed to be counted. ``levels`` and ``certificates`` belong to languages."""

    languages: frozenset[str] = frozenset()
    levels: frozenset[tuple[str, str]] = frozenset()
    certificates: frozenset[str] = frozenset()
    purposes: frozenset[str] = frozenset()
    expertise: frozenset[str] = frozenset()
    trainings: frozenset[str] = frozenset()
    wishes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Limits:
    """The two thresholds. The public one must be a multiple of the internal one."""

    internal: int = K_INTERNAL
    public: int = K_PUBLIC

    def __post_init__(self) -> None:
        if self.internal < 2 or self.public % self.internal:  # noqa: PLR2004 -- with 1 nothing is protected
            raise ValueError("The public threshold is a multiple of the internal one")


@dataclass(frozen=True)
class Table:
    """Published rows: value and the number of people, rounded down."""

    dimension: Dimension
    audience: Audience
    rows: dict[str, int] = field(default_factory=dict)


def publish(people: Sequence[Person], limits: Limits = Limits()) -> list[Table]:
    """All tables, internal and public, of all dimensions."""
    named = set(_at_least(_count(people, lambda person: person.languages), limits.public))
    counts = {
        Dimension.LEVEL: _count(people, lambda person: {level for code, level in person.levels if code in named}),
        Dimension.CERTIFICATE: _count(people, lambda person: {CERTIFICATE} if person.certificates & named else set()),
        Dimension.PURPOSE: _count(people, lambda person: person.purposes),
        Dimension.EXPERTISE: _count(people, lambda person: person.expertise),
        Dimension.TRAINING: _count(people, lambda person: person.trainings),
        Dimension.WISH: _count(people, lambda person: person.wishes),
    }
    tables = _language_tables(people, limits)
    for dimension, count in counts.items():
        tables.append(Table(dimension, Audience.INTERNAL, _rows(count, limits.internal)))
        tables.append(Table(dimension, Audience.PUBLIC, _rows(count, limits.public)))
    return tables


def _language_tables(people: Sequence[Person], limits: Limits) -> list[Table]:
    count = _count(people, lambda person: person.languages)
    internal, public = _at_least(count, limits.internal), _at_least(count, limits.public)
    rare = set(count) - set(internal)
    others = _union(people, rare)
    internal_rows = _rows(count, limits.internal)
    pool = set(internal) - set(public)
    if others >= limits.internal:
        internal_rows[OTHER] = _floor(others, limits.internal)
        pool |= rare
    public_rows = _rows(count, limits.public)
    merged = _union(people, pool)
    if merged >= limits.public:
        public_rows[OTHER] = _floor(merged, limits.public)
    return [
        Table(Dimension.LANGUAGE, Audience.INTERNAL, internal_rows),
        Table(Dimension.LANGUAGE, Audience.PUBLIC, public_rows),
    ]


def _count(people: Iterable[Person], values: "Callable[[Person], Iterable[str]]") -> Counter[str]:
    return Counter(value for person in people for value in set(values(person)))


def _union(people: Iterable[Person], languages: set[str]) -> int:
    return sum(bool(person.languages & languages) for person in people)


def _at_least(count: Counter[str], k: int) -> Counter[str]:
    return Counter({value: number for value, number in count.items() if number >= k})


def _rows(count: Counter[str], k: int) -> dict[str, int]:
    return {value: _floor(number, k) for value, number in sorted(_at_least(count, k).items())}


def _floor(number: int, k: int) -> int:
    return number - number % k
