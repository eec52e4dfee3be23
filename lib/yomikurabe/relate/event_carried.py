"""Sentences without a date: what came of the happening before, a time of day alone, a lead that is told again below."""

from collections.abc import Sequence
from datetime import date

from ..articles import Article
from ..tables import Argument, Clause, Event, Sentence, Timex
from ..topic import Topic
from . import event_words as words
from .event_actors import Cast
from .event_dated import Anchor

_CONTINUED = "event.continued"
_LEADS = 2
"""Sentences of the body in which a report says first what it tells more fully below."""
_SHARED = 3
"""Names that a lead must share with what it says first."""


def continued(sentence: Sentence, main: Clause | None, last: tuple[Sentence, Anchor] | None) -> Anchor | None:
    """この合意により…, その際…: a sentence that tells what came of the happening dated in the sentence before."""
    if last is None or not words.CONSEQUENCE.match(sentence.text):
        return None
    before, anchor = last
    near = before.block_id == sentence.block_id and sentence.start <= before.end + 3
    if main is None or main.modality not in ("past", "plan") or not near:
        return None
    return anchor._replace(
        clause=main,
        start=sentence.start,
        end=main.end,
        predicate=main.predicate,
        predicate_start=main.predicate_start,
        rank=0,
        occasion=False,
        basis=_CONTINUED,
    )


def dated_by_hour(article: Article, sentence: Sentence, main: Clause | None, dateline: Timex | None) -> Anchor | None:
    """株価は午前に上がった: a time of day without a day is of the dateline, else of the day of publication."""
    hour = words.HOUR.search(sentence.text)
    if hour is None or main is None or main.modality != "past" or sentence.start + hour.end() > main.predicate_start:
        return None
    first, last = article.published or (None, None)
    if dateline is not None:
        first, last = dateline.earliest, dateline.latest
    if first is None or last is None or first != last:
        return None
    start, end, value = sentence.start + hour.start(), sentence.start + hour.end(), first.isoformat()
    row = (article.doc_id, "", sentence.sentence_id, start, end, hour[0], "date", value, first, last, value, None, None)
    return Anchor(
        Timex(*row),
        main,
        main.start,
        main.end,
        main.predicate,
        main.predicate_start,
        first,
        last,
        basis="event.published",
    )


def without_predicate(article: Article, sentence: Sentence) -> list[Clause]:
    """A sentence that ends in a noun, read as a clause: 4月の累計は30億円。, 終値は4%高。"""
    found = words.NOMINAL.match(sentence.text)
    if found is None:
        return []
    at = sentence.start
    start, end = at + found.start("topic"), at + found.end("rest")
    topic = Argument("ハ", start, at + found.end("topic"))
    clause = Clause(
        doc_id=article.doc_id,
        clause_id=f"{article.doc_id}#c{at + found.start('rest')}",
        sentence_id=sentence.sentence_id,
        start=start,
        end=end,
        parent_id=None,
        predicate=found["rest"] + "だ",
        predicate_start=at + found.start("rest"),
        negated=False,
        voice="active",
        modality="past",
        certainty=1.0,
        embedding=None,
        arguments=(topic,),
    )
    return [clause]


def went_on(text: str, clauses: Sequence[Clause], anchors: Sequence[Anchor], topic: Topic) -> list[Anchor]:
    """What a dated clause leads on to in its own sentence: 7月に訪中し、…と発表した; …する予定で、その際に…する."""
    found: list[Anchor] = []
    dated = {a.predicate_start for a in anchors}
    for anchor in anchors:
        later = [c for c in clauses if c.start >= anchor.end and c.predicate_start not in dated]
        same = [c for c in later if c.parent_id is None and words.SAME_TIME.search(text, anchor.end, c.predicate_start)]
        meaning = topic.predicates.get(anchor.predicate)
        if (
            meaning
            and meaning.action == "visit"
            and anchor.clause.embedding == "chain"
            and anchor.clause.modality == "past"
        ):
            same += [c for c in later if c.clause_id == anchor.clause.parent_id and not _own_subject(c, anchor.end)]
        found += [
            anchor._replace(
                clause=c,
                start=min(c.start, anchor.end + 1),
                end=c.end,
                predicate=c.predicate,
                predicate_start=c.predicate_start,
                basis=_CONTINUED,
            )
            for c in same[:1]
        ]
    return found


def _own_subject(clause: Clause, after: int) -> bool:
    return any(a.role in ("ハ", "ガ", "モ") and a.start >= after for a in clause.arguments)


def retold(article: Article, cast: Cast, events: Sequence[Event], topic: Topic) -> list[Anchor]:
    """The lead that says first, without a date, what the article tells more fully with one.

    The same actor reports, or does the same, with the same names around it.
    """
    body = {b.block_id for b in article.blocks if b.kind == "body"}
    leads = [s for s in article.sentences if s.block_id in body][:_LEADS]
    told = {e.sentence_id for e in events}
    found: list[Anchor] = []
    for lead in leads:
        main = next((c for c in reversed(cast.clauses.get(lead.sentence_id, ())) if c.parent_id is None), None)
        if main is None or main.modality != "past" or main.negated or lead.sentence_id in told:
            continue
        again = next((e for e in events if e.precision == "day" and _tells_again(e, main, cast, topic)), None)
        if again is not None and again.earliest is not None:
            found.append(_on_day(main, again, again.earliest))
    return found


def _tells_again(event: Event, lead: Clause, cast: Cast, topic: Topic) -> bool:
    """Whether an event is what a lead says first."""
    if event.status != "happened" or not _is_same_deed(lead.predicate, event.predicate, topic):
        return False
    names = {m.entity_id for m in cast.mentions.get(lead.sentence_id, ())}
    again = names & {m.entity_id for m in cast.mentions.get(event.sentence_id, ())}
    return len(again) >= _SHARED and bool(again & set(event.actors) & set(cast.of(lead, None)))


def _is_same_deed(one: str, other: str, topic: Topic) -> bool:
    meant, told = topic.predicates.get(one), topic.predicates.get(other)
    if meant is None or told is None:
        return one == other
    return meant.action == told.action or bool(meant.attitude and told.attitude)


def _on_day(clause: Clause, event: Event, day: date) -> Anchor:
    """A clause on the day of an event."""
    timex = Timex(
        doc_id=event.doc_id,
        timex_id=event.timex_id or "",
        sentence_id=event.sentence_id,
        start=event.start,
        end=event.end,
        surface=event.summary,
        kind="date",
        value=day.isoformat(),
        earliest=day,
        latest=day,
        anchor=None,
        basis=None,
        note=None,
    )
    at = (clause.start, clause.end, clause.predicate, clause.predicate_start)
    return Anchor(timex, clause, *at, day, day, basis="event.retold")
