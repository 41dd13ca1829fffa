"""Names and numbers of an OFD's elements: places, sizes, matrices, distances between characters."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from disclosure.read.page.marks import Matrix

#: OFD measures in millimetres, our pages in points.
POINTS = 72 / 25.4
#: A DeltaX may say "g 500 12" for five hundred times 12; more repetitions than this are cut.
_MAX_REPEATS = 100_000
#: A number may be so large (millimetres).
_LARGEST = 1e7


class BadNumberError(ValueError):
    """A number of the file is not finite or far too large."""


def local_name(item: Element) -> str:
    """The name of an element: documents use two namespaces, and none."""
    return item.tag.rpartition("}")[2] if isinstance(item.tag, str) else ""


def find_all(root: Element, tag: str) -> Iterator[Element]:
    """Elements of this name."""
    return (item for item in root.iter() if local_name(item) == tag)


def read_numbers(text: str | None) -> list[float]:
    """The numbers of an attribute, none if one of its words is none. Raises BadNumberError."""
    found: list[float] = []
    for part in (text or "").split():
        try:
            number = float(part)
        except ValueError:
            return []
        found.append(check_number(number))
    return found


def check_number(number: float) -> float:
    """The same number. Raises BadNumberError for one that nothing can be placed at."""
    if not abs(number) <= _LARGEST:
        raise BadNumberError
    return number


def read_matrix(item: Element) -> Matrix:
    """What turns a place within an object into one on the page, in millimetres."""
    boundary = read_numbers(item.get("Boundary"))
    x, y = boundary[:2] if len(boundary) == 4 else (0.0, 0.0)
    own = read_numbers(item.get("CTM"))
    a, b, c, d, e, f = own if len(own) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    return (a, b, c, d, e + x, f + y)


def read_deltas(text: str | None) -> list[float]:
    """DeltaX: distances between characters; ``g 3 4.5`` says 4.5 three times. Raises BadNumberError."""
    words = (text or "").replace(",", " ").split()
    found: list[float] = []
    at = 0
    while at < len(words) and len(found) < _MAX_REPEATS:
        try:
            if words[at] == "g" and at + 2 < len(words):
                times = int(words[at + 1])
                found.extend([check_number(float(words[at + 2]))] * max(0, min(times, _MAX_REPEATS - len(found))))
                at += 3
            else:
                found.append(check_number(float(words[at])))
                at += 1
        except BadNumberError:
            raise
        except ValueError:
            break
    return found
