"""Claims without a figure: what is affirmed, denied or left open, ranks, and how a name is spelt."""

import re
from collections.abc import Iterator, Sequence

from ..tables import Claim, Mention
from .claim_context import Context, Scope
from .claim_words import NO, OPEN, YES, Naming, Word, nearest

_NEGATED = re.compile(
    r"[ぁ-ん]{0,3}(?:[しさせれら]{0,3}(?:ない|なかった|ません|ず(?!つ|に済|れ))|(?:する)?どころか|(?:する|した)?わけではな|とは限らな|とは(?:言|い)え)"
)
"""What follows a word that is denied: 加速しない, 加速するどころか."""
_UNDECIDED = re.compile(
    r"(?:する)?(?:かどうか|か否か|ことを?(?:は|強く|求|推進|要求|要請|目指|検討)|よう(?:求|に求|要)|の許可)"
)
"""What follows a word that is only asked for, weighed or thought possible: 許可するかどうか."""
_DENIES = re.compile(r"ない$|なか|ません|な$|ず$")
_FLIPPED = {YES: NO, NO: YES, OPEN: OPEN}
SPELLING = "spelling"
"""The metric of claims that a name is spelt in a certain way."""
_SPELT = frozenset({"person", "company", "org", "chip"})


def statement_claims(context: Context, namings: Sequence[Naming]) -> Iterator[Claim]:
    """Grain: one answer of one sentence to one metric; of several words with the same answer the nearest."""
    for naming in namings:
        if naming.metric.kind not in ("yes-no", "rank") or naming.refused:
            continue
        answers = [w for w in naming.words if w.answer is not None]
        outer = [w for w in answers if not any(_inside(w, o) for o in answers)]
        taken: set[str] = set()
        for word in outer:
            answer = _answer(context.article.text, word)
            words = nearest(naming.words, (word.start, word.end), len(naming.metric.words_ja))
            if words is None or answer in taken:
                continue
            scope = context.scope(naming.metric, naming.sentence, (word.start, word.end))
            if scope is not None:
                taken.add(answer)
                yield _statement(context, naming, word, (*words, word), answer, scope)
                for chip in context.also(scope.chip, naming.sentence) if scope.chip else ():
                    yield _statement(context, naming, word, (*words, word), answer, scope._replace(chip=chip))


def _inside(word: Word, other: Word) -> bool:
    """Whether another, longer word holds this one: 許可 in 不許可."""
    return other.start <= word.start and word.end <= other.end and other.end - other.start > word.end - word.start


def _answer(text: str, word: Word) -> str:
    answer = word.answer or YES
    if answer == YES and _UNDECIDED.match(text, word.end):
        return OPEN
    if _DENIES.search(text[word.start : word.end]):
        return answer
    return _FLIPPED[answer] if _NEGATED.match(text, word.end) else answer


def _statement(
    context: Context, naming: Naming, answer: Word, words: Sequence[Word], polarity: str, scope: Scope
) -> Claim:
    sentence = naming.sentence
    start, end = min(w.start for w in words), max(w.end for w in words)
    asserted_by, via_id = context.voice(answer.start, answer.end)
    return Claim(
        doc_id=sentence.doc_id,
        claim_id=f"{sentence.doc_id}#k{start}-{naming.metric.metric_id}-{polarity}-{scope.chip or ''}".rstrip("-"),
        sentence_id=sentence.sentence_id,
        start=start,
        end=end,
        subject_id=scope.subject,
        metric_id=naming.metric.metric_id,
        scope_chip=scope.chip,
        scope_place=scope.place,
        scope_deal=None,
        scope_period=scope.period.value if scope.period else None,
        polarity=polarity,
        certainty=context.rung(answer.start, answer.end, sentence),
        low=None,
        high=None,
        unit=None,
        value_text=context.article.text[answer.start : answer.end],
        earliest=scope.period.earliest if scope.period else None,
        latest=scope.period.latest if scope.period else None,
        modality=context.modality(answer.start, answer.end, sentence),
        asserted_by=asserted_by,
        via_id=via_id,
    )


def spelling_claims(mentions: Sequence[Mention]) -> Iterator[Claim]:
    """Grain: one full spelling of one name in an article, where it stands first. Short forms are none."""
    seen: set[tuple[str, str]] = set()
    for mention in mentions:
        key = (mention.entity_id, mention.surface)
        if mention.kind in _SPELT and mention.note is None and key not in seen and len(mention.surface) > 1:
            seen.add(key)
            yield Claim(
                doc_id=mention.doc_id,
                claim_id=f"{mention.doc_id}#k{mention.start}-{SPELLING}",
                sentence_id=mention.sentence_id,
                start=mention.start,
                end=mention.end,
                subject_id=mention.entity_id,
                metric_id=SPELLING,
                scope_chip=None,
                scope_place=None,
                scope_deal=None,
                scope_period=None,
                polarity=None,
                certainty=None,
                low=None,
                high=None,
                unit=None,
                value_text=mention.surface,
                earliest=None,
                latest=None,
                modality="fact",
                asserted_by=None,
                via_id=None,
            )
