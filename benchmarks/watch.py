"""How much memory a watch over 50 list pages takes:  PYTHONPATH=scripts:. python benchmarks/watch.py

Seven servers on this machine have list pages of eight kinds each, every page with 300 links more. The run is
a process of its own, without pauses between requests; what is printed is what the system says of it.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from tests.specimens.portal_server import run_portal
from tests.specimens.portals import Content, list_portals

from disclosure.list_pages import SOURCE_COLUMNS
from disclosure.store import write_csv
from disclosure.watch.origin import list_origins

PAGES, SERVERS, FILLING = 50, 7, 300
ROOT = Path(__file__).parents[1]


def fill(content: Content) -> Content:
    """Pages with as many links as large sites have in menus and news."""
    links = "".join(f'<li><a href="/news/{at}.html">望舒市召开第{at}次工作会议</a></li>' for at in range(FILLING))
    filling = f"<ul>{links}</ul></body>"
    return {
        path: (media, body.replace(b"</body>", filling.encode("gb18030" if b"gb2312" in body else "utf-8")))
        for path, (media, body) in content.items()
    }


def main() -> None:
    """Print one line with what the run took."""
    with ExitStack() as stack, tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree(ROOT / "data" / "reference", root / "data" / "reference")
        (root / "data" / "publisher.yml").write_text("contact: https://books.example\n", "utf-8")
        addresses = []
        for _ in range(SERVERS):
            portal = stack.enter_context(run_portal())
            for _, path, content in list_portals():
                portal.content |= fill(content)
                addresses.append(portal.address(path))
        rows = [
            dict(zip(SOURCE_COLUMNS, (each, "望舒市", "110000", "platform"), strict=True)) for each in addresses[:PAGES]
        ]
        write_csv(root / "data" / "reference" / "sources.csv", SOURCE_COLUMNS, rows)
        (root / "data" / "reference" / "subunits.csv").unlink(missing_ok=True)
        command = [sys.executable, "-m", "disclosure", "--root", str(root), "watch", "--private", "--pause", "0"]
        begun = time.monotonic()
        ended = subprocess.run(
            [*command, "--since", "2000"], check=True, capture_output=True, text=True, encoding="utf-8",
            env=os.environ | {"PYTHONPATH": str(ROOT / "scripts")},
        )  # fmt: skip
        seconds = time.monotonic() - begun
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        scale = 1 if sys.platform == "darwin" else 1024
        print(
            f"{PAGES} list pages, {len(list_origins(root / 'sources'))} documents; {ended.stdout.splitlines()[-1]}; "
            f"{seconds:.0f} s, {used.ru_utime + used.ru_stime:.0f} s of a processor, "
            f"peak memory {used.ru_maxrss * scale / 1e6:.0f} MB"
        )


if __name__ == "__main__":
    main()
