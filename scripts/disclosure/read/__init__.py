"""Bytes to Document: what a source says and where, with no knowledge of accounting."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from disclosure.read.source import load_source, read_bytes, read_document

__all__ = ["load_source", "read_bytes", "read_document"]


def __getattr__(name: str) -> Any:
    """Loaded when first used: the process that reads one document has no use for what starts such processes."""
    if name in __all__:
        return getattr(import_module("disclosure.read.source"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
