"""Lists: sorting from an allow-list, pages that never fail, headers that say how the list is sorted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.db.models import F, Model, QuerySet
from django.db.models.expressions import OrderBy

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PAGE_SIZE = 50


@dataclass(frozen=True)
class Column:
    """One column of a list: ``key`` is its name in ``?sort=``, ``order`` the fields behind it, if any."""

    key: str
    label: "StrOrPromise"
    order: tuple[str, ...] = ()
    numeric: bool = False


@dataclass(frozen=True)
class Header:
    """What the head of a column shows: its aria-sort value, if any, and the sort its link asks for."""

    key: str
    label: "StrOrPromise"
    aria: str
    next: str
    numeric: bool


@dataclass(frozen=True)
class Listing:
    """One page of a sorted list, with all that the templates of core need."""

    page: "Page[Any]"
    headers: list[Header]
    numbers: list[int | str]
    sort: str

    @property
    def count(self) -> int:
        """How many rows the whole list has."""
        return self.page.paginator.count


def clean_sort(columns: Sequence[Column], value: str | None, default: str) -> str:
    """A sort is a key of a sortable column, with "-" in front to descend; anything else is the default."""
    known = {column.key for column in columns if column.order}
    return value if value and value.removeprefix("-") in known else default


def ordering(columns: Sequence[Column], sort: str, tie_break: str = "pk") -> list[OrderBy]:
    """The order of a sort: empty values last on every database, equal rows always in the same order."""
    fields = next(column.order for column in columns if column.key == sort.removeprefix("-"))
    turned = sort.startswith("-")
    return [_order_by(field, turned=turned) for field in fields] + [F(tie_break).asc()]


def _order_by(field: str, *, turned: bool) -> OrderBy:
    name = F(field.removeprefix("-"))
    descending = field.startswith("-") != turned
    return name.desc(nulls_last=True) if descending else name.asc(nulls_last=True)


def headers(columns: Sequence[Column], sort: str) -> list[Header]:
    """Every column's head; following the link of the sorted column turns the order round."""
    return [_header(column, sort) for column in columns]


def _header(column: Column, sort: str) -> Header:
    aria = {column.key: "ascending", f"-{column.key}": "descending"}.get(sort, "")
    following = f"-{column.key}" if aria == "ascending" else column.key
    return Header(column.key, column.label, aria, following if column.order else "", column.numeric)


def list_page(
    rows: QuerySet[Model],
    params: Mapping[str, str],
    *,
    columns: Sequence[Column],
    default: str,
    tie_break: str = "pk",
    page_size: int = PAGE_SIZE,
) -> Listing:
    """The page that ``?sort=`` and ``?page=`` ask for; a bad number is page 1, one too far the last."""
    sort = clean_sort(columns, params.get("sort"), default)
    paginator = Paginator(rows.order_by(*ordering(columns, sort, tie_break)), page_size)
    page = paginator.get_page(params.get("page"))
    numbers = list(paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))
    return Listing(page, headers(columns, sort), numbers, sort)
