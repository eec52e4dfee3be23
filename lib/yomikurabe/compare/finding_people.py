"""People beside an office that isn't theirs, or is no longer, and names of people written wrong."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from ..extract.sounds import closeness, same_sound, sound_key
from ..tables import Mention, say
from .finding_rows import Found, Material, found, held_against
from .offices import Offices, Term, offices_of

_KANA = re.compile(r"[ァ-ヴー・･＝=\s]+")
_PARTS = re.compile(r"[・･＝=\s]+")
_PAST = re.compile(r"当時|時代|在任|任期|かつて|元|前政権|歴代|だった(?:頃|ころ|時)")
_THEN = re.compile(r"[(（]当時|[(（]現|[(（]のち|[(（]後の")
_BLUR = str.maketrans("ァィゥェォャュョヮ", "アイウエオヤユヨワ", "ーッ")
_NEAR = 0.6
"""Similarity of two names by sound from which one can be the other written wrong."""


def find_wrong_people(material: Material) -> Iterator[Found]:
    """Grain: one person beside a wrong office, or one name of a person written wrong."""
    offices, published = offices_of(material.topic), material.article.published
    for mention in material.mentions:
        if mention.kind == "person":
            if "・" in mention.surface:
                yield from _other_sound(material, mention)
            if published:
                yield from _office(material, offices, mention, published)


def _other_sound(material: Material, mention: Mention) -> Iterator[Found]:
    """A known person in a spelling that no dictionary has, whose family name sounds like another."""
    row = material.topic.entities.get(mention.entity_id)
    if row is None or mention.surface in row.spellings or not _KANA.fullmatch(mention.surface):
        return
    family = _PARTS.split(mention.surface)[-1]
    known = {re.split(r"[・･＝=\s]+", name)[-1] for name in (*row.spellings, *row.short_forms)}
    if family not in known and not any(same_sound(family, n) or _blurred(family) == _blurred(n) for n in known):
        explanation = say("finding.name_slip", wrong=mention.surface, meant=row.name_ja)
        yield found(
            material.article, "name-slip", (mention.start, mention.end), explanation, row.name_ja, "medium", 0.7
        )


def _blurred(name: str) -> str:
    """A name without voicing, length and small vowels, which writers set down differently: アイブス, アイブズ."""
    plain = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return plain.translate(_BLUR)


def _office(material: Material, offices: Offices, mention: Mention, published: tuple[date, date]) -> Iterator[Found]:
    text = material.text
    if mention.entity_id not in offices.by_person:
        entity = material.entities.get(mention.entity_id)
        if entity and not entity.known and "・" in mention.surface and _KANA.fullmatch(mention.surface):
            m = offices.after.match(text, mention.end, mention.end + 24)
            m = m or offices.before.search(text, max(0, mention.start - 16), mention.start)
            if m:
                yield from _misspelt(material, offices, mention, m["title"], published)
        return
    m = offices.after.match(text, mention.end, mention.end + 24) if text[mention.end] in offices.starts else None
    if m is None or m["old"] not in (None, "前", "元"):
        return
    span = (mention.start, m.end("title"))
    holds = [t for t in offices.by_person[mention.entity_id] if t.title == m["title"]]
    now = [t for t in holds if all(t.covers(day) for day in published)]
    if m["old"]:
        ended = any(t.ends for t in holds)
        if now and not (ended and _PAST.search(text, max(0, mention.start - 30), mention.start)):
            right = f"{mention.surface}{m['title']}"
            yield held_against(
                material, "finding.office_still", span, right, mention.entity_id, said=text[slice(*span)]
            )
    elif not holds:
        yield from _other_office(material, offices, mention, m["title"], span, published)
    elif not now:
        yield from _former(material, mention, m, holds, span)


def _other_office(
    material: Material,
    offices: Offices,
    mention: Mention,
    title: str,
    span: tuple[int, int],
    published: tuple[date, date],
) -> Iterator[Found]:
    """An office that another of the same camp holds, beside somebody who holds another one."""
    entities = material.topic.entities
    own = [t for t in offices.by_person[mention.entity_id] if all(t.covers(day) for day in published)]
    holders = {t.entity_id for t in offices.by_title[title] if all(t.covers(day) for day in published)}
    sides = {entities[e].side for e in holders | {mention.entity_id} if e in entities}
    if not own or len(holders) != 1 or len(sides) != 1 or _is_doubtful(mention):
        return
    if _THEN.match(material.text, span[1]) or _PAST.search(material.text, max(0, span[0] - 12), span[0]):
        return
    holder = entities[next(iter(holders))]
    expected = own[0].title
    yield held_against(
        material, "finding.office", span, expected, mention.entity_id,
        said=material.text[span[0] : span[1]], title=title, holder=holder.name_ja,
    )  # fmt: skip


def _former(
    material: Material, mention: Mention, m: re.Match[str], holds: list[Term], span: tuple[int, int]
) -> Iterator[Found]:
    """Somebody does something in an office on a day after it ended."""
    text, ended = material.text, max((t.ends for t in holds if t.ends), default=None)
    sentence = material.sentence_at(mention.start)
    if ended is None or sentence is None or text[m.end("title") : m.end("title") + 1] not in ("は", "が"):
        return
    days = [
        t for t in material.timexes
        if t.sentence_id == sentence.sentence_id and t.start > mention.start and t.earliest and t.earliest == t.latest
    ]  # fmt: skip
    if len(days) != 1 or (days[0].earliest or ended) <= ended or _PAST.search(sentence.text):
        return
    if days[0].start - m.end("title") > 8:
        return
    right = f"{text[mention.start : mention.end]}前{m['title']}"
    yield held_against(
        material, "finding.office_ended", span, right, mention.entity_id,
        said=text[span[0] : span[1]], ended=ended.isoformat(),
    )  # fmt: skip


def _misspelt(
    material: Material, offices: Offices, mention: Mention, title: str, published: tuple[date, date]
) -> Iterator[Found]:
    """An unknown name beside an office whose holder's name is nearly the same."""
    parts = _PARTS.split(mention.surface)
    for term in offices.by_title[title]:
        row = material.topic.entities[term.entity_id]
        right = _PARTS.split(row.name_ja)
        if not any(term.covers(day) for day in published) or len(parts) < 2 or len(right) < 2:
            continue
        alike = same_sound(parts[0], right[0]) or same_sound(parts[-1], right[-1])
        if alike and closeness(sound_key("".join(parts)), sound_key("".join(right))) >= _NEAR:
            explanation = say("finding.name_slip", wrong=mention.surface, meant=row.name_ja)
            span = (mention.start, mention.end)
            yield found(material.article, "name-slip", span, explanation, row.name_ja, "medium", 0.7)
            return


def _is_doubtful(mention: Mention) -> bool:
    """A family name alone of one or two characters may be somebody else's."""
    return bool(mention.note) or (not _KANA.fullmatch(mention.surface) and len(mention.surface) < 3)
