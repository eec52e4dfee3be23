"""Utterances that one article quotes in two ways."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from ..tables import Quote, say
from .finding_rows import Found, Material, found

_BRACKET = re.compile(r"[「『](?P<said>[^「」『』]{3,18})[」』]")
_VAGUE = (
    "ある程度の|一定程度の|一定の|特定の|何らかの|なんらかの|若干の|多少の|最低限の|相当な|相当の|かなりの|限られた|限定的な|"
    "いくつかの|一部の|すべての|全ての|あらゆる|適切な|必要な|十分な|重大な|深刻な|大きな|巨大な|重要な|不可欠な|決定的な|"
    "明確な|強い|強力な|新たな|新しい|最良の|最高の|最善の|ある|別の|他の|ほかの"
)
"""What translators render in several ways: degrees, extents, weights."""
_DESCRIBED = re.compile(rf"(?P<how>{_VAGUE})(?P<noun>[一-鿿々]{{2,6}}|[ァ-ヴー]{{3,12}})")
_BESIDE = re.compile(r"[一-鿿々]{2,}|[ァ-ヴー]{3,}")
_FIGURE = re.compile(r"[0-9０-９]+|[A-Z]{1,3}[0-9]+")
_ALIKE = 72.0
_LEAST = 12
_REACH = 12
"""Characters after a short quotation in which the words that its utterance goes on with stand."""


def find_quote_variants(material: Material) -> Iterator[Found]:
    """Grain: one utterance that an article quotes in two ways."""
    direct = [q for q in material.quotes if q.direct and q.speaker_id]
    if not direct:
        return
    by_speaker: dict[str | None, list[Quote]] = defaultdict(list)
    for quote in direct:
        by_speaker[quote.speaker_id].append(quote)
    for quotes in by_speaker.values():
        for i, one in enumerate(quotes):
            for other in quotes[i + 1 :]:
                if min(len(one.surface), len(other.surface)) >= _LEAST and _is_retold(one.surface, other.surface):
                    yield _variant(material, (one.start, one.end), (other.start, other.end))
    yield from _shortened(material, direct)


def _is_retold(one: str, other: str) -> bool:
    """Nearly the same words; the same sentence about another thing or figure is another utterance."""
    if one in other or other in one or abs(len(one) - len(other)) > max(len(one), len(other)) // 2:
        return False
    return fuzz.ratio(one, other, score_cutoff=_ALIKE) > 0 and _FIGURE.findall(one) == _FIGURE.findall(other)


def _shortened(material: Material, direct: Sequence[Quote]) -> Iterator[Found]:
    """「ある程度の量」での供給 for what was quoted in full as 「限られた量を供給する」 by the same speaker."""
    text = material.text
    full = [(q, m) for q in direct for m in _DESCRIBED.finditer(q.surface) if len(q.surface) >= _LEAST]
    if not full:
        return
    inside = {(q.start, q.end) for q in direct if len(q.surface) >= _LEAST}
    for start, end in material.kept:
        for short in _BRACKET.finditer(text, start, end):
            said = _DESCRIBED.fullmatch(short["said"])
            sentence = material.sentence_at(short.start()) if said and short.span("said") not in inside else None
            if said is None or sentence is None:
                continue
            names = {m.entity_id for m in material.mentions_in.get(sentence.sentence_id, ())}
            goes_on = _BESIDE.findall(text[short.end() : short.end() + _REACH].split("。")[0])
            for quote, described in full:
                other = described["noun"] == said["noun"] and described["how"] != said["how"]
                if not other or quote.speaker_id not in names or quote.sentence_id == sentence.sentence_id:
                    continue
                if any(word in quote.surface for word in goes_on):
                    yield _variant(material, short.span("said"), (quote.start, quote.end))
                    break


def _variant(material: Material, one: tuple[int, int], other: tuple[int, int]) -> Found:
    first, second = sorted((one, other))
    text = material.text
    explanation = say("finding.quote", one=text[first[0] : first[1]], other=text[second[0] : second[1]])
    return found(material.article, "quote-variants", first, explanation, None, "low", 0.7, [second])
