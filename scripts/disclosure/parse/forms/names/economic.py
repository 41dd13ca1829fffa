"""Names of the economic classification as forms print them: without 的, with 支出 behind, cut off in a bracket."""

from __future__ import annotations

from disclosure.reference import Code, CodeList, normalize_name

#: The fewest characters of a name that is cut off, and of one less 的 and 支出.
_SHORTEST_BEGIN, _SHORTEST_CORE = 6, 4


def find_type(name: str, codes: CodeList, parent: str) -> Code | None:
    """The one type of the class ``parent`` called ``name``, but for 的 within and 支出 behind; None without one."""
    found = codes.find(name, parent)
    if found is not None:
        return found
    core = _core(normalize_name(name))
    below = [code for code in codes.by_code.values() if code.parent == parent and core in _cores(code)]
    return below[0] if len(core) >= _SHORTEST_CORE and len(below) == 1 else None


def find_class(name: str, codes: CodeList) -> Code | None:
    """The one class called ``name`` but for 的 within and 支出 behind: 对个人和家庭补助支出."""
    core = _core(normalize_name(name))
    found = [code for code in codes.by_code.values() if not code.parent and core in _cores(code)]
    return found[0] if len(core) >= _SHORTEST_CORE and len(found) == 1 else None


def _cores(code: Code) -> set[str]:
    return {_core(normalize_name(each)) for each in (code.name, *code.aliases)}


def _core(name: str) -> str:
    return name.replace("的", "").removesuffix("支出")


def complete_name(name: str, codes: CodeList) -> Code | None:
    """The one class of which a name that a spreadsheet cut off in a bracket, 资本性支出（基本建, is the begin."""
    plain = normalize_name(name)
    if len(plain) < _SHORTEST_BEGIN or plain.count("(") <= plain.count(")"):
        return None
    found = [code for code in codes.by_code.values() if not code.parent and _begins(code, plain)]
    return found[0] if len(found) == 1 else None


def _begins(code: Code, plain: str) -> bool:
    return any(normalize_name(name).startswith(plain) for name in (code.name, *code.aliases))
