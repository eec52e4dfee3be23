"""Names that are wrong, and names that one article spells in several ways."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Levenshtein

from ..extract.sounds import same_sound
from ..tables import Mention, say
from .finding_rows import Found, Material, found

_KANJI = re.compile(r"[一-鿿々]+")
_KANA = re.compile(r"[ァ-ヴー・･＝=\s]+")
_LATIN_NAME = re.compile(r"[A-Za-z][A-Za-z .&'-]+")
_PARTS = re.compile(r"[・･＝=\s]+")
_SLIPS = frozenset({"names.slip", "names.product_as_company"})
_SPELT = frozenset({"person", "company", "org", "chip"})


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


def find_spelling_variants(material: Material) -> Iterator[Found]:
    """Grain: one name that an article spells in several ways. A gloss in brackets, and a short form, are no variant."""
    by_name: dict[str, list[Mention]] = defaultdict(list)
    for mention in material.mentions:
        by_name[mention.entity_id].append(mention)
    for entity_id, named in by_name.items():
        entity = material.entities.get(entity_id) if len({m.surface for m in named}) > 1 else None
        if entity is not None and (entity.kind in _SPELT or (entity.kind == "place" and entity.role == "city")):
            yield from _spelt_apart(material, entity.kind, [m for m in named if _counts(material, m)])


def _counts(material: Material, mention: Mention) -> bool:
    slip = mention.note and any(key in mention.note for key in _SLIPS)
    return not slip and not _is_gloss(material.text, mention)


def _spelt_apart(material: Material, kind: str, mentions: Sequence[Mention]) -> Iterator[Found]:
    """The spellings of one name: the rarest is the odd one, the first of each other shows it."""
    heads = material.heads
    in_body = [m for m in mentions if not any(a <= m.start < b for a, b in heads)]
    firsts = list({m.surface: m for m in (*reversed(mentions), *reversed(in_body))}.values())
    firsts.sort(key=lambda m: m.start)
    differing = _place_variants(firsts) if kind == "place" else _variants(firsts)
    if differing:
        forms = "、".join(dict.fromkeys(m.surface for m in differing))
        often = Counter(m.surface for m in mentions)
        odd = min(differing, key=lambda m: (often[m.surface], m.start))
        others = [(m.start, m.end) for m in differing if m is not odd]
        usual = max(differing, key=lambda m: (often[m.surface], -m.start)).surface
        explanation = say("finding.spelling", forms=forms)
        expected = usual if usual != odd.surface else None
        yield found(
            material.article, "spelling-variants", (odd.start, odd.end), explanation, expected, "low", 0.8, others
        )


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
