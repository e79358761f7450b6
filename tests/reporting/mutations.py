"""Every report that differs from a given one in a single place, found by walking over all fields and their types."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints


def mutations(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """(where, the value with another value there): each field of each dataclass, and each list without an entry."""
    if is_dataclass(value):
        for field in fields(value):
            for where, child in mutations(getattr(value, field.name), f"{path}.{field.name}"):
                yield where, replace(value, **{field.name: child})
    elif isinstance(value, tuple):
        for position, item in enumerate(value):
            yield f"{path} without {position}", value[:position] + value[position + 1 :]
            for where, child in mutations(item, f"{path}[{position}]"):
                yield where, (*value[:position], child, *value[position + 1 :])
    elif value is not None:
        yield path, _other(value)


def _other(value: Any) -> Any:
    match value:
        case bool():
            return not value
        case int() | Decimal():
            return value + 41
        case dt.date():
            return value + dt.timedelta(days=17)
        case str():
            return f"{value} verändert"
    raise TypeError(f"No other value for {value!r}: teach it here")


def shapes(root: type) -> dict[type, list[str]]:
    """Every dataclass that a report can hold, with the names of its fields."""
    found: dict[type, list[str]] = {}

    def look(kind: Any) -> None:
        if get_origin(kind) in {Union, UnionType, tuple}:
            for part in get_args(kind):
                look(part)
        elif is_dataclass(kind) and kind not in found:
            hints = get_type_hints(kind)
            found[kind] = [field.name for field in fields(kind)]
            for name in found[kind]:
                look(hints[name])

    look(root)
    return found


def occurring(value: Any) -> set[type]:
    """The dataclasses of which there is one in the value."""
    if is_dataclass(value):
        return {type(value)}.union(*(occurring(getattr(value, field.name)) for field in fields(value)))
    return set().union(*(occurring(item) for item in value)) if isinstance(value, tuple) else set()
