"""What an article claims that can be checked: figures, dates, statements, and how it spells names."""

from collections.abc import Sequence

from ..articles import Article
from ..tables import Claim, Clause, Mention, Quantity, Quote, Timex
from ..topic import Topic
from .claim_context import Context
from .claim_figures import date_claims, figure_claims
from .claim_statements import rank_claims, spelling_claims, statement_claims
from .claim_words import Naming, find_namings


def build_claims(
    article: Article,
    mentions: Sequence[Mention],
    timexes: Sequence[Timex],
    quantities: Sequence[Quantity],
    clauses: Sequence[Clause],
    quotes: Sequence[Quote],
    topic: Topic,
) -> list[Claim]:
    """Grain: one checkable statement, by place. `low`, `high` in `unit`; `value_text` is the value as written."""
    context = Context(article, mentions, timexes, clauses, quotes, topic)
    measured, dated = {q.sentence_id for q in quantities}, {t.sentence_id for t in timexes}
    namings = list(find_namings(article, topic, measured, dated))
    by_sentence: dict[str, list[Naming]] = {}
    for naming in namings:
        by_sentence.setdefault(naming.sentence.sentence_id, []).append(naming)
    claims = [
        *figure_claims(context, by_sentence, quantities),
        *date_claims(context, namings),
        *statement_claims(context, namings),
        *rank_claims(context, namings),
        *spelling_claims(mentions, {s.sentence_id: s for s in article.sentences}),
    ]
    unique = {claim.claim_id: claim for claim in claims}
    return sorted(unique.values(), key=lambda c: (c.start, c.claim_id))
