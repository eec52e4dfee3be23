"""Claims without a figure: what is affirmed, denied or left open, ranks, and how a name is spelt."""

import re
from collections.abc import Iterator, Mapping, Sequence

from ..tables import SPELLING, Claim, Mention, Sentence
from .claim_answers import Answer, find_answers
from .claim_context import Context
from .claim_rows import Manner, Scope, Value, make_claim
from .claim_scope import find_scope, joined_chips
from .claim_words import Naming, Word, nearest, outermost

_SPELT = frozenset({"person", "company", "chip"})
"""Kinds whose names have one sound or one code; bodies have several names."""
_APPOSED = re.compile(r"(?P<noun>[^、。はがをに「」『』()（）]{1,24}?)(?:である|の)?[、「『“\s]?")
"""What stands between a word of rank and the name that it describes: 最大の|鉄鋼会社|A社."""
_SORT = re.compile(
    r"(?:企業|会社|社|メーカー|プロバイダー|事業者|大手|市場|国|地域|都市|県|市|チップ|半導体|製品|技術|銀行|大学|機関|組織|団体|政党|紙|新聞|チーム|球団|選手|産地|拠点|施設|工場|空港|港|路線|店|ブランド)$"
)
"""What is described is called by what it is: 最大の企業, 最大の市場."""
_REST = 12
"""Characters of a predicate that are told with the word of an answer."""
_LONGEST = 40
"""Characters of a clause that the value of an answer shows."""
_WHETHER = re.compile(r"か(?:どうか|否か)")
_OPENING, _CLOSING = "（(「『", re.compile(r"[）)」』]の?")
_TOPIC = re.compile(r"(?:は|が)、?[^。はが]{0,20}")
"""What stands between a name and a word of rank that is said of it: 中国は日本にとって|最大の."""
_PREDICATE = re.compile(r"(?P<noun>[^、。はをに「」]{1,24}?)(?:として|であ|だ|です|で、|と(?:な|見|み|言|い|され))")
"""What is said of it: |市場|である."""


def statement_claims(context: Context, namings: Sequence[Naming]) -> Iterator[Claim]:
    """Grain: one answer of one sentence to one yes/no metric, for each chip that it is given of."""
    for naming in namings:
        if naming.metric.kind != "yes-no":
            continue
        for answer in find_answers(context, naming):
            scope = find_scope(context, naming.metric, naming.sentence, (answer.start, answer.end), answer.clause)
            if scope is not None:
                chips = [scope.chip, *(joined_chips(context, scope.chip, naming.sentence) if scope.chip else ())]
                for chip in dict.fromkeys(chips):
                    yield _statement(context, naming, answer, scope._replace(chip=chip))


def _statement(context: Context, naming: Naming, answer: Answer, scope: Scope) -> Claim:
    sentence, text = naming.sentence, context.article.text
    place = (answer.start, answer.end)
    words = [w for w in nearest(naming.words, place, len(naming.metric.words_ja)) or () if _within(w, answer)]
    start, end = min([answer.start, *(w.start for w in words)]), max([answer.end, *(w.end for w in words)])
    forecast = context.modality(*place, sentence)
    manner = Manner("forecast" if answer.certainty == "speculated" else forecast, *context.voice(*place))
    value = Value(polarity=answer.polarity, certainty=answer.certainty)
    surface = _whole(text, answer, start)
    return make_claim(sentence, (start, end), naming.metric.metric_id, surface, value, scope, manner)


def _whole(text: str, answer: Answer, first: int) -> str:
    """The answer as written, from the matter that it is about to the end of its predicate, where these are near."""
    clause, start = answer.clause, answer.start
    end = clause.end if clause is not None and 0 < clause.end - answer.end <= _REST else answer.end
    if clause is not None and (whether := _WHETHER.match(text, clause.end)) and end == clause.end:
        end = whether.end()
    phrases = sorted(a.start for a in clause.arguments if clause.start <= a.start) if clause is not None else []
    for begin in (max(first, clause.start) if clause is not None else first, *phrases):
        if begin < start and end - begin <= _LONGEST:
            start = begin
            break
    for mark in _CLOSING.finditer(text, start, answer.start):
        if not any(opening in text[start : mark.start()] for opening in _OPENING):
            start = mark.end()
    return text[start:end]


def _within(word: Word, answer: Answer) -> bool:
    clause = answer.clause
    return clause is None or clause.start <= word.start < clause.end


def rank_claims(context: Context, namings: Sequence[Naming]) -> Iterator[Claim]:
    """Grain: one description by rank of one named thing: 世界最大の半導体企業…, …は最大の市場である."""
    for naming in namings:
        if naming.metric.kind != "rank" or naming.refused:
            continue
        kinds = frozenset(naming.metric.subject)
        named = [m for m in context.mentions.get(naming.sentence.sentence_id, ()) if m.kind in kinds]
        taken: set[str] = set()
        for word in outermost(naming.words):
            found = _described(context.article.text, word, named)
            if found is not None and found[0] not in taken:
                taken.add(found[0])
                yield _ranked(context, naming, word, *found)


def _described(text: str, word: Word, named: Sequence[Mention]) -> tuple[str, int] | None:
    """Whom a word of rank describes, and where the description ends."""
    for mention in named:
        match = _APPOSED.fullmatch(text, word.end, mention.start) if mention.start >= word.end else None
        if match and _SORT.search(match["noun"]):
            return mention.entity_id, match.end("noun")
    said = _PREDICATE.match(text, word.end)
    for mention in reversed(named):
        if (
            said
            and _SORT.search(said["noun"])
            and mention.end <= word.start
            and _TOPIC.fullmatch(text, mention.end, word.start)
        ):
            return mention.entity_id, said.end("noun")
    return None


def _ranked(context: Context, naming: Naming, word: Word, subject: str, end: int) -> Claim:
    span = (word.start, end)
    manner = Manner(context.modality(*span, naming.sentence), *context.voice(*span))
    surface = context.article.text[word.start : end]
    return make_claim(
        naming.sentence, span, naming.metric.metric_id, surface, scope=Scope(subject=subject), manner=manner
    )


def spelling_claims(mentions: Sequence[Mention], sentences: Mapping[str, Sentence]) -> Iterator[Claim]:
    """Grain: one full spelling of one name in an article, where it stands first. Short forms are none."""
    seen: set[tuple[str, str]] = set()
    for mention in mentions:
        key = (mention.entity_id, mention.surface)
        if mention.kind in _SPELT and mention.note is None and key not in seen and len(mention.surface) > 1:
            seen.add(key)
            span, scope = (mention.start, mention.end), Scope(subject=mention.entity_id)
            yield make_claim(sentences[mention.sentence_id], span, SPELLING, mention.surface, scope=scope)
