"""Date lines: the dates that a page gives of itself, as it writes them."""

import calendar
import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}
MONTH_NAMES = (
    ("jan", "january"),
    ("feb", "february"),
    ("mar", "march"),
    ("apr", "april"),
    ("may",),
    ("jun", "june"),
    ("jul", "july"),
    ("aug", "august"),
    ("sep", "sept", "september"),
    ("oct", "october"),
    ("nov", "november"),
    ("dec", "december"),
)
MONTHS = {name: number for number, names in enumerate(MONTH_NAMES, start=1) for name in names}

DATE = re.compile(
    r"""(?<![\d.])(?:
      (?:(?P<era>令和|平成|昭和)(?P<era_year>\d{1,2}|元)|(?P<year>(?:19|20)\d{2}))\s?年\s?
      (?P<month>\d{1,2})\s?月(?:\s?(?P<day>\d{1,2})\s?日)?
    | (?P<iso_year>(?:19|20)\d{2})\s?(?P<mark>[-/.–])\s?(?P<iso_month>\d{1,2})\s?(?P=mark)\s?(?P<iso_day>\d{1,2})(?!\d)
    | (?P<us_month>\d{1,2})月\s?(?P<us_day>\d{1,2})日?,\s?(?P<us_year>(?:19|20)\d{2})
    | (?P<en_month>(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\.?\s(?P<en_day>\d{1,2})(?:st|nd|rd
    |th)?,?\s(?P<en_year>(?:19|20)\d{2})
    | (?P<uk_day>\d{1,2})(?:st|nd|rd|th)?\s(?P<uk_month>(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov
    |dec)[a-z]*)\.?,?\s(?P<uk_year>(?:19|20)\d{2})
    )""",
    re.VERBOSE,
)
"""A date with its year, down to the month at least."""

KANJI_DATE = re.compile(
    r"二[〇○零一]{1}[〇○零一二三四五六七八九]{2}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
)

SIGN = re.compile("[0-9０-９]|二[〇○零一]")
"""What every date has: looked for first, since most lines have none."""
TIME = re.compile(
    r"(?:T|\s|午前|午後|[AaPp]\.?[Mm]\.?)*\d{1,2}(?::\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?|時(?:\d{1,2}分)?(?:ごろ"
    r"|頃)?)(?:\s?(?:AM|PM|am|pm))?(?:\s?\(?(?:JST|GMT|UTC|KST|ET|EST|[一-龥]{2}時間)(?:[+-]\d+)?\)?)?"
)
WEEKDAY = re.compile(
    r"[(（]?(?:[月火水木金土日](?:曜日?)?(?:・祝)?|Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*[)）]|[月火水木金土日]曜日?|(?:Mon"
    r"|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,"
)

PUBLISHED = re.compile(
    r"公開(?:日時?|済み?|時刻)?|掲載(?:日時?)?|配信(?:日時?)?|投稿(?:日時?)?|発行(?:日時?)?|発表日|発信日?"
    r"|作成(?:日時?)?|登録(?:日時?)?|入力(?:日時?)?|記事入力"
    r"|初出|日付|(?i:published|posted|issued|created|date)(?:\s(?i:on|at|date))?"
)
UPDATED = re.compile(
    r"(?:最終)?更新(?:日時?|済み?|時刻)?|修正(?:日時?)?|改訂日?|(?i:updated|modified|revised"
    r"|last\ updated)(?:\s(?i:on|at))?"
)
AUTHORED = re.compile(
    r"(?:著者|筆者|執筆者?|文責?|記者名?|取材(?:・文)?|文・写真|ライター|投稿者|作成者|作者|寄稿者?|(?i:author|text"
    r"|writer|written by|words|reporter"
    r"|by))\s*[:=/]\s*(?P<name>[^/|・–—、,。()\[\]【】]{2,30})"
)
OUTLET = re.compile(
    r"(?:[ァ-ヴー一-龥A-Za-z.]{2,12}(?:通信|新聞|ニュース|社|放送|テレビ|時報|日報|週刊|オンライン|ドットコム"
    r"|[一-龥]{1,2}語版|NEWS|News|Online))"
)

PLACE_LINE = re.compile(r"[(（\[【]?[ァ-ヴー一-龥・]{2,12}(?:発|支局|総局|特派員)[)）\]】]?")

AGENCY = re.compile(
    r"^\s?(?:[\[【<〈(（]\s?(?P<inner>[^\]】>〉)）]{0,40}?(?:(?P<month>\d{1,2})月\s?)?(?P<day>\d{1,2})日[^\]】>〉)）]{0,30})\s?[\]】>〉)）])"
)
"""An agency's date line at the head of a paragraph: [24日], 【4月15日 パリ】, [パリ 9日 通信社]."""


PARTIAL = re.compile(
    r"""(?<![\d/.])(?P<month>\d{1,2})(?:/|月\s?)(?P<day>\d{1,2})日?(?![\d/])\s?
    (?:[(（][月火水木金土日](?:曜日?)?(?:・祝)?[)）]\s?(?:\d{1,2}[:時]\d{2})?|\d{1,2}[:時]\d{2}|(?:配信|公開|掲載|更新|発行))""",
    re.VERBOSE,
)
"""A date line without its year: 12/9(火) 17:32配信."""


class Stated(NamedTuple):
    """A date as a line states it: its first and last day, where in the line it stands, what its label calls it."""

    earliest: date
    latest: date
    start: int
    end: int
    label: str

    @property
    def exact(self) -> bool:
        return self.earliest == self.latest


def find_dates(text: str) -> Iterator[Stated]:
    """Every full date of a line with its label (`published`, `updated` or nothing); impossible ones are left out."""
    end = 0
    label = ""
    for match in DATE.finditer(unfold(text)):
        before = text[end : match.start()]
        label = _label(before) or (label if not before.strip(" 　/|~-–〜") else "")
        end = match.end()
        interval = _interval(match)
        if interval:
            yield Stated(*interval, match.start(), match.end(), label)


def unfold(text: str) -> str:
    """The line with full-width digits and signs as ASCII, character by character, so that offsets stay."""
    if text.isascii():
        return text
    text = text.translate(_WIDE)
    return KANJI_DATE.sub(_western, text) if KANJI_DATE.search(text) else text


_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")


def _western(match: re.Match[str]) -> str:
    """二〇二五年十一月二十三日 as 2025年11月23日, padded with spaces to the same length."""
    year, month, day = re.split("[年月日]", match[0])[:3]
    plain = f"{year.translate(_DIGITS)}年{_number(month)}月{_number(day)}日"
    return plain.ljust(len(match[0])) if len(plain) <= len(match[0]) else match[0]


def _number(kanji: str) -> int:
    tens, ten, ones = kanji.rpartition("十")
    if not ten:
        return int(kanji.translate(_DIGITS))
    return 10 * int((tens or "一").translate(_DIGITS)) + int((ones or "〇").translate(_DIGITS))


def _label(before: str) -> str:
    published = max((m.end() for m in PUBLISHED.finditer(before)), default=-1)
    updated = max((m.end() for m in UPDATED.finditer(before)), default=-1)
    if published == updated == -1:
        return ""
    return "published" if published > updated else "updated"


def _interval(match: re.Match[str]) -> tuple[date, date] | None:
    part = match.groupdict()
    year = part["year"] or part["iso_year"] or part["us_year"] or part["en_year"] or part["uk_year"]
    if part["era"]:
        years = 1 if part["era_year"] == "元" else int(part["era_year"])
        year = str(ERAS[part["era"]] + years)
    named = part["en_month"] or part["uk_month"]
    month = MONTHS.get(named.lower()) if named else int(part["month"] or part["iso_month"] or part["us_month"])
    day = part["day"] or part["iso_day"] or part["us_day"] or part["en_day"] or part["uk_day"]
    return days_of(int(year or 0), month or 0, int(day) if day else None)


def days_of(year: int, month: int, day: int | None) -> tuple[date, date] | None:
    """First and last day of a day or a month; nothing for a date that there isn't."""
    try:
        if day is not None:
            return date(year, month, day), date(year, month, day)
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    except (ValueError, calendar.IllegalMonthError):
        return None


MEMBERS = re.compile(r"(?:有料)?会員(?:限定)?(?:記事)?|無料(?:公開)?|有料(?:記事)?|記者|印刷|保存")
DATELINE_REST = 16
"""Longest rest, in characters, that a date line may have besides dates, times, labels and outlets."""
PARTICLES = re.compile("[ぁ-ゖ]")


def is_dateline(norm: str) -> bool:
    """Whether a line says when (and where, and by whom) it was published and nothing else."""
    if PLACE_LINE.fullmatch(norm):
        return True
    agency = AGENCY.match(norm)
    if agency and not norm[agency.end() :].strip(" -–—―"):
        return True
    if not SIGN.search(norm):
        return False
    norm = unfold(norm)
    if not (DATE.search(norm) or PARTIAL.search(norm)):
        return False
    rest = PARTIAL.sub(" ", DATE.sub(" ", norm))
    for pattern in (MEMBERS, AUTHORED, WEEKDAY, TIME, PUBLISHED, UPDATED, OUTLET):
        rest = pattern.sub(" ", rest)
    rest = "".join(ch for ch in rest if ch.isalnum())
    return len(rest) <= DATELINE_REST and not PARTICLES.search(rest)
