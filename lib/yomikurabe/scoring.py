"""How well tables match articles that a careful reader annotated.

The annotations are `NAME.resolved.json` files: `spans` are half-open offsets into the text. Two spans are the same
where their overlap is at least half of their union; items marked optional, borderline or nested count neither way.
Where only a part of an article is annotated, `zones.json` beside them says which:
{"NAME": {"mentions": [[start, end]]}}.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from .corpus import Corpus
from .errors import InputError

_OPTIONAL = ("optional", "borderline", "nested", "dateline", "caption")
_LEAST_OVERLAP = 0.5
_MEASURES = (("mentions", "mentions"), ("timexes", "timex"), ("quantities", "quantities"), ("quotes", "quotes"))

Item = dict[str, Any]


class Score(NamedTuple):
    """Precision and recall of one table's spans, 0 to 1, with what was missed and wrongly found."""

    measure: str
    precision: float
    recall: float
    missed: list[tuple[str, str]]
    extra: list[tuple[str, str]]

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def score_corpus(corpus: Corpus, annotated: Path) -> list[Score]:
    """One score a measure over the annotated articles that the corpus holds. Raises InputError where there are none."""
    texts = dict(zip(corpus.documents["doc_id"], corpus.documents["text"], strict=True))
    read = [json.loads(p.read_text("utf-8")) for p in sorted(annotated.rglob("*.resolved.json"))]
    gold = {Path(g["doc"]).stem: g for g in read if Path(g["doc"]).stem in texts}
    if not gold:
        raise InputError("no annotated article of this corpus", where=str(annotated), allowed="NAME.resolved.json")
    zones = _zones(annotated)
    scores = []
    for table, key in _MEASURES:
        found = _rows(corpus.table(table), gold)
        items = {d: [i for i in g.get(key, []) if i.get("spans")] for d, g in gold.items()}
        covered = {d: zones.get(d, {}).get(key) or [(0, len(texts[d]))] for d in gold}
        scores.append(_score(f"{table}: span", items, found, covered, {}))
        if table == "mentions":
            scores.append(_score("mentions: span and entity", items, found, covered, _votes(items, found)))
    return scores


def _zones(annotated: Path) -> dict[str, dict[str, list[tuple[int, int]]]]:
    path = annotated / "zones.json"
    zones: dict[str, dict[str, list[tuple[int, int]]]] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return zones


def _rows(frame: pd.DataFrame, wanted: Iterable[str]) -> dict[str, list[Item]]:
    records = [{str(k): v for k, v in row.items()} for row in frame.to_dict("records")]
    return {d: [row for row in records if row["doc_id"] == d] for d in wanted}


def _score(
    measure: str,
    items: dict[str, list[Item]],
    found: dict[str, list[Item]],
    covered: dict[str, list[tuple[int, int]]],
    named: dict[str, str],
) -> Score:
    """Match each item with one row; where `named` is given, their entities must agree too."""
    hits = wanted = 0
    missed: list[tuple[str, str]] = []
    extra: list[tuple[str, str]] = []
    for doc_id, gold in items.items():
        rows = list(found[doc_id])
        for item in sorted(gold, key=_is_optional):
            same = (r for r in rows if not named or named.get(r["entity_id"]) == item["entity"])
            row = next((r for r in same if _overlaps(item, r)), None)
            if row is not None:
                rows.remove(row)
            if _is_optional(item):
                continue
            wanted += 1
            hits += row is not None
            if row is None:
                missed.append((doc_id, item["text"]))
        inside = [r for r in rows if any(a <= r["start"] and r["end"] <= b for a, b in covered[doc_id])]
        extra += [(doc_id, r["surface"]) for r in inside]
    made = hits + len(extra)
    return Score(measure, hits / made if made else 0.0, hits / wanted if wanted else 0.0, missed, extra)


def _is_optional(item: Item) -> bool:
    return any(item.get(key) for key in _OPTIONAL) or str(item.get("note", "")).startswith(_OPTIONAL)


def _overlaps(item: Item, row: Item) -> bool:
    return any(_share(start, end, row["start"], row["end"]) >= _LEAST_OVERLAP for start, end in item["spans"])


def _share(a: int, b: int, c: int, d: int) -> float:
    common = max(0, min(b, d) - max(a, c))
    return common / (b - a + d - c - common) if common else 0.0


def _votes(items: dict[str, list[Item]], found: dict[str, list[Item]]) -> dict[str, str]:
    """The annotated entity that each found one mostly stands for: ids need not be spelt alike."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for doc_id, gold in items.items():
        for row in found[doc_id]:
            votes[row["entity_id"]].update(i["entity"] for i in gold if _overlaps(i, row))
    return {entity: counter.most_common(1)[0][0] for entity, counter in votes.items() if counter}


def lines(scores: list[Score], most: int = 10) -> Iterator[str]:
    """The scores for a terminal, each with the first of its errors."""
    for score in scores:
        yield f"{score.measure:28} P {score.precision:6.1%}  R {score.recall:6.1%}  F1 {score.f1:6.1%}"
        for sign, errors in (("missed", score.missed), ("wrong", score.extra)):
            yield from (f"    {sign}: {doc_id} {text}" for doc_id, text in errors[:most])
