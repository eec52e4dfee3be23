"""Laws and bodies that are named wrong: an abbreviation of another, a name that is one letter off."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from rapidfuzz.distance import OSA

from ..tables import Mention, say
from ..topic import Topic
from .finding_rows import Found, Material, Span, found

_SHORT = re.compile(r"[A-Z]{2,7}")
_CAPITALS = re.compile(r"[A-Z]{2,7}[a-z]{0,4}")
_OPENED = re.compile(r"[(（](?:以下、?|略称は?|通称は?)?[「『]?\Z")
_CLOSED = re.compile(r"[」』]?[)）、,]")
_NAMED = re.compile(r"[(（](?P<name>[^()（）]{4,30})[)）]")
_CITED = re.compile(r"に基づ|を根拠|に違反|を発動|の規定|の下で|規則|案を可決|に盛り込|の権限")
_ACT = re.compile(r"\s?法(?![案人令律典])")
_LATIN = re.compile(r"[A-Za-z ]+")
_LOOSE = re.compile(r"[・ー\s　]")
_LONGEST = 30
_SHORTEST = 6
"""Characters that a name has at least, of which one may be wrong: of shorter ones, others are too near."""
_LEAST_SHORT = 4
"""Letters of an abbreviation without its law beside it."""
_ENDS = ("法", "則", "約", "定", "度")


class _Names:
    """The names of a topic's laws as the finders need them; made once for a topic."""

    def __init__(self, topic: Topic) -> None:
        self.topic = topic
        self.full = [n for law in topic.laws.values() for n in (law.name_ja, *law.abbreviations)]
        self.known = frozenset(self.full) | {n for e in topic.entities.values() for n in e.spellings}
        self.acts = frozenset(n for n in self.full if n[0].isascii())

    @cached_property
    def short(self) -> dict[str, tuple[str, tuple[str, ...]]]:
        """By each name of what has an abbreviation: its first name, and all its abbreviations."""
        rows = [(law.name_ja, (law.name_ja, *law.abbreviations)) for law in self.topic.laws.values()]
        found: dict[str, tuple[str, tuple[str, ...]]] = {}
        for first, names in rows:
            if right := tuple(n for n in names if _SHORT.fullmatch(n)):
                found |= {n: (first, right) for n in names if len(n) > 3 and not _SHORT.fullmatch(n)}
        return found

    @cached_property
    def bodies(self) -> dict[str, tuple[str, ...]]:
        """Abbreviations of bodies and firms by their entity."""
        rows = [e for e in self.topic.entities.values() if e.kind not in ("person", "place", "chip")]
        found = {e.entity_id: tuple(n for n in e.spellings if _SHORT.fullmatch(n)) for e in rows}
        return {entity: right for entity, right in found.items() if right}

    @cached_property
    def long(self) -> dict[str, dict[tuple[int, str], list[str]]]:
        """Long names by their last letter, then by their length and first letter."""
        found: dict[str, dict[tuple[int, str], list[str]]] = {end: {} for end in _ENDS}
        for name in dict.fromkeys(self.full):
            if len(name) >= _SHORTEST and name[-1] in found and not name.isascii():
                for length in (len(name), len(name) - 1, len(name) + 1):
                    found[name[-1]].setdefault((length, name[0]), []).append(name)
        return {end: names for end, names in found.items() if names}


_NAMES: dict[str, _Names] = {}


def _names(topic: Topic) -> _Names:
    if topic.sha256 not in _NAMES:
        _NAMES[topic.sha256] = _Names(topic)
    return _NAMES[topic.sha256]


def find_wrong_laws(material: Material) -> Iterator[Found]:
    """Grain: one law, or body, that is named or abbreviated wrong: 国連憲章(NU), 日本国顕法."""
    names = _names(material.topic)
    yield from _abbreviated(material, names)
    yield from _long(material, names)


def _abbreviated(material: Material, names: _Names) -> Iterator[Found]:
    """Abbreviations that are none of the law or body beside them, or of any."""
    text, ending = material.text, None
    for m in _CAPITALS.finditer(text):
        start, end = m.span()
        before, after = text[start - 1 : start], text[end : end + 1]
        if after in ("法", " ") or (after and _CITED.match(text, end)):
            if before.isascii() and before.isalnum():
                continue
            act = _ACT.match(text, end)
            if (act or _CITED.match(text, end)) and (meant := _known_act(m[0], bool(act), names)):
                yield from _kept(material, (start, act.end() if act else end), meant)
        elif after in ("(", "（") and (named := _NAMED.match(text, end)) and named["name"] in names.short:
            law, right = names.short[named["name"]]
            if m[0] not in right:
                yield from _abbreviation(material, (start, end), law, right[0])
        elif before in ("(", "（", "、", "「", "下", "称", "は") and _CLOSED.match(text, end):
            opened = _OPENED.search(text, max(0, start - 8), start)
            if opened and m[0].isupper():
                ending = {n.end: n for n in material.mentions} if ending is None else ending
                yield from _bracketed(material, names, (start, end), opened.start(), ending)


def _bracketed(
    material: Material, names: _Names, span: Span, at: int, ending: Mapping[int, Mention]
) -> Iterator[Found]:
    """An abbreviation in brackets, which open at a place, of what stands before them."""
    short = material.text[span[0] : span[1]]
    before = material.text[max(0, at - _LONGEST) : at].rstrip("」』")
    law = next((names.short[n] for n in _suffixes(before) if n in names.short), None)
    if law is not None:
        if short not in law[1]:
            yield from _abbreviation(material, span, law[0], law[1][0])
        return
    mention = ending.get(at)
    right = names.bodies.get(mention.entity_id, ()) if mention else ()
    if mention and right and short not in right and _is_near(short, right[0]):
        yield from _abbreviation(material, span, mention.surface, right[0])


def _suffixes(text: str) -> Iterator[str]:
    """A text without ever more of its beginning: the longest name that it ends with comes first."""
    return (text[i:] for i in range(len(text) - 3))


def _is_near(one: str, other: str) -> bool:
    """One letter off, or the same letters in another order."""
    return one != other and (OSA.distance(one, other, score_cutoff=1) == 1 or sorted(one) == sorted(other))


def _abbreviation(material: Material, span: Span, whose: str, meant: str) -> Iterator[Found]:
    if material.is_kept(span[0]):
        explanation = say("finding.law", wrong=material.text[span[0] : span[1]], law=whose, meant=meant)
        yield found(material.article, "name-slip", span, explanation, meant, confidence=0.9)


def _known_act(short: str, is_act: bool, names: _Names) -> str | None:
    """The one abbreviation that another is one letter off: PA法 for PL法."""
    name = f"{short}法" if is_act else short
    if len(short) < _LEAST_SHORT or short in names.known or name in names.known:
        return None
    near = [a for a in names.acts if len(a) >= _LEAST_SHORT and (_is_near(a, name) or _is_near(a, short))]
    return near[0] if len(near) == 1 else None


def _long(material: Material, names: _Names) -> Iterator[Found]:
    """Long names with one letter wrong, missing or too many."""
    text = material.text
    for last, by_length in names.long.items():
        at = text.find(last)
        while at >= 0:
            for length in range(_SHORTEST - 1, min(_LONGEST, at + 1) + 1):
                start = at + 1 - length
                for name in by_length.get((length, text[start]), ()):
                    if text.endswith(name, 0, at + 1):
                        break
                    if _is_slip(text[start : at + 1], name, names):
                        yield from _kept(material, (start, at + 1), name)
                        break
            at = text.find(last, at + 1)


def _is_slip(said: str, name: str, names: _Names) -> bool:
    """Whether a stretch is a name but for one letter; a long vowel, a dot and another number are no slip."""
    plain, right = _LOOSE.sub("", said), _LOOSE.sub("", name)
    if plain == right or OSA.distance(plain, right, score_cutoff=1) != 1 or said in names.known:
        return False
    digits = [c for c in said if c.isnumeric()] == [c for c in name if c.isnumeric()]
    latin = _LATIN.findall(said) == _LATIN.findall(name)
    return digits and latin and not any(n in said for n in names.full if len(n) >= _SHORTEST - 1 and n in said)


def _kept(material: Material, span: Span, meant: str) -> Iterator[Found]:
    if material.is_kept(span[0]):
        explanation = say("finding.name_slip", wrong=material.text[span[0] : span[1]], meant=meant)
        yield found(material.article, "name-slip", span, explanation, meant, confidence=0.85)
