"""Names that are wrong, and names that one article spells in several ways."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from ..extract.sounds import same_sound
from ..tables import Mention, say
from ..topic import Topic
from .finding_rows import Found, Material, found

_BRACKETED = re.compile(r"[(（](?P<short>[A-Z]{2,6})[)）]")
_ACT = re.compile(r"(?<![A-Za-z0-9])(?P<name>[A-Z]{3,}[A-Za-z]*\s?法)(?![案人令律律典])")
_LATIN = re.compile(r"[A-Z]{2,}")
_KANJI = re.compile(r"[一-鿿々]+")
_KANA = re.compile(r"[ァ-ヴー・･＝=\s]+")
_LATIN_NAME = re.compile(r"[A-Za-z][A-Za-z .&'-]+")
_PARTS = re.compile(r"[・･＝=\s]+")
_SLIPS = frozenset({"names.slip", "names.product_as_company"})
_SPELT = frozenset({"person", "company", "org", "chip"})
_LONGEST = 30
_SHORTEST = 3
"""Characters that a law's name has more than, where it is told from other words."""


def find_name_slips(material: Material) -> Iterator[Found]:
    """Grain: one name written wrong: a product's code, a product made a firm, an abbreviation of a law."""
    article = material.article
    for mention in material.mentions:
        note = json.loads(mention.note) if mention.note else {}
        if note.get("message") not in _SLIPS:
            continue
        meant = note["arguments"].get("meant") or material.entities[mention.entity_id].name_ja
        wrong = mention.surface if note["message"] == "names.slip" else article.text[mention.start : mention.end + 1]
        explanation = say("finding.name_slip", wrong=wrong, meant=meant)
        yield found(article, "name-slip", (mention.start, mention.start + len(wrong)), explanation, meant)
    yield from _laws(material)


class _Laws(NamedTuple):
    """The names of the topic's laws as the finders need them; made once for a topic."""

    short: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...]
    """Of each law with an abbreviation: its name, the first abbreviation, all of them, every name."""
    acts: frozenset[str]


_LAWS: dict[str, _Laws] = {}


def _known_laws(topic: Topic) -> _Laws:
    if topic.sha256 not in _LAWS:
        short = []
        for law in topic.laws.values():
            right = tuple(name for name in law.abbreviations if _LATIN.fullmatch(name))
            if right:
                names = tuple(name for name in (law.name_ja, *law.abbreviations) if len(name) > _SHORTEST)
                short.append((law.name_ja, right[0], right, names))
        acts = {name for law in topic.laws.values() for name in (law.name_ja, *law.abbreviations)}
        _LAWS[topic.sha256] = _Laws(tuple(short), frozenset(name for name in acts if name.endswith("法")))
    return _LAWS[topic.sha256]


def _laws(material: Material) -> Iterator[Found]:
    """Abbreviations in brackets that are none of the law before them, and acts one letter off: 国連憲章(NU)."""
    article, laws = material.article, _known_laws(material.topic)
    kept = [(b.start, b.end) for b in article.blocks if b.kind not in ("boilerplate", "duplicate")]
    for start, end in kept:
        for bracket in _BRACKETED.finditer(article.text, start, end):
            before = article.text[max(start, bracket.start() - _LONGEST) : bracket.start()]
            for law, meant, right, names in laws.short:
                if bracket["short"] not in right and before.endswith(names):
                    explanation = say("finding.law", wrong=bracket["short"], law=law, meant=meant)
                    yield found(article, "name-slip", bracket.span("short"), explanation, meant, confidence=0.9)
        for act in _ACT.finditer(article.text, start, end):
            name = act["name"].replace(" ", "")
            near = [a for a in laws.acts if a[0].isascii() and Levenshtein.distance(a, name, score_cutoff=1) == 1]
            if name not in laws.acts and len(near) == 1 and len(name) > _SHORTEST + 1:
                explanation = say("finding.name_slip", wrong=act["name"], meant=near[0])
                yield found(article, "name-slip", act.span("name"), explanation, near[0], confidence=0.9)


def find_spelling_variants(material: Material) -> Iterator[Found]:
    """Grain: one name that an article spells in several ways. A gloss in brackets, and a short form, are no variant."""
    article = material.article
    by_name: dict[str, list[Mention]] = defaultdict(list)
    for mention in material.mentions:
        slip = mention.note and json.loads(mention.note)["message"] in _SLIPS
        if not slip and not _is_gloss(article.text, mention):
            by_name[mention.entity_id].append(mention)
    for entity_id, mentions in by_name.items():
        firsts = list({m.surface: m for m in reversed(mentions)}.values())[::-1]
        entity = material.entities.get(entity_id)
        if len(firsts) < 2 or entity is None:
            continue
        if entity.kind == "place":
            differing = _place_variants(firsts) if entity.role == "city" else []
        else:
            differing = _variants(firsts) if entity.kind in _SPELT else []
        if differing:
            forms = "、".join(dict.fromkeys(m.surface for m in differing))
            often = Counter(m.surface for m in mentions)
            odd = min(differing, key=lambda m: (often[m.surface], m.start))
            others = [(m.start, m.end) for m in differing if m is not odd]
            explanation = say("finding.spelling", forms=forms)
            yield found(article, "spelling-variants", (odd.start, odd.end), explanation, None, "low", 0.8, others)


def _is_gloss(text: str, mention: Mention) -> bool:
    """Messi in メッシ(Messi), and what stands in a run of Latin words."""
    before, after = text[mention.start - 1 : mention.start], text[mention.end : mention.end + 2]
    latin = mention.surface.isascii() and re.match(r" [A-Za-z]", after)
    return before in ("(", "（") or after[:1] in (")", "）") or bool(latin)


def _variants(firsts: Sequence[Mention]) -> list[Mention]:
    differing: list[Mention] = []
    for i, one in enumerate(firsts):
        for other in firsts[i + 1 :]:
            if _is_variant(one.surface, other.surface):
                differing += [m for m in (one, other) if m not in differing]
    return differing


def _is_variant(one: str, other: str) -> bool:
    """Two spellings of the same sound or, in kanji, of the same length but for one character."""
    if _KANJI.fullmatch(one) and _KANJI.fullmatch(other):
        return len(one) == len(other) > 2 and Levenshtein.distance(one, other) == 1
    kana, latin = [n for n in (one, other) if _KANA.fullmatch(n)], [n for n in (one, other) if _LATIN_NAME.fullmatch(n)]
    if len(kana) == 2:
        a, b = (_PARTS.split(name) for name in (one, other))
        pairs = list(zip(reversed(a), reversed(b), strict=False))
        return any(x != y for x, y in pairs) and all(x == y or same_sound(x, y) for x, y in pairs)
    if len(kana) == 1 == len(latin):
        return same_sound(kana[0], latin[0]) or _spells_letters(kana[0], latin[0])
    return False


def _spells_letters(kana: str, latin: str) -> bool:
    """エヌ…, エル…, ビー…: a name that begins with a letter by its name."""
    heads = {
        "エヌ": "n",
        "エム": "m",
        "エル": "l",
        "エス": "s",
        "エフ": "f",
        "ビー": "b",
        "シー": "c",
        "ディー": "d",
        "ジー": "g",
    }
    head = next((h for h in heads if kana.startswith(h)), None)
    rest = latin.casefold()[1:]
    return (
        head is not None
        and latin.casefold().startswith(heads[head])
        and len(rest) > 2
        and same_sound(kana[len(head) :], rest)
    )


def _place_variants(firsts: Sequence[Mention]) -> list[Mention]:
    """A city both in kanji and in katakana."""
    kanji = [m for m in firsts if _KANJI.fullmatch(m.surface) and len(m.surface) > 1]
    kana = [m for m in firsts if _KANA.fullmatch(m.surface)]
    return [kanji[0], kana[0]] if kanji and kana else []
