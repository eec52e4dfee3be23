"""Places that no dictionary has: countries, cities and the like, as the tokenizer knows them."""

import re
from collections.abc import Iterator

from ..morphology import senses
from .name_text import Page
from .name_words import HONORIFICS, KANJI, KATAKANA, PLAIN

_NATURE = re.compile(
    r"(?:山|川|河|湖|湾|海|洋|島|半島|空港|駅|港|線|岳|峠|橋|公園|通り|城|寺|神社|海峡|運河|平野|盆地|街道|渓谷|高原|温泉|池|沼|岬)$"
)
_FEATURE = re.compile(r"山|川|温泉|湖|湾|岳|高原|峠|神社|寺|城|三山|番屋")
"""What makes a place the name of a hill, a spring, a shrine."""
_KANJI = re.compile(f"[{KANJI}]")
_GOES_ON = re.compile(f"[{KATAKANA}・]")
_WORD = re.compile(rf"[{KANJI}ヶケ]{{2,}}$|[{KATAKANA}]{{3,}}$|[{KANJI}{KATAKANA}]{{3,}}$")


def find_places(page: Page) -> Iterator[tuple[int, int]]:
    """Spans of countries and cities that the tokenizer's word list has as places and as nothing else."""
    for number in re.finditer("[CL]", page.sorts):
        word = page.token(number.start())
        if word in PLAIN["region"] or not _WORD.match(word) or _NATURE.search(word):
            continue
        if _ends_a_name(page, number.start()):
            continue
        start, end = page.token_starts[number.start()], page.token_ends[number.start()]
        if senses(word) <= {"L", "P"} and not _belongs(page, start, end):
            yield start, end


def _ends_a_name(page: Page, number: int) -> bool:
    """Whether a token in katakana ends the noun before it: ジャパン in the name of a team."""
    joined = number > 0 and page.token_ends[number - 1] == page.token_starts[number] and page.sorts[number - 1] in "NE"
    return joined and bool(_GOES_ON.match(page.token(number)))


def _belongs(page: Page, start: int, end: int) -> bool:
    """Whether a place is only a part of a longer name, or somebody's."""
    if page.title_after(end) in HONORIFICS:
        return True
    text = page.folded
    if _FEATURE.match(text, end) or (_KANJI.match(text[start - 1 : start]) and _inside(page, start)):
        return True
    return bool(_GOES_ON.match(text[start - 1 : start]) or _GOES_ON.match(text, end))


def _inside(page: Page, start: int) -> bool:
    """Whether a kanji before a place is no place itself: 奥 in 奥会津, but not 熊本県 in 熊本県菊陽町."""
    number = page.token_to(start)
    return number is None or page.sorts[number] not in "CLQO"
