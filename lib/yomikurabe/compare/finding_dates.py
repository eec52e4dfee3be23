"""Days and years that can't be: a day no month has, another weekday, a span that runs back, ages that don't add up.

Each holds a date against the calendar or against another figure beside it, never against what the topic knows.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from unicodedata import normalize

from ..tables import Timex, say
from .finding_rows import Found, Material, Span, found

_N = r"[0-9０-９]"
_DAY = re.compile(rf"月(?P<day>{_N}{{1,2}})日(?!間|目|分)")
_WEEKDAY = re.compile(r"日\s?(?:[(（](?P<in>[月火水木金土日])(?:曜日?|・祝日?)?[)）]|(?P<out>[月火水木金土日])曜)")
_HAS_WEEKDAY = re.compile(r"日\s?[(（][月火水木金土日][)）・]")
_MONTH = re.compile(rf"(?:(?P<year>[12１２]{_N}{{3}})年)?(?<![0-9０-９.．,，/])(?P<month>{_N}{{1,2}})\Z")
_WEEKDAY_NAMES = "月火水木金土日"
_BACKWARDS = re.compile(
    rf"(?P<first>[12１２]{_N}{{3}})年度?(?:{_N}{{1,2}}月(?:{_N}{{1,2}}日)?)?(?:から|[~〜～])"
    rf"(?P<last>[12１２]{_N}{{3}})年度?(?:{_N}{{1,2}}月(?:{_N}{{1,2}}日)?)?(?:まで|にかけて)"
)
_AGE = re.compile(
    rf"(?P<year>[12１２]{_N}{{3}})年(?:{_N}{{1,2}}月(?:{_N}{{1,2}}日)?)?(?:に?[^。、0-9０-９「」]{{0,12}}で)?生まれ"
    rf"(?:[、。のでは]|[(（]|現在){{0,3}}(?P<age>{_N}{{1,3}})(?:歳(?!で|の時|のとき|だった|当時|のころ|の頃|から|まで|に)|[)）])"
)
_FOUNDED = re.compile(
    rf"(?P<year>[12１２]{_N}{{3}})年(?:{_N}{{1,2}}月(?:{_N}{{1,2}}日)?)?(?:に|の)?[^。0-9０-９]{{0,16}}?"
    r"(?:設立|創業|創立|創刊|創設|開業|開館|開校|発足|結成|デビュー)[^。0-9０-９]{0,30}?"
    rf"(?P<when>今年|ことし|本年)[^。0-9０-９]{{0,12}}?(?P<n>{_N}{{1,3}})(?P<unit>周年|年目)"
)
_AGO = re.compile(rf"(?<![約0-9０-９数ほ])(?P<n>{_N}{{1,3}})年前の(?P<year>[12１２]{_N}{{3}})年")
_YEAR = re.compile(rf"([12１２]{_N}{{3}})年")
_SINCE = re.compile(r"から|以来|と比べ|を起点|時点|当時|現在")
_LEAST_YEARS = 3
"""Years ago from which on a reader counts by the calendar; 1年前 and 2年前 may count seasons or fiscal years."""
_LOOK_BACK = 60
_LEAP = 2024
_WIDE = 200
"""Days of doubt about publication beyond which the year of a day without one isn't known."""


def find_impossible_dates(material: Material) -> Iterator[Found]:
    """Grain: one date that the calendar, or a figure beside it, shows to be wrong."""
    if "月" in material.text:
        yield from _calendar(material)
    if "曜" in material.text or _HAS_WEEKDAY.search(material.text):
        yield from _weekdays(material)
    if "年" in material.text:
        for word, pattern, check in _PAIRS:
            if word in material.text:
                for start, end in material.kept:
                    for m in pattern.finditer(material.text, start, end):
                        if (wrong := check(m, material)) is not None:
                            span, key, expected, against = wrong
                            arguments = {"said": m[0].strip("（("), "expected": expected}
                            explanation = say(key, **arguments)
                            yield found(
                                material.article, "impossible-date", span, explanation, expected, "medium", 0.8, against
                            )


_Wrong = tuple[Span, str, str, list[Span]] | None


def _number(text: str) -> int:
    return int(normalize("NFKC", text))


def _calendar(material: Material) -> Iterator[Found]:
    """Days that no month has."""
    text = material.text
    for m in _DAY.finditer(text):
        before = _MONTH.search(text, max(0, m.start() - 7), m.start())
        if before is None or not material.is_kept(m.start()):
            continue
        day, month, year = _number(m["day"]), _number(before["month"]), before["year"]
        span = (before.start(), m.end())
        if not 1 <= month <= 12:
            if 1 <= day <= 31 and month:
                yield _no_day(material, span, month, None)
        elif day > (last := monthrange(_number(year) if year else _LEAP, month)[1]):
            yield _no_day(material, span, month, last)


def _weekdays(material: Material) -> Iterator[Found]:
    """Days with the weekday of another day beside them."""
    days: dict[int, Timex] | None = None
    for m in _WEEKDAY.finditer(material.text):
        if days is None:
            days = {t.end: t for t in material.timexes if t.earliest and t.earliest == t.latest}
        timex = days.get(m.start() + 1) or days.get(m.end()) or days.get(m.end() + 1)
        if timex and timex.earliest and material.text[timex.start] not in _WEEKDAY_NAMES:
            beside = m.span("in") if m["in"] else m.span("out")
            span = (timex.start, m.end() + (m["in"] is None and material.text[m.end() : m.end() + 1] == "日"))
            known = bool(_YEAR.match(timex.surface))
            yield from _weekday(material, span, beside, timex.earliest, known)


def _no_day(material: Material, span: Span, month: int, last: int | None) -> Found:
    said = material.text[span[0] : span[1]]
    key = "finding.no_month" if last is None else "finding.no_day"
    expected = None if last is None else f"{month}月{last}日"
    explanation = say(key, said=said, month=month, last=last or 0)
    return found(material.article, "impossible-date", span, explanation, expected, "high", 0.95)


def _weekday(material: Material, span: Span, beside: Span, told: date, known: bool) -> Iterator[Found]:
    word = material.text[beside[0]]
    if told.weekday() == _WEEKDAY_NAMES.index(word):
        return
    published = material.article.published
    if not known:
        if published is None or (published[1] - published[0]).days > _WIDE:
            return
        near = (_same_day(told, years) for years in (-1, 1))
        if any(d and _WEEKDAY_NAMES[d.weekday()] == word and abs((d - published[0]).days) < _WIDE for d in near):
            return  # the year that the text leaves out is another
    right = _WEEKDAY_NAMES[told.weekday()]
    explanation = say("finding.weekday", day=told.isoformat(), said=word, right=right)
    confidence = 0.9 if known else 0.8
    yield found(
        material.article, "impossible-date", span, explanation, f"{told} ({right})", "medium", confidence, [beside]
    )


def _same_day(day: date, years: int) -> date | None:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return None


def _backwards(m: re.Match[str], material: Material) -> _Wrong:
    first, last = _number(m["first"]), _number(m["last"])
    if last >= first:
        return None
    spans = [m.span("first"), m.span("last")]
    return m.span(), "finding.backwards", f"{last}–{first}", spans[1:]


def _age(m: re.Match[str], material: Material) -> _Wrong:
    """1963年生まれの55歳 in an article of 2025."""
    published = material.article.published
    born, age = _number(m["year"]), _number(m["age"])
    if published is None or not published[0].year - 110 <= born <= published[1].year:
        return None
    oldest, youngest = published[1].year - born, published[0].year - born - 1
    if youngest <= age <= oldest:
        return None
    return m.span(), "finding.age", f"{youngest}–{oldest}歳", [m.span("age")]


def _founded(m: re.Match[str], material: Material) -> _Wrong:
    """1993年創業で今年40周年 in an article of 2025."""
    published = material.article.published
    if published is None or published[0].year != published[1].year:
        return None
    years = published[0].year - _number(m["year"]) + (m["unit"] == "年目")
    if years <= 0 or _number(m["n"]) == years or _SINCE.search(m[0][: m.start("when") - m.start()][-4:]):
        return None
    return m.span(), "finding.anniversary", f"{years}{m['unit']}", [m.span("n")]


def _ago(m: re.Match[str], material: Material) -> _Wrong:
    """10年前の2013年 in an article of 2025; a year of slack for fiscal years and seasons."""
    published, n, year = material.article.published, _number(m["n"]), _number(m["year"])
    if published is None or n < _LEAST_YEARS or published[1].year - n - 1 <= year <= published[1].year - n + 1:
        return None
    before = material.text[max(0, m.start() - _LOOK_BACK) : m.start()]
    if any(abs(_number(y) - n - year) <= 1 for y in _YEAR.findall(before)):
        return None  # counted from a year that the text names
    return m.span(), "finding.years_ago", f"{published[1].year - n}年", [m.span("n")]


_PAIRS = (
    ("年", _BACKWARDS, _backwards),
    ("生まれ", _AGE, _age),
    ("周年", _FOUNDED, _founded),
    ("年目", _FOUNDED, _founded),
    ("年前の", _AGO, _ago),
)
