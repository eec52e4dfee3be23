"""The phrases of a predicate as the arguments of its row, lists (AとBが, A、BとCを) joined to one span."""

from collections.abc import Sequence

from ..morphology import Tokens
from ..tables import Argument
from .clause_frames import Frame, Phrase
from .clause_words import RECIPROCAL

_LISTED = ("ガ", "ハ", "モ", "ヲ", "ニ", "デ", "カラ")
_SUBJECTS = ("ガ", "ハ", "モ")
_MOMENT = ("0", "T")


def read_arguments(frame: Frame, text: str, tokens: Tokens) -> tuple[Argument, ...]:
    """The arguments of a clause in the order of the text, the noun that it modifies (`head`) last."""
    phrases, starts, ends = frame.phrases, tokens.starts, tokens.ends
    found: list[Argument] = []
    i = len(phrases)
    while i:
        i -= 1
        phrase = phrases[i]
        role, start = phrase.case.role, phrase.start
        if role:
            while i and phrases[i - 1].after == start and _is_listed(phrases, i, role, frame, start < phrase.start):
                i -= 1
                start = phrases[i].start
            end = ends[phrase.end - 1]
            if role != "ニ" or text[end - 1] != "的":  # 決定的に is an adverb
                found.append(Argument(role, starts[start], end))
    found.reverse()
    noun = frame.noun
    if noun is not None:
        found.append(Argument("head", starts[noun.start], ends[noun.end - 1]))
    return tuple(found)


def _is_listed(phrases: Sequence[Phrase], i: int, role: str, frame: Frame, begun: bool) -> bool:
    """Whether the phrase right before number `i` belongs to a list that ends in this role; `begun`, if one is found."""
    before = phrases[i - 1]
    case = before.case
    if role not in _LISTED or case.post or (before.hangs and case.role):
        return False
    if case.role == "ト":
        return not before.comma and (role in _SUBJECTS or frame.predicate not in RECIPROCAL)
    if case.role or not before.comma or before.noun.endswith(_MOMENT):
        return False
    first = phrases[i - 2] if i > 1 else None
    another = first is not None and (first.case.role == "ト" or (first.comma and not first.case.role))
    return begun or another or role in _SUBJECTS
