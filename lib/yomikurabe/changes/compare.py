"""Two runs held together: what is new, gone or changed, one row for each thing that a reader follows."""

from collections.abc import Hashable, Iterator, Mapping
from typing import Any, NamedTuple

from ..corpus import Corpus
from .articles import Matched, Side, match_articles, sentence_changes
from .matching import by_claims, by_key, by_tellings
from .tellings import pair_tellings
from .units import Build, Followed, Match, Unit, comparisons, findings, happenings, known, positions

KINDS = ("conflict", "finding", "position", "event", "article")
"""What is followed, in the order in which it is told."""
NEWS = ("new", "changed", "gone")
_CONFLICT = "conflict"
_OF_AN_ARTICLE = ("title", "publisher", "author", "url")
_FOLLOWED: dict[str, tuple[Build, Match]] = {
    _CONFLICT: (comparisons, by_claims),
    "finding": (findings, by_tellings),
    "position": (positions, by_key),
    "event": (happenings, by_tellings),
}


class Change(NamedTuple):
    """One thing that is new, changed or gone.

    `old` and `new` are its rows in the two runs: of comparisons, findings, stances, events or documents. `facts` are
    what differs, each as it was and as it is. `gained` are the rows (of claims, findings, stances, events; of an
    article its sentences) that say what the earlier run did not have, `lost` those that nothing says any more, `told`
    all that show it.
    """

    kind: str
    news: str
    old: Any
    new: Any
    facts: Mapping[str, tuple[Any, Any]]
    gained: tuple[Any, ...]
    lost: tuple[Any, ...]
    told: tuple[Any, ...]


def compare_corpora(old: Corpus, new: Corpus) -> list[Change]:
    """Grain: one thing that is new, changed or gone from one run to the next; in the order of KINDS, NEWS, then place.

    Rows are matched by what they say, so one that only stands elsewhere in its article, or whose article has another
    file name, is the same. Articles that repeat another bring nothing but themselves.
    """
    before, after = Side(old), Side(new)
    matched = match_articles(before, after)
    changes = list(_articles(before, after, matched))
    for kind, (build, match) in _FOLLOWED.items():
        changes += _compare(kind, build(before, matched.old_texts), build(after, matched.new_texts), match)
    return sorted(changes, key=lambda c: (KINDS.index(c.kind), NEWS.index(c.news)))


def _compare(kind: str, old: Followed, new: Followed, match: Match) -> Iterator[Change]:
    """The changes of one kind."""
    pairs = pair_tellings(old.tellings, new.tellings)
    backwards = {before: after for after, before in pairs.items()}
    partners, alive = match(old, new, pairs)
    for i, now in enumerate(new.units):
        was = old.units[partners[i]] if i in partners else None
        gained = _others(new, now, old, pairs)
        lost = _others(old, was, new, backwards) if was else ()
        facts = {name: (was.facts[name], v) for name, v in now.facts.items() if was.facts[name] != v} if was else {}
        news = _news(kind, was, now)
        if news and (news != "changed" or gained or lost or facts):
            yield Change(kind, news, was and was.row, now.row, facts, gained, lost, _rows(new, now))
    for i, was in enumerate(old.units):
        if i not in alive and _news(kind, was, None):
            yield Change(kind, "gone", was.row, None, {}, (), _rows(old, was), _rows(old, was))


def _news(kind: str, was: Unit | None, now: Unit | None) -> str:
    """Whether it is new, gone or went on; of comparisons conflicts are new and gone, the others only go on."""
    if kind == _CONFLICT:
        before, after = (unit is not None and unit.facts["verdict"] == _CONFLICT for unit in (was, now))
        if before != after:
            return "new" if after else "gone"
        return "changed" if was and now else ""
    return "changed" if was and now else "new" if now else "gone"


def _rows(side: Followed, unit: Unit) -> tuple[Any, ...]:
    return tuple(side.tellings[i].row for i in unit.told)


def _others(own: Followed, unit: Unit, theirs: Followed, pairs: Mapping[int, int]) -> tuple[Any, ...]:
    """The tellings of a unit that the other run does not have, or has in other words or with other facts."""
    found = []
    for i in unit.told:
        telling, there = own.tellings[i], theirs.tellings[pairs[i]] if i in pairs else None
        if there is None or (telling.words, telling.facts) != (there.words, there.facts):
            found.append(telling.row)
    return tuple(found)


def _articles(old: Side, new: Side, matched: Matched) -> Iterator[Change]:
    """The articles themselves: a new version has other kept sentences, or other particulars; menus don't count."""
    for doc_id, row in new.documents.items():
        if doc_id not in matched.pairs:
            repeated = _repeated(new, doc_id, matched)
            yield Change("article", "new", None, row, {"repeats": (None, repeated)} if repeated else {}, (), (), (row,))
            continue
        before = old.documents[matched.pairs[doc_id]]
        gained, lost = sentence_changes(old, before.doc_id, new, doc_id) if before.sha256 != row.sha256 else ([], [])
        facts: dict[str, tuple[Any, Any]] = dict(_particulars(before, row))
        copies = old.is_copy(before.doc_id), new.is_copy(doc_id)
        same = matched.old_texts[old.text_of(before.doc_id)] == matched.new_texts[new.text_of(doc_id)]
        if copies[0] != copies[1] and not same:
            facts["copy"] = copies
        if gained or lost or facts:
            yield Change("article", "changed", before, row, facts, tuple(gained), tuple(lost), (row,))
    kept = set(matched.pairs.values())
    for doc_id, row in old.documents.items():
        if doc_id not in kept:
            yield Change("article", "gone", row, None, {}, (), (), (row,))


def _repeated(new: Side, doc_id: str, matched: Matched) -> str | None:
    """The article of the earlier run, else of this one, whose text a new one has."""
    text = new.text_of(doc_id)
    known = [other for other in matched.pairs if new.text_of(other) == text]
    return known[0] if known else text if text != doc_id else None


def _particulars(before: Any, after: Any) -> Iterator[tuple[str, tuple[Hashable, Hashable]]]:
    for name in _OF_AN_ARTICLE:
        was, now = known(getattr(before, name)), known(getattr(after, name))
        if was != now:
            yield name, (was, now)
    dates = [(known(row.published_earliest), known(row.published_latest)) for row in (before, after)]
    if dates[0] != dates[1]:
        yield "published", (dates[0], dates[1])
    if before.doc_id != after.doc_id:
        yield "path", (before.path, after.path)
