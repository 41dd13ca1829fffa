"""Many reports read at once on other machines: an Executor over a Dask cluster that is there already.

Only this process reads the sources and writes the data: the workers get bytes and give bytes, and keep nothing.
"""

from __future__ import annotations

import json
import uuid
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import CancelledError
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from disclosure.command.executors.job import Job, Result, name_report, tell_killed
from disclosure.command.executors.parcel import ParcelError, pack_report, unpack_result
from disclosure.command.executors.pool import AHEAD
from disclosure.command.executors.scheduler import GLANCE, PATIENCE, Watch, open_client, parse_address
from disclosure.command.executors.worker import describe_engine, pack_reference
from disclosure.command.terminal.failure import InternalError, is_debugging
from disclosure.errors import ClusterError, DisclosureError
from disclosure.read import load_source
from disclosure.reference import load_reference

if TYPE_CHECKING:
    from distributed import Client, Future

#: So many bytes of sources are on their way at a time, unless one report alone has more.
MOST_BYTES = 256_000_000

_WORKER = "disclosure.command.executors.worker"
#: What a worker runs. It is sent as words, not as a function of ours: a worker that has not got the function would die
#: of unpacking it, where of this it ends with an error.
CALL = f"__import__('importlib').import_module('{_WORKER}').read_parcel(order, reference, contents)"

_Numbered = deque[tuple[int, Job]]


class Cluster:
    """An Executor over the workers of a Dask scheduler.

    ``address`` is as parse_address takes it; ``patience`` the seconds after which a scheduler without an answer, or
    without any worker, is given up.
    """

    def __init__(self, address: str, patience: float = PATIENCE) -> None:
        self._address = parse_address(address)
        self._patience = patience

    def read(self, jobs: Sequence[Job]) -> Generator[tuple[int, Result], None, None]:
        """As Executor.read. Dask runs again what a lost worker had; a report in whose company workers die is tried once
        more when nothing else is under way. Raises ClusterError where the scheduler or all its workers are gone, or
        where a worker is of another version."""
        if not jobs:
            return
        with open_client(self._address, self._patience) as client:
            suspects: _Numbered = deque()
            yield from self._read_within(client, deque(enumerate(jobs)), suspects)
            for number, job in suspects:
                killed: _Numbered = deque()
                yield from self._read_within(client, deque([(number, job)]), killed)
                if killed:
                    yield number, tell_killed(job)

    def _read_within(self, client: Client, left: _Numbered, suspects: _Numbered) -> Iterator[tuple[int, Result]]:
        """Results as they come; of reports that Dask gives up, since worker after worker died with them, nothing, but
        they are ``suspects`` then."""
        from distributed import wait

        watch = Watch(client, self._address, self._patience)
        begun: dict[Future[bytes], tuple[int, Job, int]] = {}
        while left or begun:
            watch.look()
            while left and _has_room(begun, watch.threads):
                number, job = left.popleft()
                try:
                    parcel = _pack(job)
                except DisclosureError as error:
                    yield number, name_report(job, error)
                else:
                    begun[_send(client, job, parcel)] = (number, job, parcel.size)
            try:
                done = wait(list(begun), timeout=GLANCE, return_when="FIRST_COMPLETED").done if begun else ()
                for future in done:
                    number, job, _ = begun[future]
                    result = self._receive(future, job)
                    del begun[future]
                    if result is None:
                        suspects.append((number, job))
                    else:
                        yield number, result
            except TimeoutError:
                continue  # nothing came, or what came was lost with its worker and is made again
            except CancelledError as error:
                raise self._lost(error) from error

    def _receive(self, future: Future[bytes], job: Job) -> Result | None:
        """What came of a report; None if workers died of it. Raises TimeoutError if it is lost on the way."""
        from distributed import KilledWorker

        try:
            answer = future.result(timeout=self._patience)
            if answer.startswith(b'{"differs"'):
                raise self._differs(json.loads(answer)["differs"])
            result = unpack_result(answer)
        except KilledWorker:
            return None
        except (ImportError, AttributeError) as error:
            raise ClusterError(
                f"a worker has no or an older version of disclosure: {error}",
                file=self._address,
                remedy="install the same version on every worker and restart the workers",
            ) from error
        except ParcelError as error:
            return InternalError(f"a worker returned an invalid result: {error}", file=job.name, remedy=_SEE_WORKERS)
        except (DisclosureError, TimeoutError, CancelledError):
            raise
        except Exception as error:
            if is_debugging():
                raise
            problem = f"the cluster could not read it: {type(error).__name__}: {error}"
            return InternalError(problem, file=job.name, remedy=_SEE_WORKERS)
        return name_report(job, result) if isinstance(result, DisclosureError) else result

    def _differs(self, theirs: dict[str, Any]) -> ClusterError:
        ours = describe_engine()
        parts = [f"{part} ({theirs.get(part)}, here {ours[part]})" for part in ours if theirs.get(part) != ours[part]]
        return ClusterError(
            f"a worker could give other results than this machine: it differs in {', '.join(parts)}",
            file=self._address,
            remedy="install the same commit, Python and libraries on every worker as on this machine and restart it",
        )

    def _lost(self, error: BaseException) -> ClusterError:
        return ClusterError(
            "the connection to the scheduler was lost",
            file=self._address,
            remedy="restart it and build again; nothing was written",
        )


_SEE_WORKERS = "see the logs of the workers"


@dataclass(frozen=True)
class _Parcel:
    """What is sent for a report: the arguments of read_parcel."""

    order: str
    reference: bytes
    contents: list[bytes]

    @property
    def size(self) -> int:
        return sum(map(len, self.contents))


def _pack(job: Job) -> _Parcel:
    """Raises SourceError for a source that cannot be opened, DescriptionError for code lists that cannot."""
    contents = [load_source(path) for path in job.paths]
    names = [path.name for path in job.paths]
    order = {"engine": describe_engine(), "report": pack_report(job.report), "names": names}
    return _Parcel(json.dumps(order), _pack_reference(job.reference), contents)


@cache
def _pack_reference(folder: Path) -> bytes:
    load_reference(folder)
    return pack_reference(folder)


def _has_room(begun: dict[Future[bytes], tuple[int, Job, int]], threads: int) -> bool:
    """Whether another report may be sent: two for each thread are, and not too much in all."""
    return len(begun) < max(1, AHEAD * threads) and sum(size for _, _, size in begun.values()) < MOST_BYTES


def _send(client: Client, job: Job, parcel: _Parcel) -> Future[bytes]:
    """Begin a report under a name of its own: others may work on the same scheduler."""
    key = f"read-{job.report.report_id}-{uuid.uuid4().hex}"
    sent = {"order": parcel.order, "reference": parcel.reference, "contents": parcel.contents}
    future: Future[bytes] = client.submit(eval, CALL, sent, key=key, pure=False)  # noqa: S307 - our own words
    return future
