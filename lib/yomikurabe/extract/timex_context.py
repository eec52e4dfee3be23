"""What a relative date is resolved against: the publication, the dates named so far, and whether the sentence looks
ahead or back."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from ..articles import Article
from ..tables import Entity, Mention, Sentence, say
from . import calendar as cal
from .calendar import Period
from .timex_patterns import WITH_YEAR

BACK = re.compile(
    r"(?:[っいきぎしじちにびみりえけげせぜてねべめれ出得見来経]た|[んい]だ|だった)(?!い|く|め|ち|だ|り)|[てで]い[るたま]|[てで]おり|済み|(?:発表|開始|更新)$"
)
AHEAD = re.compile(
    r"予定(?!され|だった|してい)|見通し|見込[みむま]|方針|計画|目指|目標|予[想測](?=され|する|して)|可能性|を控え[、て]|向け(?=て|、|た)|へ(?=[。、\s]|$)"
    r"|(?:[うくすつぬむるぐぶ])(?=[。、との」）]|$)(?<!てい.)(?<!でい.)(?<!による)(?<!てきている)|(?:しよう|だろう|でしょう|ます)(?=[。、と」]|$)"
)
"""The first that stands behind a date tells which way its predicate looks (8日に発表した計画, 28日に会談する予定)."""

FAR = 300
"""Characters behind a date that are searched for its predicate; a text without full stops may be one long sentence."""

LISTED = re.compile("か|と|や|、|・|から")
MAIN_CLAUSE = re.compile(r"\s*(?:[、,，]|は|[（(])")
"""After 8日、 or 8日は the last predicate of the sentence decides, after 8日に the next one."""


class Named(NamedTuple):
    """A date that the text has named, and where."""

    end: int
    sentence: int
    period: Period
    with_year: bool


class Resolved(NamedTuple):
    """A period (null where there is nothing to go by) with what it was resolved against (EDTF), how, and a remark."""

    period: Period | None
    anchor: str | None = None
    basis: str | None = None
    note: str | None = None


class Context:
    """One article as the resolver sees it, while its sentences are read from first to last."""

    def __init__(self, article: Article, mentions: Sequence[Mention], entities: Mapping[str, Entity]) -> None:
        self.article, self.text, self.published = article, article.text, article.published
        self.named: list[Named] = []
        self.at, self.sentence = 0, article.sentences[0] if article.sentences else None
        self._companies = [m for m in mentions if m.kind == "company" and m.entity_id in entities]
        self._company_starts = [m.start for m in self._companies]
        self._entities = entities
        self._reporting = ""

    def enter(self, number: int, sentence: Sentence) -> None:
        self.at, self.sentence = number, sentence

    def name(self, end: int, period: Period, with_year: bool) -> None:
        """Remember a date for what follows; `with_year` where its year is said, as a number or a word."""
        self.named.append(Named(end, self.at, period, with_year))

    @property
    def year_is_stated(self) -> bool:
        """Whether this sentence has named a year already."""
        return bool(self.named) and self.named[-1].sentence == self.at and self.named[-1].with_year

    def last(self, *grains: str, within: int = 10**6) -> Period | None:
        """The last date of one of these grains, named at most `within` sentences ago."""
        for n in reversed(self.named):
            if n.period.grain in grains:
                return n.period if self.at - n.sentence <= within else None
        return None

    def explained(self, start: int) -> Period | None:
        """The date that a bracket opening at `start` explains: 8〜10月期（第3四半期）."""
        if not self.named or self.named[-1].end != start - 1 or self.text[start - 1] not in "（(":
            return None
        return self.named[-1].period

    def listed_after(self, start: int) -> Period | None:
        """The date that stands right before, in a list: 12月か1月."""
        near = self.named and 0 < start - self.named[-1].end <= 2
        return self.named[-1].period if near and LISTED.fullmatch(self.text, self.named[-1].end, start) else None

    def looks(self, end: int) -> int:
        """1 where the predicate behind `end` looks ahead, -1 where it looks back, 0 where it doesn't show."""
        rest = self.text[end : min(self.sentence.end, end + FAR)] if self.sentence else ""
        if rest.startswith(("付", "時点", "現在")):
            return -1
        main = MAIN_CLAUSE.match(rest)
        if main and (hits := [*BACK.finditer(rest), *AHEAD.finditer(rest)]):
            last = max(hits, key=re.Match.end)
            return -1 if last.re is BACK else 1
        back, ahead = BACK.search(rest), AHEAD.search(rest)
        if back and ahead:
            return -1 if back.start() < ahead.start() else 1
        if not back and not ahead:
            return int(rest.startswith(("から", "まで")))
        return -1 if back else 1

    def from_publication(self, find: Callable[[date], Period | None]) -> Resolved:
        """Resolve against the day of publication; where only an interval is known, against both its ends."""
        if not self.published:
            return Resolved(None, basis=say("timex.unresolved"))
        first, last = (find(d) for d in self.published)
        days = [d.isoformat() for d in self.published]
        anchor = days[0] if days[0] == days[1] else "/".join(days)
        basis = say("timex.published", anchor=anchor)
        if not first or not last:
            return Resolved(None, anchor, basis)
        if first == last:
            return Resolved(first, anchor, basis)
        return Resolved(cal.join(first, last), anchor, basis, say("timex.between", first=days[0], last=days[1]))

    def from_named(self, anchor: Period, find: Period | None) -> Resolved:
        return Resolved(find, anchor.value, say("timex.context", anchor=anchor.value))

    @cached_property
    def _full_dates(self) -> list[tuple[int, date]]:
        kept = ((s.start, s.text) for s in self.article.sentences if "年" in s.text)
        matches = ((start + m.start(), m) for start, text in kept for m in WITH_YEAR.finditer(text))
        dates = ((at, cal.real_date(int(m[1]), int(m[2]), int(m[3] or 1))) for at, m in matches)
        return [(at, when) for at, when in dates if when]

    def nearest_full_date(self, start: int) -> date | None:
        """The date with a year that stands nearest in the article."""
        dates = self._full_dates
        i = bisect_left(dates, (start,))
        near = sorted(dates[max(0, i - 1) : i + 1], key=lambda d: abs(d[0] - start))
        return near[0][1] if near else None

    def fiscal_year_end(self, start: int) -> int | None:
        """Last month of the fiscal year that a quarter at `start` belongs to.

        That of the company named before it in the sentence; else of the company whose quarters the text tells of;
        else of the company named last.
        """
        i = bisect_right(self._company_starts, start) - 1
        if i < 0:
            return None
        here = self.sentence is not None and self._company_starts[i] >= self.sentence.start
        if here or not self._reporting:
            self._reporting = self._companies[i].entity_id
        return self._entities[self._reporting].fiscal_year_end
