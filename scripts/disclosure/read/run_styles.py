"""How Word shows a run: its own properties, those of its styles and of what they are based on, the defaults."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from disclosure.read.container import Container
from disclosure.read.shown_runs import Look

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = frozenset({"0", "false", "off", "none"})


class RunStyles:
    """The styles of one Word document (ECMA-376 part 1, 17.7.2: own, then character, paragraph style, defaults)."""

    def __init__(self, container: Container) -> None:
        self._styles: dict[str, Element] = {}
        self._defaults: list[Element] = []
        self._paragraph = ""
        if "word/styles.xml" in container.members:
            root = container.parse("word/styles.xml")
            self._styles = {item.get(f"{_W}styleId", ""): item for item in root.iter(f"{_W}style")}
            self._defaults = root.findall(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr")
            for name, item in self._styles.items():
                if item.get(f"{_W}type") == "paragraph" and item.get(f"{_W}default") in {"1", "true"}:
                    self._paragraph = name

    def look(self, run: Element, paragraph: str) -> Look:
        """The look of a run in a paragraph of the style ``paragraph`` (its id, or empty)."""
        own = run.find(f"{_W}rPr")
        style = None if own is None else own.find(f"{_W}rStyle")
        levels = [] if own is None else [own]
        levels += self._chain("" if style is None else style.get(f"{_W}val", ""))
        levels += [*self._chain(paragraph or self._paragraph), *self._defaults]
        return Look(
            hidden=_is_on(levels, "vanish"),
            struck=_is_on(levels, "strike") or _is_on(levels, "dstrike"),
            raised=_value(levels, "vertAlign") in {"superscript", "subscript"},
            doubtful=(_value(levels, "color") or "").upper() == "FFFFFF",
        )

    def _chain(self, name: str) -> Iterator[Element]:
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            style = self._styles[name]
            properties = style.find(f"{_W}rPr")
            if properties is not None:
                yield properties
            based = style.find(f"{_W}basedOn")
            name = "" if based is None else based.get(f"{_W}val", "")


def _value(levels: list[Element], tag: str) -> str | None:
    """The value of the nearest property of this name; empty for one without a value, None where there is none."""
    for level in levels:
        found = level.find(f"{_W}{tag}")
        if found is not None:
            return found.get(f"{_W}val", "")
    return None


def _is_on(levels: list[Element], tag: str) -> bool:
    value = _value(levels, tag)
    return value is not None and value not in _OFF
