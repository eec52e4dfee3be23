"""Quotes: what somebody said, wrote, warned or claims, who said it, and through whom it reached us.

Reports are read from clauses: a clause embedded by と, 「」 or こと in a verb that the topic's dictionary calls a
reporting one (`quote_reports`). What no such verb embeds is read beside them (`quote_beside`).
"""

from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import attrgetter

from ..articles import Article
from ..morphology import Tokens
from ..tables import Clause, Entity, Mention, Quote, Sentence
from ..topic import Topic
from .quote_beside import (
    add_cleft,
    add_confirmed,
    add_fragments,
    add_hearsay,
    add_named,
    add_sourced,
    find_source,
    has_source,
    note_speaker,
)
from .quote_brackets import find_brackets
from .quote_reports import find_reports
from .quote_scenes import Record, Report, Scene
from .quote_speakers import Cast, Speaker, find_speaker, has_subject

_SPOKEN = ("to", "quote", "koto")
_BEING = frozenset({"いる", "ある", "多い", "少ない", "出る"})
"""Verbs with which a report names its speaker last: …と警告する専門家もいる."""


def build_quotes(
    article: Article,
    clauses: Sequence[Clause],
    mentions: Sequence[Mention],
    entities: Mapping[str, Entity],
    tokens: Mapping[str, Tokens],
    topic: Topic,
) -> list[Quote]:
    """Grain: one stretch of reported speech, in the order of the text.

    A fragment in 「」 inside an indirect quote is a quote of its own. A speaker who is not named in the sentence is the
    one of the sentence before, where that is near; `speaker_id` is a slug, or the words themselves, for a source
    without a name.
    """
    told = {key: list(rows) for key, rows in groupby(clauses, key=attrgetter("sentence_id"))}
    record = Record(article, Cast(article.text, mentions), told, topic)
    for number, sentence in enumerate(article.sentences):
        _read(record, number, sentence, told.get(sentence.sentence_id, []))
    return sorted(record.quotes.values(), key=lambda q: (q.start, q.end))


def _read(record: Record, number: int, sentence: Sentence, clauses: Sequence[Clause]) -> None:
    verbs = record.verbs
    speaks = any(c.predicate in verbs or c.embedding in _SPOKEN or c.modality == "hearsay" for c in clauses)
    brackets = find_brackets(sentence.text, sentence.start)
    sign = has_source(sentence.text)
    if not (speaks or brackets or sign):
        return
    scene = Scene(number, sentence, record.article.text, clauses, {c.clause_id: c for c in clauses}, brackets)
    source = find_source(record, scene) if sign else None
    reports = list(find_reports(scene, record.topic)) if speaks else []
    if sum(_add_report(record, scene, report, source[1] if source else None) for report in reports):
        return
    if source and add_sourced(record, scene, *source):
        return
    beside = (add_named, add_cleft, add_hearsay, add_confirmed)
    if not any(add(record, scene) for add in beside):
        note_speaker(record, scene)


def _add_report(record: Record, scene: Scene, report: Report, source: Speaker | None) -> bool:
    """A report found in the clauses. Where its subject can't speak, that is a part of what was said."""
    clause, number = report.clause, scene.number
    if clause is None:
        return False
    carried = record.carried(number)
    speaker = find_speaker(record.cast, clause, record.near(number) or carried)
    if speaker is None:
        speaker = _above(record, scene, clause) or source or carried
        if not report.direct and (speaker is None or not _may_be_elided(report, clause)):
            return False
        if has_subject(clause) and report.kind == "to":
            report = report._replace(start=min(report.start, scene.begins(clause)))
    elif clause.embedding == "adnominal" and clause.parent_id and scene.by_id[clause.parent_id].predicate in _BEING:
        report = report._replace(start=min(report.start, scene.begins(scene.by_id[clause.parent_id])))
    via = record.cast.medium(a for a in clause.arguments if a.role in ("ニ", "デ", "ト"))
    if via is None and source is not None and speaker is not None and source.entity_id != speaker.entity_id:
        via = source.entity_id
    record.add(number, scene.sentence, report, speaker, via)
    add_fragments(record, scene, report, speaker, via)
    return True


def _above(record: Record, scene: Scene, clause: Clause) -> Speaker | None:
    """The speaker of the report that a report stands in."""
    speaker = None
    while speaker is None and clause.parent_id and clause.parent_id != clause.clause_id:
        clause = scene.by_id[clause.parent_id]
        speaker = find_speaker(record.cast, clause, None) if clause.predicate in record.verbs else None
    return speaker


def _may_be_elided(report: Report, clause: Clause) -> bool:
    """Whether a report without a speaker goes on with the one before: not 経験は…ことを示す, nor 「…と思います」."""
    if report.kind == "adnominal":
        return True
    if report.kind != "to":
        return report.attitude in ("announce", "admit", "say", "claim") and not has_subject(clause)
    return clause.embedding != "quote"
