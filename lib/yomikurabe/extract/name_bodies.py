"""Companies and bodies that no dictionary has: by their last word, or by what the text calls them.

A last word such as 大学 or 証券 makes a name of the nouns before it, if they say which one; Latin letters and katakana
are a company where the text says so (大手…, …社, …の…CEO).
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..morphology import is_common
from .name_text import Page
from .name_words import BODIES, KANJI, KATAKANA, LATIN, LATIN_BODIES, OFFICES, PLAIN, TITLES


class FoundBody(NamedTuple):
    """A company or body in the text: where it stands and what kind it is."""

    start: int
    end: int
    surface: str
    kind: str


_LATIN_NAME = rf"[A-ZÀ-Þ][{LATIN}0-9'.+-]*[{LATIN}0-9](?:\s(?:&\s|of\s|and\s|the\s)?[A-ZÀ-Þ0-9][{LATIN}0-9'.-]*)*"
_LATIN_WORDS = re.compile(
    rf"[A-ZÀ-Þ](?<![{LATIN}0-9&/.@-].)[{LATIN}0-9'.-]*(?:\s(?:&\s|of\s|and\s)?[A-ZÀ-Þ][{LATIN}0-9'-]*)+"
)
_NAME = rf"(?:{_LATIN_NAME}|[{KATAKANA}]{{3,}}(?:・[{KATAKANA}]{{2,}})*)"
_WHOLE = rf"(?<![{KATAKANA}{LATIN}・0-9.])(?P<name>{_NAME})"
_LED_TO = re.compile(rf"(?:の|である|、|「|『)?[米英中韓独仏蘭台]?(?P<name>{_NAME})")
_LEGAL = re.compile(rf"(?:株式会社|合同会社|\(株\)|㈱)\s?(?P<name>[{KATAKANA}{KANJI}{LATIN}0-9]{{2,20}})")
_BEFORE = re.compile(rf"{_WHOLE}\s?$")
_ITS_HEAD = re.compile(rf"{_WHOLE}の(?:[{KATAKANA}・]{{2,24}}|[{KANJI}]{{2,5}})?$")
_HEADS = TITLES["firm"] | {"アナリスト", "エコノミスト", "ストラテジスト"}
_CALLED = re.compile(rf"社(?<=[{KATAKANA}{LATIN}0-9 ]社)(?![{KANJI}])|によ(?:れば|ると)")
"""…社, and the source of a report (…によると)."""
_OFFICER = re.compile(rf"[長員官{KATAKANA}]|側近|議[員長]")
"""What makes a body's last word a part of somebody's title: 教育委員会委員, 警察庁長官, 上院議員."""
_KATAKANA_END = re.compile(rf"[{KATAKANA}]$")
_WORD = re.compile(rf"[{LATIN}]+")
_WIDTH = 40
_BETWEEN = frozenset("、やと")

_LEADING = PLAIN["before-body"]
_VAGUE = _LEADING | PLAIN["vague"]
_NO_NAME = PLAIN["acronym"] | PLAIN["ordinary"] | PLAIN["follows"] | PLAIN["region"]


def find_bodies(page: Page) -> Iterator[FoundBody]:
    """Every company and body that its last word or its context shows to be one; spans may overlap."""
    for end, suffix in page.suffixes.items():
        last = page.token_to(end)
        if last is not None and not _OFFICER.match(page.folded, end) and (body := _named_before(page, last, suffix)):
            yield body
    for found in _LATIN_WORDS.finditer(page.folded):
        if body := _latin_body(found):
            yield body
    for start, end in _called_firms(page):
        if body := _in_context(page, start, end):
            yield body


def _latin_body(found: re.Match[str]) -> FoundBody | None:
    """A run of capitalised words up to one that bodies' names end with."""
    words = list(_WORD.finditer(found[0]))
    for word in reversed(words[1:]):
        if word[0] in LATIN_BODIES:
            end = found.start() + word.end()
            return FoundBody(found.start(), end, found[0][: word.end()], BODIES[word[0]].kind)
    return None


def _called_firms(page: Page) -> Iterator[tuple[int, int]]:
    """Spans of names that the text calls firms, by what stands before or after them."""
    text = page.folded
    for place in page.leads_to_firm:
        if found := _LED_TO.match(text, place):
            yield found.span("name")
        elif (first := page.token_at(place)) is not None and page.sorts[first] == "E":
            yield place, page.token_ends[first]
    for found in _LEGAL.finditer(text):
        yield found.span("name")
    for called in _CALLED.finditer(text):
        yield from _ending_at(text, called.start(), _BEFORE)
    for place, title in page.titles.items():
        if title in _HEADS:
            yield from _ending_at(text, place, _ITS_HEAD)


def _ending_at(text: str, place: int, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    first = max(0, place - _WIDTH)
    if found := pattern.search(text[first:place]):
        yield first + found.start("name"), first + found.end("name")


def find_listed(page: Page, firms: Iterable[tuple[int, int]]) -> Iterator[FoundBody]:
    """Proper names in a list with firms: in ○○自動車、ホンダ、スズキ the one found makes firms of the others."""
    spans = list(firms)
    starts, ends = {start for start, _ in spans}, {end for _, end in spans}
    proper = [found.start() for found in re.finditer("E", page.sorts)]
    for number in (*proper, *reversed(proper)):
        start, end = page.token_starts[number], page.token_ends[number]
        after = end + 1 in starts and page.folded[end : end + 1] in _BETWEEN
        before = start - 1 in ends and page.folded[start - 1 : start] in _BETWEEN
        if (after or before) and start not in starts:
            starts.add(start)
            ends.add(end)
            yield FoundBody(start, end, page.folded[start:end], "company")


def _named_before(page: Page, last: int, suffix: str) -> FoundBody | None:
    """The name that ends with a body's last word: the nouns before it, without what tells only the sort."""
    first = _first_noun(page, last)
    if first and page.sorts[first - 1] == "Q" and page.token_ends[first - 1] == page.token_starts[first]:
        first += 1  # the counter of a number: 第3回○○市議会
    while first < last and page.token(first) in _LEADING:
        first += 1
    first = min(first, last)
    start, end = page.token_starts[first], page.token_ends[last]
    surface, kind = page.folded[start:end], BODIES[suffix].kind
    if surface in PLAIN["no-body"] or surface == suffix or end - start > 24:
        return None
    body = FoundBody(start, end, surface, kind)
    return body if _says_which(page, first, last, suffix) else None


def _first_noun(page: Page, last: int) -> int:
    """The first of the nouns that run up to a token without a gap."""
    sorts, first = page.sorts, last
    while first and last - first < 8 and page.token_ends[first - 1] == page.token_starts[first]:
        before = page.token(first - 1)
        joined = before == "・" and first > 1 and _KATAKANA_END.search(page.token(first - 2))
        if joined or (sorts[first - 1] in "NECLFGP" and before not in OFFICES and not before.isdigit()):
            first -= 1
        else:
            break
    return first


def _says_which(page: Page, first: int, last: int, suffix: str) -> bool:
    """Whether the words before the last one name a body: a proper name for a firm, that or several words for others."""
    own = page.token(last)
    whole = page.sorts[last] == "E" or (len(own) > len(suffix) + 1 and own.endswith(suffix))
    sorts = page.sorts[first:last]
    words = [page.token(number) for number in range(first, last)]
    proper = (whole and page.sorts[last] == "E") or any(sort in "ECLFGP" for sort in sorts)
    if (proper and page.sorts[last] in "CL") or (suffix == "グループ" and sorts[-1:] in ("G", "P")):
        return False
    if suffix == "社":
        return page.sorts[last] == "E"
    if BODIES[suffix].needs == "firm":
        return proper or any(_foreign(word) for word in words)
    telling = [word for word in words if word not in _VAGUE]
    if words and words[0] in PLAIN["public"] and len(telling) > 1:
        return True
    return proper or (whole and own not in PLAIN["no-body"]) or (len("".join(telling)) > 3 and len(telling) > 1)


def _foreign(word: str) -> bool:
    """A word in katakana or Latin letters that is no common one."""
    return len(word) > 2 and bool(re.fullmatch(rf"[{KATAKANA}]+|[{LATIN}]+", word)) and not is_common(word)


def _in_context(page: Page, start: int, end: int) -> FoundBody | None:
    """A name that the text calls a firm, unless it is a common word or an acronym of the trade."""
    surface = page.folded[start:end].rstrip(" .")
    end = start + len(surface)
    words = re.split(r"[\s・]", surface)
    if not _NO_NAME.isdisjoint(words):
        return None
    if words[-1] in OFFICES or surface in BODIES or surface.isdigit():
        return None
    if page.sorts_of(start, end) in ("C", "L"):
        return None
    numbers = page.covering(start, end)
    if numbers and all(is_common(page.token(n)) or page.sorts[n] not in "NEFGPLC" for n in numbers):
        return None
    return FoundBody(start, end, surface, "company")
