"""Frozen dataclasses as JSON and back, exactly: what was stored reads as the same object in ten years.

Supported are text, whole numbers, truth values, None, dates, Decimal (as text, never a float), tuples, literals and
dataclasses of these. Anything else is a TypeError when it is written, not a surprise when it is read.
"""

import datetime as dt
import json
from dataclasses import fields, is_dataclass
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def to_json(value: Any) -> str:
    """The canonical JSON of a dataclass: keys in order, no spaces to choose, every character as itself."""
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def from_json(kind: type[T], text: str) -> T:
    """The dataclass that ``to_json`` wrote. Raises ValueError when the text does not fit the class."""
    try:
        return _build(kind, json.loads(text))  # type: ignore[no-any-return]  # _build follows ``kind``
    except (KeyError, TypeError, ArithmeticError) as error:
        raise ValueError(f"The data do not fit {kind.__name__}: {error!r}") from error


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: _plain(getattr(value, item.name)) for item in fields(value) if item.init}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if type(value) in (Decimal, dt.date):
        return str(value)
    if type(value) in (str, int, bool, NoneType):
        return value
    raise TypeError(f"{type(value).__name__} is not plain data: {value!r}")


def _build(kind: Any, data: Any) -> Any:
    origin = get_origin(kind)
    if origin is tuple:
        return tuple(_build(get_args(kind)[0], part) for part in data)
    if origin in (Union, UnionType):
        inner = next(part for part in get_args(kind) if part is not NoneType)
        return None if data is None else _build(inner, data)
    if origin is Literal:
        return _checked(data, data in get_args(kind))
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        names = [item.name for item in fields(kind) if item.init]
        _checked(data, isinstance(data, dict) and data.keys() == set(names))
        return kind(**{name: _build(hints[name], data[name]) for name in names})  # type: ignore[operator]  # a class
    if kind in (Decimal, dt.date):
        return kind(data) if kind is Decimal else kind.fromisoformat(data)
    return _checked(data, type(data) is kind)


def _checked(data: Any, fits: bool) -> Any:
    if not fits:
        raise ValueError(f"Unexpected value: {data!r}")
    return data
