"""A document that its publisher replaced is not a new one, and is taken over only where that is wanted.

The data of the old document stays what it is until then, and is in the history of the repository and in its releases
afterwards; report.yml names the sum of each document that was in a source's place before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from disclosure.command.report.chain import Outcome
from disclosure.description import load_report
from disclosure.errors import DescriptionError, KnownReportError
from disclosure.model import Report, Source
from disclosure.store import Layout
from disclosure.watch.origin import Origin, find_beside, load_origin


def load_fetched(path: Path, sha256: str) -> Origin | None:
    """Where a document was fetched from, as the file next to it says; None where there is none.

    Raises DescriptionError where that file is broken, or about another document.
    """
    origin = load_origin(path)
    if origin is not None and origin.sha256 != sha256:
        raise DescriptionError(
            f"is about a file with the sha256 {origin.sha256[:12]}…, not about {path.name}",
            file=str(find_beside(path)), place="sha256",
            remedy="delete it, and give the address with --url; or fetch the document again: disclosure watch",
        )  # fmt: skip
    return origin


def refuse_replaced(layout: Layout, report: Report) -> None:
    """Raise KnownReportError where ``report`` is in the data, from documents that were replaced by those of it."""
    path = layout.reports / report.folder / "report.yml"
    if not path.is_file():
        return
    known = {source.sha256 for source in load_report(path).sources}
    replaced = [each for source in report.sources for each in source.replaces if each in known]
    if replaced:
        raise KnownReportError(
            "the publisher replaced the document of this report at its address; the data there is still that of the "
            f"old one ({replaced[0][:12]}…)",
            file=f"data/reports/{report.folder}",
            remedy="compare the two documents; to take the new one over, add --replace; the data of the old one stays "
            "in the history of the repository",
        )


def take_replaced(layout: Layout, report: Report) -> Report:
    """The report in the data whose documents are replaced. Raises DescriptionError where there is none."""
    path = layout.reports / report.folder / "report.yml"
    if not path.is_file():
        raise DescriptionError(
            f"{report.report_id} is not in the data: there is no document to replace", file="--replace",
            remedy="omit it",
        )  # fmt: skip
    return load_report(path)


def replace_sources(report: Report, old: Report) -> Report:
    """``report`` whose sources name the documents they replace; a source that stays is as it was.

    Raises DescriptionError where it is not certain which document replaces which, or none does.
    """
    stay = {source.sha256: source for source in old.sources}
    left = [source for source in old.sources if source.sha256 not in {each.sha256 for each in report.sources}]
    fresh = [source for source in report.sources if source.sha256 not in stay]
    pairs = {source.sha256: _find_replaced(source, left, fresh) for source in fresh}
    if not fresh or len({each.sha256 for each in pairs.values()}) != len(left) or len(pairs) != len(left):
        raise DescriptionError(
            f"{len(fresh)} new documents for {len(left)} that are in the data", file="--replace",
            remedy=f"name all {len(old.sources)} documents of {old.report_id} as they are now",
        )  # fmt: skip
    sources = tuple(
        stay.get(source.sha256) or _succeed(source, pairs[source.sha256]) for source in report.sources
    )  # fmt: skip
    return replace(report, sources=sources)


def _find_replaced(source: Source, left: Sequence[Source], fresh: Sequence[Source]) -> Source:
    """The old document that ``source`` replaces: the one it names, or the only one that is left."""
    named = [each for each in left if each.sha256 in source.replaces or (each.url and each.url == source.url)]
    if len(named) == 1:
        return named[0]
    if len(left) == 1 and len(fresh) == 1:
        return left[0]
    raise DescriptionError(
        f"it is not certain which document {source.sha256[:12]}… replaces", file="--replace",
        remedy="give the address of the document with --url as in report.yml, one document at a time with all others",
    )  # fmt: skip


def _succeed(source: Source, old: Source) -> Source:
    """A source that takes the place of ``old``, with the address of that if it has none; an earlier document may have
    come back."""
    return replace(
        source,
        url=source.url or old.url,
        list_page=source.list_page or old.list_page,
        replaces=tuple(each for each in (old.sha256, *old.replaces) if each != source.sha256),
    )


def keep_acknowledgements(outcome: Outcome, old: Report) -> Outcome:
    """``outcome`` with those acknowledgements of the old document whose findings are there in the new one as well."""
    known = {finding.finding for finding in outcome.findings}
    kept = tuple(each for each in old.acknowledgements if each.finding in known)
    return replace(outcome, report=replace(outcome.report, acknowledgements=kept))
