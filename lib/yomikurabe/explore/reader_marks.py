"""What is marked in an article on its reader page: kinds that the page's legend switches."""

from collections.abc import Iterable, Iterator
from typing import Any

from ..markup import Span
from ..messages import text
from ..words import amount, as_day, records, span
from .naming import known_name
from .protocol import CorpusLike

KINDS = ("mention", "timex", "quantity", "quote", "event", "claim", "finding")
QUIET = frozenset({"event", "claim"})
"""Kinds that are switched off at first: they span whole clauses."""


def find_spans(corpus: CorpusLike, doc_id: str) -> Iterator[Span]:
    """Everything that is marked in an article, with what is said when one points at it."""

    def rows(table: str) -> Iterable[Any]:
        frame = corpus.table(table)
        return records(frame[frame["doc_id"] == doc_id])

    for row in rows("mentions"):
        yield Span(row.start, row.end, "mention", corpus.name(row.entity_id))
    for row in rows("timexes"):
        yield Span(row.start, row.end, "timex", row.value if isinstance(row.value, str) else "")
    for row in rows("quantities"):
        yield Span(row.start, row.end, "quantity", amount(row.low, row.high, row.unit, corpus.lang))
    for row in rows("quotes"):
        speaker = row.speaker_id if isinstance(row.speaker_id, str) else ""
        yield Span(row.start, row.end, "quote", known_name(corpus, speaker))
    for row in rows("events"):
        yield Span(row.start, row.end, "event", span(as_day(row.earliest), as_day(row.latest)))
    for row in rows("claims"):
        metric = corpus.topic.metrics.get(row.metric_id)
        if metric is not None:
            yield Span(row.start, row.end, "claim", getattr(metric, f"label_{corpus.lang}"))
    for row in rows("findings"):
        yield Span(row.start, row.end, "finding", text(f"show.finding.{row.kind}", corpus.lang))
