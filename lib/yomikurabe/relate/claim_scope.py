"""What limits a claim: whom it is about, the chip, the place, the deal and the period."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from ..tables import Clause, Mention, Sentence, Timex
from ..topic.metric_rows import MetricRow
from .claim_context import Context
from .claim_named import named_deal, toponym
from .claim_rows import Scope

_FORECASTER = re.compile(r"の(?:市場)?(?:予想|予測|集計|調査|推計)|に(?:よ|対)|が(?:発表|報じ|まとめ)た")
"""What follows whoever only forecasts or reports a figure: 調査会社の予想平均."""
_DOER = re.compile(r"[はがも]")
"""What follows a place that does something, and limits nothing."""
_IS = re.compile(r"である|と(?:される|なる)|「$")
_AND = re.compile(r"[」』]?(?:と|や|、|および|及び)[^はがをに。]*$")
_MEASURE = re.compile(r"前(?:年|期|月|の)|同年")
"""Periods that a figure is measured by, or that it isn't about."""
_NEAR = 48
"""Characters within which a time expression limits a figure."""

_GOAL = re.compile(r"向け|国?内|市場|側?へ|[^、。はがを]{0,12}に(?!よ|お|対)|での|で(?:の)?販売|販売|輸出")
"""What follows a place that something goes to."""
_TERM = re.compile(r"(?P<short>短期的|短期では|当面|目先)|(?P<long>(?:中)?長期的|長期では|長い目)")
_TOWARD = re.compile(r"対(?P<place>[中米日韓露ロ台英欧独仏印])(?=[^、。立応策象照話])")
_INITIALS = {
    "中": "china",
    "米": "united-states",
    "日": "japan",
    "韓": "south-korea",
    "露": "russia",
    "ロ": "russia",
    "台": "taiwan",
    "英": "united-kingdom",
    "欧": "european-union",
    "独": "germany",
    "仏": "france",
    "印": "india",
}
"""Places that 対中, 対米 … name by their first character."""
_BINDS = 3
"""Characters between a length of time and the predicate that it belongs to: 過去3年間で|倍増し."""
_REPORT = re.compile(r"の?(?:[一-鿿]{0,4})(?:決算|業績|実績|統計|調査)|通期")
"""What follows a year that a sentence reports on: 2024年の決算."""
_POINTS = 6
"""Characters before a noun in which a word may point back: そのような|チップ."""
_BACK = re.compile(r"この|その|これら|それら|当該|上記|同(?=.{2,8}$)|両(?=.{2,8}$)")
_DOING = frozenset({"ガ", "ハ", "デ", "ニ", "head"})
_EMBEDDED = frozenset({"to", "koto", "you", "quote"})
_CHIP, _PLACE = frozenset({"chip"}), frozenset({"place"})
_BETWEEN = 24
"""Characters between two names in one breath, or between a value and the name that it is said to be of."""


def find_scope(
    context: Context, metric: MetricRow, sentence: Sentence, place: tuple[int, int], clause: Clause | None = None
) -> Scope | None:
    """What limits a metric at a place, or nothing where something that must limit it is not said.

    What stands in the phrases of the clause, where there is one, comes before what else its sentence has.
    """
    limits = _limits(metric.scope)
    kinds = frozenset(metric.subject)
    found = Scope(
        _subject(context, sentence, place, kinds, clause) if kinds else None,
        _about(context, sentence, place, _CHIP, _reach(context, limits["chip"], clause), clause)
        if "chip" in limits
        else None,
        _where(context, sentence, place, clause, 4 * limits["place"]) if "place" in limits else None,
        named_deal(sentence, place, context.topic) if "deal" in limits else None,
        find_period(context, sentence, place) if "period" in limits else None,
        _term(context, sentence, place) if metric.kind == "yes-no" else None,
    )
    missing = kinds and found.subject is None
    return None if missing or any(must and getattr(found, part) is None for part, must in limits.items()) else found


def _subject(
    context: Context, sentence: Sentence, place: tuple[int, int], kinds: frozenset[str], clause: Clause | None
) -> str | None:
    """Whom a metric is of: of a statement who stands in its clause, of a figure who was named last or most."""
    if clause is not None:
        return _doer(context, sentence, place, kinds, clause)
    return _about(context, sentence, place, kinds, 4) or _leading(context, kinds)


def _doer(
    context: Context, sentence: Sentence, place: tuple[int, int], kinds: frozenset[str], clause: Clause
) -> str | None:
    """Who stands in a phrase of a clause that can hold its doer."""
    doing = _DOING | {"カラ"} if clause.voice == "passive" else _DOING
    spans = [(a.start, a.end) for a in clause.arguments if a.role in doing]
    named = [m for m in context.mentions.get(sentence.sentence_id, ()) if m.kind in kinds and _stands(m, spans)]
    return min(named, key=lambda m: _far(context, m, place)).entity_id if named else None


def _leading(context: Context, kinds: frozenset[str]) -> str | None:
    """The entity of these kinds that the article names most often, of several the first."""
    if kinds not in context.often:
        rows = Counter(m.entity_id for found in context.mentions.values() for m in found if m.kind in kinds)
        context.often[kinds] = max(rows, key=lambda entity_id: rows[entity_id], default=None)
    return context.often[kinds]


def _reach(context: Context, must: bool, clause: Clause | None) -> int:
    """Sentences before in which a chip may stand: none where the clause speaks of other goods."""
    text = context.article.text
    if clause is not None and clause.embedding == "adnominal":
        return 0
    for argument in clause.arguments if clause else ():
        said = text[max(0, argument.start - _POINTS) : argument.end]
        if argument.role in "ガハヲ" and said.endswith(context.topic.goods) and not _BACK.search(said):
            return 0
        if argument.role == "モ":  # 会談では通商も…: another thing than the one before
            return 0
    return 2 * must


def _about(
    context: Context,
    sentence: Sentence,
    place: tuple[int, int],
    kinds: frozenset[str],
    back: int,
    clause: Clause | None = None,
) -> str | None:
    """The entity of these kinds nearest to a place; else the last of the sentences before."""
    text = context.article.text
    own = _phrases(context, clause)
    here = [
        m
        for m in context.mentions.get(sentence.sentence_id, ())
        if m.kind in kinds
        and (back or clause is None or kinds is _PLACE or _stands(m, own))
        and not (_FORECASTER if m.kind != "place" or back else _DOER).match(text, m.end)
    ]
    if here:
        return min(here, key=lambda m: (not _stands(m, own), _far(context, m, place))).entity_id
    earlier = context.before(sentence) if back else None
    return _about(context, earlier, (earlier.end, earlier.end), kinds, back - 1) if earlier else None


def _phrases(context: Context, clause: Clause | None) -> list[tuple[int, int]]:
    return phrases(clause, context.clauses.get(clause.sentence_id, ())) if clause else []


def _where(
    context: Context, sentence: Sentence, place: tuple[int, int], clause: Clause | None, back: int
) -> str | None:
    """The place nearest to a claim; of a deed the place that it goes to: 中国向けに, UAEへ."""
    if clause is None:
        return _about(context, sentence, place, _PLACE, back) or (
            toponym(sentence, context.before(sentence)) if back else None
        )
    text = context.article.text
    if toward := _TOWARD.search(text, clause.start, clause.end):
        return _INITIALS[toward["place"]]
    goals = [
        m
        for m in context.mentions.get(sentence.sentence_id, ())
        if m.kind == "place" and _stands(m, _phrases(context, clause)) and _GOAL.match(text, m.end)
    ]
    return min(goals, key=lambda m: _far(context, m, place)).entity_id if goals else None


def _term(context: Context, sentence: Sentence, place: tuple[int, int]) -> str | None:
    """Short or long run, where the words before a place say so last."""
    said = list(_TERM.finditer(context.article.text, sentence.start, place[1]))
    return f"{said[-1].lastgroup}-term" if said else None


def _far(context: Context, mention: Mention, place: tuple[int, int]) -> int:
    """Distance of a name; one that a place is said to be is nearest: 最高の名峰である富士山."""
    between = context.article.text[place[1] : mention.start] if mention.start >= place[1] else ""
    return len(between) if _IS.search(between) and len(between) < _BETWEEN else _distance(mention, place)


def joined_chips(context: Context, chip_id: str, sentence: Sentence) -> list[str]:
    """Further chips of a sentence that are named in one breath with a chip: AとB."""
    chips = [m for m in context.mentions.get(sentence.sentence_id, ()) if m.kind == "chip"]
    joined: list[str] = []
    for one, other in pairwise(chips):
        between = context.article.text[one.end : other.start]
        if chip_id in (one.entity_id, other.entity_id) and len(between) < _BETWEEN and _AND.match(between):
            joined += [m.entity_id for m in (one, other) if m.entity_id != chip_id]
    return joined


def find_period(context: Context, sentence: Sentence, place: tuple[int, int], back: int = 1) -> Timex | None:
    """The time that a figure is of: in its sentence, else what the sentence before reports on (a quarter, a year)."""
    text, earlier = context.article.text, place[0] >= sentence.end
    near = [t for t in context.timexes.get(sentence.sentence_id, ()) if t.value and t.kind != "set"]
    near = [t for t in near if not (t.earliest and t.earliest == t.latest) and t.start < place[1]]
    near = [t for t in near if place[0] - t.end <= _NEAR and not _MEASURE.match(text, t.start)]
    near = [t for t in near if not _is_bound(context, t, place) and (not earlier or _is_reported(t, text))]
    if near:
        return near[-1]
    before = context.before(sentence) if back else None
    return find_period(context, before, (before.end, before.end), back - 1) if before else None


def _is_bound(context: Context, timex: Timex, place: tuple[int, int]) -> bool:
    """Whether a length of time belongs to a predicate just behind it: 過去3年間で倍増し、…."""
    if timex.kind != "duration" or not context.article.text.startswith("で", timex.end):
        return False
    clauses = context.clauses.get(timex.sentence_id, ())
    return any(0 <= c.predicate_start - timex.end <= _BINDS and c.end <= place[0] for c in clauses)


def _is_reported(timex: Timex, text: str) -> bool:
    """Whether a sentence is about a time, so that the next one's figures are of it, too."""
    return "/" in (timex.value or "") or bool(_REPORT.match(text, timex.end))


def _stands(mention: Mention, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= mention.start and mention.end <= end for start, end in spans)


@lru_cache(maxsize=512)
def _limits(scope: tuple[str, ...]) -> dict[str, bool]:
    """What may limit a metric, and whether it must, by its row's `scope`."""
    return {part.rstrip("!"): part.endswith("!") for part in scope}


def parent_of(clause: Clause, clauses: Sequence[Clause]) -> Clause | None:
    """The clause that a clause is embedded in or hangs on; nothing for one that is only followed by another."""
    if clause.embedding == "chain":
        return None
    return next((c for c in clauses if c.clause_id == clause.parent_id), None)


def phrases(clause: Clause, clauses: Sequence[Clause]) -> list[tuple[int, int]]:
    """Where a clause and its phrases stand; of one that is embedded also the phrases before it that its parent has."""
    spans = [(clause.start, clause.end), *((a.start, a.end) for a in clause.arguments)]
    parent = parent_of(clause, clauses) if clause.embedding in _EMBEDDED else None
    return spans + [(a.start, a.end) for a in (parent.arguments if parent else ()) if a.end <= clause.start]


def _distance(row: Mention | Timex, place: tuple[int, int]) -> int:
    if row.end <= place[0]:
        return place[0] - row.end
    return 3 * (row.start - place[1]) if row.start >= place[1] else 0
