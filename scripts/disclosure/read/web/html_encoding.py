"""The characters of a web page: by its byte order mark, by what it says of itself, or by trial."""

from __future__ import annotations

import codecs
import re

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)


def decode_page(content: bytes) -> str:
    """By byte order mark, by what the page says of itself, else UTF-8 or GB 18030."""
    for order, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if content.startswith(order):
            return content[len(order) :].decode(encoding, errors="replace")
    said = _CHARSET.search(content[:4096])
    encodings = ["utf-8", "gb18030"]
    if said:
        word = said.group(1).decode("ascii").lower()
        # browsers read these two as their superset, and pages rely on it
        encodings.insert(0, "gb18030" if word in {"gb2312", "gbk"} else word)
    for encoding in encodings:
        try:
            if codecs.lookup(encoding)._is_text_encoding:
                return content.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    return content.decode(encodings[0] if encodings[0] in {"utf-8", "gb18030"} else "gb18030", errors="replace")
