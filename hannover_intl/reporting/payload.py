"""A paper as JSON and back, without loss: what is stored of a frozen report, readable in ten years without this code.

The shape follows the types of the dataclasses, so a chapter that is added to a report is stored without a word here.
A field that an older payload does not have takes its default.
"""

import datetime as dt
import json
import types
from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from decimal import Decimal
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from hannover_intl.reporting.paper import CommitteePaper

# Raised when the meaning of a stored field changes; load() then brings older payloads up to date.
SCHEMA = 1

_SIMPLE = (str, int, float, bool, types.NoneType)
_AS_TEXT: dict[type, Callable[[str], Any]] = {
    Decimal: Decimal,
    dt.datetime: dt.datetime.fromisoformat,
    dt.date: dt.date.fromisoformat,
}


class PayloadError(ValueError):
    """A stored text is no paper that this portal can read; the message says what is wrong, and where."""


def dump(paper: CommitteePaper) -> str:
    """The text to store. The same paper always gives the same text."""
    return json.dumps({"schema": SCHEMA, "paper": encode(paper)}, ensure_ascii=False, separators=(",", ":"))


def load(text: str) -> CommitteePaper:
    """The paper that ``dump`` stored. Raises PayloadError."""
    try:
        stored = json.loads(text)
    except ValueError as error:
        raise PayloadError(f"no JSON: {error}") from error
    if not isinstance(stored, dict) or stored.get("schema") != SCHEMA:
        raise PayloadError(f"not of schema {SCHEMA}")
    paper: CommitteePaper = decode(CommitteePaper, stored.get("paper"))
    return paper


def encode(value: Any) -> Any:
    """Dataclasses as objects, tuples as lists, decimals and dates as text."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: encode(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple | list):
        return [encode(item) for item in value]
    if isinstance(value, dict):
        return {key: encode(item) for key, item in value.items()}
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, _SIMPLE):
        return value
    raise TypeError(f"A report holds no {type(value).__name__}")


def decode(kind: Any, stored: Any, where: str = "") -> Any:
    """The value of type ``kind`` that ``encode`` made ``stored`` of. Raises PayloadError."""
    origin, arguments = get_origin(kind), get_args(kind)
    if is_dataclass(kind) and isinstance(kind, type):
        return _object(kind, stored, where)
    if origin is tuple:
        return _tuple(arguments, stored, where)
    if origin is dict:
        return {key: decode(arguments[1], item, f"{where}.{key}") for key, item in _expect(dict, stored, where).items()}
    if origin in (Union, types.UnionType):
        return _optional(arguments, stored, where)
    if origin is Literal:
        return _literal(arguments, stored, where)
    return _plain(kind, stored, where)


def _object(kind: type, stored: Any, where: str) -> Any:
    data = _expect(dict, stored, where)
    known = _fields(kind)
    if unknown := sorted(data.keys() - known.keys()):
        raise PayloadError(f"{where or kind.__name__}: unknown field {unknown[0]}")
    missing = [name for name, (field, _type) in known.items() if name not in data and _has_no_default(field)]
    if missing:
        raise PayloadError(f"{where or kind.__name__}: field {missing[0]} is missing")
    values = {name: decode(known[name][1], item, f"{where}.{name}".strip(".")) for name, item in data.items()}
    try:
        return kind(**values)
    except ValueError as error:
        raise PayloadError(f"{where}: {error}") from error


@cache
def _fields(kind: type) -> dict[str, tuple["Field[Any]", Any]]:
    hints = get_type_hints(kind)
    return {field.name: (field, hints[field.name]) for field in fields(kind) if field.init}


def _has_no_default(field: "Field[Any]") -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _tuple(arguments: tuple[Any, ...], stored: Any, where: str) -> tuple[Any, ...]:
    items = _expect(list, stored, where)
    kinds = [arguments[0]] * len(items) if arguments[1:] == (Ellipsis,) else list(arguments)
    if len(kinds) != len(items):
        raise PayloadError(f"{where}: {len(items)} values, not {len(kinds)}")
    pairs = enumerate(zip(kinds, items, strict=True))
    return tuple(decode(kind, item, f"{where}[{index}]") for index, (kind, item) in pairs)


def _optional(arguments: tuple[Any, ...], stored: Any, where: str) -> Any:
    """One type, or none. Several types cannot be told apart in JSON."""
    (kind,) = (argument for argument in arguments if argument is not types.NoneType)
    return None if stored is None else decode(kind, stored, where)


def _literal(arguments: tuple[Any, ...], stored: Any, where: str) -> Any:
    if stored not in arguments:
        raise PayloadError(f"{where}: {stored!r} is none of {arguments}")
    return stored


def _plain(kind: Any, stored: Any, where: str) -> Any:
    if kind in _AS_TEXT:
        try:
            return _AS_TEXT[kind](_expect(str, stored, where))
        except (ValueError, ArithmeticError) as error:
            raise PayloadError(f"{where}: {stored!r} is no {kind.__name__}") from error
    if kind not in _SIMPLE:
        raise TypeError(f"A report holds no {kind}")
    return float(stored) if kind is float and type(stored) is int else _expect(kind, stored, where)


def _expect(kind: type, stored: Any, where: str) -> Any:
    if type(stored) is not kind:
        raise PayloadError(f"{where}: {stored!r} is no {kind.__name__}")
    return stored
