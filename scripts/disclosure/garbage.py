"""When Python looks for garbage: objects that nothing refers to but each other, in a cycle."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

Taken = ParamSpec("Taken")
Given = TypeVar("Given")


def collect_afterwards(work: Callable[Taken, Given]) -> Callable[Taken, Given]:
    """The same function, during which Python does not look for cycles.

    Reading one document makes a million small objects and hardly a cycle: looking for cycles among them, again and
    again while they become more, takes a tenth of the processor's time. What is in no cycle is freed at once, as
    always. Where the caller has switched the search off, it stays off.
    """

    @wraps(work)
    def wrapper(*given: Taken.args, **named: Taken.kwargs) -> Given:
        if not gc.isenabled():
            return work(*given, **named)
        gc.disable()
        try:
            return work(*given, **named)
        finally:
            gc.enable()

    return wrapper
