"""Claims with a figure or a date: amounts, shares, ratios under the metric that names them, and open ones."""

import re
from collections.abc import Iterator, Mapping, Sequence

from ..tables import Claim, Quantity, Sentence, Timex
from ..topic.metric_rows import MetricRow
from .claim_context import Context
from .claim_rows import Manner, Scope, Value, make_claim
from .claim_scope import find_period, find_scope
from .claim_words import FIGURES, Naming, gap, nearest

_FAR = 90
"""Characters beyond which a word names no figure."""
_REFUSED = 24
"""Characters around a figure within which a refusing word makes it something else."""
_PAUSE = 12
"""What each comma between a word and a figure adds to their distance."""
_GROUP = 25
"""What each group of words takes off: the more a metric asks for, the better it fits."""
_HEAD = re.compile(
    r"(?P<head>[一-鿿々ァ-ヴーA-Za-z]{2,12}?)(?:は|が|も|の)(?:[^、。はがをの「」]{0,8}(?:で|に)?、?)?(?:約|およそ|ほぼ|計|最大)?$"
)
_TAIL = re.compile(r"(?:規模|相当|超|以上|近く|余り|程度)?の(?P<head>[一-鿿々ァ-ヴーA-Za-z]{2,10})")
"""Head nouns of open metrics: 時価総額は…, …の提携."""
_BETWEEN = re.compile(r"[、。,，0-9０-９]")
_THINGS = "つ"
"""The counter of things that are listed, not measured: 2つの要因."""
_NO_HEAD = re.compile(r"^(?:これ|それ|うち|ため|もの|こと|前年|同社|合計|全体)$")


def figure_claims(
    context: Context, namings: Mapping[str, Sequence[Naming]], quantities: Sequence[Quantity]
) -> Iterator[Claim]:
    """Grain: one amount of the text, under the metric whose words stand nearest to it, else under an open one."""
    chosen: dict[str, tuple[str, Scope]] = {}
    sentences = {s.sentence_id: s for s in context.article.sentences}
    for quantity in quantities:
        sentence = sentences[quantity.sentence_id]
        found = chosen.get(quantity.converts or "") or _metric(context, namings.get(quantity.sentence_id, ()), quantity)
        if found is None:
            found = _open(context, quantity, sentence)
        if found is not None:
            chosen[quantity.quantity_id] = found
            yield _claim(context, quantity, sentence, *found)


def _metric(context: Context, namings: Sequence[Naming], quantity: Quantity) -> tuple[str, Scope] | None:
    place, text = (quantity.start, quantity.end), context.article.text
    scored = []
    for naming in namings:
        row = naming.metric
        if row.kind not in FIGURES or not _fits(row, quantity):
            continue
        if any(_is_refused(text, w.start, w.end, place) for w in naming.refused):
            continue
        words = nearest(naming.words, place, len(row.words_ja))
        if words is None or max(gap(w, place) for w in words) > _FAR:
            continue
        first = min(w.start for w in words)
        commas = text.count("、", min(first, place[0]), max(first, place[0]))
        score = min(gap(w, place) for w in words) + _PAUSE * min(commas, 1) - _GROUP * len(words)
        scored.append((score, row.metric_id, row, naming.sentence))
    for _, metric_id, row, sentence in sorted(scored, key=lambda s: s[:2]):
        if scope := find_scope(context, row, sentence, place):
            return metric_id, scope
    return None


def _is_refused(text: str, start: int, end: int, place: tuple[int, int]) -> bool:
    """Whether a refusing word stands beside a figure, with neither a comma nor another figure between."""
    between = text[end : place[0]] if end <= place[0] else text[place[1] : start]
    return len(between) <= _REFUSED and not _BETWEEN.search(between)


def _fits(row: MetricRow, quantity: Quantity) -> bool:
    return quantity.unit in row.units or (quantity.counter or "") in row.units


def _open(context: Context, quantity: Quantity, sentence: Sentence) -> tuple[str, Scope] | None:
    """An open metric: the head noun beside the amount, with the predicate that governs it."""
    text = context.article.text
    found = _HEAD.search(text[max(sentence.start, quantity.start - 24) : quantity.start]) or _TAIL.match(
        text, quantity.end, min(sentence.end, quantity.end + 16)
    )
    if found is None or _NO_HEAD.match(found["head"]) or quantity.counter == _THINGS:
        return None
    here = context.mentions.get(sentence.sentence_id, ())
    at = (max(sentence.start, quantity.start - 24) if found.string is not text else 0) + found.start("head")
    if any(m.start < at + len(found["head"]) and at < m.end for m in here):
        return None  # whose it is, not what it is
    after = (c for c in context.clauses.get(sentence.sentence_id, ()) if c.end >= quantity.end)
    clause = min(after, key=lambda c: c.end, default=None)
    about = [m for m in here if m.kind in ("company", "org", "person", "place")]
    subject = about[0].entity_id if about else None
    scope = Scope(subject, period=find_period(context, sentence, (quantity.start, quantity.end), 0))
    return f"open:{found['head']}+{clause.predicate if clause else ''}", scope


def _claim(context: Context, quantity: Quantity, sentence: Sentence, metric_id: str, scope: Scope) -> Claim:
    span = (quantity.start, quantity.end)
    manner = Manner(context.modality(*span, sentence), *context.voice(*span))
    value = Value(quantity.low, quantity.high, quantity.unit)
    return make_claim(sentence, span, metric_id, quantity.surface, value, scope, manner)


def date_claims(context: Context, namings: Sequence[Naming]) -> Iterator[Claim]:
    """Grain: one date that a sentence gives for what a date metric asks."""
    for naming in namings:
        if naming.metric.kind != "date":
            continue
        row, sentence = naming.metric, naming.sentence
        best: tuple[int, Timex] | None = None
        for timex in context.timexes.get(sentence.sentence_id, ()):
            words = nearest(naming.words, (timex.start, timex.end), len(row.words_ja))
            if timex.kind != "date" or not (timex.earliest or timex.latest) or words is None:
                continue
            far = max(w.start - timex.end if w.start >= timex.end else timex.start - w.end for w in words)
            if far <= _FAR // 3 and (best is None or far < best[0]):
                best = far, timex
        if best is None or any(abs(w.start - best[1].end) <= _REFUSED for w in naming.refused):
            continue
        timex = best[1]
        scope = find_scope(context, row, sentence, (timex.end, timex.end))
        if scope is not None:
            yield _dated(context, naming, timex, scope)


def _dated(context: Context, naming: Naming, timex: Timex, scope: Scope) -> Claim:
    words = nearest(naming.words, (timex.start, timex.end), len(naming.metric.words_ja)) or naming.words
    span = min(timex.start, *(w.start for w in words)), max(timex.end, *(w.end for w in words))
    manner = Manner(context.modality(*span, naming.sentence), *context.voice(*span))
    metric_id, scope = naming.metric.metric_id, scope._replace(period=timex)
    return make_claim(naming.sentence, span, metric_id, timex.surface, scope=scope, manner=manner)
