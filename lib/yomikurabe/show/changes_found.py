"""What changed between two runs, as far as a page's parameters show it."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from ..changes import Change, compare_corpora, open_run
from ..corpus import Corpus
from ..parameters import Changes, Parameters
from .view import View


class Found(NamedTuple):
    """The changes between two runs, and each run as a page sees it."""

    old: View
    new: View
    changes: list[Change]


def find_changes(view: View) -> Found | None:
    """What changed since the run that the parameters name; nothing where they name none.

    Raises InputError where its tables can't be used.
    """
    chosen = view.parameters
    before = chosen.before if isinstance(chosen, Changes) else ""
    return between(open_run(before, view.corpus.topic, view.lang), view) if before else None


def between(old: Corpus, view: View) -> Found:
    """What changed from another corpus to that of a view, as far as chosen articles show it."""
    changes = compare_corpora(old, view.corpus)
    if view.parameters.chosen():
        mine = _chosen(view, old), _chosen(view, view.corpus)
        changes = [c for c in changes if any(doc_id in mine[is_new] for is_new, doc_id in _articles(c))]
    return Found(View(old, Parameters(topic=view.parameters.topic, lang=view.parameters.lang)), view, changes)


def _chosen(view: View, corpus: Corpus) -> set[str]:
    """The articles of a run that the parameters choose, copies too."""
    frame, sources = corpus.articles, view.parameters.sources
    if sources:
        frame = frame[frame["label"].isin(sources) | frame["doc_id"].isin(sources)]
    return set(view.within(frame, "published_earliest", "published_latest")["doc_id"])


def _articles(change: Change) -> Iterator[tuple[bool, str]]:
    """The articles that show a change: whether it is one of the new run, and its doc_id."""
    yield from ((change.news != "gone", row.doc_id) for row in change.told)
    yield from ((False, row.doc_id) for row in change.lost)


def by_sides(change: Change) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """The rows that show best what changed: those of the new run, and those of the old one."""
    if change.news == "gone":
        return (), change.told
    return change.gained or change.told, change.lost
