"""Events: what an article tells of a day, week, month, quarter or year.

A time expression dates the smallest clause that holds it, a noun of action, or the subject of a copula
(`event_anchors`); who takes part is read from the clause's own arguments or carried over (`event_actors`); a few
sentences without a date go on with the one before (`event_carried`). Nothing is dated by today: an expression that
could not be resolved dates nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from ..articles import Article
from ..tables import Clause, Event, Mention, Sentence, Timex, say
from ..topic import Topic
from . import event_words as words
from .event_actors import Cast
from .event_anchors import find_anchors
from .event_carried import continued, dated_by_hour, retold, went_on, without_predicate
from .event_dated import Anchor

_UNREAL = ("possibility", "condition", "wish", "obligation")
_EXPECTED = ("expect", "plan")
_FIRMS = ("company", "person")
_PLACED = ("デ", "ニ")


def build_events(
    article: Article, clauses: Sequence[Clause], mentions: Sequence[Mention], timexes: Sequence[Timex], topic: Topic
) -> list[Event]:
    """Grain: one happening told in one clause, with its date. Rows in the order of the text."""
    dates: dict[str, list[Timex]] = defaultdict(list)
    for timex in timexes:
        dates[timex.sentence_id].append(timex)
    teller = _Teller(article, Cast(article, clauses, mentions, topic), topic)
    for sentence in article.sentences:
        told: Sequence[Clause] = teller.cast.clauses.get(sentence.sentence_id, ())
        if not told and (sentence.sentence_id in dates or teller.has_hours):
            told = without_predicate(article, sentence)
        if sentence.sentence_id in dates:
            anchors = find_anchors(article.text, told, dates[sentence.sentence_id], topic)
            teller.tell(sentence, [*anchors, *went_on(article.text, told, anchors, topic)])
        elif anchor := teller.undated(sentence, told):
            teller.tell(sentence, [anchor])
    teller.found += [teller.event(a) for a in retold(article, teller.cast, teller.found, topic)]
    return _unique(article, teller.found)


class _Teller:
    """Makes rows of what is dated, and remembers what was told last."""

    def __init__(self, article: Article, cast: Cast, topic: Topic) -> None:
        self.article, self.cast, self.topic = article, cast, topic
        self.found: list[Event] = []
        self.last: tuple[Sentence, Anchor] | None = None
        self.dateline: Timex | None = None
        self.has_hours = bool(words.HOUR.search(article.text))

    def tell(self, sentence: Sentence, anchors: Iterable[Anchor]) -> None:
        """Add what is dated in a sentence."""
        for anchor in anchors:
            for part in self._parts(anchor):
                self.found.append(self.event(part))
            if not anchor.noun:
                self.last = (sentence, anchor)
            if anchor.rank == 1:
                self.dateline = anchor.timex

    def undated(self, sentence: Sentence, told: Sequence[Clause]) -> Anchor | None:
        """A sentence without a date that goes on with the one before, or has a time of day alone."""
        if not (self.has_hours or sentence.text.startswith(("こ", "そ"))):
            return None
        main = next((c for c in reversed(told) if c.parent_id is None), None)
        return continued(sentence, main, self.last) or dated_by_hour(self.article, sentence, main, self.dateline)

    def _parts(self, anchor: Anchor) -> list[Anchor]:
        """Aは…、Bは…と下げた: one happening for each of two who do the same."""
        if anchor.noun:
            return [anchor]
        text, clause = self.article.text, anchor.clause
        topics = [a for a in clause.arguments if a.role == "ハ"]
        if len(topics) != 2 or not all(self.cast.within(clause.sentence_id, [a[1:]], _FIRMS) for a in topics):
            return [anchor]
        if text[topics[1].start - 1] != "、":
            return [anchor]
        cut = topics[1].start
        one = clause._replace(arguments=tuple(a for a in clause.arguments if a != topics[1]))
        other = clause._replace(arguments=tuple(a for a in clause.arguments if a != topics[0]))
        first = anchor._replace(clause=one, end=cut - 1, predicate_start=topics[0].start)
        return [first, anchor._replace(clause=other, start=cut)]

    def event(self, anchor: Anchor) -> Event:
        """The row of one thing that is dated."""
        text, clause, cast = self.article.text, anchor.clause, self.cast
        start, end = self._span(anchor)
        actors = self._noun_actors(anchor) if anchor.noun else cast.of(clause, anchor.latest)
        chips = cast.within(clause.sentence_id, [(start, end)], ("chip",))
        places = cast.named(clause, _PLACED, ("place",))
        meaning = self.topic.predicates.get(anchor.predicate)
        timex = anchor.timex
        return Event(
            doc_id=self.article.doc_id,
            event_id=f"{self.article.doc_id}#e{anchor.predicate_start}",
            sentence_id=clause.sentence_id,
            start=start,
            end=end,
            summary=text[start:end],
            earliest=anchor.earliest,
            latest=anchor.latest,
            precision=precision(anchor.earliest, anchor.latest),
            action=meaning.action if meaning else None,
            predicate=anchor.predicate,
            actors=tuple(actors),
            chips=tuple(chips),
            place=places[0] if places else None,
            status=self._status(anchor),
            timex_id=timex.timex_id or None,
            basis=say(anchor.basis, surface=timex.surface, value=timex.value),
        )

    def _noun_actors(self, anchor: Anchor) -> list[str]:
        """Who a dated noun of action belongs to: named in it, or spoken of."""
        cast, sentence_id = self.cast, anchor.clause.sentence_id
        kinds = ("person", "org", "company")
        inside = cast.within(sentence_id, [(anchor.start, anchor.end)], kinds)
        makers = [
            entity.affiliation
            for chip in cast.within(sentence_id, [(anchor.start, anchor.end)], ("chip",))
            if (entity := self.topic.entities.get(chip)) and entity.affiliation
        ]
        found = inside or makers or cast.named(anchor.clause, ("ハ", "ガ", "モ"), kinds)
        is_subject = anchor.clause.predicate_start <= anchor.timex.start
        return found or (cast.spoken_of(anchor.clause) if is_subject else [])

    def _span(self, anchor: Anchor) -> tuple[int, int]:
        """The words that tell it, with the noun that it describes; no dateline, no linking word, no quote."""
        text, clause = self.article.text, anchor.clause
        start, end = anchor.start, anchor.end
        if anchor.noun:
            return start, end
        for pattern in (words.DATELINE, words.LINK):
            if (found := pattern.match(text, start)) and found.end() < anchor.predicate_start:
                start = found.end()
        if words.NEXT_TO.match(anchor.timex.surface) and start < anchor.timex.start < anchor.predicate_start:
            start = anchor.timex.start  # 会談する前夜: the meeting is another happening
        inner = [
            c
            for c in self.cast.clauses.get(clause.sentence_id, ())
            if c.parent_id == clause.clause_id and c.embedding in ("to", "quote")
        ]
        own = [a.start for a in clause.arguments if a.role in ("ハ", "ガ") and a.end <= anchor.predicate_start]
        if inner and own and min(own) >= max(c.end for c in inner) and anchor.timex.start >= min(own):
            start = min(own)
        head = next((a for a in clause.arguments if a.role == "head"), None)
        if (
            head
            and clause.end == end
            and head.start <= end + 1
            and head.end - head.start <= end - start
            and not words.FORMAL.match(text, head.start)
        ):
            end = max(end, head.end)
        return start, end

    def _status(self, anchor: Anchor) -> str:
        clause = anchor.clause
        first, last = self.article.published or (None, None)
        if anchor.noun:
            return "planned" if anchor.planned or (last and anchor.earliest > last) else "happened"
        if clause.negated and not anchor.occasion:
            return "denied"
        if clause.modality in _UNREAL:
            return "hypothetical"
        if last and anchor.earliest > last:
            return "planned"
        if (
            first
            and anchor.latest < first
            and not words.PLANNED.search(self.article.text, clause.predicate_start, clause.end)
        ):
            return "happened"
        return "planned" if self._is_open(clause) else "happened"

    def _is_open(self, clause: Clause) -> bool:
        """Whether the words leave it to come: a plan, what is expected, a tense that is not past."""
        text = self.article.text
        if clause.modality == "plan" or words.PLANNED.search(text, clause.predicate_start, clause.end):
            return True
        meaning = self.topic.predicates.get(clause.predicate)
        if meaning and meaning.action in _EXPECTED:
            return True
        outer = next(
            (c for c in self.cast.clauses.get(clause.sentence_id, ()) if c.clause_id == clause.parent_id), None
        )
        if outer and clause.embedding in ("koto", "adnominal") and self._is_aim(outer):
            return True
        to_come = (
            clause.modality == "fact"
            and clause.embedding in (None, "to", "quote")
            and not words.FIGURE.match(clause.predicate)
        )
        return to_come and not words.ONGOING.search(text, clause.predicate_start, clause.end + 3)

    def _is_aim(self, clause: Clause) -> bool:
        meaning = self.topic.predicates.get(clause.predicate)
        return bool(meaning and meaning.action == "plan") or clause.modality == "plan"


def _unique(article: Article, found: Iterable[Event]) -> list[Event]:
    """One row an id; a headline that says what the body tells of the same day is left to the body."""
    rows: dict[str, Event] = {}
    for event in sorted(found, key=lambda e: (e.start, e.event_id)):
        rows.setdefault(event.event_id, event)
    titles = {b.block_id for b in article.blocks if b.kind in ("title", "heading", "caption")}
    blocks = {s.sentence_id: s.block_id for s in article.sentences}
    body = [e for e in rows.values() if blocks[e.sentence_id] not in titles]
    return [
        e
        for e in rows.values()
        if blocks[e.sentence_id] not in titles or not any(_same_day(e, other) for other in body)
    ]


def _same_day(one: Event, other: Event) -> bool:
    shared = set(one.actors) & set(other.actors) or set(one.chips) & set(other.chips)
    return bool(shared) and (one.earliest, one.latest) == (other.earliest, other.latest)


def precision(earliest: date | None, latest: date | None) -> str:
    """How exact an interval of days is: day, week, month, quarter, half, year or range."""
    if earliest is None or latest is None:
        return "range"
    days = (latest - earliest).days + 1
    named = {1: "day", 7: "week", 28: "month", 29: "month", 30: "month", 31: "month", 365: "year", 366: "year"}
    if days in named:
        return named[days]
    return "quarter" if 90 <= days <= 92 else "half" if 181 <= days <= 184 else "range"
