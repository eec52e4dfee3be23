"""Which claims of one block stand side by side: those that say the same, and pairs of those that don't.

Of values that differ the one with the most sources is held against each other one, so the work grows with the number of
claims, not with its square.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ..tables import Claim, Document
from ..topic.metric_rows import MetricRow
from .comparison_reasons import FIRM, Setting, apart, days_apart, together
from .comparison_values import clusters
from .comparison_verdicts import Verdict, settled

_MOST = 8
"""Claims that one comparison shows, and values that are held against the commonest."""
_EACH = 3
"""Claims of one article that a comparison shows."""
_UNDATED = 10_000
"""Days between articles of which one bears no date: farther than any two that do."""

Answered = tuple[str, str, str, str, str]
"""Chip, place (the usual one, where it is not said) and period of an answer, its side, whether it holds already."""
Sets = Iterator[tuple[list[Claim], Verdict]]


def figures(block: Sequence[Claim], metric: MetricRow | None, converted: bool, setting: Setting) -> Sets:
    """Amounts, shares, ratios and dates: equal ones together, then each other value against the commonest."""
    groups = clusters(block, metric.tolerance if metric else None)
    for group in groups:
        if len(shown := _shown(group)) > 1:
            yield shown, together(shown, metric)
    if metric is None:
        return
    ranked = sorted(groups, key=lambda g: (-len({c.doc_id for c in g}), -len(g), g[0].claim_id))
    for other in ranked[1 : _MOST + 1]:
        one, two = _nearest(ranked[0], other, setting.documents)
        verdict = apart(one, two, metric, setting)
        if converted:
            verdict = settled("explained", "conversion", [one, two], "currency")
        if verdict is not None and _tells(one, two, verdict):
            yield [one, two], verdict
    if len(block) == 1 and not converted:
        yield list(block), settled("single", "alone", block)


def _tells(one: Claim, other: Claim, verdict: Verdict) -> bool:
    """Whether a difference is worth a row: what one article itself sets apart is not, unless it is a slip."""
    if one.doc_id != other.doc_id or verdict.verdict == "conflict":
        return True
    return verdict.column == "scope_period" and one.sentence_id != other.sentence_id


def statements(block: Sequence[Claim], metric: MetricRow, setting: Setting) -> Sets:
    """Yes/no answers: the same ones about one chip together, then other answers about it, then other chips."""
    groups: dict[Answered, list[Claim]] = defaultdict(list)
    usual = Counter(c.scope_place for c in block if c.scope_place).most_common(1)
    for claim in block:
        firm = str(claim.certainty in FIRM) if metric.changes and claim.polarity == "yes" else ""
        place = claim.scope_place or (usual[0][0] if usual else None)
        key = (claim.scope_chip or "", place or "", claim.scope_period or "", claim.polarity or "", firm)
        groups[key].append(claim)
    for key in sorted(groups):
        if len(shown := _shown(groups[key])) > 1:
            yield shown, together(shown, metric)
    yield from _other_answers(groups, metric, setting)
    yield from _other_chips(groups)
    if len(block) == 1:
        yield list(block), settled("single", "alone", block)


def _other_answers(groups: Mapping[Answered, list[Claim]], metric: MetricRow, setting: Setting) -> Sets:
    """Of each two answers that can be about the same chip the two claims that were published nearest."""
    keys = sorted(groups)
    for i, key in enumerate(keys):
        for other in keys[i + 1 :]:
            chips = {key[0], other[0]} - {""}
            if len(chips) > 1 or key[3:] == other[3:]:
                continue
            one, two = _nearest(groups[key], groups[other], setting.documents)
            verdict = apart(one, two, metric, setting)
            if verdict is not None and _tells(one, two, verdict):
                yield [one, two], verdict


def _other_chips(groups: Mapping[Answered, list[Claim]]) -> Sets:
    """One claim of each chip, where the answers differ and several articles give them."""
    first: dict[str, Claim] = {}
    for key in sorted(groups):
        if key[0] and key[3] != "open":
            first.setdefault(key[0], groups[key][0])
    chosen = list(first.values())[:_MOST]
    if len({c.doc_id for c in chosen}) > 1 and len({c.polarity for c in chosen}) > 1:
        yield chosen, settled("explained", "chips", chosen, "scope", "scope_chip")


def ranks(block: Sequence[Claim]) -> Sets:
    """Descriptions by rank of one thing: equal ones together, then one of each."""
    by_words: dict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(block, key=lambda c: (c.doc_id, c.start)):
        by_words[claim.value_text].append(claim)
    for group in by_words.values():
        shown = list({c.doc_id: c for c in reversed(group)}.values())[::-1]
        if len(shown) > 1:
            yield shown[:_MOST], settled("agree", "same-answer", shown[:_MOST])
    one_each = list({c.doc_id: c for c in (g[0] for g in by_words.values())}.values())[:_MOST]
    if len(one_each) > 1:
        yield one_each, settled("explained", "ranks", one_each, "baseline")


def _shown(group: Sequence[Claim]) -> list[Claim]:
    """Of each article the first few claims, one for each wording; fewer of each where there are many articles."""
    for each in range(_EACH, 0, -1):
        shown = _firsts(group, each)
        if len(shown) <= _MOST:
            break
    return shown[:_MOST]


def _firsts(group: Sequence[Claim], each: int) -> list[Claim]:
    taken: dict[str, set[str]] = defaultdict(set)
    shown = []
    for claim in sorted(group, key=lambda c: (c.doc_id, c.start)):
        words = taken[claim.doc_id]
        if len(words) < each and (claim.value_text not in words or claim.polarity is None):
            words.add(claim.value_text if claim.polarity else claim.claim_id)
            shown.append(claim)
    return shown


def _nearest(one: Sequence[Claim], other: Sequence[Claim], documents: Mapping[str, Document]) -> tuple[Claim, Claim]:
    """The two claims of two groups that stand nearest: of two articles, published nearest; else in one text."""

    def far(pair: tuple[Claim, Claim]) -> tuple[bool, int, int, str, str]:
        a, b = pair
        within = abs(a.start - b.start) if a.doc_id == b.doc_id else 0
        days = days_apart(a, b, documents)
        return a.doc_id == b.doc_id, _UNDATED if days is None else days, within, a.claim_id, b.claim_id

    return min(((a, b) for a in one[:_MOST] for b in other[:_MOST]), key=far)
