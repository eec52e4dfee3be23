"""As many articles as wanted, like the news of two years: real sentences with other names, dates and amounts.

    python tests/bench/generated.py FOLDER COUNT [SEED]

Article `i` of a seed is the same bytes whatever the number wanted, on every machine.
"""

import csv
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from yomikurabe.analyse import analyse
from yomikurabe.read import Limits, find_sources, load_source
from yomikurabe.topic import Topic, load_topic

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (ROOT / "seeds", ROOT / "tests" / "golden" / "annotated" / "documents")
FIRST_DAY, DAYS = date(2024, 1, 1), 730
FEWEST, USUAL, MOST = 8, 16, 40
"""Sentences of an article."""
REPRINTED, UNDATED = 0.02, 0.1
"""Shares of articles that print an earlier one again under their own headline, and that only sources.csv dates."""
KEPT_NAME, KEPT_AMOUNT, UNHEARD_OF = 0.5, 0.5, 0.4
"""Shares of names and amounts left as they are, and of other people that no dictionary knows."""
DATE_LINES = (
    "{0:%Y}年{0.month}月{0.day}日",
    "公開日: {0:%Y}年{0.month}月{0.day}日",
    "{0:%Y-%m-%d} {1:02}:{2:02}",
    "{0:%Y/%m/%d}",
)
DATE = re.compile(r"(?:(?P<year>20[0-9]{2})年)?(?P<month>[0-9]{1,2})月(?:(?P<day>[0-9]{1,2})日)?")
FIGURE = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")


class Span(NamedTuple):
    """A stretch of a sentence that may be said otherwise; `what` is a mention, a timex or a quantity."""

    start: int
    end: int
    kind: str
    what: Any


class Piece(NamedTuple):
    """One real sentence with its spans, and the last day on which its article can have been published."""

    text: str
    spans: tuple[Span, ...]
    written: date


class Pool(NamedTuple):
    """What articles are made of: runs of body sentences, headings, outlets, names of each kind, parts of people's."""

    passages: Sequence[Sequence[Piece]]
    headings: Sequence[Piece]
    outlets: Sequence[str]
    names: Mapping[str, Sequence[str]]
    given: Sequence[str]
    family: Sequence[str]


class Generated(NamedTuple):
    """One article and its row of sources.csv."""

    text: str
    row: dict[str, str]


def write_articles(folder: Path, count: int, seed: int = 0) -> None:
    """Write `count` articles and their sources.csv into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "sources.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["file", "publisher", "published", "basis"], lineterminator="\n")
        writer.writeheader()
        for number, article in enumerate(articles(count, seed)):
            name = f"n{number:05}.txt"
            (folder / name).write_text(article.text, "utf-8", newline="\n")
            writer.writerow({"file": name, **article.row})


def articles(count: int, seed: int = 0) -> Iterator[Generated]:
    """The first `count` articles of a seed."""
    return (article(seed, number) for number in range(count))


def article(seed: int, number: int) -> Generated:
    """One article: headline, date line, body, and what sources.csv says of it."""
    rng = Random(f"{seed} {number}")  # noqa: S311
    day = FIRST_DAY + timedelta(rng.randrange(DAYS))
    writer = _Writer(rng, day)
    lines = [writer.sentence(rng.choice(pool().headings)), ""]
    undated = rng.random() < UNDATED
    if not undated:
        lines += [rng.choice(DATE_LINES).format(day, rng.randrange(5, 24), rng.randrange(60)), ""]
    if number and rng.random() < REPRINTED:
        earlier = rng.randrange(max(0, number - 200), number)
        lines += _body(Random(f"{seed} {earlier} body"), day)  # noqa: S311
    else:
        lines += _body(Random(f"{seed} {number} body"), day)  # noqa: S311
    row = {"publisher": rng.choice(pool().outlets)}
    if undated:
        row |= {"published": day.isoformat(), "basis": "day on which it was fetched"}
    return Generated("\n".join(lines) + "\n", row)


def _body(rng: Random, day: date) -> list[str]:
    """Paragraphs, each a run of sentences that really stood together."""
    writer, lines = _Writer(rng, day), []
    left = round(rng.triangular(FEWEST, MOST, USUAL))
    while left > 0:
        passage = rng.choice(pool().passages)
        begin = rng.randrange(len(passage))
        run = passage[begin : begin + min(left, rng.randint(1, 4))]
        lines.append("".join(writer.sentence(piece) for piece in run))
        left -= len(run)
    return lines


class _Writer:
    """Says sentences otherwise; within one article a name always becomes the same other name."""

    def __init__(self, rng: Random, day: date) -> None:
        self.rng, self.day = rng, day
        self.became: dict[str, str] = {}

    def sentence(self, piece: Piece) -> str:
        """The sentence with its spans replaced; one that stays as it was is put into somebody's mouth."""
        shift = self.day - piece.written - timedelta(self.rng.randrange(5))
        text = piece.text
        for span in reversed(piece.spans):
            text = text[: span.start] + self._other(span, text[span.start : span.end], shift) + text[span.end :]
        return (
            text
            if text != piece.text
            else f"{self._name(self.rng.choice(('media', 'person', 'company')))}によると、{text}"
        )

    def _other(self, span: Span, surface: str, shift: timedelta) -> str:
        if span.kind == "mention":
            return self._renamed(span.what.entity_id, span.what.kind, surface)
        if span.kind == "timex":
            return DATE.sub(lambda found: _shifted(found, span.what.earliest + shift), surface, count=1)
        if self.rng.random() < KEPT_AMOUNT:
            return surface
        most = 99 if span.what.unit == "percent" else 10**9
        factor = self.rng.lognormvariate(0, 0.5)
        return FIGURE.sub(lambda found: _scaled(found[0], factor, most), surface, count=1)

    def _renamed(self, entity_id: str, kind: str, surface: str) -> str:
        if entity_id not in self.became:
            self.became[entity_id] = "" if self.rng.random() < KEPT_NAME else self._name(kind)
        return self.became[entity_id] or surface

    def _name(self, kind: str) -> str:
        if kind == "person" and self.rng.random() < UNHEARD_OF:
            return f"{self.rng.choice(pool().given)}・{self.rng.choice(pool().family)}"
        return self.rng.choice(pool().names[kind])


def _shifted(found: re.Match[str], day: date) -> str:
    """The day in the form of what it replaces."""
    year = f"{day.year}年" if found["year"] else ""
    return f"{year}{day.month}月" + (f"{day.day}日" if found["day"] else "")


def _scaled(figure: str, factor: float, most: int) -> str:
    """The figure times the factor, with as many decimals, and commas where it had some."""
    decimals = len(figure.partition(".")[2])
    value = min(most, max(1, float(figure.replace(",", "")) * factor))
    return f"{value:,.{decimals}f}" if "," in figure else f"{value:.{decimals}f}"


@cache
def pool() -> Pool:
    """The sentences of the project's own and of the annotated articles, and the dictionary's names."""
    topic, limits = load_topic("ai-chips"), Limits()
    made = [analyse(load_source(file), topic, limits) for file in find_sources(FOLDERS)[0]]
    rows = {name: [row for one in made for row in one[name]] for name in made[0]}
    spans = _spans(rows, topic)
    written = {d.doc_id: d.published_latest or date(2025, 6, 30) for d in rows["documents"]}
    kind_of = {block.block_id: block.kind for block in rows["blocks"]}
    by_block: dict[str, list[Piece]] = {}
    for s in rows["sentences"]:
        piece = Piece(s.text, tuple(sorted(spans.get(s.sentence_id, ()))), written[s.doc_id])
        by_block.setdefault(s.block_id, []).append(piece)
    bodies = [pieces for block_id, pieces in by_block.items() if kind_of[block_id] == "body"]
    heads = [p for block_id, pieces in by_block.items() if kind_of[block_id] in ("title", "heading") for p in pieces]
    return Pool(bodies, heads, *_names(topic))


def _spans(rows: Mapping[str, Sequence[Any]], topic: Topic) -> dict[str, list[Span]]:
    """By sentence, what may be said otherwise: full names, dates with a month, amounts; no two overlap."""
    begins = {sentence.sentence_id: sentence.start for sentence in rows["sentences"]}
    known = {key: {*row.spellings, *row.short_forms} for key, row in topic.entities.items()}
    wanted = [("mention", m) for m in rows["mentions"] if m.surface in known.get(m.entity_id, ())]
    wanted += [("timex", t) for t in rows["timexes"] if t.kind == "date" and t.earliest and DATE.search(t.surface)]
    wanted += [("quantity", q) for q in rows["quantities"] if FIGURE.search(q.surface)]
    found: dict[str, list[Span]] = {}
    for kind, what in wanted:
        begin, others = begins[what.sentence_id], found.setdefault(what.sentence_id, [])
        span = Span(what.start - begin, what.end - begin, kind, what)
        if all(span.end <= other.start or other.end <= span.start for other in others):
            others.append(span)
    return found


def _names(topic: Topic) -> tuple[Sequence[str], Mapping[str, Sequence[str]], Sequence[str], Sequence[str]]:
    """Outlets, the names of each kind, and the first and last parts of people's names."""
    names: dict[str, list[str]] = {}
    for row in topic.entities.values():
        names.setdefault(row.kind, []).append(row.name_ja)
    parts = [name.split("・") for name in names["person"] if "・" in name]
    return names["media"], names, sorted({p[0] for p in parts}), sorted({p[-1] for p in parts})


if __name__ == "__main__":
    write_articles(Path(sys.argv[1]), int(sys.argv[2]), *map(int, sys.argv[3:]))
