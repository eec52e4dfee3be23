"""Time expressions and amounts beside ja-timex and pynormalizenumexp: the same annotated articles, the same kept text,
the same matching; and the CPU of each against raw SudachiPy mode C.

Run as `python tests/bench/times_and_amounts.py [ANNOTATED]`. The peers get what helps them: the day of publication as
reference, relative durations (先週 is P1W before) read as the week, month or year meant, counters read as units.
"""

import json
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from math import inf, isclose
from pathlib import Path
from time import process_time
from typing import Any, NamedTuple

import sudachipy

from yomikurabe.articles import Article
from yomikurabe.extract import calendar as cal
from yomikurabe.extract.names import build_mentions
from yomikurabe.extract.quantities import build_quantities
from yomikurabe.extract.timexes import build_timexes
from yomikurabe.morphology import tokens
from yomikurabe.read import find_sources, load_source, read_article
from yomikurabe.topic import load_topic

with warnings.catch_warnings():  # both still import pkg_resources or older regular expressions
    warnings.simplefilter("ignore")
    import pendulum
    from ja_timex import TimexParser
    from pynormalizenumexp.normalize_numexp import NormalizeNumexp

ROOT = Path(__file__).resolve().parents[2]
ANNOTATED = ROOT / "tests" / "golden" / "annotated"
OPTIONAL = ("optional", "borderline", "nested", "dateline", "caption", "date line")
RUNS = 3


class Item(NamedTuple):
    """One expression: its span and its value as something that can be compared."""

    start: int
    end: int
    value: Any


class Annotated(NamedTuple):
    """An article with what careful readers found in it; each expression has one span or more, and may be optional."""

    article: Article
    timexes: list[tuple[list[Item], bool]]
    quantities: list[tuple[list[Item], bool]]


def annotated(folder: Path) -> Iterator[Annotated]:
    sources = [load_source(one) for one in find_sources([ROOT / "seeds", folder / "documents"])[0]]
    for source in sources:
        path = folder / "articles" / f"{source.doc_id}.resolved.json"
        if path.exists():
            found = json.loads(path.read_text("utf-8"))
            yield Annotated(
                read_article(source),
                [_wanted(item, _time_value(item["kind"], item["value"])) for item in found["timex"]],
                [_wanted(item, (item["low"], item["high"], item["unit"].lower())) for item in found["quantities"]],
            )


def _wanted(item: dict[str, Any], value: Any) -> tuple[list[Item], bool]:
    optional = any(item.get(key) or key in str(item.get("note", "")) for key in OPTIONAL)
    return [Item(start, end, value) for start, end in item["spans"]], optional


def _time_value(kind: str, value: str | None) -> Any:
    """Dates by their interval, durations and sets as they stand."""
    return _interval(value) if kind == "date" and value else value


def _interval(value: str) -> tuple[date | None, date | None]:
    if "/" in value:
        first, last = value.split("/")
        return (_interval(first)[0] if first != ".." else None, _interval(last)[1] if last != ".." else None)
    if "W" in value:
        period = cal.week(date.fromisocalendar(int(value[:4]), int(value[6:]), 1))
    else:
        numbers = [int(part) for part in value.split("-")]
        period = (cal.year, cal.months, lambda *day: cal.day(date(*day)))[len(numbers) - 1](*numbers)
    return period.first, period.last


def our_timexes(article: Article) -> list[Item]:
    topic = load_topic("ai-chips")
    cut = {s.sentence_id: tokens(s.text, s.start) for s in article.sentences}
    mentions, entities = build_mentions(article, cut, topic)
    rows = build_timexes(article, mentions, {e.entity_id: e for e in entities})
    return [Item(t.start, t.end, (t.earliest, t.latest) if t.kind == "date" else t.value) for t in rows]


def our_quantities(article: Article) -> list[Item]:
    rows = build_quantities(article, build_timexes(article))
    return [Item(q.start, q.end, (q.low, q.high, q.unit.lower())) for q in rows]


def their_timexes(article: Article) -> list[Item]:
    day = article.published[1] if article.published else None
    parser = TimexParser(reference=pendulum.datetime(day.year, day.month, day.day) if day else None)
    found = []
    for s in article.sentences:
        for t in parser.parse(s.text):
            start, end = t.raw_span or t.span
            found.append(Item(s.start + start, s.start + end, _their_value(t, day)))
    return found


def _their_value(t: Any, day: date | None) -> Any:
    if t.type == "DURATION" and t.mod in ("BEFORE", "AFTER", "NOW") and day and len(t.parsed) == 1:
        (unit, count), way = next(iter(t.parsed.items())), {"BEFORE": -1, "AFTER": 1, "NOW": 0}[t.mod]
        by = way * int(float(count))
        period = {
            "day": lambda: cal.day(day + timedelta(by)),
            "week": lambda: cal.week(day + timedelta(7 * by)),
            "month": lambda: cal.months(*cal.shift_month(day.year, day.month, by)),
            "year": lambda: cal.year(day.year + by),
        }.get(unit)
        return (period().first, period().last) if period else t.value
    if t.type != "DATE":
        return t.value
    year, month, number = (str(t.parsed.get(f"calendar_{part}", "X")) for part in ("year", "month", "day"))
    year = str(day.year) if "X" in year and day else year
    month = f"{day.month:02}" if "X" in month and "X" not in number and day else month
    parts = [part for part in (year, month, number) if "X" not in part]
    try:
        return _interval("-".join(parts))
    except (ValueError, TypeError):
        return t.value


UNITS = {"ドル": "usd", "円": "jpy", "元": "cny", "ユーロ": "eur", "ウォン": "krw", "%": "percent", "倍": "times"}


def their_quantities(article: Article) -> list[Item]:
    normalizer = _normalizer()
    found = []
    for s in article.sentences:
        for r in normalizer.normalize(s.text, as_dict=True):
            if r["type"] == "numerical":
                low, high = (
                    None if abs(r[key]) == inf else r[key] for key in ("value_lower_bound", "value_upper_bound")
                )
                value = (low, high, UNITS.get(r["counter"], "count"))
                found.append(Item(s.start + r["position_start"], s.start + r["position_end"], value))
    return found


def _normalizer(made: list[Any] = []) -> Any:  # noqa: B006 (loading its dictionaries is no part of what is measured)
    if not made:
        made.append(NormalizeNumexp("ja"))
    return made[0]


def same_span(a: Item, b: Item) -> bool:
    shared = max(0, min(a.end, b.end) - max(a.start, b.start))
    return shared >= 0.5 * (a.end - a.start + b.end - b.start - shared)


def same_value(a: Any, b: Any) -> bool:
    if isinstance(a, tuple) and isinstance(b, tuple) and len(a) == len(b):
        return all(same_value(x, y) for x, y in zip(a, b, strict=True))
    if isinstance(a, int | float) and isinstance(b, int | float):
        return isclose(a, b, rel_tol=1e-6)
    return bool(a == b)


def f1(wanted: Sequence[tuple[list[Item], bool]], found: Sequence[Item], with_value: bool) -> tuple[int, int, int]:
    """Hits, expressions found and expressions wanted; optional ones count neither way."""
    free, hits, ignored = list(found), 0, 0
    for spans, optional in sorted(wanted, key=lambda w: w[1]):
        pairs = ((s, f) for s in spans for f in free if same_span(s, f))
        match = next((f for s, f in pairs if not with_value or same_value(s.value, f.value)), None)
        if match:
            free.remove(match)
            hits, ignored = hits + (not optional), ignored + optional
    return hits, len(found) - ignored, sum(not optional for _, optional in wanted)


def figure(pairs: Sequence[tuple[Sequence[tuple[list[Item], bool]], Sequence[Item]]], with_value: bool) -> float:
    hits, found, wanted = (sum(part) for part in zip(*(f1(w, f, with_value) for w, f in pairs), strict=True))
    return 200 * hits / (found + wanted)


def cpu(work: Callable[[], object]) -> float:
    """Least CPU time of a few runs, in seconds."""
    times = []
    for _ in range(RUNS):
        begin = process_time()
        work()
        times.append(process_time() - begin)
    return min(times)


def main() -> None:
    corpus = list(annotated(Path(sys.argv[1]) if len(sys.argv) > 1 else ANNOTATED))
    articles = [one.article for one in corpus]
    raw = sudachipy.Dictionary().tokenizer(mode=sudachipy.SplitMode.C)
    base = cpu(lambda: [raw.tokenize(s.text) for article in articles for s in article.sentences])
    read = [(article, build_timexes(article)) for article in articles]
    rows = (
        ("timexes: yomikurabe", "timexes", our_timexes, lambda: [build_timexes(a) for a in articles]),
        ("timexes: ja-timex", "timexes", their_timexes, lambda: [their_timexes(a) for a in articles]),
        ("quantities: yomikurabe", "quantities", our_quantities, lambda: [build_quantities(a, t) for a, t in read]),
        (
            "quantities: pynormalizenumexp",
            "quantities",
            their_quantities,
            lambda: [their_quantities(a) for a in articles],
        ),
    )
    print(f"{'':32}{'span F1':>9}{'value F1':>9}{'CPU / raw mode C':>18}")
    for name, table, find, work in rows:
        pairs = [(getattr(one, table), find(one.article)) for one in corpus]
        print(f"{name:32}{figure(pairs, False):9.1f}{figure(pairs, True):9.1f}{cpu(work) / base:16.2f} ×")


if __name__ == "__main__":
    main()
