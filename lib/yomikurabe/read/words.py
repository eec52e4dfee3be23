"""How much of a line's vocabulary is that of the article: titles and headings share it, menus and rankings don't."""

import re
from collections.abc import Iterable

WORDS = re.compile(r"[ァ-ヴー]{2,}|[A-Za-z][A-Za-z0-9&'-]+|[0-9.,]{2,}")
KANJI = re.compile("[一-鿿々]{2,}")
SAMPLE = 6_000
"""Characters of the article that are looked at."""


def read_words(text: str) -> set[str]:
    """Katakana and Latin words, numbers, and every pair of neighbouring kanji."""
    text = text.lower()
    words = set(WORDS.findall(text))
    for run in KANJI.findall(text):
        words.update(run[i : i + 2] for i in range(len(run) - 1))
    return words


def read_sample(texts: Iterable[str]) -> str:
    """The first SAMPLE characters of some lines, to look words up in."""
    sample: list[str] = []
    length = 0
    for text in texts:
        sample.append(text[: SAMPLE - length])
        length += len(sample[-1])
        if length >= SAMPLE:
            break
    return "\n".join(sample).lower()


def shared(text: str, sample: str) -> float:
    """Share of a line's words that stand in the sample too, 0 to 1; 0 for a line without words."""
    words = read_words(text)
    return sum(word in sample for word in words) / len(words) if words else 0.0
