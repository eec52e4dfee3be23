"""Cleaning: which lines are the article and which are the page around it.

Rules look at a line's wording (`furniture`), at its place between the first and the last prose, at its neighbours, and
at how many words it shares with the article (`words`). Nothing is known of any site.
"""

import re
from collections.abc import Sequence

from .adverts import mark_adverts
from .dates import DATE, is_dateline
from .furniture import (
    AUTHOR_WIDGET,
    BYLINE,
    CAPTION,
    COPYRIGHT,
    CREDIT,
    DECORATION,
    EMAIL,
    FURNITURE,
    MARKDOWN_LINK,
    PHONE,
    SECTION,
    SECTION_LINK,
    SHORTCODE,
    is_menu,
)
from .lines import SHORT, Line
from .promotion import CALL, DISCLAIMER, NOTICE, PROMOTION
from .regions import mark_head, mark_middle, mark_tail
from .runs import mark_contents, mark_runs
from .words import read_sample

SECTION_MAX = 28
"""Longest heading, in characters, that opens a run of links."""
FRONT_RULE = "---"
FRONT_FIELD = re.compile(r"[A-Za-z_-]{2,24}:|- ")
FRONT_MAX = 50
CONTACT_MAX = 100
CALL_WINDOW = 16
# One of these is in every such notice: looked for first, since nearly no line has one.
NOTICE_HINT = re.compile(
    "Cookie|クッキー|Java|ブラ|サイト|ページ|ブログ|記事|文章|判断|決定|責任|保証|見解|意見|※|コメント|投稿|配信|リンク"
)
EMAIL_SIGN = re.compile(r"[@∂]|[\[(]at[\])]")
COPYRIGHT_HINT = re.compile(r"©|ⓒ|Ⓒ|\(c\)|\(C\)|opyright|OPYRIGHT|eserved|ESERVED|転載|複製|無断|著作権")
JAPANESE = re.compile("[ぁ-ヿ一-鿿]")


def clean(lines: Sequence[Line]) -> None:
    """Decide the kind of every line that is still open."""
    _mark_front_matter(lines)
    for line in lines:
        if line.open:
            _mark_wording(line)
    mark_contents(lines)
    mark_adverts(lines)
    free = [line for line in lines if line.kind != "duplicate"]
    first, last = mark_runs(free)
    if first < 0:
        _mark_without_prose(free)
        return
    article = read_sample(line.text for line in free[first : last + 1] if line.open and line.prose)
    mark_head(free[:first], article)
    mark_middle(free[first : last + 1], article)
    title = " ".join(line.norm for line in free[:first] if line.kind == "title")
    marks = {line.text[0] for line in free if line.kind == "heading" and line.bullet}
    mark_tail(free[last + 1 :], article + title.lower(), marks)


def _mark_front_matter(lines: Sequence[Line]) -> None:
    """The fields between two rules at the top of a Markdown file."""
    if not lines or lines[0].text != FRONT_RULE:
        return
    end = next((i for i, line in enumerate(lines[1:FRONT_MAX], start=1) if line.text == FRONT_RULE), 0)
    if all(FRONT_FIELD.match(line.text) for line in lines[1:end]):
        for line in lines[: end + 1]:
            line.mark("boilerplate", "front-matter")


def _mark_wording(line: Line) -> None:
    """Furniture, date lines, bylines and captions, by what the line says alone."""
    reason = _furniture(line)
    short = len(line.text) <= SHORT and not line.prose
    if (
        short
        and reason in (None, "promotion", "counter")
        and is_dateline(line.norm)
        and not CAPTION.fullmatch(line.norm)
    ):
        line.mark("dateline")
    elif reason:
        line.mark("section" if reason == "section" else "boilerplate", reason)
    elif short and BYLINE.fullmatch(line.norm):
        line.mark("byline")
    elif len(line.text) <= SHORT and (short or _shows_picture(line.norm)) and CAPTION.fullmatch(line.norm):
        line.mark("caption")


def _shows_picture(norm: str) -> bool:
    """Whether a sentence that reads like a caption says when, or that it is one: reports film things too."""
    return "写真" in norm or ("撮影" in norm and bool(DATE.search(norm)))


def _furniture(line: Line) -> str | None:
    """The reason why a line's wording is no article's, or nothing."""
    text, norm = line.text, line.norm
    if DISCLAIMER.match(norm):
        return "notice"
    if len(text) > SHORT:
        return "menu" if "。" not in text and is_menu(text) else None
    if line.prose:
        return _furniture_prose(line)
    if SHORTCODE.fullmatch(norm):
        return "shortcode"
    bare = norm.strip(DECORATION)
    whole = FURNITURE.fullmatch(bare) if bare else None
    if not bare or whole:
        return whole.lastgroup if whole else "rule"
    if norm[-1] == "。":
        return _furniture_prose(line)
    if len(bare) <= SECTION_MAX and SECTION.fullmatch(bare):
        return "section"
    if _is_contact(norm):
        return "contact"
    if _is_copyright(text):
        return "copyright"
    if CREDIT.fullmatch(norm):
        return "credit"
    if AUTHOR_WIDGET.fullmatch(norm):
        return "author"
    if is_menu(norm):
        return "menu"
    if MARKDOWN_LINK.fullmatch(text):
        return "links"
    if SECTION_LINK.fullmatch(norm):
        return "related"
    return "promotion" if PROMOTION.search(norm) or _is_notice(norm) else None


def _furniture_prose(line: Line) -> str | None:
    """Whole sentences that are furniture: they call on the reader, or speak of the page itself."""
    norm = line.norm
    if _is_copyright(line.text):
        return "copyright"
    if len(norm) <= CONTACT_MAX and _is_contact(norm):
        return "contact"
    if CREDIT.fullmatch(norm):
        return "credit"
    if _is_notice(norm):
        return "notice"
    # A call behind other sentences is cut off alone, when blocks are made.
    alone = "。" not in norm[:-1]
    return "promotion" if alone and CALL.search(norm[-CALL_WINDOW:]) and PROMOTION.search(norm) else None


def _is_contact(norm: str) -> bool:
    return bool((EMAIL_SIGN.search(norm) and EMAIL.search(norm)) or PHONE.search(norm))


def _is_copyright(text: str) -> bool:
    return bool(COPYRIGHT_HINT.search(text) and COPYRIGHT.search(text))


def _is_notice(norm: str) -> bool:
    return bool(NOTICE_HINT.search(norm) and NOTICE.search(norm))


def _mark_without_prose(lines: Sequence[Line]) -> None:
    """A text without a paragraph: what isn't furniture is kept."""
    for line in lines:
        if line.kind == "section":
            line.mark("boilerplate", "section")
        elif line.open:
            line.mark("list_item" if line.bullet else "body")
