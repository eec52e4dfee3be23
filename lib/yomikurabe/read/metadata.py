"""Metadata that a text gives of itself: title, publisher, author, address, and the date of publication."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import urlsplit

from .dates import AGENCY, AUTHORED, PARTIAL, SIGN, Stated, days_of, find_dates, is_dateline, unfold
from .furniture import AUTHOR_WIDGET, EMAIL
from .lines import SHORT, Line

URL = re.compile(r"https?://[^\s<>\"'。、」）)]+")
HOLDER = re.compile(r"[©ⓒⒸ]\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?,?\s*)?(?P<name>[^\s\d,.。|/()（）][^,。|/()（）]{1,29})")
HOLDER_END = re.compile(r"\s+(?:All [Rr]ights|無断|Inc\b|Co\b|Ltd\b|Limited).*$|株式会社$")
FREE_MAIL = re.compile(r"(?:gmail|yahoo|outlook|hotmail|icloud|naver|qq|163)\.")
BRACKETS = "[【<〈(（［＜"
NAME_LINE = re.compile(r"[一-龥々ァ-ヴー・A-Za-z. ]{2,20}")


REPORTER = re.compile(r"[(（\[【]?(?P<name>[一-龥々ァ-ヴー・]{2,12})\s?(?:記者|特派員|編集委員)[)）\]】]?")
BRACKETED = re.compile(r"[\[【](?P<name>[^,\]】]{2,20})\s?,")


OTHER_ROLE = re.compile(r"\s(?:写真|撮影|翻訳|訳|編集者?|構成|イラスト)")
PICTURE = re.compile(r"\.(?:png|jpe?g|gif|webp|svg)$", re.IGNORECASE)
PART = re.compile(r"\s*[|｜]\s*")


class Published(NamedTuple):
    """When an article was published by its own words, and where they stand in its text."""

    earliest: date
    latest: date
    start: int
    end: int
    basis: str


class Metadata(NamedTuple):
    """What a text gives of itself; None where it says nothing."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    published: Published | None = None


def read_metadata(lines: Sequence[Line]) -> Metadata:
    """Metadata from the lines of an article after cleaning."""
    title = next((line.text.lstrip("# \t　■◆●") for line in lines if line.kind == "title"), None)
    url = _find_url(lines)
    return Metadata(title, _find_publisher(lines, url), _find_author(lines), url, find_published(lines))


def find_published(lines: Sequence[Line]) -> Published | None:
    """The date of publication that a text states.

    In this order: a labelled date (公開日), a date line above the article, one below it, the date of the last
    change, an agency's day together with a full date elsewhere, a month.
    """
    found = list(_candidates(lines))
    best = min(found, key=lambda one: one[0], default=None)
    return best[1] if best else None


LABELLED, ABOVE, BELOW, CHANGED, AGENCY_DAY, MONTH = range(6)


def _candidates(lines: Sequence[Line]) -> Iterator[tuple[int, Published]]:
    body = [i for i, line in enumerate(lines) if line.kind in ("body", "list_item") and line.prose]
    first, last = (body[0], body[-1]) if body else (len(lines), -1)
    full: list[Stated] = []
    below = True
    for index, line in enumerate(lines):
        if index > last and line.reason in ("section", "tail"):
            below = False
        if len(line.text) > SHORT or line.kind in ("duplicate", "body") or not SIGN.search(line.text):
            continue
        for stated in find_dates(line.text):
            full.append(stated)
            rank = _rank(line, stated, index < first, index > last and below)
            if rank is not None:
                yield rank, _place(line, stated)
    for line in lines:
        if line.text[0] in BRACKETS and line.kind in ("body", "dateline", "heading"):
            yield from ((AGENCY_DAY, found) for found in _agency_day(line, full))
        elif line.kind == "dateline":
            yield from ((AGENCY_DAY, found) for found in _partial(line, full))


def _rank(line: Line, stated: Stated, above: bool, below: bool) -> int | None:
    labelled = stated.label == "published"
    if above and line.kind != "dateline" and any(is_dateline(part) for part in PART.split(line.norm)[1:]):
        return ABOVE
    if not (line.kind == "dateline" or (labelled and line.kind in ("boilerplate", "byline") and (above or below))):
        return None
    if not (above or below):
        return LABELLED if labelled else None
    if not stated.exact:
        return MONTH
    if stated.label == "updated":
        return CHANGED
    return LABELLED if labelled else ABOVE if above else BELOW


def _place(line: Line, stated: Stated) -> Published:
    return Published(stated.earliest, stated.latest, line.left + stated.start, line.left + stated.end, "dateline")


def _agency_day(line: Line, full: Iterable[Stated]) -> Iterator[Published]:
    """[24日] means the 24th that a caption, a credit or a copyright line elsewhere dates in full."""
    agency = AGENCY.match(unfold(line.text[:100]))
    if not agency:
        return
    start, end = line.left + agency.start("inner"), line.left + agency.end("inner")
    own = next((stated for stated in find_dates(agency[0]) if stated.exact), None)
    if own:
        yield Published(own.earliest, own.latest, start, end, "agency")
    for stated in full:
        month = int(agency["month"] or stated.earliest.month)
        day = days_of(stated.earliest.year, month, int(agency["day"]))
        if day and stated.exact and (stated.earliest == day[0] or agency["month"]):
            yield Published(*day, start, end, "combined")


def _partial(line: Line, full: Iterable[Stated]) -> Iterator[Published]:
    """A date line without its year (12/9) means the day that another line of the page dates in full."""
    for match in PARTIAL.finditer(unfold(line.text)):
        for stated in full:
            if (stated.earliest.month, stated.earliest.day) == (
                int(match["month"]),
                int(match["day"]),
            ) and stated.exact:
                start = line.left + match.start()
                yield Published(stated.earliest, stated.latest, start, start + len(match[0]), "combined")


def _find_url(lines: Sequence[Line]) -> str | None:
    """The one address that stands on a line of its own outside of the article, if it leads to a page."""
    found = {
        match[0]
        for line in lines
        if line.reason == "url" or line.kind in ("dateline", "byline")
        for match in URL.finditer(line.text)
        if len(path_of(match[0])) > 1 and not PICTURE.search(path_of(match[0]))
    }
    return found.pop() if len(found) == 1 else None


def path_of(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:  # an address that is none
        return ""


def host_of(url: str) -> str | None:
    """The host of an address without www, or nothing."""
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _find_author(lines: Sequence[Line]) -> str | None:
    """The author: said by a label, beside a button, or on the line above an e-mail address."""
    for line in lines:
        if line.kind == "byline" and (bracketed := BRACKETED.match(line.norm)):
            return bracketed["name"].strip()
        if line.kind in ("dateline", "byline") or line.reason in ("author", "front-matter"):
            labelled = AUTHORED.search(line.norm)
            if labelled:
                return OTHER_ROLE.split(labelled["name"])[0].strip()
            widget = AUTHOR_WIDGET.fullmatch(line.norm)
            if widget:
                return widget["name"].strip()
            reporter = REPORTER.fullmatch(line.norm)
            if reporter:
                return reporter["name"]
    for above, line in pairwise(lines):
        if line.reason == "contact" and EMAIL.fullmatch(line.norm) and NAME_LINE.fullmatch(above.norm):
            return above.text
    return None


def _find_publisher(lines: Sequence[Line], url: str | None) -> str | None:
    """The publisher: who holds the copyright; else the host of the article's address or of an e-mail address."""
    for line in lines:
        if line.reason == "copyright" and (holder := HOLDER.search(line.text)):
            return HOLDER_END.sub("", holder["name"]).strip() or None
    if url:
        return host_of(url)
    for line in lines:
        if line.reason in ("contact", "advert") and (mail := EMAIL.search(line.norm)):
            host = re.split(r"@|∂|\[at\]|\(at\)", mail[0])[-1].strip()
            return None if FREE_MAIL.match(host) else host
    return None
