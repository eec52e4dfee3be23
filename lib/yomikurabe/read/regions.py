"""The regions of a page: what stands before, amid and after the article's prose."""

import re
from collections.abc import Sequence, Set
from itertools import pairwise

from .furniture import DECORATION
from .lines import Line
from .promotion import CALL
from .words import shared

TITLE_MIN = 8
TITLE_SHARE = 0.3
HEAD_SHARE = 0.34
"""Least share of words that a line above the article must have in common with it to belong to it."""
POINT = re.compile("[がをはにでもと]")
POINT_MIN = 10
"""A list between title and article sums it up, if its lines are clauses."""
TAIL_SHARE = 0.5
ROW = re.compile(r"[^\s::|]{1,16}(?:\s*[:|\t]\s*|[ \u3000]{1,}).*\d")
"""A row of a table: a label, a gap, a figure."""
LINKS_MIN = 3
"""Least number of unrelated short lines in a row that make a run of links."""
LINKS_SHARE = 0.2
HEADLINE_MIN = 12
HEADLINE_LONG = 20
"""Lengths, in characters: of a headline at least, and of one that needs no particle to be told from a name."""
HEADLINE_MARKS = "#■◆●★☆▼"
HEADING_MAX = 60

SENTENCE_END = re.compile(r"[。．!?！？」』][)）」』]*$")
QUESTION = re.compile(r"[?？]$")
LABEL = re.compile(r"[(（\[【〔<＜].{1,20}[)）\]】〕>＞]")
"""A line that is one bracket: a category, no headline."""
FRAGMENT = re.compile(r"[にをがでへ][ぁ-ん一-鿿]{1,8}:")
"""What a machine translation leaves of a template (に適し:): it begins with a case particle."""
CLAUSE = re.compile("[はが].*、.*(?:た|る|ない|という)$")
"""A reported clause without its full stop; headlines end in nouns and particles."""
LABELLED = re.compile(r"[^:。、「]{2,24}:\s*\S.{3,}")
HEADING_MARK = re.compile("[■□◆◇▼▽▲★☆●◎#]")
JAPANESE = re.compile("[ぁ-ヿ一-鿿]")
LATIN_WORDS = re.compile(r"[A-Za-z\u00c0-\u024f]{2,}")
SITE_SUFFIX = re.compile(r"\s*[|｜\-–—:：]\s*[^|｜\-–—:：]{2,40}$")


def mark_head(lines: Sequence[Line], article: str) -> None:
    """Above the prose: the title, what belongs to it, and the top of the page."""
    title = _plainest(lines, _find_title(lines, article))
    named = lines[title].norm if title >= 0 else ""
    for index, line in enumerate(lines):
        if index == title:
            line.mark("title")
        elif line.open and line.bullet and index and lines[index - 1].kind == "list_item":
            line.mark("list_item")
        elif line.open:
            _mark_around_title(line, article, index > title >= 0, named)
    _keep_decks(lines, title)


def _keep_decks(lines: Sequence[Line], title: int) -> None:
    """Lines of a deck belong together: a clause below the title stays with the one above it that does."""
    for above, line in pairwise(lines[title:] if title >= 0 else ()):
        clause = line.reason == "head" and len(line.norm) >= POINT_MIN and POINT.search(line.norm)
        if clause and not line.gap and above.kind in ("title", "heading", "list_item"):
            line.mark("heading")


def _find_title(lines: Sequence[Line], article: str) -> int:
    """The first line above the prose that shares its words; failing that, the one that shares most."""
    best, most = -1, 0.0
    for index, line in enumerate(lines):
        if (line.tag == "h1" or line.text.startswith("# ")) and line.kind != "boilerplate":
            return index
        if not line.open or len(line.norm) < TITLE_MIN or LABEL.fullmatch(line.norm) or _is_foreign(line, article):
            continue
        share = shared(line.norm, article)
        if line.bullet and line.norm[0] not in HEADLINE_MARKS:
            continue
        if share >= TAIL_SHARE and (POINT.search(line.norm) or len(line.norm) >= HEADLINE_LONG):
            return index
        if share > most:
            best, most = index, share
    return best if most >= TITLE_SHARE else _last_resort(lines)


def _plainest(lines: Sequence[Line], title: int) -> int:
    """The title where it stands once more without the site's name behind it."""
    plain = SITE_SUFFIX.sub("", lines[title].norm) if title >= 0 else ""
    return next((i for i, line in enumerate(lines) if i > title >= 0 and line.open and line.norm == plain), title)


def _last_resort(lines: Sequence[Line]) -> int:
    """A headline all in words of its own: the last line right above the prose that looks like one."""
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        least = TITLE_MIN if POINT.search(line.norm) else HEADLINE_MIN
        if line.open and len(line.norm) >= least and not line.bullet and JAPANESE.search(line.norm):
            return index if not LABEL.fullmatch(line.norm) else -1
    return -1


def _mark_around_title(line: Line, article: str, below: bool, title: str) -> None:
    if LABEL.fullmatch(line.norm):
        line.mark("boilerplate", "label")
    elif _is_foreign(line, article):
        line.mark("boilerplate", "foreign")
    elif title and _says_again(line.norm, title):
        line.mark("boilerplate", "title-again")
    elif line.text.startswith("#"):
        line.mark("heading")
    elif below and line.bullet and len(line.norm) >= POINT_MIN and POINT.search(line.norm):
        line.mark("list_item")
    elif shared(line.norm, article) < (HEAD_SHARE if below else TAIL_SHARE) or not (
        below or len(line.norm) >= TITLE_MIN
    ):
        line.mark("boilerplate", "head")
    else:
        line.mark("list_item" if line.bullet else "body" if line.prose else "heading")


def _says_again(text: str, title: str) -> bool:
    """Whether a line is the title once more, perhaps with the site's name behind it."""
    return text == title or SITE_SUFFIX.sub("", text) == title


def _is_foreign(line: Line, article: str) -> bool:
    """A headline in another script, in which the article has nothing to say."""
    if JAPANESE.search(line.norm) or len(LATIN_WORDS.findall(line.norm)) < 2:
        return False
    return shared(line.norm, article) < TAIL_SHARE


def mark_middle(lines: Sequence[Line], article: str) -> None:
    """Between the first and the last prose: headings and lists stay; unrelated headlines in a row don't."""
    for index, line in enumerate(lines):
        if line.reason == "promotion" and shared(line.norm, article) >= TAIL_SHARE and not CALL.search(line.norm):
            line.mark("")  # a heading such as 無料登録が広がる
        if line.open and FRAGMENT.fullmatch(line.norm) and not _introduces(lines, index):
            line.mark("boilerplate", "fragment")
    for run in _short_runs(lines):
        if len(run) >= LINKS_MIN and all(_is_link(line, article) for line in run):
            for line in run:
                line.mark("boilerplate", "links")
    for run in _labelled_runs(lines):
        for line in run if len(run) >= LINKS_MIN else ():
            line.mark("list_item")
    for line in lines:
        if line.open:
            line.mark(_kind(line))


def _labelled_runs(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines in a row that are each a label with what it says: a list without marks."""
    runs: list[list[Line]] = [[]]
    for line in lines:
        if line.open and not line.prose and LABELLED.match(line.norm):
            runs[-1].append(line)
        elif runs[-1]:
            runs.append([])
    return runs


def _introduces(lines: Sequence[Line], index: int) -> bool:
    """Whether a list or a paragraph follows a line that ends in a colon."""
    following = lines[index + 1] if index + 1 < len(lines) else None
    return following is not None and (following.prose or following.bullet > 0)


def _short_runs(lines: Sequence[Line]) -> list[list[Line]]:
    runs: list[list[Line]] = [[]]
    for line in lines:
        if line.open and not line.prose and not SENTENCE_END.search(line.norm):
            runs[-1].append(line)
        elif runs[-1]:
            runs.append([])
    return runs


def _is_link(line: Line, article: str) -> bool:
    return len(line.norm) >= HEADLINE_MIN and shared(line.norm, article) < LINKS_SHARE


def _kind(line: Line) -> str:
    if line.tag[:1] == "h" and line.tag[1:].isdigit():
        return "heading"
    if line.bullet and not (HEADING_MARK.match(line.text) and not line.prose):
        return "list_item"
    if line.tag == "li" and not line.prose:
        return "list_item"
    if (
        line.prose
        or line.norm[0] == "|"
        or "。" in line.norm
        or (SENTENCE_END.search(line.norm) and not QUESTION.search(line.norm))
        or len(line.norm) > HEADING_MAX
    ):
        return "body"
    return "heading"


def mark_tail(lines: Sequence[Line], article: str, marks: Set[str] = frozenset()) -> None:
    """Below the prose: what goes on in its words belongs to it, up to the first furniture.

    `marks` are the signs that the article sets before its headings.
    """
    goes_on = True
    above = None
    for line in lines:
        if not line.open:
            goes_on = goes_on and line.kind in ("dateline", "byline", "caption", "duplicate")
        elif goes_on and FRAGMENT.fullmatch(line.norm):
            line.mark("boilerplate", "fragment")
        elif goes_on and (_goes_on(line, article, above) or _is_listed(line, above, marks)):
            line.mark(_kind(line))
        else:
            goes_on = False
            line.mark("boilerplate", "tail")
        above = line


def _goes_on(line: Line, article: str, above: Line | None) -> bool:
    share = shared(line.norm, article) if line.norm.strip(DECORATION) else 0.0
    if share >= TAIL_SHARE:
        return True
    if above and above.kind == "byline":  # what follows is about the author
        return False
    return line.prose or ("。" in line.norm and not line.bullet) or bool(CLAUSE.search(line.norm))


def _is_listed(line: Line, above: Line | None, marks: Set[str]) -> bool:
    """Whether a line is a row of a table, a heading like those of the article, or an item below one that was kept."""
    if len(line.norm) <= HEADING_MAX and ROW.match(line.text):
        return True
    listed = above is not None and above.kind in ("heading", "list_item") and line.bullet > 0
    return listed or (line.bullet > 0 and line.text[0] in marks)
