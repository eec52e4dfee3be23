"""What an article says of chips' performance and descent, each statement held against the reference."""

from collections import defaultdict
from collections.abc import Sequence

from ..articles import Article
from ..tables import ChipClaim, Clause, Mention, Quantity
from ..topic import Topic
from .chip_records import Statement
from .chip_roles import build_scenes
from .chip_statements import find_statements
from .chip_verdicts import hold
from .chip_words import NEGATIVE, vocabulary

_PARTICLES = 2
"""Characters that may stand between what is stated and its predicate."""


def build_chip_claims(
    article: Article,
    mentions: Sequence[Mention],
    quantities: Sequence[Quantity],
    clauses: Sequence[Clause],
    topic: Topic,
) -> list[ChipClaim]:
    """Grain: one statement about what a chip can do, or what it is to another chip. Rows in the order of the text.

    `attribute` is the attribute that is named (or successor, cut-down, generation, member), null where performance as
    such is meant. `low` and `high` are as stated: in times of `versus_id`, or in `unit`.
    """
    if not topic.attributes or not any(m.kind == "chip" for m in mentions):
        return []
    words = vocabulary(topic)
    amounts: dict[str, list[Quantity]] = defaultdict(list)
    for quantity in quantities:
        amounts[quantity.sentence_id].append(quantity)
    denied = [(c.predicate_start, c.end) for c in clauses if c.negated]
    last: Statement | None = None
    claims: list[ChipClaim] = []
    for scene in build_scenes(article, mentions, topic):
        for found in find_statements(scene, amounts[scene.sentence.sentence_id], words, topic, last):
            statement = _turned(found) if _is_denied(found, denied, article.text) else found
            if statement is None:
                continue
            scene.about = statement.chip_id if statement.named else scene.about
            last = statement if statement.unit == "times" and statement.low == statement.high else last
            claims.append(_claim(article.doc_id, scene.sentence.sentence_id, statement, topic))
    return claims


def _is_denied(statement: Statement, denied: Sequence[tuple[int, int]], text: str) -> bool:
    """Whether the predicate that states it is negated: 高くない, 同等の性能を持たない; 及ばない says so itself."""
    if text.endswith(NEGATIVE, statement.start, statement.end):
        return False
    last = statement.end + _PARTICLES
    return any(statement.start <= start <= last and statement.end <= end + 1 for start, end in denied)


def _turned(statement: Statement) -> Statement | None:
    """What a denied comparison says: not better is at most as good. Other denials say nothing that can be held."""
    if statement.relation or (statement.low, statement.high) not in ((1.0, None), (None, 1.0)):
        return None
    return statement._replace(low=statement.high, high=statement.low)


def _claim(doc_id: str, sentence_id: str, statement: Statement, topic: Topic) -> ChipClaim:
    held = hold(statement, topic)
    return ChipClaim(
        doc_id=doc_id,
        claim_id=f"{doc_id}#h{statement.start}",
        sentence_id=sentence_id,
        start=statement.start,
        end=statement.end,
        chip_id=statement.chip_id,
        versus_id=statement.versus_id,
        attribute=statement.relation or statement.attribute,
        low=statement.low,
        high=statement.high,
        unit=statement.unit,
        reference_low=held.low,
        reference_high=held.high,
        verdict=held.verdict,
        explanation=held.explanation,
    )
