"""The way of a build on many machines: articles, then what is compared, each step waiting for the one before."""

import pickle
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ..errors import InputError
from ..read import Folder, Limits, Offered, find_sources, is_address
from ..tables import Ingest, to_arrow
from ..topic import Topic
from . import claims, copies, wholes
from .articles import Analysed, analyse_part, try_article
from .dataset import Parts, new_dataset
from .scheduler import Died, run_all

Progress = Callable[[int, int, str], None]
"""Called with (done, all, step) after each job."""

_A_JOB = 64
"""Files that one job reads: some seconds of work, some megabytes of rows."""


class BuiltDataset(NamedTuple):
    """How many articles were read, and the files that were not."""

    articles: int
    rejected: list[Ingest]


def build_dataset(
    folders: Sequence[Folder],
    topic: Topic,
    out: str,
    client: Any,
    progress: Progress = lambda done, of, step: None,
    limits: Limits | None = None,
    a_job: int = _A_JOB,
) -> BuiltDataset:
    """The tables of all articles in `out`, a path or an address, each a folder of Parquet files; made by a dask client.

    Every worker must be able to open the folders and `out`. Raises InputError where no article could be read,
    OutputError where `out` can't be written or no worker is left.
    """
    limits = limits or Limits()
    reached = [f if is_address(f) else Path(f).absolute() for f in folders]  # a worker may run elsewhere
    offered, refused = find_sources(reached, limits)
    jobs = [offered[i : i + a_job] for i in range(0, len(offered), a_job)]
    with new_dataset(out) as parts:
        work = _Work(client, parts, topic, limits, progress)
        analysed = work.analyse(jobs)
        articles = sum(part.articles for part in analysed)
        if not articles:
            raise InputError("no readable article among the files offered", mend="put .txt, .md or .html files there")
        work.compare(analysed)
        work.find_copies(len(jobs))
        work.run("happenings", wholes.write_happenings, [(parts, len(jobs), work.topic)])
        (rejected,) = work.run("lists", wholes.write_lists, [(parts, refused, work.topic)])
        parts.finish()
    return BuiltDataset(articles, rejected)


class _Work:
    """The steps. The topic reaches each worker once; as a job's result, so that it can be had again after a death."""

    def __init__(self, client: Any, parts: Parts, topic: Topic, limits: Limits, progress: Progress) -> None:
        self.client, self.parts, self.limits, self.progress = client, parts, limits, progress
        self.topic = client.submit(pickle.loads, pickle.dumps(topic), pure=False)

    def run(self, step: str, function: Callable[..., Any], jobs: Sequence[tuple[Any, ...]]) -> list[Any]:
        """What a function says to each job, with progress shown."""
        return run_all(self.client, function, jobs, lambda done: self.progress(done, len(jobs), step))

    def analyse(self, jobs: Sequence[Sequence[Offered]]) -> list[Analysed]:
        """Every partition; articles that kill their workers are found, and set aside."""
        given: list[tuple[Any, ...]] = [(self.parts, n, job, {}, self.topic, self.limits) for n, job in enumerate(jobs)]
        analysed = self.run("articles", analyse_part, given)
        for number, job in enumerate(jobs):
            if isinstance(analysed[number], Died):
                again = (self.parts, number, job, self._deadly(job), self.topic, self.limits)
                (analysed[number],) = self.run("articles", analyse_part, [again])
        return analysed

    def _deadly(self, offered: Sequence[Offered]) -> dict[str, int]:
        """Files that kill their workers: each is tried alone, so that it takes no other job with it."""
        outcomes = {
            one.path: self.run("one by one", try_article, [(one, self.topic, self.limits)])[0] for one in offered
        }
        return {path: outcome.workers for path, outcome in outcomes.items() if isinstance(outcome, Died)}

    def compare(self, analysed: Sequence[Analysed]) -> None:
        """Claims by what they are about."""
        keys = [key for part in analysed for key in part.keys]
        ranges = claims.split(keys, sum(part.claims for part in analysed))
        jobs = [(self.parts, n, first, end, self.topic) for n, (first, end) in enumerate(ranges)]
        self.run("claims", claims.compare_range, jobs)

    def find_copies(self, partitions: int) -> None:
        """Articles by the sentences that they share."""
        ranges = enumerate(copies.split(-(-partitions // 16)))
        self.run("sentences", copies.pair_range, [(self.parts, n, *ends) for n, ends in ranges])
        (groups,) = self.run("sentences", copies.find_groups, [(self.parts,)])
        judged = self.run("copies", copies.judge_group, [(self.parts, group) for group in groups])
        rows = sorted(row for found in judged for row in found)
        self.parts.write("duplicates", 0, to_arrow("duplicates", rows))
