"""Stances: who is for or against what, from what they do as much as from what they say.

A sentence is read clause by clause, the innermost first. What is at issue (a rule, a trade in goods) is taken up where
it is named; every word after it that the dictionary knows (緩和, 許可する, 反対する …) turns it; the subject of the
clause holds what comes out, and the clause around it goes on from there: 「価格規制の緩和を求めた」 is a rule,
loosened, wished for.
"""

import re
from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import TypeVar

from ..articles import Article
from ..tables import Clause, Entity, Mention, Quote, Stance, Timex
from ..topic import Topic
from ..topic.position_rows import IssueRow
from .stance_holders import Held
from .stance_memory import Memory, find_hits
from .stance_objects import Scene
from .stance_reader import Reader
from .stance_words import Lexicon, holders, lexicon

_START = attrgetter("start")
_PLANNED = re.compile(r"[一-龥]{1,6}(?:予定|計画|見通し)")
"""After a date: it is that of something else (来年発売予定の品)."""
Row = TypeVar("Row", Mention, Clause, Timex)


def build_stances(
    article: Article,
    clauses: Sequence[Clause],
    quotes: Sequence[Quote],
    mentions: Sequence[Mention],
    timexes: Sequence[Timex],
    entities: Mapping[str, Entity],
    topic: Topic,
) -> list[Stance]:
    """Grain: one position of one actor on one issue, shown in one sentence. Rows in the order of the text.

    A sentence that only tells what follows from something shows no stance; what has no subject is held by whoever the
    sentence before spoke of.
    """
    words = lexicon(topic)
    if not words.issues or not _is_in_field(article, words, mentions):
        return []
    told, named, dated = _by_sentence(clauses), _by_sentence(mentions), _by_sentence(timexes)
    memory = Memory(article.text, words, mentions)
    hits = find_hits(article.text, words)
    starts = [hit.start for hit in hits]
    waiting = deque(sorted((_spoken(q, words, entities, article) for q in quotes), key=_START))
    over: list[Quote] = []
    before: Reader | None = None
    found: dict[str, Stance] = {}
    for number, sentence in enumerate(article.sentences):
        key = sentence.sentence_id
        inside = hits[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        scene = Scene(number, sentence, article.text, told[key], named[key], inside, memory)
        while waiting and waiting[0].start < sentence.end:
            over.append(waiting.popleft())
        over = [q for q in over if q.end > sentence.start]
        before = Reader(scene, over, before, article.document.published_latest)
        held = before.read()
        memory.keep(number, scene.goods_here(), [one.value._replace(owner=(one.actor,)) for one in held])
        for one in held:
            row = _stance(article, one, sentence.sentence_id, over, dated[key], told[key])
            found.setdefault(row.stance_id, row)
    return sorted(found.values(), key=lambda s: (s.start, s.stance_id))


def _spoken(quote: Quote, words: Lexicon, entities: Mapping[str, Entity], article: Article) -> Quote:
    """A quote whose speaker, if called by an office alone, is who held it."""
    if quote.speaker_id is None or quote.speaker_id in entities:
        return quote
    held = holders(words, quote.speaker_surface or "", article.document.published_latest)
    return quote._replace(speaker_id=held[0]) if held else quote


def _by_sentence(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.sentence_id].append(row)
    return found


def _is_in_field(article: Article, words: Lexicon, mentions: Sequence[Mention]) -> bool:
    """Whether an article speaks of the goods or of the field of the rules at all."""
    if any(m.kind == "chip" and words.goods.get(m.entity_id) for m in mentions):
        return True
    return any(word in article.text for row in words.issues.values() for word in _field(row))


def _field(row: IssueRow) -> tuple[str, ...]:
    """The words by which an article is on the field of a matter: told, or those of a matter that is no trade itself."""
    return row.things_with or (() if row.trade else row.things)


def _stance(
    article: Article,
    held: Held,
    sentence_id: str,
    quotes: Sequence[Quote],
    timexes: Sequence[Timex],
    clauses: Sequence[Clause],
) -> Stance:
    value = held.value
    quote = next((q for q in quotes if q.start <= value.start < q.end), None)
    earliest, latest = _days(article, held, timexes, clauses)
    via = None
    if quote:
        via = quote.via_id or (quote.speaker_id if quote.speaker_id != held.actor else None)
    return Stance(
        doc_id=article.doc_id,
        stance_id=f"{article.doc_id}#p{value.start}-{held.actor}-{value.issue}",
        sentence_id=sentence_id,
        start=value.start,
        end=max(value.end, value.start + 1),
        actor_id=held.actor,
        issue_id=value.issue,
        polarity=value.polarity,
        cue=article.text[value.start : value.end],
        via_id=via,
        earliest=earliest,
        latest=latest,
    )


def _days(
    article: Article, held: Held, timexes: Sequence[Timex], clauses: Sequence[Clause]
) -> tuple[date | None, date | None]:
    """The days that a stance is known for: those named in its clause or one around it, else those of publication."""
    by_id = {c.clause_id: c for c in clauses}
    at = held.value.start
    own: Clause | None = _smallest(clauses, at, held.value.end)
    around = [c for c in clauses for a in c.arguments if a.role == "head" and a.start <= at < a.end]  # 昨年導入した規制
    while own is not None and own not in around:
        around.append(own)
        own = by_id.get(own.parent_id or "")
    for timex in timexes:
        if timex.kind != "date" or not timex.earliest or not timex.latest or _PLANNED.match(article.text, timex.end):
            continue
        if not clauses or _smallest(clauses, timex.start, timex.end) in around:
            return timex.earliest, timex.latest
    return article.published or (None, None)


def _smallest(clauses: Sequence[Clause], start: int, end: int) -> Clause | None:
    """The smallest clause that holds a stretch."""
    holding = [c for c in clauses if c.start <= start and end <= c.end]
    return min(holding, key=lambda c: (c.end - c.start, c.start), default=None)
