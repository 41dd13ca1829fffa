"""Fetching the sources of reports from the addresses in report.yml, into a folder of their own."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from disclosure.errors import DisclosureError, HashError, SourceError
from disclosure.model import Report
from disclosure.package.federation.address import Address
from disclosure.package.federation.transfer import Visit
from disclosure.store import hash_file

#: Signs of an address that are not encoded again.
_SAFE = "%/:?#[]@!$&'()*+,;=~"


def fetch_sources(report: Report, folder: Path, *, public: bool = True) -> None:
    """Fetch every source of ``report`` into ``folder``, named by its sha256.

    The guards are those of a transfer between sites; ``public`` refuses addresses in private networks, since a
    report.yml may come from anybody. Raises SourceError for a source without an address or that cannot be had,
    HashError where the file at its address is another one.
    """
    for number, source in enumerate(report.sources, 1):
        place = f"sources[{number}].url"
        file = f"data/reports/{report.folder}/report.yml"
        path = folder / source.sha256
        if path.is_file():
            continue
        if not source.url:
            raise SourceError(
                "the address of the source is missing", file=file, place=place,
                remedy="add the address of the file, or name the folder that holds it: --from FOLDER",
            )  # fmt: skip
        address = quote(source.url, safe=_SAFE)
        try:
            with path.open("wb") as sink:
                Visit(Address(address), public=public).fetch(address, sink, source.size)
        except DisclosureError as error:
            path.unlink()
            raise SourceError(
                f"{source.url}: {error.problem}", file=file, place=place,
                remedy="open the address in a browser; if it is a list page or the file was replaced, correct the "
                "address, or name the folder that holds the file: --from FOLDER",
            ) from None  # fmt: skip
        if hash_file(path) != source.sha256:
            path.unlink()
            raise HashError(
                f"{source.url}: the file there is not the source", file=file, place=place,
                remedy="the publisher may have replaced the file, or the address is of a list page: correct the "
                "address, or name the folder that holds the file: --from FOLDER",
            )  # fmt: skip
