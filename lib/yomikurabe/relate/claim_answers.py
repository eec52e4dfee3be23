"""What a clause answers to a yes/no metric: by what its predicate means, or by a word beside it; and how surely."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..tables import Clause
from .claim_context import Context
from .claim_scope import parent_of, phrases
from .claim_words import NO, OPEN, YES, Naming, Word, outermost

LADDER = ("decided", "approved", "policy", "considered", "sounded", "speculated")
"""The ladder of certainty, from what holds to what is only heard."""
_BESIDE = 8
"""Characters before a predicate in which a noun makes one meaning with it: 許可を得る, 裏目に出る."""
_VERBLESS = 80
"""Characters of a heading or list item that a word can answer without a predicate."""
_UNDECIDED = re.compile(
    r"[ぁ-ん]{0,6}(?:かどうか|か否か|か(?:は|が|も)|のを待|の(?:是非|可否))|(?:の)?(?:是非|可否|行方)"
)
"""What follows a predicate that is only weighed: 許可するかどうか."""
_RATHER = re.compile(r"(?:する)?(?:どころか|わけではな|とは限らな|とは(?:言|い)え)")
"""What follows a predicate that is taken back: 減速するどころか."""
_DENIES = re.compile(r"ない$|なか|ません|な$|ず$")
"""Words that hold their own denial: 含まれない."""
_AIM = re.compile(r"(?:する)?(?:ため|のに|べき|必要|努力|目的|目標|能力|用意|準備|とすれば|場合|たり)")
"""What follows a predicate that is only aimed at, needed or supposed."""
_WITHOUT = re.compile(r"(?:する)?(?:ことなく|ことなしに|の(?:を|は)(?:防|避)|ことを(?:防|避))")
"""What follows a predicate that is kept from happening: 損なうことなく."""
_SUPPOSED = re.compile(r"こと(?:は|が|に|で|も|と|へ)(?!な[いかく]|あり)")
"""What makes a clause a thing that is only spoken of: …を許可することは…に等しい."""
_NEVER = re.compile(r"(?:する)?こと(?:は|が|も)?(?:な[いかく]|ありませ|あり得な)")
_AVOID = frozenset({"回避する", "避ける", "防ぐ", "阻止する", "防止する"})
_WANTING = frozenset({"support", "ask", "oppose", "negotiate", "consider"})
"""Actions whose object isn't said to be so: 許可することを推進する."""
_HEADS = {
    "policy": re.compile(r"(?:方針|計画|意向|考え|構え|姿勢|予定|方向)$"),
    "considered": re.compile(r"(?:案|検討|選択肢|提案|議論)$"),
    "speculated": re.compile(r"(?:可能性|恐れ|おそれ|見通し|公算|懸念|観測|見方|リスク|危険性?)$"),
}
"""Nouns that a clause hangs on, with the rung that they give it: …を認める方針."""
_FLIPPED = {YES: NO, NO: YES, OPEN: OPEN}


class Answer(NamedTuple):
    """An answer at a place of the text: its clause (none in a verbless heading), its side and its rung."""

    start: int
    end: int
    clause: Clause | None
    polarity: str
    certainty: str


def find_answers(context: Context, naming: Naming) -> Iterator[Answer]:
    """Every answer of a sentence's clauses to a metric whose words stand in the same clause."""
    clauses = context.clauses.get(naming.sentence.sentence_id, ())
    taken = set()
    for deed in clauses if naming.metric.yes_actions or naming.metric.no_actions else ():
        if (side := _deed(context, naming, deed)) and _speaks_of(naming, deed, clauses):
            taken.add(deed.clause_id)
            if answer := _judge(context, deed, (deed.predicate_start, deed.end), side, clauses):
                yield answer
    outer = outermost([w for w in naming.words if w.answer is not None])
    outer.sort(key=lambda w: w.answer == OPEN)  # 緩和を検討する: what is considered comes before that it is open
    for word in outer:
        clause = _clause_of(word, clauses) or _nominal(context, naming, word, clauses)
        if clause is None:
            covered = any(c.start <= word.start < c.end for c in clauses)
            if not covered and len(naming.sentence.text) <= _VERBLESS:
                yield Answer(word.start, word.end, None, word.answer or YES, LADDER[0])
        elif word.answer == OPEN and any(c.parent_id == clause.clause_id and c.clause_id in taken for c in clauses):
            continue  # what is weighed has answered already
        elif clause.clause_id not in taken and _speaks_of(naming, clause, clauses):
            taken.add(clause.clause_id)
            if answer := _judge(context, clause, (word.start, word.end), word.answer or YES, clauses, word):
                yield answer


def _deed(context: Context, naming: Naming, clause: Clause) -> str | None:
    """The side that a predicate's action takes."""
    metric, row = naming.metric, context.topic.predicates.get(clause.predicate)
    if row is None or row.action is None:
        return None
    return YES if row.action in metric.yes_actions else NO if row.action in metric.no_actions else None


def _clause_of(word: Word, clauses: Sequence[Clause]) -> Clause | None:
    """The clause whose predicate a word is, or stands right beside."""
    near = (
        c for c in clauses if c.start <= word.start and c.predicate_start - _BESIDE < word.end and word.start < c.end
    )
    return min(near, key=lambda c: (c.end, -c.start), default=None)


def _nominal(context: Context, naming: Naming, word: Word, clauses: Sequence[Clause]) -> Clause | None:
    """The clause in which a metric's word and an answer make one noun phrase: 需要の減少は…."""
    text = context.article.text
    joined = any(w.end < word.start <= w.end + _BESIDE and text[word.start - 1] == "の" for w in naming.words)
    near = (c for c in clauses if joined and c.start <= word.start < c.end)
    return min(near, key=lambda c: (c.end, -c.start), default=None)


def _speaks_of(naming: Naming, clause: Clause, clauses: Sequence[Clause]) -> bool:
    """Whether every group of the metric's words has one in the clause or in a phrase that belongs to it."""
    spans = phrases(clause, clauses)
    inside = {w.group for w in naming.words if w.group >= 0 and any(s <= w.start and w.end <= e for s, e in spans)}
    refused = any(s <= w.start and w.end <= e for w in naming.refused for s, e in spans)
    return len(inside) == len(naming.metric.words_ja) and not refused


def _judge(
    context: Context,
    clause: Clause,
    span: tuple[int, int],
    side: str,
    clauses: Sequence[Clause],
    word: Word | None = None,
) -> Answer | None:
    """The answer with denial and certainty; nothing for what is only a condition, an aim or something avoided."""
    text = context.article.text
    parent = parent_of(clause, clauses)
    if clause.modality == "condition" or _AIM.match(text, clause.end):
        return None
    if (parent is not None and parent.predicate in _AVOID) or _is_supposed(context, clause, parent):
        return None
    beside = span[1] > clause.predicate_start - _BESIDE
    flips = beside and clause.negated and not (word and _DENIES.search(text[word.start : word.end]))
    flips |= beside and bool(_NEVER.match(text, clause.end)) and not word
    flips ^= bool(_RATHER.match(text, clause.end) or _WITHOUT.match(text, clause.end))
    polarity = _FLIPPED[side] if flips else side
    certainty = _rung(context, clause, side)
    over = context.topic.predicates.get(parent.predicate) if parent else None
    if over is not None and clause.embedding in ("to", "koto", "you", "quote"):
        certainty = max(certainty, over.rung or certainty, key=LADDER.index)
        if over.attitude == "demand" or (over.action in _WANTING and not over.rung):
            polarity = OPEN
        if over.attitude == "deny":
            polarity = _FLIPPED[polarity]
    if beside and (_UNDECIDED.match(text, clause.end) or clause.modality in ("wish", "obligation")):
        polarity = OPEN
    return Answer(*span, clause, polarity, certainty)


def _is_supposed(context: Context, clause: Clause, parent: Clause | None) -> bool:
    """Whether a clause made a noun is only spoken of, not told."""
    row = context.topic.predicates.get(parent.predicate) if parent else None
    spoken = _SUPPOSED.match(context.article.text, clause.end)
    return bool(spoken) and (row is None or not (row.attitude or row.rung))


def _rung(context: Context, clause: Clause, side: str) -> str:
    """Place on the ladder: the weakest of what the predicate, its modality and the noun that it hangs on say."""
    row = context.topic.predicates.get(clause.predicate)
    rungs = [row.rung if row and row.rung and side != OPEN else LADDER[0]]
    rungs += ["speculated"] if clause.modality in ("possibility", "hearsay") else []
    rungs += ["policy"] if clause.modality == "plan" else []
    for argument in clause.arguments:
        if argument.role == "head":
            noun = context.article.text[argument.start : argument.end]
            rungs += [rung for rung, heads in _HEADS.items() if heads.search(noun)]
    return max(rungs, key=LADDER.index)
