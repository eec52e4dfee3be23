"""Blocks: neighbouring lines of one kind as one run, and promotion glued to the end of a paragraph cut off."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from .lines import Line
from .sentences import split_sentences
from .words import read_sample, shared

CALL_AT_END = re.compile(
    r"(?:[^。！？!?\s、]{1,24}は、?(?:こちら|コチラ)(?:から)?|続きを読む|もっと見る|今すぐ.{0,16}"
    r"|(?:無料)?(?:ダウンロード|会員登録|登録)(?:はこちら|する)"
    r"|(?:こちら|ここ)を?(?:クリック|タップ).{0,8}|(?i:read more|learn more|sign up.{0,20}"
    r"|subscribe.{0,20}))[。.!！…>＞»→]*$"
)
CALL_WINDOW = 60
# One of these ends every such call: looked for first, since nearly every paragraph has none.
CALL_HINT = re.compile("こちら|コチラ|読む|見る|今すぐ|ダウンロード|登録|クリック|タップ|more|up|ubscribe")
HINT_WINDOW = 24
UNRELATED = 0.25
"""Greatest share of words that a sentence before such a call may have in common with the article to go with it."""
GLUED_MAX = 1
"""Most sentences that go with a call."""
POLITE = re.compile(r"(?:です|ます|ください|ません|ましょう)[。！!]?$")


ARTICLE = ("title", "heading", "body", "list_item")


class Run(NamedTuple):
    """A block before it has ids: a stretch of one kind; `copy_of` is the start of the block that was kept."""

    start: int
    end: int
    kind: str
    reason: str | None
    copy_of: int | None = None


def read_runs(lines: Sequence[Line], copies: Mapping[int, int]) -> list[Run]:
    """The runs of a text's lines; they tile it. `copies` gives the kept line for each line of another copy."""
    runs: list[Run] = []
    for piece in _pieces(lines, copies):
        last = runs[-1] if runs else None
        if last and last[2:4] == piece[2:4] and (piece.kind != "duplicate" or last.copy_of is not None):
            runs[-1] = last._replace(end=piece.end)
        else:
            runs.append(piece)
    return [run if run.copy_of is None else run._replace(copy_of=_run_at(runs, run.copy_of)) for run in runs]


def _pieces(lines: Sequence[Line], copies: Mapping[int, int]) -> Iterator[Run]:
    article: str | None = None
    for index, line in enumerate(lines):
        kept = copies.get(index)
        call = _call(line)
        if call is None:
            copy_of = lines[kept].start if kept is not None and line.kind == "duplicate" else None
            yield Run(line.start, line.end, line.kind, line.reason, copy_of)
            continue
        if article is None:
            article = read_sample(one.text for one in lines if one.kind in ARTICLE and one is not line)
        cut = _cut(line, line.right - len(call[0]), article)
        if cut > line.left:
            yield Run(line.start, cut, line.kind, line.reason)
        yield Run(cut if cut > line.left else line.start, line.end, "boilerplate", "promotion")


def _call(line: Line) -> re.Match[str] | None:
    """The call on the reader that ends a paragraph, if one does."""
    if line.kind != "body" or not CALL_HINT.search(line.text, max(0, len(line.text) - HINT_WINDOW)):
        return None
    return CALL_AT_END.search(line.text[-CALL_WINDOW:])


def _cut(line: Line, call: int, article: str) -> int:
    """Where promotion begins at the end of a line: at the call, or at an unrelated sentence before it."""
    offset = line.left
    spans = [(start + offset, end + offset) for start, end in split_sentences(line.text, 0, len(line.text))]
    own = article + read_sample([line.text[: spans[-1 - GLUED_MAX][0] - offset]] if len(spans) > GLUED_MAX else [])
    cut = call
    for start, end in reversed(spans[-1 - GLUED_MAX :]):
        if start <= call < end:
            cut = start if call - start < CALL_WINDOW // 2 or _unrelated(line, start, call, own) else call
        elif end <= cut and _unrelated(line, start, end, own):
            cut = start
        else:
            break
    return cut


def _unrelated(line: Line, start: int, end: int, article: str) -> bool:
    """Whether a sentence speaks to its reader, in words that the article doesn't have."""
    sentence = line.text[start - line.left : end - line.left]
    return bool(POLITE.search(sentence)) and shared(sentence, article) <= UNRELATED


def _run_at(runs: Sequence[Run], place: int) -> int:
    """The start of the run that holds a place (runs are sorted)."""
    low, high = 0, len(runs)
    while low + 1 < high:
        middle = (low + high) // 2
        low, high = (middle, high) if runs[middle].start <= place else (low, middle)
    return runs[low].start
