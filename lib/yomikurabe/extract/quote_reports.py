"""Reports in the clauses of one sentence: what is reported, by which clause, with which words.

Finding and refusing are apart: `find_reports` takes every clause that stands where speech stands, and named refusals
drop those that report nothing.
"""

import re
from collections.abc import Callable, Iterator

from ..tables import Argument, Clause
from ..topic import Topic
from .quote_scenes import Report, Scene
from .quote_words import ATTRIBUTIVE, HUMAN, INTENTS, NAMING, OPINIONS, PROPOSITIONS, SHOWING, STATEMENTS

_SPOKEN = ("to", "quote", "koto")
_OPEN = ("announce", "admit", "deny", "claim", "point-out", "warn", "report", "promise", "say", "explain")
"""Attitudes of verbs that report what stands before こと; 期待する and 求める wish for it instead."""
_TOLD = ("ヲ", "ハ", "モ", "ガ")
_SAY = "say"
_QUOTED = re.compile(r"[。？?！!]?[」』”]と")
_COMPOUND = re.compile(r"の(?![^の]*(?:年|月|週))[一-龥ァ-ヶー]{2,}計画$")
"""A plan that its own name tells: what stands before modifies the thing planned, 二つの町を結ぶ鉄道の整備計画."""
_ASSERTING = ("claim", "warn")
_FIRM = ("fact", "past", "hearsay")


def find_reports(scene: Scene, topic: Topic) -> Iterator[Report]:
    """Every clause of the sentence that a reporting clause embeds, unless a refusal speaks against it."""
    for clause in scene.clauses:
        parent = scene.by_id.get(clause.parent_id) if clause.parent_id else None
        if parent is None or (clause.embedding not in _SPOKEN and clause.embedding != "adnominal"):
            continue
        attitude = attitude_of(scene.text, parent, clause, topic)
        if attitude is None or any(refuse(scene.text, clause, parent) for refuse in REFUSALS):
            continue
        yield _report(scene, clause, parent, attitude)
    for clause in scene.clauses:
        yield from _claims_of_noun(scene, clause, topic)


def _claims_of_noun(scene: Scene, clause: Clause, topic: Topic) -> Iterator[Report]:
    """What is claimed in nouns: 対策を強化する必要性を訴えた, 輸出への影響を警告した, 協議を最終段階と説明した."""
    row = topic.predicates.get(clause.predicate)
    if row is None or not row.attitude or not any(a.role == "ヲ" for a in clause.arguments):
        return
    if any(refuse(scene.text, clause, clause) for refuse in REFUSALS):
        return
    cue = scene.text[clause.predicate_start : clause.end]
    for thing, called in zip(clause.arguments, clause.arguments[1:], strict=False):
        if thing.role == "ヲ" and called.role == "ト" and called.start == thing.end + 1:  # 協議を最終段階と説明した
            yield Report(thing.start, called.end, clause, cue, row.attitude, False, "noun")
    if row.attitude not in _ASSERTING:
        return
    for argument in clause.arguments:
        if argument.role == "ヲ" and PROPOSITIONS.search(scene.text, argument.start, argument.end):
            head = Argument("head", argument.start, argument.end)
            start = min([argument.start, *(scene.begins(c) for c in scene.clauses if head in c.arguments)])
            yield Report(start, argument.end, clause, cue, row.attitude, False, "noun")


def attitude_of(text: str, parent: Clause, clause: Clause, topic: Topic) -> str | None:
    """The attitude of a reporting clause, or nothing where it is none: that of its verb's row, `say` for とする, for
    見方を示す, and for any verb after 「…」と."""
    row = topic.predicates.get(parent.predicate)
    attitude = row.attitude if row else None
    opinion = next((a for a in parent.arguments if a.role == "ヲ" and _is_opinion(text, a)), None)
    if clause.embedding == "adnominal":
        head = next((a for a in clause.arguments if a.role == "head"), None)
        if head is None or opinion is None or head.start != opinion.start:
            return None
        if _COMPOUND.search(text, head.start, head.end):
            return None
        meant = INTENTS.search(text, opinion.start, opinion.end) and clause.predicate not in ATTRIBUTIVE
        return _SAY if meant and (parent.predicate in SHOWING or attitude in ("announce", "say", "claim")) else None
    if clause.embedding == "koto":
        told = attitude in _OPEN and any(a.start == clause.end and a.role in _TOLD for a in parent.arguments)
        return attitude if told else None
    if opinion is not None and parent.predicate in SHOWING:
        return attitude or _SAY
    if any(a.role == "ガ" and text.startswith("報道", a.end - 2) for a in parent.arguments):
        return "report"  # という報道が響いた
    if parent.predicate == "いう":  # という before a noun or a full stop: hearsay, or no report
        owned = (text[a.start : a.end].rpartition("の")[2] for a in parent.arguments if a.role == "ハ")
        return "claim" if any(noun in STATEMENTS for noun in owned) else None
    if attitude is None and parent.predicate == "する":
        return _SAY
    if attitude is None and clause.embedding == "quote" and parent.predicate not in NAMING:
        return _SAY if _QUOTED.match(text, clause.end) else None
    return attitude


def _is_opinion(text: str, argument: Argument) -> bool:
    return OPINIONS.search(text, argument.start, argument.end) is not None


def _report(scene: Scene, clause: Clause, parent: Clause, attitude: str) -> Report:
    text = scene.text
    cue = text[parent.predicate_start : parent.end]
    bracket = scene.around(clause.predicate_start, clause.end)
    if bracket is not None and not bracket.start <= parent.predicate_start < bracket.end:
        return Report(bracket.start, bracket.end, parent, cue, attitude, True, "quote")
    start = scene.begins(clause)
    return Report(start, clause.end, parent, cue, attitude, False, clause.embedding or "to")


def _refuse_denied(text: str, clause: Clause, parent: Clause) -> bool:
    """述べていない, 明らかにしていない: nothing was said."""
    return parent.negated


def _refuse_unreal(text: str, clause: Clause, parent: Clause) -> bool:
    """述べるだろう, 発表すれば, 強調するため: not said yet."""
    meant = text.startswith(("ため", "ように", "べく"), parent.end) and text[parent.end - 1] in "るうくす"
    past = text[parent.end - 1] in "ただ"  # 認めざるを得なくなった: it was said
    unsaid = parent.modality not in _FIRM and not (parent.modality == "obligation" and past)
    return unsaid or (meant and parent.modality == "fact")


def _refuse_purpose(text: str, clause: Clause, parent: Clause) -> bool:
    """確認する責任, 発表する予定の: a noun that speech is only for."""
    if parent.embedding != "adnominal" or parent.modality == "past" or text[parent.end - 2 : parent.end] == "いる":
        return False
    return not any(a.role == "head" and HUMAN.search(text, a.start, a.end) for a in parent.arguments)


def _refuse_attempt(text: str, clause: Clause, parent: Clause) -> bool:
    """売ろうとしている: an attempt, no report."""
    return parent.predicate == "する" and text[clause.end - 1] == "う"


def _refuse_question(text: str, clause: Clause, parent: Clause) -> bool:
    """するかどうかを明らかにした: what was asked, not what was said."""
    return clause.embedding == "koto" and text.startswith("か", clause.end)


def _refuse_thought(text: str, clause: Clause, parent: Clause) -> bool:
    """「…だと思います」: a quoted speaker's own thought is a part of the quote."""
    return parent.embedding == "quote" and not any(a.role in ("ハ", "ガ", "モ") for a in parent.arguments)


def _refuse_nested(text: str, clause: Clause, parent: Clause) -> bool:
    """…と考えていたと説明した: within a report, what its speaker thought is no report of its own."""
    inside = parent.embedding in _SPOKEN and clause.embedding != "quote"
    return inside and not any(a.role in ("ハ", "ガ", "モ") for a in parent.arguments)


def _refuse_nobody(text: str, clause: Clause, parent: Clause) -> bool:
    """と言われている, と予想される: said by nobody in particular."""
    return parent.voice == "passive" and not any(a.role in ("カラ", "ニ") for a in parent.arguments)


REFUSALS: tuple[Callable[[str, Clause, Clause], bool], ...] = (
    _refuse_denied,
    _refuse_unreal,
    _refuse_purpose,
    _refuse_attempt,
    _refuse_question,
    _refuse_thought,
    _refuse_nested,
    _refuse_nobody,
)
