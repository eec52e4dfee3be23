"""Articles to tables: read, analyse what is new, compare all, write Parquet.

Two runs over the same articles, dictionary and library write byte-identical files, however much of them lay in the
cache, and whatever engine analysed the rest.
"""

import logging
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pyarrow.parquet as pq

from .article_cache import ArticleCache
from .comparing import SideBySide
from .engines import Engine, Outcome, suited
from .errors import InputError, OutputError
from .inputs import Inputs, Keyed, key_of, read_inputs
from .kept import PROJECT, cache_folder, drafts_of, lock_of, note_use, prune
from .processes import over
from .read import Folder, Limits, ReadError, Source, load_source
from .records import decode, refusal, size_of
from .storing import TableWriter, is_sound, seal
from .tables import Ingest, to_arrow
from .topic import Topic

Progress = Callable[[int, int, str], None]
"""Called with (done, all, path) after each article."""

_AT_ONCE, _BYTES_AT_ONCE = 256, 256_000_000
"""Articles, and bytes of their records, that are in memory at a time, beside what is compared."""

log = logging.getLogger(__name__)


class Built(NamedTuple):
    """The folder with the tables, how many articles were analysed for it, and how many it has."""

    folder: Path
    analysed: int
    articles: int


def build_cached(
    folders: Sequence[Folder], topic: Topic, limits: Limits | None = None, progress: Progress | None = None
) -> Path:
    """The folder with the tables of these articles: `build_corpus` with what suits most."""
    return build_corpus(folders, topic, limits, progress).folder


def build_corpus(
    folders: Sequence[Folder],
    topic: Topic,
    limits: Limits | None = None,
    progress: Progress | None = None,
    engine: Engine | None = None,
) -> Built:
    """The tables of these articles, in a folder of the cache: built unless they are there, and only from what is new.

    Without an `engine` as many processes are used as are worth it. Raises InputError where a folder is missing or no
    article could be read, OutputError where the cache can't be written.
    """
    limits = limits or Limits()
    inputs = read_inputs(folders, topic, limits)
    kept = cache_folder()
    out = kept / "corpora" / inputs.key[:32]
    try:
        for name in ("corpora", "locks"):
            (kept / name).mkdir(parents=True, exist_ok=True)
        with lock_of(kept, out.name):
            if note_use(out):
                if is_sound(out):
                    return Built(out, 0, pq.read_metadata(out / "documents.parquet").num_rows)
                log.warning("%s is damaged; its tables are written again", out)
            with drafts_of(kept, out.name) as drafts:
                built = _Build(inputs, topic, limits, ArticleCache(kept, drafts)).run(out, drafts, progress, engine)
        prune(kept)
    except OSError as error:
        raise OutputError.refused(error, kept, "set YOMIKURABE_CACHE to a folder of yours") from error
    return built


class _Build:
    """One run: first the records of all articles into the cache, then from there into tables."""

    def __init__(self, inputs: Inputs, topic: Topic, limits: Limits, cache: ArticleCache) -> None:
        self.inputs, self.topic, self.limits, self.cache = inputs, topic, limits, cache
        self.passing: dict[str, bytes] = {}
        """Records that another run may make otherwise: of files that changed or vanished, of analyses that broke."""
        self.analysed = 0

    def run(self, out: Path, drafts: Path, progress: Progress | None, engine: Engine | None) -> Built:
        """Build into `out`, by way of `drafts`; beside it where something may turn out otherwise next time."""
        self._analyse(progress, engine)
        draft = drafts / "tables"
        draft.mkdir()
        articles = self._write(draft)
        seal(draft)
        if self.passing:
            out = out.with_name(f"{out.name}-passing")
        shutil.rmtree(out, ignore_errors=True)
        draft.rename(out)
        return Built(out, self.analysed, articles)

    def _analyse(self, progress: Progress | None, engine: Engine | None) -> None:
        articles = self.inputs.articles
        missing = {a.offered.path: a for a in articles if not self.cache.has(a.key)}
        done = len(articles) - len(missing)
        analyse = engine or over(suited(len(missing)))
        for source, outcome in analyse(self._sources(list(missing.values())), self.topic, self.limits):
            self._keep(missing[source.path], source, outcome)
            done += 1
            if progress:
                progress(done, len(articles), source.path)

    def _sources(self, wanted: Sequence[Keyed]) -> Iterator[Source]:
        """The articles again, with their bytes; one that is no longer what it was is set aside."""
        for article in wanted:
            try:
                source = load_source(article.offered, self.limits)
                if key_of(source, self.topic, self.limits) != article.key:
                    raise ReadError("changed", where=source.path)
            except ReadError as error:
                self.passing[article.key] = refusal(article.offered, error)
            else:
                yield source

    def _keep(self, article: Keyed, source: Source, outcome: Outcome) -> None:
        if isinstance(outcome, ReadError):
            self.passing[article.key] = refusal(source, outcome)
        else:
            self.cache.put(article.key, outcome)
            self.analysed += 1

    def _record(self, article: Keyed) -> bytes:
        """An article's record from the cache; made here where it is damaged, or was removed meanwhile."""
        record = self.passing.get(article.key) or self.cache.get(article.key)
        if record is None:
            for source, outcome in over(1)(self._sources([article]), self.topic, self.limits):
                self._keep(article, source, outcome)
                record = outcome if isinstance(outcome, bytes) else None
        return record or self.passing[article.key]

    def _write(self, folder: Path) -> int:
        """Write all tables; the number of articles. Raises InputError where there is none."""
        together = SideBySide(self.topic)
        ingest = list(self.inputs.ingest)
        with TableWriter(folder) as writer:
            for records in self._batches():
                tables = decode(records)
                together.add(tables)
                ingest += (Ingest(**row) for row in tables.pop("ingest").to_pylist())
                del tables["entities"]
                writer.add(tables)
            ingest.sort(key=lambda row: row.path)
            if not together.articles:
                raise InputError("no readable article among the files offered", mend=_first_reason(ingest))
            writer.add({**together.tables(), "ingest": to_arrow("ingest", ingest)})
        return together.articles

    def _batches(self) -> Iterator[list[bytes]]:
        batch: list[bytes] = []
        size = 0
        for article in self.inputs.articles:
            batch.append(self._record(article))
            size += size_of(batch[-1])
            if len(batch) >= _AT_ONCE or size >= _BYTES_AT_ONCE:
                yield batch
                batch, size = [], 0
        if batch:
            yield batch


def _first_reason(ingest: Sequence[Ingest]) -> str:
    refused = next((row for row in ingest if row.status == "rejected"), None)
    return f"the first refused is {refused.path}: {refused.reason}" if refused else "put .txt, .md or .html files there"


__all__ = ["PROJECT", "Built", "build_cached", "build_corpus", "cache_folder", "over"]
