"""A package goes out only if a referee that is not ours finds it valid; a large one is sampled."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from disclosure.errors import UnaccountedError
from disclosure.package import validation
from disclosure.package.distribution import Distribution
from disclosure.package.validation import choose_sample, validate_distribution


@pytest.mark.first_reports
def test_a_valid_package_passes_and_a_changed_one_does_not(distribution: Distribution, tmp_path: Path) -> None:
    assert validate_distribution(distribution.folder, distribution.rows).startswith(
        f"{len(distribution.tables)} tables"
    )
    folder = tmp_path / "changed"
    folder.mkdir()
    for path in (*distribution.folder.glob("*.csv"), distribution.folder / "datapackage.json"):
        shutil.copy(path, folder)
    content = (folder / "phases.csv").read_text("utf-8")
    (folder / "phases.csv").write_text(content.replace("executed,", "excuted,"), "utf-8")
    with pytest.raises(UnaccountedError, match="errors of validation"):
        validate_distribution(folder, distribution.rows)


def test_a_large_package_is_sampled(distribution: Distribution, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(validation, "MOST_ROWS", 10)
    seen: list[Path] = []
    monkeypatch.setattr(validation, "validate_package", seen.append)
    assert validate_distribution(distribution.folder, distribution.rows).startswith("a sample of")
    assert seen == choose_sample(sorted((distribution.folder / "units").glob("*.zip")))


def test_the_sample_is_evenly_spaced() -> None:
    paths = [Path(f"{number}.zip") for number in range(101)]
    assert [path.stem for path in choose_sample(paths)] == ["0", "25", "50", "75", "100"]
    assert choose_sample(paths[:3]) == paths[:3]
