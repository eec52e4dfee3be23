"""The only door to SudachiPy: sentences to tokens, mode C, and what its word list knows of a word taken alone.

`.tokenizer()` is used, not `.create()` (deprecated: its warning would stand in notebooks), with only the fields that
are read; a call takes at most 49,149 bytes, so longer text is cut at spaces or anywhere.
"""

from functools import cache, lru_cache
from importlib.metadata import version
from itertools import compress
from typing import Any, NamedTuple

import sudachipy

_MOST_CHARS = 16_000  # three bytes each stay below what one call takes
_LONG = 1_000
"""From so many characters on a text has a tokenizer of its own: each keeps the room that its longest text took and
clears it for every other, so that all sentences after one of 16,000 characters would cost half as much again."""
_REMEMBERED = 200_000


class Word(NamedTuple):
    """A word in one of its forms: part-of-speech number and dictionary form."""

    pos: int
    lemma: str


class Tokens(NamedTuple):
    """The tokens of one sentence: their spans in the text it was cut from, and their words, side by side.

    Three lists rather than a row a token: of nothing else are there so many.
    """

    starts: list[int]
    ends: list[int]
    words: list[Word]


_WORDS: dict[int, Word] = {}
"""The words met so far, by their number in the word list: to ask a token for its parts costs more than to cut it."""


def versions() -> str:
    """SudachiPy and its dictionary, for cache keys."""
    return f"{version('sudachipy')}+{version('sudachidict-core')}"


@cache
def _dictionary() -> Any:
    return sudachipy.Dictionary()


def _new_tokenizer() -> Any:
    return _dictionary().tokenizer(mode=sudachipy.SplitMode.C, fields={"surface", "pos", "dictionary_form"})


_tokenizer = cache(_new_tokenizer)


@cache
def part_of_speech(number: int) -> tuple[str, ...]:
    """The six parts of a part-of-speech number: 名詞, 固有名詞, 人名, …"""
    return tuple(_dictionary().pos_of(number))


@lru_cache(maxsize=65_536)
def senses(word: str) -> frozenset[str]:
    """Every sense that the word list has for a word: `N` common, `P` a person, `L` a place, `E` another proper name.

    An unknown word has none: in katakana or Latin letters that is most often a name.
    """
    found = set()
    for entry in _dictionary().lookup(word):
        parts = entry.part_of_speech()
        proper = {"人名": "P", "地名": "L"}.get(parts[2], "E")
        found.add(proper if parts[1] == "固有名詞" else "N")
    return frozenset(found)


def is_common(word: str) -> bool:
    """Whether a word is a common noun; many are rare names as well."""
    known = senses(word)
    return "N" in known and "E" not in known


def tokens(text: str, offset: int = 0) -> Tokens:
    """The tokens of one sentence, spans counted from `offset`; they tile it (zero-width ones, of …, are left out)."""
    ends: list[int] = []
    words: list[Word] = []
    tokenizer = _tokenizer() if len(text) < _LONG else _new_tokenizer()
    tokenize, known = tokenizer.tokenize, _WORDS.get
    for first in range(0, len(text), _MOST_CHARS):
        cut = list(tokenize(text[first : first + _MOST_CHARS]))
        at = offset + first
        ends += [at + m.end() for m in cut]
        words += [known(m.word_id()) or _word(m) for m in cut]
    starts = [offset, *ends[:-1]] if ends else []
    if len(set(ends)) < len(ends):
        wide = [start < end for start, end in zip(starts, ends, strict=True)]
        return Tokens(list(compress(starts, wide)), list(compress(ends, wide)), list(compress(words, wide)))
    return Tokens(starts, ends, words)


def _word(morpheme: Any) -> Word:
    word = Word(morpheme.part_of_speech_id(), morpheme.dictionary_form())
    if not morpheme.is_oov() and len(_WORDS) < _REMEMBERED:  # all unknown words of a class have one number
        _WORDS[morpheme.word_id()] = word
    return word


@cache
def _reader() -> Any:
    return _dictionary().tokenizer(mode=sudachipy.SplitMode.C, fields={"surface", "reading_form"})


def reading(word: str) -> str:
    """How a word is read, in katakana; what the dictionary can't read stays as it is."""
    return "".join(read for _, read in readings(word))


def readings(word: str) -> list[tuple[str, str]]:
    """The parts of a word, each as it is written and as it is read."""
    return [(m.surface(), m.reading_form() or m.surface()) for m in _reader().tokenize(word[:_MOST_CHARS])]
