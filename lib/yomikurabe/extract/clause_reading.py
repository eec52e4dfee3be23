"""What the symbols of one predicate say: negation, voice, modality, certainty, and how it is joined to what follows.

The same few thousand shapes come again and again, so each is read once and remembered.
"""

import re
from functools import lru_cache
from typing import NamedTuple


class Reading(NamedTuple):
    """What the auxiliaries and the joint of a predicate say.

    `joint` is main, chain (て, 連用形, が, ため, ば), if (と that reports before a verb of speech, and else is a
    condition), adnominal, to, koto or you. A `subordinate` one with its own subject leaves the topic to what follows.
    """

    negated: bool
    voice: str
    modality: str
    certainty: float
    joint: str
    link: str  # the symbols that join it
    subordinate: bool
    tenseless: bool  # 連用形 or て: what follows says when
    bare: bool = False  # nothing after its head: no auxiliary, nothing that joins it
    firm: bool = True  # no mere adverb (繰り返し, 大きく): it has an auxiliary or a comma


_NEUTRAL = re.compile(r"nば[rV得]x?n|nとVx?n|nヲ得x?n|しn|か[モ]知x?n|ニ違n|兼x?n|の[デｄ]ハnか|可[ガモハ]Jx?n")
"""Words with a negative that deny nothing: なければならない, ざるを得ない, しかない, かもしれない, のではないか."""

_MODALITIES: tuple[tuple[str, float, re.Pattern[str]], ...] = (
    ("hearsay", 0.6, re.compile(r"トme|様|よ[q。]|よ$|似")),
    ("hearsay", 0.7, re.compile(r"トy|トZe|トノこ|そq")),
    ("possibility", 0.5, re.compile(r"可|か[モ]知|の[デｄ]ハnか|兼|(?<!ヲ)得")),
    ("possibility", 0.7, re.compile(r"推|は[q推]")),
    ("obligation", 0.5, re.compile(r"nば[rV得]x?n|nとVx?n|てハ[rV]x?n|nヲ得|しn|b|要")),
    ("plan", 0.8, re.compile(r"予|こニZ|意")),
    ("wish", 0.4, re.compile(r"h")),
    ("past", 1.0, re.compile(r"t|タ")),
)
"""The first that fits counts. Certainty: 1 for what is told as a fact, less for hearsay (0.6 to 0.7), plans (0.8),
what may be (0.5; だろう and はずだ 0.7), what ought to be (0.5), what is wished (0.4), a mere condition (0.3)."""

_CONDITION = re.compile(r"[ばタナ場]")
_CLOSED = "。」|"


@lru_cache(maxsize=65_536)
def read_predicate(rest: str, link: str, form: str, ahead: str) -> Reading:
    """Read one shape: the symbols after the head, those that join it, the form of its last inflected word (終 連 用 …)
    and the two symbols that follow."""
    joint = _joint(link, form, ahead)
    plain = _NEUTRAL.sub("", rest + ("か" if link.startswith("か") else ""))
    denials = plain.count("n") + link.startswith("n")
    told = (
        rest
        + ("意" if form == "意" else "")
        + (ahead[:1] if joint == "adnominal" and ahead[:1] in ("予", "可") else "")
    )
    told += "か" if link.startswith("か") else ""
    modality, certainty = _modality(told, link)
    if denials > 1:
        certainty = min(certainty, 0.7)
    voice = "passive" if re.search(r"^[c]?e|[^Zm]e|^x?e", rest) else "causative" if "c" in rest else "active"
    firm = bool(rest or link) or form != "用"
    subordinate = joint == "if" or link[:1] in tuple("ばタナ場時後為ら")
    tenseless = joint == "chain" and (link in ("", "、", "ニ", "ニ、") or link[0] == "て")
    return Reading(
        denials % 2 == 1, voice, modality, certainty, joint, link, subordinate, tenseless, not rest and not link, firm
    )


def _modality(told: str, link: str) -> tuple[str, float]:
    if _CONDITION.match(link):
        return "condition", 0.3
    for modality, certainty, pattern in _MODALITIES:
        if pattern.search(told):
            return modality, certainty
    return "fact", 1.0


def _joint(link: str, form: str, ahead: str) -> str:
    first = link[:1]
    if "ト" in link:
        return "to"
    if "と" in link:
        return "if"
    if first == "よ":
        return "you"
    if first == "か":
        return "koto" if ahead[:1] and ahead[0] not in _CLOSED else "main"
    if first == "、":
        return "adnominal" if form in ("終", "連") else "chain"
    if first:
        return "chain"
    if not ahead or ahead[0] in _CLOSED:
        return "main"
    if form not in ("終", "連"):
        return "chain"
    if ahead[0] in "この" and ahead[1:2] and ahead[1] in "ヲガハニモデト、F":
        return "koto"
    return "adnominal"
