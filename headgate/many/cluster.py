"""A Dask cluster that works off many tasks: the same answers as threads, on other machines.

- A result counts once by its key: what a second worker answers for it is passed over.
- Tasks of a worker that is lost are run again by another; a task with which worker after worker is
  lost is told.
- Every worker must have the Headgate and the engines that are here: others could answer otherwise.
- Scheduler and workers run what they are sent: only a cluster that is trusted may be named.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, TypeVar

from headgate.errors import ClusterError
from headgate.many.executor import LOOKS, ignore, never

T = TypeVar("T")
R = TypeVar("R")

PATIENCE = 10
"""Seconds until a scheduler must have answered, and until it must have a worker."""
_UNDECIDED = ("pending", "lost")
"""A result that was lost with its worker is worked out again."""
AHEAD = 2
"""Tasks handed over for each thread of the cluster: workers never wait, and a stop is soon."""
Versions = tuple[tuple[str, str], ...]


class Cluster:
    """The workers of a Dask scheduler; see `Executor` for what `run` promises."""

    def __init__(self, address: str, patience: float = PATIENCE) -> None:
        """Of a scheduler such as `tcp://host:8786`; nothing is asked of it yet."""
        self.address = address
        self.patience = patience

    def run(
        self,
        work: Callable[[T], R],
        tasks: Mapping[str, T],
        *,
        on_result: Callable[[str, R], None] = ignore,
        interrupted: Callable[[], bool] = never,
    ) -> dict[str, R]:
        """See `Executor.run`.

        Raises ClusterError where there is no such scheduler, a worker is of another version, or
        the cluster is lost.
        """
        with self._client() as client:
            self._alike(client, interrupted)
            return _Run(client, work, tasks, on_result, interrupted).done()

    def _client(self) -> Any:  # noqa: ANN401 - the package may not be there
        try:
            import distributed
        except ImportError as missing:
            raise ClusterError(
                "A cluster takes the package 'distributed', which is not installed; "
                "pip install 'headgate[cluster]' brings it."
            ) from missing
        try:
            make: Any = distributed.Client
            return make(self.address, timeout=self.patience, set_as_default=False)
        except (OSError, ValueError) as failure:
            raise ClusterError(
                f"No scheduler answers at {self.address}; it is started with `dask scheduler`, "
                "and says its address."
            ) from failure

    def _alike(self, client: Any, interrupted: Callable[[], bool]) -> None:  # noqa: ANN401
        """Wait for workers, and refuse those that could answer otherwise."""
        until = time.monotonic() + self.patience
        while not client.nthreads() and not interrupted():
            if time.monotonic() > until:
                raise ClusterError(
                    f"The cluster at {self.address} has no workers; `dask worker "
                    f"{self.address}` starts one."
                )
            time.sleep(LOOKS)
        here = versions()
        try:
            theirs = client.run(versions, on_error="return")
        except ImportError as missing:
            raise ClusterError(_unlike("of the cluster", here, missing)) from missing
        for worker, there in sorted(theirs.items()):
            if there != here:
                raise ClusterError(_unlike(worker, here, there))


class _Run:
    """Tasks on their way through a cluster."""

    def __init__(
        self,
        client: Any,  # noqa: ANN401 - the package may not be there
        work: Callable[[T], R],
        tasks: Mapping[str, T],
        on_result: Callable[[str, R], None],
        interrupted: Callable[[], bool],
    ) -> None:
        self.client = client
        self.work = work
        self.tasks = tasks
        self.on_result = on_result
        self.interrupted = interrupted
        self.name = uuid.uuid4().hex
        self.waiting = list(tasks)[::-1]
        self.running: dict[str, Any] = {}
        self.found: dict[str, Any] = {}

    def done(self) -> dict[str, Any]:
        """The results, in the order of the tasks; what runs at a stop or a failure is let go."""
        try:
            while (self.waiting or self.running) and not self.interrupted():
                if self.client.status != "running":
                    raise _gone()
                self._hand_over()
                if not self._take():
                    time.sleep(LOOKS / 4)
        except OSError as lost:
            raise _gone() from lost
        finally:
            with suppress(Exception):  # the cluster may be gone: there is nothing to let go of
                self.client.cancel(list(self.running.values()), force=True)
        return {key: self.found[key] for key in self.tasks if key in self.found}

    def _hand_over(self) -> None:
        if not self.waiting:
            return
        room = AHEAD * max(1, sum(self.client.nthreads().values())) - len(self.running)
        for _ in range(min(room, len(self.waiting))):
            key = self.waiting.pop()
            self.running[key] = self.client.submit(
                alike, self.work, self.tasks[key], versions(), key=f"{self.name} {key}", pure=False
            )

    def _take(self) -> bool:
        """Keep what has come, in the order of the tasks; gives whether anything has."""
        ready = [key for key, future in self.running.items() if future.status not in _UNDECIDED]
        for key in sorted(ready, key=list(self.tasks).index):
            self.keep(key, self._result(key, self.running.pop(key)))
        return bool(ready)

    def keep(self, key: str, result: Any) -> None:  # noqa: ANN401 - any result
        """A first answer counts; a second one for the same key is passed over."""
        if key not in self.found:
            self.found[key] = result
            self.on_result(key, result)

    def _result(self, key: str, future: Any) -> Any:  # noqa: ANN401 - any result
        from distributed import KilledWorker

        if future.status not in ("finished", "error"):
            raise _gone()
        try:
            return future.result()
        except KilledWorker as lost:
            raise ClusterError(
                f"'{key}' was given up: worker after worker was lost with it, as when memory is "
                "short."
            ) from lost


def _gone() -> ClusterError:
    return ClusterError("The cluster was lost; what it had not answered is not known.")


def versions() -> Versions:
    """What decides on the answers of a machine: Headgate and its engines."""
    from importlib.metadata import version

    from headgate.pipeline import ENGINES

    return tuple((name, version(name)) for name in ("headgate", *ENGINES))


def alike(work: Callable[[T], R], task: T, here: Versions) -> R:
    """Do a task on a worker, which may have come after the others were looked at."""
    there = versions()
    if there != here:
        raise ClusterError(_unlike("a worker", here, there))
    return work(task)


def _unlike(worker: str, here: Versions, there: object) -> str:
    if not isinstance(there, tuple):
        return f"The worker {worker} has no Headgate ({there}); it needs the version that is here."
    theirs = dict(there)
    said = "; ".join(
        f"{name} {theirs.get(name, 'none')}, here {version}"
        for name, version in here
        if theirs.get(name) != version
    )
    return f"The worker {worker} is of another version ({said}); all must be the same."
