"""Builds the package with the code lists of data/reference in it, so that an installed one reads documents anywhere.

Everything else about the package is in pyproject.toml. An editable installation copies nothing: it uses the checkout's.
"""

from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

LISTS = Path("data", "reference")


class BuildWithLists(build_py):
    """The usual build, and a copy of the code lists."""

    def run(self):
        super().run()
        if not self.editable_mode:
            for path in sorted(LISTS.glob("*.csv")):
                target = Path(self.build_lib, "disclosure", "codelists", path.name)
                self.mkpath(str(target.parent))
                self.copy_file(str(path), str(target))


setup(cmdclass={"build_py": BuildWithLists})
