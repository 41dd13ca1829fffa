"""Bytes to Document: what a source says and where, with no knowledge of accounting."""

from disclosure.read.source import load_source, read_bytes, read_document

__all__ = ["load_source", "read_bytes", "read_document"]
