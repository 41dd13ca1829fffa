"""What is sent between machines: reports, outcomes and errors as JSON, and nothing that could be run."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from disclosure import errors
from disclosure.command.executors.job import Result
from disclosure.command.report.chain import Outcome
from disclosure.command.terminal.failure import InternalError
from disclosure.errors import DisclosureError
from disclosure.model import Report

#: The errors that may come back, by name; any other is an internal error.
_ERRORS = {kind.__name__: kind for kind in vars(errors).values() if isinstance(kind, type)}


class ParcelError(ValueError):
    """What came is not what can have been sent."""


def pack_report(report: Report) -> list[Any]:
    """A report as plain lists, for JSON."""
    packed: list[Any] = _pack(report)
    return packed


def unpack_report(packed: Any) -> Report:
    """The report again. Raises ParcelError for what is none."""
    report: Report = _unpack(Report, packed)
    return report


def pack_result(result: Result) -> bytes:
    """What came of a report as JSON; of a new kind of error its words."""
    if isinstance(result, DisclosureError):
        kind = type(result).__name__
        error_fields = {"kind": kind, "problem": result.problem, "file": result.file, "place": result.place}
        return json.dumps({"error": {**error_fields, "remedy": result.remedy}}).encode("ascii")
    return json.dumps({"outcome": _pack(result)}).encode("ascii")


def unpack_result(content: bytes) -> Result:
    """The result again, equal to the one that was packed. Raises ParcelError for what is none."""
    try:
        packed = json.loads(content)
        if "error" in packed:
            error_fields = {key: _expect(str, value) for key, value in packed["error"].items()}
            kind: type[DisclosureError] = _ERRORS.get(error_fields.pop("kind"), InternalError)
            return kind(error_fields.pop("problem"), **error_fields)
        outcome: Outcome = _unpack(Outcome, packed["outcome"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ParcelError(f"{type(error).__name__}: {error}") from None
    return outcome


def _pack(value: Any) -> Any:
    if is_dataclass(value):
        return [_pack(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, tuple):
        return [_pack(each) for each in value]
    if isinstance(value, frozenset):
        return sorted(value)
    return str(value) if isinstance(value, Decimal) else value


def _unpack(kind: Any, packed: Any) -> Any:
    try:
        return _reader_of(kind)(packed)
    except (ValueError, TypeError, InvalidOperation) as error:
        raise ParcelError(str(error)) from None


@cache
def _reader_of(kind: Any) -> Callable[[Any], Any]:
    """What makes a value of a type of the model out of its packed form; it raises ValueError for any other."""
    origin, arguments = get_origin(kind), get_args(kind)
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        readers = [_reader_of(hints[field.name]) for field in fields(kind)]
        make: Any = kind
        return lambda value: make(*(read(each) for read, each in zip(readers, _expect(list, value), strict=True)))
    if origin is tuple and arguments[-1] is Ellipsis:
        read_one = _reader_of(arguments[0])
        return lambda value: tuple(map(read_one, _expect(list, value)))
    if origin is frozenset:
        read_member = _reader_of(arguments[0])
        return lambda value: frozenset(map(read_member, _expect(list, value)))
    if origin is tuple:
        each = [_reader_of(argument) for argument in arguments]
        return lambda value: tuple(read(part) for read, part in zip(each, _expect(list, value), strict=True))
    if origin in (Union, UnionType):
        (wanted,) = (_reader_of(argument) for argument in arguments if argument is not NoneType)
        return lambda value: None if value is None else wanted(value)
    if origin is Literal:
        return lambda value: arguments[arguments.index(value)]
    if kind is Decimal:
        return lambda value: Decimal(_expect(str, value))
    return lambda value: _expect(kind, value)


def _expect(kind: Any, value: Any) -> Any:
    if type(value) is not kind:
        raise ParcelError(f"{type(value).__name__} instead of {kind.__name__}")
    return value
