"""People that no dictionary has: names in katakana, kanji and Latin letters, by what stands around them.

A full name counts with a title beside it, or where the tokenizer knows it for a person's; a family name alone only
with a title. A title is no part of the name.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..morphology import senses
from .name_text import Page
from .name_words import BETWEEN, BODIES, HONORIFICS, KANJI, KATAKANA, LATIN, OFFICES, PLAIN, TITLES, any_of


class Person(NamedTuple):
    """A person's name in the text: where it stands, the family name, whether it is the full name.

    One that is not `sure` counts only where the article names somebody in full who is called so.
    """

    start: int
    end: int
    surface: str
    family: str
    full: bool
    sure: bool = True


_WITH_DOTS = re.compile(
    rf"""(?<![{KATAKANA}・])[{KATAKANA}]+・(?:[A-Z]\.?・)?[{KATAKANA}]+(?:・[{KATAKANA}]+)*
    |(?<![A-Za-z])[A-Z][.・](?:[A-Z][.・]?)?[{KATAKANA}]{{2,}}(?:・[{KATAKANA}]+)*""",
    re.VERBOSE,
)
"""ジョン・スミス, ジョン・F・スミス, J・D・スミス."""
_JOINT = re.compile(rf"[・.](?<=[{KATAKANA}A-Z].)(?=[{KATAKANA}A-Z])")
_BEFORE_TITLE = re.compile(
    rf"(?<![{KATAKANA}・A-Za-z])(?P<given>[{KATAKANA}]{{2,}}\s)?(?P<family>[{KATAKANA}]{{2,}}){BETWEEN.pattern}$"
)
_PARTS = re.compile(r"[・.]|(?<=[A-Z])(?=[ァ-ヺ])")
_SOUND = re.compile(f"[{KATAKANA}]")
_JOINS = frozenset("前元現新期定誉頭級席任兼米英中日韓独仏露印豪台加伊蘭欧 ")
_LATIN_FULL = re.compile(
    rf"""[A-ZÀ-Þ](?<![{LATIN}0-9&.-].)[a-zß-ɏ']+(?:-[A-Z][a-zß-ɏ]+)?
    (?:\s(?:[A-Z]\.|van|von|de|der|bin|al|da|[A-ZÀ-Þ][{LATIN}'-]+)){{0,3}}\s[A-ZÀ-Þ][{LATIN}'-]+(?![{LATIN}0-9])""",
    re.VERBOSE,
)
_LATIN_SINGLE = re.compile(rf"(?<![{LATIN}0-9&. -])[A-ZÀ-Þ][{LATIN}'-]+$")
_KANJI_RUN = re.compile(rf"(?<![{KANJI}])[{KANJI}]{{2,4}}$")
_SURNAMES = (
    "王李張劉陳楊黄趙呉周徐孫馬朱胡郭何高林鄭羅宋謝唐韓曹許鄧蕭馮曾程蔡彭潘袁于董余蘇葉呂魏蒋田杜丁沈姜范江傅鍾盧汪戴崔任陸廖"
    "姚方金夏譚韋賈鄒石熊孟秦閻薛侯雷白龍段郝孔邵史毛常万顧頼武康賀厳尹銭施牛洪龔朴申安柳文梁全南権習鄒倪樊厲沙粟"
)
_JAPANESE = re.compile(r"FOG+|F[GF]+[NBXQ]?|F|P+[NBXQ]?|N[NQX]?G|Q[NQX]?G|X[NQX]?G")
"""Over the sorts of tokens: a family name with given names, one alone, a whole name."""
_NOBODY = re.compile(r"[同両各諸某前元]|関係者|皆|自[分身]|先生|本人|彼女?$")
_KANJI_NAME = re.compile(rf"[{KANJI}ヶ]+(?:\s[{KANJI}]+)?")
_NAMED_AFTER = re.compile(rf"[{KANJI}]")
_GOES_ON = re.compile(rf"[{KANJI}A-Za-z0-9]")
_TITLE_PART = re.compile(rf"(?:{any_of(OFFICES)})$")


def find_people(page: Page) -> Iterator[Person]:
    """Every name of a person that its surroundings or the tokenizer show to be one; spans may overlap."""
    yield from _katakana(page)
    yield from _latin(page)
    yield from _before_titles(page)
    yield from _tagged(page)


def _katakana(page: Page) -> Iterator[Person]:
    """Names in katakana: with dots anywhere, one word or two with a space before a title."""
    text = page.folded
    reach = 0
    for joint in _JOINT.finditer(text):
        found = _WITH_DOTS.search(text, max(reach, joint.start() - 24), joint.end() + 40)
        if joint.start() < reach or not found or found.start() > joint.start():
            continue
        start, end = found.span()
        reach = end
        parts = [part for part in _PARTS.split(found[0]) if part]
        if is_katakana_name(page, start, end, parts):
            yield Person(start, end, found[0], parts[-1], True)
    for place, title in page.titles.items():
        before = text[max(0, place - 3) : place]
        if not before or not ("ァ" <= before[-1] <= "ー" or (before[-1] in _JOINS and _SOUND.search(before))):
            continue
        first = max(0, place - 28)
        if whole := _BEFORE_TITLE.search(text[first:place]):
            start, end, family = first + whole.start("family"), first + whole.end("family"), whole["family"]
            if whole["given"] and not _ordinary([whole["given"].strip(), family]):
                start = first + whole.start("given")
                yield Person(start, end, text[start:end], family, True)
            else:
                yield Person(start, end, family, family, False, _can_be_family(page, start, end, title))


def _can_be_family(page: Page, start: int, end: int, title: str) -> bool:
    """Whether a word in katakana before a title can be a family name: unknown, or known as a person's; no country's."""
    word = page.folded[start:end]
    known = senses(word)
    if (known and "P" not in known) or _TITLE_PART.search(word):
        return False
    tagged = page.sorts_of(start, end) in ("F", "G", "P")
    other = {"N", "L"} if title in TITLES["office"] else {"N", "L", "E"}
    return title in HONORIFICS or tagged or not (other & known)


def is_katakana_name(page: Page, start: int, end: int, parts: list[str]) -> bool:
    """Whether katakana parts with dots are a person: a title beside them, or tagged as people's names."""
    if _ordinary(parts) or parts[-1] in BODIES:
        return False
    covering = page.sorts_of(start, end)
    if covering in ("E", "L", "C"):
        return False
    if all("P" not in senses(part) and senses(part) for part in parts):
        return False
    if page.titled(start, end, far=True):
        return True
    if _GOES_ON.match(page.folded, end):
        return False
    people = sum(covering.count(sort) for sort in "FGP")
    return people > 0 and covering[-1:] in "FGP" and 2 * people >= len(parts)


def _ordinary(parts: list[str]) -> bool:
    return any(p in PLAIN["ordinary"] or p in PLAIN["follows"] or p in OFFICES or p in PLAIN["region"] for p in parts)


def _latin(page: Page) -> Iterator[Person]:
    for found in _LATIN_FULL.finditer(page.folded):
        words = found[0].split()
        while words and words[-1] in OFFICES:
            words.pop()
        end = found.start() + len(" ".join(words))
        if len(words) > 1 and words[-1] not in BODIES and page.titled(found.start(), end):
            yield Person(found.start(), end, " ".join(words), words[-1], True)


def _before_titles(page: Page) -> Iterator[Person]:
    """What stands between a particle and a title, in kanji that make no common words; one Latin word before 氏."""
    text = page.folded
    for place, title in page.titles.items():
        last = text[place - 1 : place]
        if last.isascii():
            if title in ("氏", "さん") and (found := _LATIN_SINGLE.search(text[max(0, place - 20) : place])):
                yield Person(place - len(found[0]), place, found[0], found[0], False)
        elif "㐀" <= last <= "鿿" and (found := _KANJI_RUN.search(text[max(0, place - 5) : place])):
            start = place - len(found[0])
            chinese = len(found[0]) < 4 and found[0][0] in _SURNAMES and title not in HONORIFICS and len(title) > 1
            if (title == "氏" or chinese) and not _NOBODY.match(found[0]) and not _compound(page, start, place):
                yield _kanji_person(page, start, place)


def _tagged(page: Page) -> Iterator[Person]:
    """What the tokenizer takes for names in kanji."""
    for tagged in _JAPANESE.finditer(page.sorts):
        first, after = tagged.span()
        if page.token_ends[first : after - 1] != page.token_starts[first + 1 : after]:
            continue
        start, end = page.token_starts[first], page.token_ends[after - 1]
        last = page.token_starts[after - 1]
        if last > start and tagged[0][-1] in "NBXQ" and not _last_character(page, last, end):
            end = page.token_ends[after - 2]
        if _is_kanji_name(page, start, end, tagged[0]):
            yield _kanji_person(page, start, end)


def _last_character(page: Page, start: int, end: int) -> bool:
    """Whether a common word of one character is the end of a name: a title follows it."""
    return end - start == 1 and page.folded[start] not in _JOINS and page.title_after(end) is not None


def _is_kanji_name(page: Page, start: int, end: int, sorts: str) -> bool:
    """Whether tokens tagged as a person's name are one here: in kanji, whole, not of a street or a prize."""
    text = page.folded
    if not _KANJI_NAME.fullmatch(text, start, end):
        return False
    if _NAMED_AFTER.match(text[start - 1 : start]) and page.sorts[(page.token_at(start) or 0) - 1] in "FGPX":
        return False
    titled = page.title_after(end)
    if len(sorts) == 1 and sorts == "F":
        return titled is not None
    if sorts[0] in "NQX":
        return titled is not None and end - start < 6 and not _NAMED_AFTER.match(text[start - 1 : start])
    if titled or page.title_after(end, far=True):
        return True
    goes_on = _NAMED_AFTER.match(text, end) or _NAMED_AFTER.match(text[start - 1 : start])
    return not goes_on and end - start > 2 and "F" in sorts and "G" in sorts


def _kanji_person(page: Page, start: int, end: int) -> Person:
    surface = page.folded[start:end]
    numbers, sorts = page.covering(start, end), page.sorts_of(start, end)
    if sorts[:1] == "F":
        family = page.token(numbers[0])
    elif sorts[-1:] == "G" and len(sorts) > 1:
        family = page.folded[start : page.token_starts[numbers[-1]]].strip()
    else:
        family = surface[:1]
    return Person(start, end, surface, family, family != surface)


def _compound(page: Page, start: int, end: int) -> bool:
    """Whether a run of kanji is made of common words: 国家 in 国家主席."""
    numbers = page.covering(start, end)
    return not numbers or any(page.sorts[n] not in "FGP" and len(page.token(n)) > 1 for n in numbers)
