"""Engines: what maps `make_record` over articles. In this process, or over several."""

import gc
import os
import traceback
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from .extract.names import known_entities
from .read import Limits, ReadError, Source
from .records import make_record
from .topic import Topic

Outcome = bytes | ReadError
"""The record of an article; or why there is none, which may be otherwise another time."""
Engine = Callable[[Iterable[Source], Topic, Limits], Iterator[tuple[Source, Outcome]]]
"""Maps articles to outcomes, in any order; one bad article takes no other with it."""
_SHARE = 200
"""Articles that a process must have to do before it is worth its start (about two seconds)."""


def here(sources: Iterable[Source], topic: Topic, limits: Limits) -> Iterator[tuple[Source, Outcome]]:
    """The engine of this process: one article after another."""
    known_entities(topic)  # compiles the dictionary
    gc.freeze()  # what is there by now stays: the collector need not walk it after every few articles
    try:
        for source in sources:
            yield source, outcome_of(source, topic, limits)
    finally:
        gc.unfreeze()


def outcome_of(source: Source, topic: Topic, limits: Limits) -> Outcome:
    """One article's outcome; never raises."""
    try:
        return make_record(source, topic, limits)
    except Exception as error:  # a mistake of ours must not cost the other articles
        last = traceback.extract_tb(error.__traceback__)[-1]
        cause = f"{type(error).__name__}: {error} ({Path(last.filename).name}:{last.lineno})"
        return ReadError("failed", where=source.path, cause=cause)


def suited(articles: int) -> int:
    """Processes worth starting for so many articles: one core each, where there is enough to do."""
    return max(1, min(_cores(), articles // _SHARE))


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
