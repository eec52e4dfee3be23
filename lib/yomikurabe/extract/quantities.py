"""Amounts of an article: numbers with their units, bounds, ranges and conversions."""

import re
import sys
from collections.abc import Iterator, Sequence

from ..articles import Article
from ..tables import Quantity, Sentence, Timex
from . import quantity_patterns as patterns
from .quantity_amounts import Found, read_amount
from .quantity_filters import refusal
from .quantity_patterns import DOLLARS

NEVER = (sys.maxsize, sys.maxsize)
"""The span of the time expression behind the last one."""


def build_quantities(article: Article, timexes: Sequence[Timex]) -> list[Quantity]:
    """One row is one amount with its bounds, in the order of the text; what is a time expression is none.

    `low` and `high` are in `unit`; one of them is null where a bound leaves it open (以上, 最大). 数 stands for two to
    ten of its power. An amount in brackets behind one in another currency `converts` it.
    """
    rows: list[Quantity] = []
    text, times = article.text, iter(timexes)
    time = next(times, None)
    for sentence in article.sentences:
        inside: list[tuple[int, int]] = []
        while time and time.start < sentence.end:
            inside.append((time.start, time.end))
            time = next(times, None)
        rows += _rows(list(_find(text, sentence, iter(inside))), sentence, text)
    return rows


def _find(text: str, sentence: Sentence, times: Iterator[tuple[int, int]]) -> Iterator[Found]:
    position = sentence.start
    begin, end = next(times, NEVER)
    while start := patterns.START.search(text, position, sentence.end):
        at = start.start()
        while end <= at:
            begin, end = next(times, NEVER)
        if begin <= at:
            position = end
            continue
        amount = None if text[at - 1 : at] in _INSIDE else read_amount(text, at, sentence.end)
        if amount and not refusal(text, amount.start, amount.end, amount.unit.kind):
            bounded = _bounded(amount, text, sentence)
            position = bounded.end
            yield bounded
        else:
            position = _after_number(text, at) if not amount else max(amount.end, start.end())


_INSIDE = frozenset("0123456789０１２３４５６７８９.．,，〇一二三四五六七八九十百千何幾")
_RUN = re.compile(r"数?[0-9０-９,，.．〇一二三四五六七八九十百千万億兆]*")


def _after_number(text: str, at: int) -> int:
    """Where to go on after a number without a unit."""
    run = _RUN.match(text, at)
    return max(at + 1, run.end() if run else 0)


def _bounded(found: Found, text: str, sentence: Sentence) -> Found:
    """The amount with the words around it that bound it or say that it is about so much."""
    found = _with_lead(found, text, sentence)
    after = patterns.AFTER.match(text, found.end, sentence.end)
    if not after or not after[0].strip():
        bracket = patterns.BRACKET.match(text, found.end, sentence.end) if found.unit.kind == "money" else None
        behind = patterns.AFTER.match(text, bracket.end(), sentence.end) if bracket else None
        return _with_bound(found, behind, found.end, text) if behind else found
    return _with_bound(found, after, after.end(), text)


def _with_lead(found: Found, text: str, sentence: Sentence) -> Found:
    begin = found.start
    if text[begin - 1 : begin] not in patterns.LAST_BEFORE:
        return found
    lead = patterns.BEFORE.search(text[max(sentence.start, begin - 10) : begin])
    if not lead or not lead[0].strip():
        return found
    low, high, unit = found.low, found.high, found.unit
    if lead["dollar"] and text[begin] in "$＄":
        unit = unit._replace(unit=DOLLARS[lead["dollar"]])
    elif lead["dollar"]:
        return found
    if (lead["sign"] or "")[:1] in tuple("マ-－−▲△"):
        low, high = (None if high is None else -high), (None if low is None else -low)
    low, high = (None if lead["upper"] else low), (None if lead["lower"] else high)
    start = begin - len(lead[0].lstrip(" 　"))
    return found._replace(start=start, low=low, high=high, unit=unit, approx=found.approx or bool(lead["approx"]))


def _with_bound(found: Found, after: re.Match[str], end: int, text: str) -> Found:
    verb = after["over"] or after["under"]
    if verb and patterns.BASELINE.search(text, max(0, found.start - 12), found.start):
        return found
    low, high = found.low, found.high
    if after["lower"] or after["over"]:
        high = None
    elif after["upper"] or after["under"] or after["at_most"]:
        low = None
    approx = found.approx or bool(after["approx"] or after["scale"])
    return found._replace(end=end, low=low, high=high, approx=approx)


def _rows(found: list[Found], sentence: Sentence, text: str) -> list[Quantity]:
    rows: list[Quantity] = []
    for n, f in enumerate(found):
        before = found[n - 1] if n else None
        money = before and before.unit.kind == f.unit.kind == "money" and before.unit.unit != f.unit.unit
        between = text[before.end : f.start] if before and money else None
        converts = rows[-1].quantity_id if between and patterns.CONVERTED.fullmatch(between) else None
        rows.append(
            Quantity(
                doc_id=sentence.doc_id,
                quantity_id=f"{sentence.doc_id}#q{f.start}",
                sentence_id=sentence.sentence_id,
                start=f.start,
                end=f.end,
                surface=text[f.start : f.end],
                low=f.low,
                high=f.high,
                unit=f.unit.unit,
                approx=f.approx,
                counter=f.counter,
                converts=converts,
            )
        )
    return rows
