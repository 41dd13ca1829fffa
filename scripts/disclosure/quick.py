"""Frozen dataclasses that are made in a third of the time.

Reading a document makes hundreds of values a page. The ``__init__`` that Python writes for a frozen dataclass sets
each field through ``object.__setattr__``, which takes most of the time of making one.
"""

from __future__ import annotations

import dataclasses
from dataclasses import MISSING, Field, fields
from typing import TYPE_CHECKING, Any, TypeVar

Record = TypeVar("Record")


def quick(cls: type[Record]) -> type[Record]:
    """The same frozen dataclass with slots; only making and replacing is faster.

    While an object is made it belongs to a twin, a class with the same slots whose fields can be set; then it is
    given to its own class. Python allows that for classes of one layout, and nothing else has the object yet. It is
    as frozen as before. Raises TypeError for a dataclass with ``__post_init__`` or without slots.
    """
    if hasattr(cls, "__post_init__") or "__slots__" not in cls.__dict__:
        raise TypeError(f"{cls.__name__} has __post_init__, or no slots")
    known = fields(cls)  # type: ignore[arg-type]
    body = {"__slots__": cls.__dict__["__slots__"], "__setattr__": object.__setattr__}
    twin = type(f"_{cls.__name__}", cls.__bases__, body)
    held: dict[str, Any] = {
        "_twin": twin, "_class": cls, "_become": object.__setattr__, "_new": twin.__new__, "_MISSING": MISSING
    }  # fmt: skip
    held.update({f"_of_{each.name}": _default_of(each) for each in known})
    exec(_write_functions(known), held)  # noqa: S102 - as dataclasses does, of nothing but names of fields
    for name in ("__init__", "_replaced"):
        held[name].__qualname__ = f"{cls.__qualname__}.{name}"
        setattr(cls, name, held[name])
    return cls


def _default_of(each: Field[Any]) -> Any:
    """A field's default, or what makes one, or MISSING."""
    return each.default if each.default is not MISSING else each.default_factory


def _write_functions(known: tuple[Field[Any], ...]) -> str:
    taken, init, replaced = [], [], []
    for each in known:
        name = each.name
        if each.default is MISSING and each.default_factory is MISSING:
            taken.append(name)
            init.append(f"self.{name} = {name}")
        elif each.default is not MISSING:
            taken.append(f"{name}=_of_{name}")
            init.append(f"self.{name} = {name}")
        else:
            taken.append(f"{name}=_MISSING")
            init.append(f"self.{name} = _of_{name}() if {name} is _MISSING else {name}")
        replaced.append(f"_made.{name} = self.{name} if {name} is _MISSING else {name}")
    changed = ", ".join(f"{each.name}=_MISSING" for each in known)
    lines = [
        f"def __init__(self, {', '.join(taken)}):",
        " _own = self.__class__",
        " _become(self, '__class__', _twin)",
        *(f" {line}" for line in init),
        " self.__class__ = _own",
        f"def _replaced(self, *, {changed}):",
        " _made = _new(_twin)",
        *(f" {line}" for line in replaced),
        " _made.__class__ = self.__class__",
        " return _made",
    ]
    return "\n".join(lines)


if TYPE_CHECKING:
    from dataclasses import replace as replace
else:

    def replace(record: Record, /, **changes: Any) -> Record:
        """As dataclasses.replace, which it is for a dataclass that is not quick."""
        try:
            make = record._replaced
        except AttributeError:
            return dataclasses.replace(record, **changes)
        return make(**changes)
