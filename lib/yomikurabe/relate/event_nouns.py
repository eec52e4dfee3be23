"""Dates on nouns: a noun of action that tells a happening of its own, the subject that a date is the predicate of."""

from collections.abc import Sequence

from ..tables import Clause, Timex
from ..topic import Topic
from . import event_words as words
from .event_dated import Anchor, of_clause


def noun_of_action(text: str, clauses: Sequence[Clause], timex: Timex, topic: Topic) -> Anchor | None:
    """2022年の規制強化で, 来年発売予定の「…」: the noun tells a happening of its own."""
    found = words.DEED.match(text, timex.end)
    if found is None or words.OCCASION.search(found["noun"]) or words.CLOCK.match(text, timex.end):
        return None
    deed = _deed_before(text, found.start("noun"), found.end("noun"), topic)
    if deed is None or (found["case"] == "の" and not found["plan"]):
        return None
    holding = [c for c in clauses if c.start <= timex.start and timex.end <= c.end]
    clause = min(holding, key=lambda c: (c.end - c.start, c.start), default=None)
    if clause is None:
        return None
    end = found.end("plan") if found["plan"] else found.end("noun")
    head = words.HEAD.match(text, end)
    anchor = of_clause(clause, timex)
    return anchor._replace(
        start=timex.start,
        end=head.end() if head else end,
        predicate=deed,
        predicate_start=found.end("noun") - len(deed) + 2,
        noun=True,
        planned=bool(found["plan"]),
    )


def subjects_of_copula(text: str, clauses: Sequence[Clause], timex: Timex, topic: Topic) -> list[Anchor]:
    """A date as the predicate: 掲載と発効はいずれも1月15日である tells of two happenings."""
    clause = next((c for c in clauses if c.predicate_start <= timex.start and timex.end <= c.end), None)
    subject = next((a for a in clause.arguments if a.role in ("ハ", "ガ")), None) if clause else None
    if clause is None or subject is None:
        return []
    whole = of_clause(clause, timex)
    if words.DUE.search(text, subject.start, subject.end):
        return [whole]
    parts = [(a.start, a.end) for a in clause.arguments if a.role == "ト" and a.end <= subject.start]
    found = [_deed_before(text, start, end, topic) for start, end in (*parts, (subject.start, subject.end))]
    if not any(found):
        return []
    places = zip((*parts, (subject.start, subject.end)), found, strict=True)
    return [
        whole._replace(
            start=start, end=end, predicate=deed or text[end - 2 : end] + "する", predicate_start=start, noun=True
        )
        for (start, end), deed in places
    ]


def due_date(text: str, clause: Clause, timex: Timex) -> list[Anchor]:
    """期限は3月末で、: a date that ends a part of a sentence is due for what stands before it."""
    subject = next((a for a in clause.arguments if a.role in ("ハ", "ガ") and a.end <= timex.start), None)
    if subject is None or not words.DUE.search(text, subject.start, subject.end):
        return []
    end, predicate = timex.end, timex.surface + "だ"
    whole = of_clause(clause, timex)
    return [whole._replace(start=subject.start, end=end, predicate=predicate, predicate_start=timex.start, noun=True)]


def _deed_before(text: str, start: int, end: int, topic: Topic) -> str | None:
    """The predicate that the noun of action at the end of a phrase makes."""
    deeds = (text[end - n : end] + "する" for n in (4, 3, 2) if end - n >= start)
    return next((deed for deed in deeds if deed in topic.predicates), None)
