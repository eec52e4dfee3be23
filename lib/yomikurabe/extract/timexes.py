"""Time expressions of an article: found, refused, resolved, joined to ranges."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from ..articles import Article
from ..tables import Entity, Mention, Sentence, Timex, say
from . import calendar as cal
from . import timex_length_patterns as lengths
from . import timex_patterns as patterns
from .calendar import Period
from .timex_context import Context, Resolved
from .timex_dates import read_day, read_english, read_months, read_numeric, read_years
from .timex_filters import refusal
from .timex_lengths import read_length, read_lengths, read_times
from .timex_start import START
from .timex_words import part_of, read_ago, read_decade, read_week, read_word
from .timex_years import read_date

Read = Callable[[re.Match[str], Context], Resolved | str | None]


class Form(NamedTuple):
    """One form of time expression: its kind, its pattern, and what a match of it means."""

    kind: str
    pattern: re.Pattern[str]
    read: Read


class Found(NamedTuple):
    """One expression before it becomes a row."""

    start: int
    end: int
    kind: str
    value: str | None
    resolved: Resolved


WITH_NUMBER = (
    Form("date", patterns.NUMERIC, read_numeric),
    Form("set", lengths.TIMES, read_times),
    Form("date", patterns.DECADE, read_decade),
    Form("date", patterns.YEARS, read_years),
    Form("date", patterns.MONTHS, read_months),
    Form("date", patterns.AGO, read_ago),
    Form("duration", lengths.LENGTHS, read_lengths),
    Form("duration", lengths.LENGTH, read_length),
    Form("date", patterns.DATE, read_date),
    Form("date", patterns.DAY, read_day),
    Form("date", patterns.ENGLISH, read_english),
)
WITH_WORD = (
    Form("set", lengths.TIMES, read_times),
    Form("date", patterns.WEEK, read_week),
    Form("date", patterns.WORD, read_word),
    Form("date", patterns.AGO, read_ago),
    Form("duration", lengths.LENGTH, read_length),
    Form("date", patterns.DECADE, read_decade),
    Form("date", patterns.DATE, read_date),
    Form("date", patterns.DAY, read_day),
    Form("date", patterns.ENGLISH, read_english),
)
"""The forms in the order in which they are tried, for a start with a numeral and for one with a word."""

NUMERALS = frozenset("0123456789０１２３４５６７８９一二三四五六七八九十")
NOT_SEARCHED = ("dateline", "byline")
"""Kinds of block that say when the article appeared and who wrote it: `documents.published` has that already."""

BETWEEN = re.compile(r"[ 　]?(?:[〜～~\-－–—―]|から)[ 　]?")
MOVED = re.compile(r"(?:に|へ)[^。、]{0,6}(?:延期|変更|前倒し|先送り|ずれ|移|繰り)")
"""From one date to another is a stretch (10日から12日) unless something was moved (10日から12日に延期)."""

LOCAL = re.compile(r"[（(]?(?:現地|米国?|米?東部|日本|欧州|中国|北京|当地)時間[）)]?")
LOCAL_BEFORE = re.compile(r"(?:現地|米国?|米?東部|日本|欧州|中国|北京|当地)時間の?$")
CLOCK = re.compile(
    r"[（( 　の]{0,2}(?:午[前後]|未明|早朝|朝|昼|正午|夕方?|夜|深夜|[0-9０-９]{1,2}時)"
    r"[0-9０-９時分半すぎ過ぎごろ頃:：]*"
)
ASIDE = re.compile(r"日[（(](?:..?時間)?の?\Z")
"""The same day elsewhere, in brackets (3日（日本時間4日）): the text goes on from the day outside."""


def build_timexes(
    article: Article, mentions: Sequence[Mention] = (), entities: Mapping[str, Entity] | None = None
) -> list[Timex]:
    """One row is one time expression, in the order of the text.

    Resolved literally against the date of publication, the dates named before, or, without either, the nearest full
    date; where nothing resolves it `value`, `earliest` and `latest` are null. The value is EDTF for dates, ISO 8601 for
    durations and sets. Words without a place in the calendar (近年, 最近, 現在) have no row.
    """
    context = Context(article, mentions, entities or {})
    unsearched = {b.block_id for b in article.blocks if b.kind in NOT_SEARCHED}
    rows: list[Timex] = []
    for number, sentence in enumerate(article.sentences):
        if sentence.block_id not in unsearched:
            context.enter(number, sentence)
            rows += [_row(f, sentence, context) for f in _joined(list(_find(sentence, context)), context.text)]
    return rows


def _find(sentence: Sentence, context: Context) -> list[Found]:
    found: list[Found] = []
    position, text = sentence.start, context.text
    while candidate := START.search(text, position, sentence.end):
        start = candidate.start()
        position = candidate.end()
        for form in WITH_NUMBER if text[start] in NUMERALS else WITH_WORD:
            m = form.pattern.match(text, start, sentence.end)
            if not m or not m[0]:
                continue
            if refusal(text, start, m.end()):
                position = max(position, m.end())
                break
            meaning = form.read(m, context)
            if meaning is not None:
                hit = _with_remarks(form.kind, m, meaning, context)
                found.append(hit)
                position = hit.end
                _remember(hit, context)
                break
    return found


def _with_remarks(kind: str, m: re.Match[str], meaning: Resolved | str, context: Context) -> Found:
    """The expression with its open side, the part of a period and the clock that belongs to it."""
    if isinstance(meaning, str):
        basis = say("timex.set" if kind == "set" else "timex.length")
        lead = lengths.AROUND.search(context.text, max(0, m.start() - 4), m.start()) if kind == "duration" else None
        return Found(lead.start() if lead else m.start(), m.end(), kind, meaning, Resolved(None, basis=basis))
    period = meaning.period
    if period and "open" in m.re.groupindex and m["open"]:
        period = cal.until(period) if m["open"] == "以前" else cal.onwards(period)
    note = meaning.note or part_of(m) or _clock(m.start(), m.end(), period, context.text)
    return Found(m.start(), m.end(), kind, period.value if period else None, meaning._replace(period=period, note=note))


def _clock(start: int, end: int, period: Period | None, text: str) -> str | None:
    """Local time and time of day stand beside a day, not in its span."""
    if not period or period.grain != "day":
        return None
    if LOCAL.match(text, end) or LOCAL_BEFORE.search(text, max(0, start - 6), start):
        return say("timex.local_time")
    clock = CLOCK.match(text, end)
    return say("timex.clock", clock=clock[0].strip("（( 　の")) if clock else None


def _remember(found: Found, context: Context) -> None:
    """Name it for what follows; but 前年同期 or 前日 only compares: the text still counts from the period itself."""
    surface = context.text[found.start : found.end]
    if (
        found.resolved.period
        and surface[0] != "前"
        and not ASIDE.search(context.text, max(0, found.start - 8), found.start)
    ):
        context.name(found.end, found.resolved.period, "年" in surface or surface[:4].isdecimal())


def _joined(found: list[Found], text: str) -> list[Found]:
    """Two dates with から or 〜 between them are one stretch."""
    joined: list[Found] = []
    for f in found:
        last = joined[-1] if joined else None
        if last and last.kind == f.kind == "duration" and BETWEEN.fullmatch(text, last.end, f.start):
            joined[-1] = last._replace(end=f.end, value=f"{last.value}/{f.value}")
            continue
        period = _stretch(last, f, text) if last else None
        if last and period:
            joined[-1] = Found(last.start, f.end, "date", period.value, f.resolved._replace(period=period))
        else:
            joined.append(f)
    return joined


def _stretch(a: Found, b: Found, text: str) -> Period | None:
    """The period from one to the other, if that is what the text says."""
    first, last = a.resolved.period, b.resolved.period
    if not (first and last and first.first and last.last and last.first and BETWEEN.fullmatch(text, a.end, b.start)):
        return None
    forward = first.first < last.first and first.last and first.last < last.last
    return cal.join(first, last) if forward and not MOVED.match(text, b.end) else None


def _row(found: Found, sentence: Sentence, context: Context) -> Timex:
    resolved = found.resolved
    period = resolved.period
    return Timex(
        doc_id=sentence.doc_id,
        timex_id=f"{sentence.doc_id}#t{found.start}",
        sentence_id=sentence.sentence_id,
        start=found.start,
        end=found.end,
        surface=context.text[found.start : found.end],
        kind=found.kind,
        value=found.value,
        earliest=period.first if period else None,
        latest=period.last if period else None,
        anchor=resolved.anchor,
        basis=resolved.basis,
        note=resolved.note,
    )
