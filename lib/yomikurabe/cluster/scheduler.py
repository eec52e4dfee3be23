"""The door to dask.distributed: a cluster to work on, and jobs that outlive a worker's death.

A worker's death is nothing to a job but a second try on another; only a job that several have died of is given up.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from time import monotonic, sleep
from typing import Any, NamedTuple

from ..errors import InputError, OutputError
from ..inputs import own_digest


class Died(NamedTuple):
    """What came of a job that killed every worker that it was given to, and how many these were."""

    workers: int


Done = Callable[[int], None]
"""Called after each job with how many are done."""

_PATIENCE = 60.0
"""Seconds without a single worker after which a build gives up."""
_EVERY = 5.0
"""Seconds after which it is asked again whether there are workers."""


@contextmanager
def connected(address: str | None, processes: int | None = None) -> Iterator[Any]:
    """A dask client: of the scheduler at an address, or of processes of this machine, which end with it.

    Raises InputError where dask is not installed, no scheduler answers, or a worker has another version of this
    library.
    """
    try:
        from distributed import Client, LocalCluster
    except ImportError:
        raise InputError(
            "a build on many machines needs dask", mend="install yomikurabe with its extra `cluster`"
        ) from None
    if address is None:
        with (
            LocalCluster(
                n_workers=processes,
                threads_per_worker=1,
                processes=True,
                dashboard_address="127.0.0.1:0",
                silence_logs="ERROR",
            ) as cluster,
            Client(cluster) as client,
        ):
            yield client
        return
    try:
        client = Client(address, timeout=_PATIENCE / 6)
    except (OSError, TimeoutError, ValueError) as error:
        said = " ".join(str(error).split())
        raise InputError(
            f"no scheduler answers: {said}", where=address, mend="start one with `dask scheduler` and name its address"
        ) from error
    with client:
        _check_versions(client)
        yield client


def _check_versions(client: Any) -> None:
    """Another version of the library makes other tables."""
    others = [worker for worker, digest in client.run(own_digest).items() if digest != own_digest()]
    if others:
        raise InputError(
            "has another version of this library than this machine", where=others[0], mend="install the same everywhere"
        )


def run_all(client: Any, function: Callable[..., Any], jobs: Sequence[tuple[Any, ...]], done: Done) -> list[Any]:
    """What a function says to each job, in their order; Died for a job that kills its workers.

    Raises OutputError where no worker is left, and whatever a job raises.
    """
    from distributed import KilledWorker, as_completed

    futures = {client.submit(function, *job, pure=False): number for number, job in enumerate(jobs)}
    results: list[Any] = [None] * len(jobs)
    waiting = as_completed(futures)
    for count in range(1, len(jobs) + 1):
        future = _next(waiting, client)
        error = future.exception()
        if error is None:
            results[futures[future]] = future.result()
        elif isinstance(error, KilledWorker):
            results[futures[future]] = Died(error.allowed_failures + 1)
        else:
            raise error
        done(count)
    return results


def _next(waiting: Any, client: Any) -> Any:
    """The next job that is done, as long as there is a worker to do it."""
    seen = asked = monotonic()
    while not waiting.has_ready():
        sleep(0.05)
        if monotonic() - asked > _EVERY:
            asked = monotonic()
            seen = asked if client.scheduler_info()["workers"] else seen
        if asked - seen > _PATIENCE:
            raise OutputError("no worker is left", mend="start workers, and build again")
    return next(waiting)
