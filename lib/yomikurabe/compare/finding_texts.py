"""What an article's own text shows to be wrong: text that stands twice, words against each other."""

import re
from collections.abc import Iterator
from itertools import pairwise

from ..tables import Mention, Sentence, say
from .finding_rows import Found, Material, Span, found

_DOUBLED = 200
"""Characters of a block that is there twice; less may be a caption, a summary or a refrain."""
_TAKEN_BACK = re.compile(
    r"(?:もはや|今や|いまや|すでに)?(?P<mere>単なる|ただの|たんなる)?"
    r"(?P<what>(?:[一-鿿々ァ-ヴー]{2,8}[的な]{0,2}(?:な|の))?[一-鿿々ァ-ヴー]{3,12})では?なく、"
    r"(?P<where>(?:[^。、「」]{0,36}?(?:における|での|にとっての|の中の|に向けた|に対する|をめぐる))?)"
    r"(?P=what)(?:と|だ|で(?!は|も)|に(?:ほかなら|過ぎ|すぎ)|として|である)"
)
"""No longer a problem, but in the market a problem: the same noun denied and affirmed, described no otherwise."""
_BROKERED = re.compile(
    r"(?:両国|両首脳|両氏|双方|両者|二人|2人)?が(?:[^。、「」]{0,12})?(?:仲介|調停|仲裁)した(?P<deed>合意|停戦|休戦|協定|取引|和平|和解)"
    r"|(?:の|による)(?:仲介|調停|仲裁)(?:による|した|で成立した)(?P<other>合意|停戦|休戦|協定|和平|和解)"
)
_AND = re.compile(r"[^。、「」はがに]{0,10}(?:と|・|、)[^。、「」はが]{0,12}")
_BETWEEN = re.compile(
    r"[^。、「」]{0,8}(?:の|間の|による)[^。、「」]{0,6}(?:休戦|停戦|合意|対立|協定|戦争|紛争|争い|和平|和解)"
)
_ACTORS = frozenset({"person", "place"})


def find_doubled_text(material: Material) -> Iterator[Found]:
    """Grain: one article that has a long stretch of its text twice."""
    doubled = [b for b in material.article.blocks if b.kind == "duplicate" and b.end - b.start >= _DOUBLED]
    if doubled:
        blocks = {b.block_id: b for b in material.article.blocks}
        first, kept = doubled[0], [blocks[b.duplicate] for b in doubled if b.duplicate in blocks]
        length = sum(b.end - b.start for b in doubled)
        explanation = say("finding.doubled", n=length)
        against = [(b.start, b.end) for b in kept]
        yield found(
            material.article, "duplicate-text", (first.start, first.end), explanation, None, "low", 0.95, against
        )


def find_self_contradictions(material: Material) -> Iterator[Found]:
    """Grain: one passage that takes back what it says, or in which the parties of a deal are its go-betweens."""
    for sentence in material.sentences_with("はなく、", "でなく、"):
        for match in _TAKEN_BACK.finditer(sentence.text):
            span = (sentence.start + match.start(), sentence.start + match.end())
            explanation = say("finding.no_longer", what=match["what"])
            against = [(sentence.start + match.end("where"), sentence.start + match.end())]
            yield found(material.article, "internal-conflict", span, explanation, None, "low", 0.6, against)
    for sentence in material.sentences_with("仲介", "調停", "仲裁"):
        yield from _go_betweens(material, sentence)


def _go_betweens(material: Material, sentence: Sentence) -> Iterator[Found]:
    """A and B are said to have brokered a truce that the article elsewhere has between A and B."""
    for deed in _BROKERED.finditer(sentence.text):
        at = sentence.start + deed.start()
        named = [m for m in material.mentions_in[sentence.sentence_id] if m.kind in _ACTORS and m.end <= at]
        pair = _last_pair(material, named, at)
        if pair and (other := _as_parties(material, pair, sentence)):
            span = (pair[0].start, sentence.start + deed.end())
            explanation = say("finding.go_betweens", deed=deed["deed"] or deed["other"])
            yield found(material.article, "internal-conflict", span, explanation, None, "low", 0.6, [other])


def _last_pair(material: Material, named: list[Mention], at: int) -> tuple[Mention, Mention] | None:
    """Two of one kind, joined by と, that the deed is said of."""
    if not named or not re.fullmatch(r"[^。、「」はが]{0,14}", material.text[named[-1].end : at]):
        return None
    last = named[-1]
    for other in reversed(named[:-1]):
        if other.kind == last.kind and other.entity_id != last.entity_id:
            between = material.text[other.end : last.start]
            return (other, last) if _AND.fullmatch(between) else None
    return None


def _as_parties(material: Material, pair: tuple[Mention, Mention], own: Sentence) -> Span | None:
    """Where the article names the same two as the parties of a truce, deal or conflict."""
    wanted = {m.entity_id for m in pair}
    for sentence_id, mentions in material.mentions_in.items():
        here = [m for m in mentions if m.entity_id in wanted]
        if sentence_id == own.sentence_id or len({m.entity_id for m in here}) < 2:
            continue
        for one, other in pairwise(here):
            between = material.text[one.end : other.start]
            if one.entity_id != other.entity_id and ("と" in between or "・" in between) and len(between) < 12:
                after = material.text[other.end : other.end + 30]
                if match := _BETWEEN.match(after):
                    return one.start, other.end + match.end()
    return None
