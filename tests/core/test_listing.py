"""A list is sorted by what it allows, never fails on a bad address, and says how it is sorted."""

import pytest
from django.contrib.auth.models import Group
from django.db.models import Value
from django.db.models.functions import Length, NullIf
from django.http import QueryDict

from hannover_intl.core.listing import Column, Header, clean_sort, headers, list_page

COLUMNS = [
    Column("name", "Name", ("name",)),
    Column("length", "Länge", ("-length", "name"), numeric=True),
    Column("gap", "Lücke", ("gap",)),
    Column("note", "Notiz"),
]


@pytest.mark.parametrize(
    ("asked", "sort"),
    [
        ("name", "name"),
        ("-name", "-name"),
        (None, "-length"),
        ("", "-length"),
        ("-", "-length"),
        ("--name", "-length"),
        ("note", "-length"),
        ("password", "-length"),
        ("name,id", "-length"),
    ],
)
def test_sort_is_taken_from_the_allow_list(asked, sort):
    assert clean_sort(COLUMNS, asked, "-length") == sort


def test_headers_tell_the_sort_and_the_next_one():
    assert headers(COLUMNS[:2] + COLUMNS[3:], "name") == [
        Header("name", "Name", "ascending", "-name", False),
        Header("length", "Länge", "", "length", True),
        Header("note", "Notiz", "", "", False),
    ]
    assert headers(COLUMNS[:1], "-name") == [Header("name", "Name", "descending", "name", False)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("name", ["aa", "b", "c", "dd"]),
        ("-name", ["dd", "c", "b", "aa"]),
        ("length", ["aa", "dd", "b", "c"]),
        ("-length", ["c", "b", "dd", "aa"]),
        ("gap", ["aa", "c", "dd", "b"]),
        ("-gap", ["dd", "c", "aa", "b"]),
    ],
)
def test_rows_are_sorted_with_empty_values_last(sort, names):
    _make_groups("c", "aa", "dd", "b")
    assert [group.name for group in _list(f"sort={sort}").page] == names


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "number"),
    [("1", 1), ("2", 2), ("3", 3), ("4", 3), ("0", 3), ("-1", 3), ("x", 1), ("", 1), ("1.5", 1), ("9" * 5000, 1)],
)
def test_page_number_is_never_an_error(asked, number):
    _make_groups("a", "b", "c", "d", "e")
    assert _list(f"page={asked}", page_size=2).page.number == number


@pytest.mark.django_db
def test_empty_list_has_one_page():
    listing = _list("page=7")
    assert (listing.count, listing.page.number, listing.numbers, list(listing.page)) == (0, 1, [1], [])


@pytest.mark.django_db
def test_page_numbers_are_shortened():
    _make_groups(*(f"g{number:02}" for number in range(20)))
    assert _list("page=5", page_size=2).numbers == [1, "…", 4, 5, 6, "…", 10]


@pytest.mark.django_db
@pytest.mark.parametrize("names", [["a"], ["a", "b", "c"]])
def test_list_takes_two_queries(names, django_assert_num_queries):
    _make_groups(*names)
    with django_assert_num_queries(2):
        assert len(list(_list("").page)) == len(names)


def _list(query, page_size=50):
    rows = Group.objects.annotate(length=Length("name"), gap=NullIf("name", Value("b")))
    return list_page(rows, QueryDict(query), columns=COLUMNS, default="name", page_size=page_size)


def _make_groups(*names):
    for name in names:
        Group.objects.create(name=name)
