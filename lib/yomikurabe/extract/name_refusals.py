"""Why a span that is spelt like a name of the dictionary is none: one function a reason."""

import re
from collections.abc import Callable

from .name_text import Page
from .name_words import COUNTRY_BODIES, KANJI, KATAKANA, PLAIN, any_of

Refusal = Callable[[Page, int, int, str, str], bool]
"""(page, start, end, kind, spelling) -> whether this reason speaks against it."""

_LATIN = re.compile(r"[A-Za-z0-9À-ɏ]")
NEUTRAL = frozenset("".join(map(chr, range(0x3041, 0x3097))) + "、。「」『』()〔〕【】\n:;!?…〜") | {""}
"""What can't belong to a name: the kana of particles, and punctuation."""
_LATIN_WORD_BEFORE = re.compile(r"[A-Z][\w'&]*\s$")
_LATIN_WORD_AFTER = re.compile(r"\s[A-Z][A-Za-z]*")
_KATAKANA = re.compile(rf"[{KATAKANA}]")
_KANJI = re.compile(rf"[{KANJI}]")
_FOLLOWS = re.compile(rf"(?:{any_of(PLAIN['follows'])})+(?![{KATAKANA}])")
_OF_PLACE = re.compile(
    r"""(?:産|製|内|外|側|発|系|向け|版|市|州|県|都|府|省|区|国内|企業|市場|政府|当局|軍|本土|時間|各地|全土|以外|民|首脳|経済
    |主導|在住|出身|生まれ|行き|間|勢|初|最大|全体|全域|北部|南部|東部|西部|中部|市内|郊外|近郊|支社|支店|支局|本社|工場|国債
    |債|株|大使|企|車|人民|法人|代表)""",
    re.VERBOSE,
)
_NOT_OF_PLACE = re.compile(
    r"海側|語|人(?!民|工|権|口|材)|地方|料理|茶|風|史|学|酒|海|犬|猫|種|舞踊|将棋|画|刀|髪|アルプス|代表チーム|銀行"
)
_JOINED = re.compile("[在対駐親反旧]")
_DIRECTIONS = frozenset("北南東西中")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*|\S+@\S+|\b[\w-]+\.(?:com|net|org|jp|cn|co|io)/\S*", re.ASCII)


def inside_a_latin_word(page: Page, start: int, end: int, kind: str, spelling: str) -> bool:
    """A letter or digit goes on at an edge: 2000 is no 200, SEC is not in SECOND."""
    text = page.folded
    return (text[start].isascii() and start > 0 and bool(_LATIN.match(text[start - 1])) and text[start].isalnum()) or (
        text[end - 1].isascii() and text[end - 1].isalnum() and bool(_LATIN.match(text, end))
    )


def in_lower_case(page: Page, start: int, end: int, kind: str, spelling: str) -> bool:
    """An English word that is a name in capitals alone: us, who; a long word may be written small."""
    surface = page.folded[start:end]
    if not surface.isascii() or spelling[:1].islower() or not (letters := [c for c in surface if c.isalpha()]):
        return False
    if spelling.isupper() and len(letters) < 5:
        return surface != surface.upper()
    return letters[0].islower() and (len(letters) < 5 or bool(re.match(r"\s?[a-z]", page.folded[end : end + 2])))


def inside_a_longer_latin_name(page: Page, start: int, end: int, kind: str, spelling: str) -> bool:
    """A place as a word of a title in Latin letters: The Japan Connection."""
    if kind != "place" or not page.folded[start].isascii():
        return False
    return bool(_LATIN_WORD_BEFORE.search(page.before(start)) or _LATIN_WORD_AFTER.match(page.folded, end))


def inside_a_katakana_word(page: Page, start: int, end: int, kind: str, spelling: str) -> bool:
    """Katakana goes on at an edge and is no word of its own: ローマ in ローマン, but not in ローマ・カトリック."""
    text = page.folded
    goes_on_before = start > 0 and _KATAKANA.match(text[start]) and _KATAKANA.match(text[start - 1])
    if goes_on_before and (kind == "person" or page.token_at(start) is None):
        return True
    if not _KATAKANA.match(text[end - 1]) or not _KATAKANA.match(text, end) or _FOLLOWS.match(text, end):
        return False
    return kind == "person" or (last := page.token_to(end)) is None or page.sorts[last + 1 : last + 2] != "N"


def a_part_of_another_name(page: Page, start: int, end: int, kind: str, spelling: str) -> bool:
    """One part of a name with dots: サン in サン・テグジュペリ; two known people may be joined by one all the same."""
    text = page.folded
    if kind != "place" or not _KATAKANA.match(text[end - 1]):
        return False
    after = text[end : end + 2]
    return len(after) == 2 and after[0] == "・" and bool(_KATAKANA.match(after[1])) and page.token_to(end) is None


def a_language_or_a_people(page: Page, start: int, end: int, kind: str, spelling: str) -> bool:
    """What is called after a place and is none: 中国語, 日本人, 中国地方, フランス料理 (but 中国人民 does name it)."""
    text = page.folded
    called = _NOT_OF_PLACE.match(text, end) if kind == "place" else None
    if called is None or _OF_PLACE.match(text, end):
        return False
    return page.token_to(called.end()) is not None or not _KANJI.match(text, called.end())


def begins_inside_a_kanji_word(page: Page, start: int, end: int, kind: str, spelling: str) -> bool:
    """A short name that a word's last characters spell: 西安 in 東西安全保障; but 在米国 and 対中国 name the place."""
    before = page.folded[start - 1 : start]
    if end - start > 3 or not _KANJI.match(before):
        return False
    return not _JOINED.match(before) if page.token_at(start) is None else kind == "place" and before in _DIRECTIONS


def ends_inside_a_kanji_word(page: Page, start: int, end: int, kind: str, spelling: str) -> bool:
    """A short place name that a word's first characters spell: 日本 in 日本一; but 中国製 and 米国内 name the place."""
    text = page.folded
    if kind != "place" or end - start > 3 or page.token_to(end) is not None or not _KANJI.match(text, end):
        return False
    return not _OF_PLACE.match(text, end)


def inside_another_name(page: Page, start: int, end: int, kind: str, spelling: str) -> bool:
    """A part of a longer name that the tokenizer knows whole: 中国 in 中国電力; but 韓国 is a country in 韓国軍."""
    over = page.token_over(start)
    if over is None or page.sorts[over] != "E":
        return False
    first, last = page.token_starts[over], page.token_ends[over]
    return end <= last and last - first > end - start and page.folded[end:last] not in COUNTRY_BODIES


def inside_an_address(page: Page, start: int, end: int, kind: str, spelling: str) -> bool:
    """A word of a web or mail address."""
    if not page.folded[start].isascii():
        return False
    line_start = page.folded.rfind("\n", 0, start) + 1
    line_end = page.folded.find("\n", end)
    line = page.folded[line_start : line_end if line_end >= 0 else None]
    if "://" not in line and "@" not in line and "www." not in line and "/" not in line:
        return False
    return any(m.start() <= start - line_start and end - line_start <= m.end() for m in _ADDRESS.finditer(line))


LATIN_REFUSALS: tuple[Refusal, ...] = (
    inside_a_latin_word,
    in_lower_case,
    inside_a_longer_latin_name,
    inside_another_name,
    inside_an_address,
)
KANA_REFUSALS: tuple[Refusal, ...] = (
    inside_a_katakana_word,
    a_part_of_another_name,
    a_language_or_a_people,
    inside_another_name,
)
KANJI_REFUSALS: tuple[Refusal, ...] = (
    a_language_or_a_people,
    begins_inside_a_kanji_word,
    ends_inside_a_kanji_word,
    inside_another_name,
)
"""Every reason, by the script of a name's first character; a name that mixes scripts has two edges to look at."""


def is_refused(page: Page, start: int, end: int, kind: str, spelling: str) -> bool:
    """Whether any reason speaks against a span that is spelt like a name."""
    text = page.folded
    first, last = text[start], text[end - 1]
    if (not start or text[start - 1] in NEUTRAL) and text[end : end + 1] in NEUTRAL and first >= "\u0250":
        return False
    if first < "\u0250":
        refusals = LATIN_REFUSALS if last < "\u0250" else (*LATIN_REFUSALS, *KANA_REFUSALS)
    elif "゠" <= first <= "ヿ":
        refusals = KANA_REFUSALS
    else:
        refusals = KANJI_REFUSALS if last > "ヿ" else (*KANJI_REFUSALS, inside_a_katakana_word)
    return any(refuse(page, start, end, kind, spelling) for refuse in refusals)
