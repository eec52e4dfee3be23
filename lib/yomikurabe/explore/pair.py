"""Two articles side by side: what both say, what only one says, what happened, whom each quotes."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import pandas as pd

from ..errors import InputError
from ..messages import text
from ..tables import SPELLING
from ..words import as_day, listed, records, span
from .article import newest_article, resolve_article
from .evidence import lines_of
from .layout import SHOWN, Line, OfCorpus, Part, Told
from .naming import known_name, metric_name
from .protocol import CorpusLike, rows_of

_ORDER = {verdict: n for n, verdict in enumerate(("conflict", "explained", "compatible", "agree"))}


@dataclass(frozen=True, repr=False)
class Pair(OfCorpus):
    """Two articles side by side; `a` and `b` are their doc_ids.

    `comparisons`: rows of the corpus's comparisons in which both take part, conflicts first. `events`: one row a
    happening that both tell: cluster_id, earliest, latest, told_a, told_b. `only_a` and `only_b`: claims that no such
    comparison holds. `events_a` and `events_b`: events of happenings that only one tells. `speakers`: one row a speaker
    whom either quotes: speaker_id, name, a, b (numbers of quotes).
    """

    a: str
    b: str
    comparisons: pd.DataFrame
    events: pd.DataFrame
    only_a: pd.DataFrame
    only_b: pd.DataFrame
    events_a: pd.DataFrame
    events_b: pd.DataFrame
    speakers: pd.DataFrame
    corpus: CorpusLike = field(repr=False)

    def told(self) -> Told:
        """Both with their dates; what both say by verdict; happenings; what only one says; speakers."""
        if not self.b:
            return Told(self._say("alone"), (), ())
        a, b = self.corpus.label(self.a), self.corpus.label(self.b)
        parts = [*self._both(a, b), *self._claims(a, self.only_a, "a"), *self._claims(b, self.only_b, "b")]
        for label, events, name in ((a, self.events_a, "events_a"), (b, self.events_b, "events_b")):
            days = [span(as_day(row.earliest), as_day(row.latest)) for row in records(events)]
            parts += self._rows(self._say("happened", label=label, n=len(events), name=name), events, days)
        parts += [self._spoken(a, b)] if len(self.speakers) else []
        return Told(self._say("title", a=a, b=b), [self._about(self.a), self._about(self.b)], parts, self._say("hint"))

    def _say(self, key: str, **arguments: Any) -> str:
        return text(f"explore.compare.{key}", self.lang, **arguments)

    def _about(self, doc_id: str) -> str:
        documents = self.corpus.articles
        (row,) = records(documents[documents["doc_id"] == doc_id])
        days = span(as_day(row.published_earliest), as_day(row.published_latest))
        published = text("show.source.published", self.lang, day=days, basis=self._basis(row)) if days else ""
        return " · ".join(p for p in (row.label, row.title, row.publisher, published) if isinstance(p, str) and p)

    def _basis(self, document: Any) -> str:
        return text(f"show.basis.{document.published_basis}", self.lang)

    def _both(self, a: str, b: str) -> Iterator[Part]:
        lines = [
            Line(f"{text(f'show.verdict.{row.verdict}', self.lang)} · {row.explanation} · {row.comparison_id}")
            for row in records(self.comparisons.head(2 * SHOWN))
        ]
        yield Part(self._say("both", n=len(self.comparisons)), lines, len(self.comparisons) - len(lines))
        lines = [
            Line(f"{span(as_day(row.earliest), as_day(row.latest))} · {a}「{row.told_a}」 · {b}「{row.told_b}」")
            for row in records(self.events.head(SHOWN))
        ]
        yield Part(self._say("events", n=len(self.events)), lines, len(self.events) - len(lines))

    def _claims(self, label: str, claims: pd.DataFrame, side: str) -> list[Part]:
        words = [f"{metric_name(self.corpus, row.metric_id)} · {row.value_text}" for row in records(claims)]
        return self._rows(self._say("only", label=label, n=len(claims), name=f"only_{side}"), claims, words)

    def _rows(self, title: str, rows: pd.DataFrame, words: list[str]) -> list[Part]:
        lines = lines_of(self.corpus, rows, words)
        return [Part(title, lines, len(rows) - len(lines))] if lines else []

    def _spoken(self, a: str, b: str) -> Part:
        said = self.speakers
        groups = ((said["a"] > 0) & (said["b"] > 0), said["b"] == 0, said["a"] == 0)
        names = [listed(said.loc[group, "name"], self.lang) for group in groups]
        keys = (self._say("quoted_by_both"), self._say("quoted_by", label=a), self._say("quoted_by", label=b))
        told = [Line(f"{key} {name}") for key, name in zip(keys, names, strict=True) if name]
        return Part(self._say("speakers", n=len(said)), told)


def compare_articles(corpus: CorpusLike, a: str | None, b: str | None) -> Pair:
    """Two articles by label or doc_id; one that isn't named is the one with most in common. Raises InputError."""
    one, other = _chosen(corpus, a, b)
    members = corpus.table("comparison_claims").merge(corpus.table("claims"), on="claim_id", validate="many_to_one")
    where = members.groupby("comparison_id")["doc_id"].agg(set)
    both = set(where.index[[{one, other} <= found for found in where]])
    comparisons = corpus.table("comparisons")
    shared = comparisons[comparisons["comparison_id"].isin(both)]
    held = set(members.loc[members["comparison_id"].isin(both), "claim_id"])
    told = {doc_id: rows_of(corpus, "events", doc_id) for doc_id in (one, other)}
    only = [_unshared(corpus, doc_id, held) for doc_id in (one, other)]
    lonely = [told[x][~told[x]["cluster_id"].isin(told[y]["cluster_id"])] for x, y in ((one, other), (other, one))]
    return Pair(
        one,
        other,
        shared.sort_values("verdict", key=lambda verdicts: verdicts.map(_ORDER), kind="stable"),
        _happenings(told[one], told[other]),
        only[0],
        only[1],
        lonely[0],
        lonely[1],
        _speakers(corpus, one, other),
        corpus,
    )


def _chosen(corpus: CorpusLike, a: str | None, b: str | None) -> tuple[str, str]:
    """The doc_ids; of a corpus of one article the second is empty."""
    named = [resolve_article(corpus, name) for name in (a, b) if name is not None]
    if len(named) == 2 and named[0] == named[1]:
        raise InputError(f"{a!r} and {b!r} are one article", mend="name two")
    if len(named) == 2:
        return named[0], named[1]
    common = _in_common(corpus)
    if named:
        others = [doc_id for doc_id in sorted(corpus.articles["doc_id"]) if doc_id != named[0]]
        return named[0], max(others, key=lambda doc_id: common[frozenset((named[0], doc_id))], default="")
    best = max(sorted(map(sorted, common)), key=lambda pair: common[frozenset(pair)], default=None)
    if best is None:
        newest = newest_article(corpus)
        return newest, next((d for d in sorted(corpus.articles["doc_id"]) if d != newest), "")
    return best[0], best[1]


def _in_common(corpus: CorpusLike) -> Counter[frozenset[str]]:
    """In how many comparisons each two articles take part."""
    members = corpus.table("comparison_claims").merge(corpus.table("claims")[["claim_id", "doc_id"]], on="claim_id")
    found: Counter[frozenset[str]] = Counter()
    for _, doc_ids in members.groupby("comparison_id")["doc_id"]:
        found.update(frozenset(pair) for pair in combinations(sorted(set(doc_ids)), 2))
    return found


def _unshared(corpus: CorpusLike, doc_id: str, held: set[str]) -> pd.DataFrame:
    """An article's claims that no comparison with the other one holds; those of known metrics first."""
    claims = rows_of(corpus, "claims", doc_id)
    left = claims[~claims["claim_id"].isin(held) & (claims["metric_id"] != SPELLING)]
    known = left["metric_id"].isin(list(corpus.topic.metrics))
    return pd.concat([left[known], left[~known]])


def _happenings(one: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """Grain: one happening that both tell, in the first words of each."""
    first = [events.drop_duplicates("cluster_id") for events in (one, other)]
    columns = ["cluster_id", "earliest", "latest", "summary"]
    both = first[0][columns].merge(first[1][["cluster_id", "summary"]], on="cluster_id", suffixes=("_a", "_b"))
    return both.rename(columns={"summary_a": "told_a", "summary_b": "told_b"}).sort_values("earliest", kind="stable")


def _speakers(corpus: CorpusLike, one: str, other: str) -> pd.DataFrame:
    """Grain: one speaker whom either article quotes, with the number of quotes in each."""
    counts = [Counter(rows_of(corpus, "quotes", doc_id)["speaker_id"].dropna()) for doc_id in (one, other)]
    rows = [(i, known_name(corpus, i), counts[0][i], counts[1][i]) for i in sorted(counts[0] | counts[1])]
    return pd.DataFrame(rows, columns=["speaker_id", "name", "a", "b"])
