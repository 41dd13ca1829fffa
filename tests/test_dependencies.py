"""What pyproject.toml declares, what the locks hold, and what decision 0010 gives a reason for are one."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
EXTRAS: dict[str, list[str]] = PROJECT["project"]["optional-dependencies"]
LOCKS = ("requirements.lock", "requirements-dev.lock")
_PIN = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==(\S+)")


def normalize(name: str) -> str:
    """The name of a package as indexes compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def name_packages(requirements: list[str]) -> set[str]:
    """The names of requirements without their bounds, normalized."""
    return {normalize(re.split(r"[<>=!~ ;\[]", each)[0]) for each in requirements}


def read_pins(lock: str) -> dict[str, set[str]]:
    """The versions of each package in a lock; several where they differ by the version of Python."""
    pins: dict[str, set[str]] = {}
    for line in (ROOT / lock).read_text("utf-8").splitlines():
        if found := _PIN.match(line):
            pins.setdefault(normalize(found[1]), set()).add(found[2])
    return pins


def find_imports(folder: str) -> set[str]:
    """The first names of all modules that the Python files below a folder import."""
    found = set()
    for path in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.split(".")[0])
    return found


def test_every_package_has_its_reason_in_the_decision() -> None:
    text = next((ROOT / "docs" / "decisions").glob("0010-*.md")).read_text("utf-8")
    reasons = re.findall(r"^\| `([^`]+)` \| (\S.+) \|$", text, re.M)
    declared = name_packages(PROJECT["project"]["dependencies"]).union(*map(name_packages, EXTRAS.values()))
    assert {normalize(name) for name, _ in reasons} == declared
    assert len(reasons) == len(declared), "a package has two reasons"


def test_the_locks_hold_what_is_declared_and_nothing_twice() -> None:
    program, everything = map(read_pins, LOCKS)
    assert name_packages(PROJECT["project"]["dependencies"]) <= set(program)
    assert name_packages(EXTRAS["dev"]) | name_packages(EXTRAS["cluster"]) <= set(everything)
    assert [name for name, versions in program.items() if not versions <= everything.get(name, set())] == []
    assert not name_packages(EXTRAS["dev"]) & set(program) - {"markdown", "jsonschema"}, "the program needs these two"


@pytest.mark.parametrize("lock", [*LOCKS, "requirements-ocr.lock", "requirements-tools.lock"])
def test_a_lock_has_hashes_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    entries = re.split(r"\n(?=[A-Za-z0-9])", re.sub(r"^ *#.*\n?", "", text, flags=re.M))
    assert len(entries) > 30
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert not re.search(r"://|--(?:extra-)?index-url|--find-links|--trusted-host", text)


def test_an_exception_ends_when_the_package_is_imported() -> None:
    """Packages that deptry is told to leave alone are declared, and are imported by nobody but tests."""
    exceptions = {normalize(name) for name in PROJECT["tool"]["deptry"]["per_rule_ignores"]["DEP002"]}
    declared = name_packages(PROJECT["project"]["dependencies"]).union(*map(name_packages, EXTRAS.values()))
    assert exceptions <= declared
    assert not exceptions & {normalize(module) for module in find_imports("scripts")}
