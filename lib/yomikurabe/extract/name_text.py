"""An article as the recognisers of names see it: folded text, tokens by place, titles by place, candidates.

Folding is one character to one character (width, the dots between the parts of a name), so offsets stay.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from itertools import chain
from typing import NamedTuple

from ..articles import Article
from ..morphology import Tokens, part_of_speech
from .name_words import BETWEEN, FIELD, HONORIFICS, KATAKANA, LINK, find_words

_WIDE = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_DOTS = dict.fromkeys("･·•‧゠＝=", "・")
_STROKES = {**dict.fromkeys("‐‑‒–－", "-"), "ｰ": "ー", "　": " ", "\xa0": " ", "’": "'"}
_FOLD = {**_WIDE, **_STROKES, **_DOTS}
_FOLDED = str.maketrans(_FOLD)
_SHORT = 32
"""Characters below which a text is translated faster than it is searched for all that is folded."""
_LOWER = {code: chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}
_GLOSS = re.compile(r"\((?<=[一-鿿]\()[a-zà-ɏ?]{1,7}\)")
"""The reading of a Chinese character, left in brackets after it by a converter: 經(jīng)."""
_GOES_ON = re.compile(f"[{KATAKANA}]")
_SEPARATE = re.compile(r"[。\n]")


def fold(text: str) -> str:
    """Width and dots folded, case kept; as long as the text."""
    if len(text) < _SHORT:
        return text.translate(_FOLDED)
    for character, plain in _FOLD.items():  # faster than translate: few of them stand in any one text
        text = text.replace(character, plain)
    return text


def lower(text: str) -> str:
    """Letters in lower case; as long as the text (some letters have a longer lower case: then ASCII alone)."""
    small = text.lower()
    return small if len(small) == len(text) else text.translate(_LOWER)


STRONG, SHAPE, FOUND, SHORT, PLACE = range(1, 6)
"""Ranks of candidates: full spelling of the dictionary, shape, found in the text, short form, place."""


class Candidate(NamedTuple):
    """A span that names something: the lower `rank` wins where two overlap, then the longer."""

    start: int
    end: int
    entity_id: str
    kind: str
    rank: int
    note: str = ""


class Page:
    """One article's text, tokens and titles.

    `text` is the source, `folded` as long as it, `kept` marks what lies in sentences that can name (no bylines).
    `token_starts` and `token_ends` are the edges of the tokens of these sentences, `sorts` has one letter for each
    token (see `_Sorts`).
    """

    def __init__(self, article: Article, tokens: Mapping[str, Tokens]) -> None:
        self.doc_id, self.text, self.folded = article.doc_id, article.text, fold(article.text)
        bylines = {block.block_id for block in article.blocks if block.kind == "byline"}
        kept = (sentence for sentence in article.sentences if sentence.block_id not in bylines)
        self.sentences = sorted(kept, key=lambda sentence: sentence.start)
        self._starts = [sentence.start for sentence in self.sentences]
        self.kept = bytearray(len(self.text))
        for sentence in self.sentences:
            self.kept[sentence.start : sentence.end] = b"\1" * (sentence.end - sentence.start)
        cuts = [tokens[sentence.sentence_id] for sentence in self.sentences]
        self.token_starts = list(chain.from_iterable(cut.starts for cut in cuts))
        self.token_ends = list(chain.from_iterable(cut.ends for cut in cuts))
        self.sorts = "".join([_SORTS[word[0]] for cut in cuts for word in cut.words])
        self._find_words()

    def _find_words(self) -> None:
        """Titles by their start, titles that lead to a name by their end, and the words of bodies."""
        self.titles: dict[int, str] = {}
        self.leading: set[int] = set()
        self.suffixes: dict[int, str] = {}
        self.state_bodies: dict[int, str] = {}
        self.governments: dict[int, str] = {}
        self.leads_to_firm: list[int] = []
        longest = {"title": self.titles, "state": self.state_bodies, "government": self.governments}
        for word, roles, start, end in find_words(self.folded):
            for role in roles:
                if role == "leading":
                    self.leading.add(end)
                elif role == "firm":
                    self.leads_to_firm.append(end)
                else:
                    words, place = (self.suffixes, end) if role == "suffix" else (longest[role], start)
                    if len(word) > len(words.get(place, "")):
                        words[place] = word

    def token_at(self, start: int) -> int | None:
        """The number of the token that starts at a place."""
        number = bisect_left(self.token_starts, start)
        return number if number < len(self.token_starts) and self.token_starts[number] == start else None

    def token_to(self, end: int) -> int | None:
        """The number of the token that ends at a place."""
        number = bisect_left(self.token_ends, end)
        return number if number < len(self.token_ends) and self.token_ends[number] == end else None

    def token(self, number: int) -> str:
        """A token as the source has it."""
        return self.text[self.token_starts[number] : self.token_ends[number]]

    def title_after(self, end: int, *, far: bool = False) -> str | None:
        """The title that follows a name; `far` allows a country, a body or a field between the two."""
        titles = self.titles
        if title := titles.get(end):
            return None if _GOES_ON.match(self.folded, end + len(title)) else title
        if any(start in titles for start in range(end + 1, end + 5)):
            between = BETWEEN.match(self.folded, end)
            for start in range(between.end() if between else end, end, -1):
                if (title := titles.get(start)) and not _GOES_ON.match(self.folded, start + len(title)):
                    return title
        if far and (field := FIELD.match(self.folded, end)):
            for start in range(end + 1, field.end()):
                if (title := titles.get(start)) and len(title) > 1 and title not in HONORIFICS:
                    return title
        return None

    def title_before(self, start: int) -> bool:
        """Whether a title leads to a name: 監督の○○, CEO、○○."""
        if not any(end in self.leading for end in range(start - 5, start + 1)):
            return False
        first = max(0, start - 5)
        link = LINK.search(self.folded[first:start])
        return link is not None and first + link.start() in self.leading

    def titled(self, start: int, end: int, *, far: bool = False) -> bool:
        """Whether a title stands beside a name."""
        return bool(self.title_after(end, far=far)) or self.title_before(start)

    def sentence(self, start: int, end: int) -> int | None:
        """The number of the sentence that holds the span; nothing where none does."""
        number = bisect_right(self._starts, start) - 1
        return number if number >= 0 and end <= self.sentences[number].end else None

    def covering(self, start: int, end: int) -> range:
        """The numbers of the tokens that make up a span exactly; none where its edges are no edges of tokens."""
        first, last = self.token_at(start), self.token_to(end)
        return range(0) if first is None or last is None else range(first, last + 1)

    def sorts_of(self, start: int, end: int) -> str:
        """The sorts of the tokens that make up a span exactly."""
        first, last = self.token_at(start), self.token_to(end)
        return "" if first is None or last is None else self.sorts[first : last + 1]

    def token_over(self, place: int) -> int | None:
        """The number of the token that a place lies in; nothing between sentences."""
        number = bisect_right(self.token_starts, place) - 1
        return None if number < 0 or place >= self.token_ends[number] else number

    def before(self, start: int, width: int = 14) -> str:
        """Folded text before a place, at most back to the last full stop or line end."""
        return _SEPARATE.split(self.folded[max(0, start - width) : start])[-1]

    def after(self, end: int, width: int = 24) -> str:
        """Folded text after a place, at most to the next full stop or line end."""
        return _SEPARATE.split(self.folded[end : end + width], maxsplit=1)[0]


def without_glosses(text: str) -> tuple[str, list[int]] | None:
    """The text without readings in brackets, and where each of its characters stood; nothing where it has none."""
    if not (found := list(_GLOSS.finditer(text))):
        return None
    places: list[int] = []
    start = 0
    for gloss in found:
        places += range(start, gloss.start())
        start = gloss.end()
    places += range(start, len(text))
    return "".join(map(text.__getitem__, places)), places


class _Sorts(dict[int, str]):
    """What a token is to names, as one letter, by its part-of-speech number.

    F family name, G given name, P another person's name, C country, L place, E another proper name, N noun, X suffix,
    Q numeral, B prefix, O anything else.
    """

    def __missing__(self, pos: int) -> str:
        parts = part_of_speech(pos)
        letter = {"接尾辞": "X", "接頭辞": "B", "形状詞": "N", "記号": "N"}.get(parts[0], "O")
        if parts[:2] == ("名詞", "固有名詞"):
            letter = {"姓": "F", "名": "G", "国": "C"}.get(parts[3]) or {"人名": "P", "地名": "L"}.get(parts[2], "E")
        elif parts[0] == "名詞":
            letter = "Q" if parts[1] == "数詞" else "N"
        return self.setdefault(pos, letter)


_SORTS = _Sorts()
