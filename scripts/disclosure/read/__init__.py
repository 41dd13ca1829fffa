"""Bytes to Document: what a source says and where, with no knowledge of accounting."""

from disclosure.read.source import read_document

__all__ = ["read_document"]
