"""A Dask scheduler: its address, a connection to it, and whether it and its workers are still there."""

from __future__ import annotations

import logging
import socket
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from disclosure.command.terminal.failure import is_debugging
from disclosure.errors import ClusterError

if TYPE_CHECKING:
    from distributed import Client

#: How long a scheduler may say nothing or have no worker, and how often that is looked at, in seconds.
PATIENCE, GLANCE = 30.0, 2.0


def parse_address(address: str) -> str:
    """The address of a scheduler as it is. Raises ClusterError for what is not ``tcp://HOST:PORT`` or ``tls://``."""
    try:
        parts = urlsplit(address)
        good = parts.scheme in ("tcp", "tls") and parts.hostname and parts.port and "@" not in parts.netloc
        good = good and address.isascii() and address.isprintable() and " " not in address
        good = good and address == f"{parts.scheme}://{parts.netloc}"
    except ValueError:
        good = False
    if not good:
        raise ClusterError(
            "is not the address of a scheduler",
            file=address,
            remedy="write tcp://HOST:PORT or tls://HOST:PORT, as the scheduler prints it",
        )
    return address


@contextmanager
def open_client(address: str, patience: float) -> Iterator[Client]:
    """A connection to a scheduler. Raises ClusterError if the library is not installed or nothing answers."""
    try:
        import dask
        from distributed import Client
    except ImportError:
        raise ClusterError(
            "the library that talks to a cluster is not installed",
            file="--executor dask",
            remedy="install it: pip install '.[cluster]' in the checkout",
        ) from None
    if not is_debugging():
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # losses are reported by our own errors
    settings = {
        # a document is sent within its task: kept apart from it, it would be lost with a worker
        "distributed.admin.large-graph-warning-threshold": "1 GB",
        # the last thousand messages are otherwise kept for developers, documents and all
        "distributed.admin.low-level-log-length": 0,
    }
    with dask.config.set(settings):
        _knock(address, patience)
        try:
            client = Client(address, timeout=patience, name="disclosure")
        except TypeError as error:
            raise ClusterError(
                "tls:// needs certificates",
                file=address,
                remedy="name them in Dask's configuration, distributed.comm.tls",
            ) from error
        except (OSError, TimeoutError, ValueError, RuntimeError) as error:
            raise _unanswered(address, patience) from error
        try:
            yield client
        finally:
            client.close(timeout=patience)


def _knock(address: str, patience: float) -> None:
    """Dask's client waits for ever for the first word of what takes its connection and then says nothing. A scheduler
    speaks at once. Raises ClusterError for another one; one that takes no connection is left to the client."""
    parts = urlsplit(address)
    if parts.scheme != "tcp":
        return  # there the client speaks first, and does not wait for ever
    try:
        connection = socket.create_connection((parts.hostname, parts.port or 0), timeout=patience)
    except OSError:
        return
    with connection:
        try:
            spoken = connection.recv(1)
        except OSError:
            spoken = b""
    if not spoken:
        raise _unanswered(address, patience)


def _unanswered(address: str, patience: float) -> ClusterError:
    return ClusterError(
        f"no scheduler answers there within {patience:g} seconds",
        file=address,
        remedy="check that it is running and can be reached from this machine",
    )


class Watch:
    """Looks now and then how many threads a cluster has, and whether it is there at all."""

    def __init__(self, client: Client, address: str, patience: float) -> None:
        self.threads = 0
        self._client, self._address, self._patience = client, address, patience
        self._seen = time.monotonic()
        self._looked = self._seen - GLANCE

    def look(self) -> None:
        """Count the threads again, if the last time is a while ago. Raises ClusterError if there were none for too
        long, or the scheduler does not answer."""
        now = time.monotonic()
        if now - self._looked < GLANCE and self.threads:
            return
        scheduler = self._client.scheduler
        assert scheduler is not None  # there is one as long as the client is open
        try:
            self.threads = sum(self._client.sync(scheduler.ncores, callback_timeout=self._patience).values())
        except (OSError, TimeoutError, CancelledError) as error:
            raise _unanswered(self._address, self._patience) from error
        self._looked = now
        if self.threads:
            self._seen = now
        elif now - self._seen > self._patience:
            raise ClusterError(
                f"the scheduler has had no worker for {self._patience:g} seconds",
                file=self._address,
                remedy="start workers with nannies and build again; nothing was written",
            )
        else:
            time.sleep(min(GLANCE, self._patience) / 10)
