"""One article through read, extract and relate: a pure function, so it can be cached, spread and shipped."""

from typing import Any

from .compare.finding_rows import Material
from .compare.findings import build_findings
from .extract.clauses import build_clauses
from .extract.names import build_mentions
from .extract.quantities import build_quantities
from .extract.quotes import build_quotes
from .extract.timexes import build_timexes
from .morphology import tokens
from .read import Limits, Source, read_article
from .relate.chip_claims import build_chip_claims
from .relate.claims import build_claims
from .relate.dates import infer_publication
from .relate.event_checks import find_stale_plans
from .relate.events import build_events
from .relate.stances import build_stances
from .topic import Topic

Rows = dict[str, list[Any]]
"""Rows of several tables by the table's name."""


def analyse(source: Source, topic: Topic, limits: Limits) -> Rows:
    """Every table that depends on one article and the dictionary alone.

    Raises InputError where the source is no readable article.
    """
    article = read_article(source, limits)
    cut = {s.sentence_id: tokens(s.text, s.start) for s in article.sentences}
    mentions, entities = build_mentions(article, cut, topic)
    named = {entity.entity_id: entity for entity in entities}
    timexes = build_timexes(article, mentions, named)
    quantities = build_quantities(article, timexes)
    clauses = build_clauses(article, cut)
    quotes = build_quotes(article, clauses, mentions, named, cut, topic)
    events = build_events(article, clauses, mentions, timexes, topic)
    stale, evidence = find_stale_plans(article, events, clauses)
    claims = build_claims(article, mentions, timexes, quantities, clauses, quotes, topic)
    chip_claims = list(build_chip_claims(article, mentions, quantities, clauses, topic))
    dated = article._replace(document=infer_publication(article.document, events, timexes))
    found, shown = build_findings(
        Material(dated, mentions, timexes, quantities, quotes, claims, chip_claims, named, topic)
    )
    return {
        "documents": [dated.document],
        "blocks": list(article.blocks),
        "sentences": list(article.sentences),
        "findings": [*article.findings, *stale, *found],
        "finding_evidence": [*evidence, *shown],
        "entities": list(entities),
        "mentions": list(mentions),
        "timexes": list(timexes),
        "quantities": list(quantities),
        "clauses": list(clauses),
        "quotes": list(quotes),
        "events": list(events),
        "stances": list(build_stances(article, clauses, quotes, mentions, timexes, named, topic)),
        "claims": claims,
        "chip_claims": chip_claims,
    }
