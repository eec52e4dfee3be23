"""Runs of lines that a heading opens: links to elsewhere, and the table of contents."""

import re
from collections.abc import Sequence

from .lines import Line
from .words import read_sample, shared

SOLID_MIN = 60
"""Length, in characters, from which prose below links is more likely the article than a teaser."""
RESUMED = 0.35
"""Share of words in common with the article above from which it is so too; half of it counts half."""
TELLING = ("copyright", "contact", "url", "shortcode", "legal")
"""Reasons that say more of a line than that it stands among links."""
SIGNS_MIN = 3
"""Least number of signs that a paragraph below links is the article and no teaser."""
CUT = re.compile(r"(?:…|\.{3}|続きを(?:読む|見る))[\])）】]?$")
"""The end of a teaser."""
CONTENTS = re.compile(r"目次|もくじ|(?i:contents)$")


def mark_runs(lines: Sequence[Line]) -> tuple[int, int]:
    """Mark the runs that a heading such as 関連記事 opens; returns the first and the last line of the prose, or -1.

    Above the first prose such a heading closes nothing: the article is still to come.
    """
    prose = [i for i, line in enumerate(lines) if line.open and line.prose]
    if not prose:
        return -1, -1
    first = last = prose[0]
    run = False
    opened = first
    for index, line in enumerate(lines):
        if line.kind == "section":
            line.mark("boilerplate", "section")
            if index > first and not run:
                run = True
                opened = index
        elif run and line.kind != "duplicate":
            if _solid(line) and _resumes(lines, index, first, opened):
                run = False
                _give_back_heading(lines, index)
                last = index
            elif line.reason not in TELLING:
                line.mark("boilerplate", "section")
        elif line.open and line.prose:
            last = index
    return first, last


def _resumes(lines: Sequence[Line], index: int, first: int, opened: int) -> bool:
    """Whether the article goes on at prose below links: long, of several sentences, in its words, unlike the links."""
    line = lines[index]
    article = read_sample(one.text for one in lines[first:opened] if one.open and one.prose)
    share = shared(line.text, article)
    links = [one for one in lines[opened + 1 : index] if one.reason == "section"]
    signs = (
        len(line.text) >= SOLID_MIN,
        line.text.count("。") >= 2,
        line.text.count("。") >= 3,
        share >= RESUMED / 2,
        share >= RESUMED,
        index + 1 < len(lines) and _solid(lines[index + 1]),
        bool(links) and all(one.bullet for one in links) and not line.bullet,
        bool(links) and all(one.bullet for one in links) and line.gap,
    )
    return sum(signs) >= SIGNS_MIN


def _solid(line: Line) -> bool:
    return line.open and line.prose and "。" in line.text and not CUT.search(line.text)


def _give_back_heading(lines: Sequence[Line], index: int) -> None:
    """The heading right above the prose belongs to it, if it isn't one more of the links."""
    above, before = lines[index - 1], lines[index - 2] if index > 1 else None
    if above.reason != "section" or above.prose or above.bullet or before is None:
        return
    if (before.bullet and before.reason == "section") or (above.gap and not lines[index].gap):
        above.mark("heading")


def mark_contents(lines: Sequence[Line]) -> None:
    """A table of contents: the lines below its heading that stand again further down, as headings."""
    tops = [i for i, line in enumerate(lines) if line.kind == "boilerplate" and CONTENTS.search(line.norm)]
    if not tops:
        return
    last = {line.text[line.bullet :].strip(): index for index, line in enumerate(lines)}
    for top in tops:
        for index in range(top + 1, len(lines)):
            line = lines[index]
            if not line.open or line.prose or last[line.text[line.bullet :].strip()] == index:
                break
            line.mark("boilerplate", "contents")
