"""The symbols of clauses: every token becomes one symbol, so that a sentence is a short string.

A token's part of speech says its symbol (`V` a verb, `N` a noun …); words of closed classes have their own, mostly the
character that they are best known by: `ハ` the particle は, `て` the connective て, `予` a noun of intent such as 予定.
Particles stand here, other words in `clause_words.toml`. Patterns over such strings (`clause_patterns`) then read the
grammar at the speed of a regular expression, and no Python runs for a single token.
"""

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from ..morphology import Word, part_of_speech

_WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
SPEECH, DEEDS, RECIPROCAL, STATES, ADVERBS = (
    frozenset(_WORDS["sets"][name].split()) for name in ("speech", "deeds", "reciprocal", "states", "adverbs")
)
"""Sets of words that the joining rules ask for, each explained in the file."""

_BY_CLASS = {
    ("名詞", "数詞"): "0",
    ("名詞", "普通名詞", "助数詞可能"): "0",
    ("接尾辞", "名詞的", "助数詞"): "0",
    ("名詞", "普通名詞", "サ変可能"): "S",
    ("名詞", "普通名詞", "サ変形状詞可能"): "S",
    ("接尾辞", "名詞的", "サ変可能"): "X",
    ("名詞", "普通名詞", "副詞可能"): "T",
    ("接尾辞", "名詞的", "副詞可能"): "T",
    ("名詞", "固有名詞", "人名"): "人",
    ("名詞", "助動詞語幹"): "そ",
    ("名詞",): "N",
    ("代名詞",): "N",
    ("記号",): "N",
    ("接頭辞",): "P",
    ("接尾辞", "形状詞的"): "A",
    ("接尾辞", "形容詞的"): "j",
    ("接尾辞", "動詞的"): "j",
    ("接尾辞",): "N",
    ("形状詞", "助動詞語幹"): "よ",
    ("形状詞",): "A",
    ("動詞",): "V",
    ("形容詞",): "J",
    ("助動詞",): "j",
    ("副詞",): "R",
    ("連体詞",): "L",
    ("接続詞",): "C",
    ("感動詞",): "R",
    ("助詞", "格助詞"): "ニ",
    ("助詞", "係助詞"): "モ",
    ("助詞", "副助詞"): "F",
    ("助詞", "接続助詞"): "つ",
    ("助詞", "準体助詞"): "の",
    ("助詞", "終助詞"): "l",
    ("補助記号", "読点"): "、",
    ("補助記号", "句点"): "。",
    ("補助記号", "括弧開"): "（",
    ("補助記号", "括弧閉"): "）",
    ("補助記号",): "|",
    ("空白",): "_",
}
"""The symbol of a part of speech; the longest row that fits counts."""

_PARTICLES = {
    ("助詞", "格助詞"): "が=ガ を=ヲ に=ニ と=ト で=デ から=カ より=ヨ へ=ヘ の=ノ って=ト まで=マ ~=・",
    ("助詞", "係助詞"): "は=ハ も=モ こそ=モ",
    ("助詞", "副助詞"): "まで=マ か=か しか=し や=ヤ とか=ヤ って=ト",
    ("助詞", "接続助詞"): "て=て で=て ば=ば が=が けれど=が けれども=が けど=が と=と から=ら ので=ら",
    ("助詞", "終助詞"): "か=か",
    ("補助記号",): ".=． ．=． 「=「 『=「 “=「 」=」 』=」 ”=」 ！=。 ？=。 !=。 ?=。",
}
_BETWEEN_NAMES = "・/＝=&-‐–～〜~,，"  # marks inside a name or a number
_POSTPOSITIONS = _WORDS["sets"]["postpositions"].split()
"""`g` in 連用形 and 仮定形 (に対し, によれば), `G` in 終止形 and 連体形 (に対する); よる is `依` (によると)."""
_FORMS = {
    "終止形": "終",
    "連体形": "連",
    "連用形": "用",
    "仮定形": "仮",
    "命令形": "命",
    "意志推": "意",
    "未然形": "未",
    "語幹": "用",
}
_REMEMBERED = 200_000
_POINT = re.compile(r"(?<=[0N])．(?=[0N])")


def read_symbols(words: Sequence[Word]) -> str:
    """One symbol a word. A point inside a number or an address is a part of it, any other ends a sentence."""
    symbols = "".join(map(_alphabet().__getitem__, words))
    return _POINT.sub("・", symbols).replace("．", "。") if "．" in symbols else symbols


@cache
def forms() -> list[str]:
    """How the words of each part-of-speech number are inflected: 終 連 用 仮 命 意 未, or nothing."""
    return [next((f for k, f in _FORMS.items() if parts[5].startswith(k)), "") for _, parts in _numbers()]


class _Alphabet(dict[Word, str]):
    """The symbol of every word, added as it comes: by the `own` one of its lemma, else the `plain` one of its class."""

    def __init__(self) -> None:
        self.plain: list[str] = []
        self.own: dict[Word, str] = {}
        for number, parts in _numbers():
            self.plain.append(next(_BY_CLASS[parts[:n]] for n in (3, 2, 1) if parts[:n] in _BY_CLASS))
            self.own.update({Word(number, word): symbol for word, symbol in _own(parts)})

    def __missing__(self, word: Word) -> str:
        symbol = self.own.get(word) or self.plain[word.pos]
        if len(self) < _REMEMBERED:
            self[word] = symbol
        return symbol


@cache
def _alphabet() -> _Alphabet:
    return _Alphabet()


def _numbers() -> Iterable[tuple[int, tuple[str, ...]]]:
    number = 0
    while True:
        try:
            yield number, part_of_speech(number)
        except TypeError:  # past the last number
            return
        number += 1


def _own(parts: tuple[str, ...]) -> Iterable[tuple[str, str]]:
    """The words of this part of speech that have a symbol of their own, with it."""
    for rule, pairs in _PARTICLES.items():
        if parts[: len(rule)] == rule:
            yield from _pairs(pairs)
    if parts[0] == "補助記号":
        yield from ((mark, "・") for mark in _BETWEEN_NAMES)
    elif parts[:2] == ("接尾辞", "動詞的"):
        yield from (("かねる", "兼"), ("うる", "得"), ("得る", "得"))
    elif parts[:2] in (("名詞", "普通名詞"), ("接尾辞", "名詞的")):
        yield from _listed("nouns")
    elif parts[0] == "動詞":
        yield from _listed("verbs")
        yield from _postpositions(parts[5])
    elif parts[0] == "形容詞":
        yield from (("ない", "n"), ("無い", "n"))
    elif parts[:2] == ("形状詞", "助動詞語幹"):
        yield ("そう", "そ")
    elif parts[0] == "助動詞":
        yield from _listed("auxiliaries")
        yield from _copulas(parts[5])


@cache
def _pairs(listed: str) -> list[tuple[str, str]]:
    return [(word, symbol) for word, _, symbol in (pair.rpartition("=") for pair in listed.split())]


@cache
def _listed(section: str) -> list[tuple[str, str]]:
    return [(word, symbol) for symbol, words in _WORDS[section].items() for word in words.split()]


def _postpositions(form: str) -> Iterable[tuple[str, str]]:
    if form.startswith("未然形"):
        yield from (("かかわる", "g"), ("関わる", "g"))  # にもかかわらず
    elif form.startswith(("終止形", "連体形")):
        yield from ((word, "G") for word in _POSTPOSITIONS)
        yield ("よる", "依")
    elif not form.startswith(("命令形", "意志")):
        yield from ((word, "g") for word in _POSTPOSITIONS)


def _copulas(form: str) -> Iterable[tuple[str, str]]:
    """だ shows its form: `な` before a noun, `ナ` なら, `ｄ` で, `ニ` に, `推` だろう; た: `タ` たら."""
    if form.startswith("意志"):
        yield from (("だ", "推"), ("です", "推"))
    elif form.startswith("仮定形"):
        yield from (("だ", "ナ"), ("た", "タ"))
    elif form.startswith("連体形"):
        yield ("だ", "な")
    elif form == "連用形-ニ":
        yield ("だ", "ニ")
    elif form == "連用形-一般":
        yield ("だ", "ｄ")
