"""What a time expression dates: a clause, a noun of action, the subject of a copula, or nothing.

Finding and refusing are apart: `_anchors` looks for what may be dated, `_is_too_long`, `_is_state` and a rank of None
refuse it.
"""

from collections.abc import Sequence
from datetime import MAXYEAR, MINYEAR, timedelta

from ..tables import Clause, Timex
from ..topic import Topic
from . import event_words as words
from .event_dated import Anchor, a_year_later, days_of, of_clause, period_after
from .event_nouns import due_date, noun_of_action, subjects_of_copula

_LONGEST = 366
"""Days of the longest period that dates a happening: a century or a decade tells nothing."""
_SAID = ("to", "koto", "you", "adnominal", "quote")
_STOPS = frozenset("、「」。")
_NEAR = 2
"""Characters that may stand between て and the clause that it leads to."""


def find_anchors(text: str, clauses: Sequence[Clause], timexes: Sequence[Timex], topic: Topic) -> list[Anchor]:
    """What the time expressions of one sentence date: the best for each clause, in the order of the text."""
    best: dict[int, Anchor] = {}
    for timex in timexes:
        if timex.kind != "date" or timex.earliest is None or timex.latest is None:
            continue
        if _is_too_long(timex) or _is_at_the_edge(timex):
            continue
        for anchor in _anchors(text, clauses, timex, topic):
            kept = best.get(anchor.predicate_start)
            if kept is None or _key(anchor) < _key(kept):
                best[anchor.predicate_start] = anchor
    return [best[start] for start in sorted(best)]


def _key(anchor: Anchor) -> tuple[int, timedelta, int]:
    return anchor.rank, anchor.latest - anchor.earliest, anchor.timex.start


def _is_too_long(timex: Timex) -> bool:
    """21世紀 dates nothing."""
    first, last = days_of(timex)
    return (last - first).days >= _LONGEST


def _is_at_the_edge(timex: Timex) -> bool:
    """9999年12月31日 stands for no day, and the calendar ends there."""
    first, last = days_of(timex)
    return first.year == MINYEAR or last.year == MAXYEAR


def _anchors(text: str, clauses: Sequence[Clause], timex: Timex, topic: Topic) -> list[Anchor]:
    headed = [a for c in clauses if (a := _described(text, c, timex))]
    if words.MEASURED.match(text, timex.end) and (
        words.BASELINE_WORD.search(timex.surface) or words.MEASURED_ALWAYS.match(text, timex.end)
    ):
        return headed + _measured(text, clauses, timex)
    if noun := noun_of_action(text, clauses, timex, topic):
        return [noun]
    clause = _smallest(clauses, timex)
    if clause is not None and text.startswith("で、", timex.end):
        return headed + due_date(text, clause, timex)
    if clause is None:
        return headed + subjects_of_copula(text, clauses, timex, topic)
    rank, occasion = _rank(text, clause, timex)
    if rank is None or _is_state(text, clause):
        return headed
    anchor = _dated(text, clauses, clause, timex)
    return [*headed, anchor._replace(rank=rank, occasion=occasion)] if anchor else headed


def _smallest(clauses: Sequence[Clause], timex: Timex) -> Clause | None:
    """The smallest clause that holds the expression before its predicate."""
    holding = [c for c in clauses if c.start <= timex.start and timex.end <= c.predicate_start]
    return min(holding, key=lambda c: (c.end - c.start, c.start), default=None)


def _dated(text: str, clauses: Sequence[Clause], clause: Clause, timex: Timex) -> Anchor | None:
    """The clause, or the one that it leads to: 許可を得て参入した, …とし、…を促した."""
    led = clause
    if _is_said(text, clause) and _at_speech(text, clause, timex):
        led = _outermost(text, clauses, clause)
    elif clause.embedding == "chain":
        if clause.predicate in words.LEADING and not _takes(clause, "ヲ"):
            led = next((c for c in clauses if c.clause_id == clause.parent_id), clause)
        elif text.startswith("て", clause.end):
            led = next((c for c in clauses if clause.end <= c.start <= clause.end + _NEAR), clause)
    if led.predicate == "する" and not _takes(led, "ヲ") and not _reports(led, clauses):
        return None
    return of_clause(led, timex)._replace(start=clause.start)


def _at_speech(text: str, clause: Clause, timex: Timex) -> bool:
    """11日の会見で…する考えを示した, 農相は11日、…すると述べた: the day of the saying, not of what is said."""
    if text[timex.start - 1 : timex.start] == "は" and text.startswith("、", timex.end):
        return True
    found = words.SPEAKING.search(text, timex.end, clause.predicate_start)
    return found is not None and not _STOPS & set(text[timex.end : found.start()])


def _is_said(text: str, clause: Clause) -> bool:
    return clause.embedding in _SAID or (clause.embedding == "chain" and bool(words.REPORTED.match(text, clause.end)))


def _outermost(text: str, clauses: Sequence[Clause], clause: Clause) -> Clause:
    """The clause that all that is said hangs on."""
    by_id = {c.clause_id: c for c in clauses}
    while _is_said(text, clause) and clause.parent_id in by_id:
        clause = by_id[clause.parent_id]
    return clause


def _takes(clause: Clause, role: str) -> bool:
    return any(a.role == role for a in clause.arguments)


def _reports(clause: Clause, clauses: Sequence[Clause]) -> bool:
    """とした, after what was said."""
    return any(c.parent_id == clause.clause_id and c.embedding in ("to", "quote") for c in clauses)


def _is_state(text: str, clause: Clause) -> bool:
    """A state is no happening, but a figure of a period is an outcome: 4月の売上高は3億円あった."""
    if clause.predicate not in words.LIGHT:
        return False
    return clause.predicate != "ある" or not words.FIGURE.search(text, clause.start, clause.predicate_start)


def _rank(text: str, clause: Clause, timex: Timex) -> tuple[int | None, bool]:
    """How the expression stands to the clause, and whether it dates an occasion (24日の会見で).

    None where it only modifies another noun (2025年の業績を).
    """
    dateline = words.DATELINE.match(text, clause.start)
    if dateline and timex.end <= dateline.end():
        return 1, False
    phrase = words.PHRASE.match(text, timex.end)
    if phrase is None or words.CLOCK.match(text, timex.end):
        return (3, False) if _in_subject(clause, timex) else (0, bool(_occasion(text, clause, timex)))
    if phrase["case"] in ("で", "に") and words.OCCASION.search(phrase["noun"]):
        return 2, True
    if phrase["case"] in "はがも" or phrase["noun"] in ("累計", "合計"):
        return 3, False
    return None, False


def _occasion(text: str, clause: Clause, timex: Timex) -> bool:
    """昨年10月京都での会合で: the phrase that holds the date ends in an occasion."""
    return any(
        a.role == "デ"
        and a.start <= timex.start
        and timex.end <= a.end
        and words.OCCASION.search(text[a.start : a.end])
        for a in clause.arguments
    )


def _in_subject(clause: Clause, timex: Timex) -> bool:
    return any(a.role in ("ハ", "ガ", "モ") and a.start <= timex.start and timex.end < a.end for a in clause.arguments)


def _measured(text: str, clauses: Sequence[Clause], timex: Timex) -> list[Anchor]:
    """What is measured by 前年同期 is of the period a year after it."""
    if not words.BASELINE_WORD.search(timex.surface):
        return []
    first, last = days_of(timex)
    holding = [c for c in clauses if timex.end <= c.predicate_start and not text.startswith("と", c.end)]
    holding = [c for c in holding if c.modality != "condition" and words.FIGURE.search(text, c.start, c.end)]
    if not holding or any(c.predicate == "比べる" for c in holding[:1]):
        return []
    years = "年" in timex.surface or timex.surface.startswith("前期")
    earliest, latest = (a_year_later(first), a_year_later(last)) if years else period_after(first, last)
    anchor = of_clause(holding[0], timex)
    return [anchor._replace(earliest=earliest, latest=latest, rank=3, basis="event.measured")]


def _described(text: str, clause: Clause, timex: Timex) -> Anchor | None:
    """A period described by what happened in it: 赤字だった前年同期, 起工した2020年."""
    if clause.embedding != "adnominal" or clause.modality != "past" or words.NEXT_TO.match(timex.surface):
        return None
    head = next((a for a in clause.arguments if a.role == "head"), None)
    if head is None or head.start != timex.start or clause.end != timex.start or clause.predicate in words.LIGHT:
        return None
    return of_clause(clause, timex)._replace(end=timex.end)
