"""What an article's own text shows to be wrong: doubled text, headings without a body, words against each other."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rapidfuzz import fuzz

from ..tables import Block, Mention, Quote, say
from .finding_rows import Found, Material, found

_DOUBLED = 200
"""Characters of a block that is there twice; less may be a caption, a summary or a refrain."""
_HEADS = frozenset({"title", "heading"})
_DROPPED = frozenset({"boilerplate", "duplicate"})
_GRAVE = re.compile(r"(?:武器|麻薬|人身)?密輸|横領|殺人|殺害|贈収賄|収賄|詐欺|爆破|誘拐|暗殺|虐待|盗作|脱税|放火|墜落")
"""Deeds that a heading can't name unless its text tells of them."""
_VOICES = re.compile(
    r"(?P<who>与野党|野党|与党|議会|市民|住民|専門家|業界|労組|株主)から(?:の)?(?:異論|批判|反発|懸念|不満|賛否|反対)"
)
_GROUPS = {
    "与野党": "党|議員|議会|議院|上院|下院|国会",
    "野党": "野党|議員|党首|国会",
    "与党": "与党|議員|国会",
    "議会": "議会|議員|上院|下院|国会",
    "市民": "市民|住民|消費者|国民",
    "住民": "住民|市民|町民|村民|区民",
    "専門家": "専門家|教授|アナリスト|研究|氏|評論家|博士",
    "業界": "業界|企業|会社|社長|メーカー|団体|業者",
    "労組": "労組|組合|連合",
    "株主": "株主|投資家",
}
_STILL = re.compile(r"(?:依然(?:として)?|これまで(?:も|通り)|引き続き|なお)[^。、]{0,8}$")
_STOPS = re.compile(r"停止|中止|打ち切|凍結|差し止め")
_NO_LONGER = re.compile(
    r"もはや(?:単なる|ただの)?(?P<what>[一-鿿々ァ-ヴー]{3,10})では?なく、[^。]{0,40}?(?:における|での|にとっての)(?P=what)(?:と|だ|で|に)"
)
_PARTIES = re.compile(
    r"(?P<a>[^、。「」はがに]{2,16})と(?P<b>[^、。「」はが]{2,20})が(?:[^、。「」]{0,12})(?P<deed>仲介|調停|仲裁)した(?:合意|停戦|休戦|協定|取引)"
)
_SHORT = re.compile(r"[「『](?P<said>[^「」『』]{3,16})[」』](?:で|へ|と|に)?の(?P<noun>[一-鿿々ァ-ヴー]{2,6})")
_TAIL = re.compile(r"[一-鿿々]{2,}$|[ァ-ヴー]{3,}$")
_ALIKE = 72.0
_LEAST = 12


def find_doubled_text(material: Material) -> Iterator[Found]:
    """Grain: one article that has a long stretch of its text twice."""
    blocks = {b.block_id: b for b in material.article.blocks}
    doubled = [b for b in blocks.values() if b.kind == "duplicate" and b.end - b.start >= _DOUBLED]
    if doubled:
        first, kept = doubled[0], [blocks[b.duplicate] for b in doubled if b.duplicate in blocks]
        length = sum(b.end - b.start for b in doubled)
        explanation = say("finding.doubled", n=length)
        against = [(b.start, b.end) for b in kept]
        yield found(
            material.article, "duplicate-text", (first.start, first.end), explanation, None, "low", 0.95, against
        )


def find_unborne_headings(material: Material) -> Iterator[Found]:
    """Grain: one headline or heading that the text below doesn't bear out."""
    article = material.article
    heads = [b for b in article.blocks if b.kind in _HEADS]
    body = "\n".join(article.text[b.start : b.end] for b in article.blocks if b.kind not in _HEADS | _DROPPED)
    for head in heads if len(body) > _DOUBLED else ():
        for grave in _GRAVE.finditer(article.text, head.start, head.end):
            if not any(part in body for part in {grave[0], grave[0][-2:]}):
                explanation = say("finding.heading_word", word=grave[0])
                yield found(article, "headline-vs-body", (head.start, head.end), explanation, None, "medium", 0.7)
                break
        voice = _VOICES.search(article.text, head.start, head.end)
        if voice and not re.search(_GROUPS[voice["who"]], body):
            explanation = say("finding.heading_voice", who=voice["who"])
            yield found(article, "headline-vs-body", voice.span(), explanation, None, "medium", 0.7)
    yield from _stopped(material, heads)


def _stopped(material: Material, heads: Sequence[Block]) -> Iterator[Found]:
    """A heading says that something was stopped; the text, that it is still not allowed."""
    article, told = material.article, material.claims
    still = [
        c
        for c in told
        if c.polarity == "no" and _STILL.search(article.text, max(0, c.end - 30), c.end - len(c.value_text))
    ]
    for head in heads:
        for claim in told:
            inside = head.start <= claim.start < head.end and claim.polarity == "no"
            if not inside or not _STOPS.search(claim.value_text):
                continue
            other = next((c for c in still if (c.metric_id, c.scope_chip) == (claim.metric_id, claim.scope_chip)), None)
            if other is not None:
                explanation = say("finding.heading_stopped", said=claim.value_text, body=other.value_text)
                span, against = (head.start, head.end), [(other.start, other.end)]
                yield found(article, "headline-vs-body", span, explanation, None, "high", 0.7, against)
                break


def find_self_contradictions(material: Material) -> Iterator[Found]:
    """Grain: one passage that takes back what it says, or in which the parties of a deal are its go-betweens."""
    article = material.article
    for sentence in article.sentences:
        if "もはや" in sentence.text and (match := _NO_LONGER.search(sentence.text)):
            span = (sentence.start + match.start(), sentence.start + match.end())
            explanation = say("finding.no_longer", what=match["what"])
            yield found(article, "internal-conflict", span, explanation, None, "low", 0.6)
        if match := _PARTIES.search(sentence.text) if re.search(r"仲介|調停|仲裁", sentence.text) else None:
            named = [
                m for m in material.mentions if m.sentence_id == sentence.sentence_id and m.kind in ("person", "place")
            ]
            people = [
                m for m in named if sentence.start <= m.start < sentence.start + match.end() and m.kind == "person"
            ]
            if len({m.entity_id for m in people}) == 2 and (
                other := _as_parties(material, people, sentence.sentence_id)
            ):
                span = (sentence.start + match.start(), sentence.start + match.end())
                explanation = say("finding.go_betweens", deed=match["deed"])
                yield found(article, "internal-conflict", span, explanation, None, "low", 0.6, [other])


def _as_parties(material: Material, people: Sequence[Mention], own: str) -> tuple[int, int] | None:
    """Where the article names the same two as the parties of a meeting, truce or deal."""
    names = {m.entity_id for m in people}
    for sentence in material.article.sentences:
        if sentence.sentence_id == own:
            continue
        here = [m for m in material.mentions if m.sentence_id == sentence.sentence_id and m.entity_id in names]
        for one, other in pairwise(here):
            between = material.article.text[one.end : other.start]
            if one.entity_id != other.entity_id and "と" in between and len(between) < 12:
                after = material.article.text[other.end : other.end + 24]
                if match := re.match(r"[^、。]{0,8}の[^、。]{0,6}(?:休戦|停戦|会談|合意|対立|協定)", after):
                    return one.start, other.end + match.end()
    return None


def find_quote_variants(material: Material) -> Iterator[Found]:
    """Grain: one utterance that an article quotes in two ways."""
    direct = [q for q in material.quotes if q.direct and q.speaker_id]
    for i, one in enumerate(direct):
        for other in direct[i + 1 :]:
            near = one.speaker_id == other.speaker_id and one.surface != other.surface
            if near and min(len(one.surface), len(other.surface)) >= _LEAST and _is_retold(one.surface, other.surface):
                yield _variant(material, (one.start, one.end), (other.start, other.end))
    yield from _shortened(material, direct)


def _is_retold(one: str, other: str) -> bool:
    return fuzz.ratio(one, other) >= _ALIKE and not (one in other or other in one)


def _shortened(material: Material, direct: Sequence[Quote]) -> Iterator[Found]:
    """「ある程度」での協力 for what was quoted in full as 「一定の程度で協力する」 by the same speaker."""
    article = material.article
    for sentence in article.sentences:
        for short in _SHORT.finditer(sentence.text):
            tail = _TAIL.search(short["said"])
            names = {m.entity_id for m in material.mentions if m.sentence_id == sentence.sentence_id}
            if tail is None or not tail.start():
                continue
            for quote in direct:
                if quote.speaker_id not in names or quote.sentence_id == sentence.sentence_id:
                    continue
                if tail[0] in quote.surface and short["noun"] in quote.surface and short["said"] not in quote.surface:
                    span = (sentence.start + short.start("said"), sentence.start + short.end("said"))
                    yield _variant(material, span, (quote.start, quote.end))
                    break


def _variant(material: Material, one: tuple[int, int], other: tuple[int, int]) -> Found:
    first, second = sorted((one, other))
    text = material.article.text
    explanation = say("finding.quote", one=text[first[0] : first[1]], other=text[second[0] : second[1]])
    return found(material.article, "quote-variants", first, explanation, None, "low", 0.7, [second])
