"""Names by sound: katakana and Latin letters folded to what they sound like.

Two depths: `slug` is readable and keeps every sound (an id), `sound_key` forgets what transliterations differ in
(long vowels, doubled consonants, ヴ and ブ, th and t), so that two spellings of one name can be compared.
"""

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

_PAIRS = (
    "キャ kya キュ kyu キョ kyo シャ sha シュ shu ショ sho シェ she チャ cha チュ chu チョ cho チェ che "
    "ニャ nya ニュ nyu ニョ nyo ヒャ hya ヒュ hyu ヒョ hyo ミャ mya ミュ myu ミョ myo リャ rya リュ ryu リョ ryo "
    "ギャ gya ギュ gyu ギョ gyo ジャ ja ジュ ju ジョ jo ジェ je ビャ bya ビュ byu ビョ byo ピャ pya ピュ pyu ピョ pyo "
    "ファ fa フィ fi フェ fe フォ fo フュ fyu ヴァ va ヴィ vi ヴェ ve ヴォ vo ヴュ vyu ウィ wi ウェ we ウォ wo "
    "ティ ti ディ di トゥ tu ドゥ du テュ tyu デュ dyu ツァ tsa ツィ tsi ツェ tse ツォ tso クァ kwa クィ kwi クェ kwe "
    "クォ kwo グァ gwa イェ ye スィ si ズィ zi"
)
_SINGLES = (
    "ア a イ i ウ u エ e オ o カ ka キ ki ク ku ケ ke コ ko サ sa シ shi ス su セ se ソ so "
    "タ ta チ chi ツ tsu テ te ト to ナ na ニ ni ヌ nu ネ ne ノ no ハ ha ヒ hi フ fu ヘ he ホ ho "
    "マ ma ミ mi ム mu メ me モ mo ヤ ya ユ yu ヨ yo ラ ra リ ri ル ru レ re ロ ro ワ wa ヰ i ヱ e ヲ o ン n "
    "ガ ga ギ gi グ gu ゲ ge ゴ go ザ za ジ ji ズ zu ゼ ze ゾ zo "
    "ダ da ヂ ji ヅ zu デ de ド do バ ba ビ bi ブ bu ベ be ボ bo パ pa ピ pi プ pu ペ pe ポ po ヴ vu "
    "ァ a ィ i ゥ u ェ e ォ o ャ ya ュ yu ョ yo ヮ wa ヵ ka ヶ ke"
)


def _table(words: str) -> dict[str, str]:
    parts = words.split()
    return dict(zip(parts[::2], parts[1::2], strict=True))


_ROMAJI = {**_table(_SINGLES), **_table(_PAIRS), "ー": "", "ッ": ""}
_KANA = re.compile("|".join(sorted(_ROMAJI, key=len, reverse=True)))
_DOUBLED = re.compile(r"ッ(?=[カ-ヂツ-トハ-ポ])")
_BREAKS = re.compile(r"[\s・=＝‐–—_/&.,'’\-]+")
_SPACED_KANJI = re.compile(r"(?<=[一-鿿々])\s+(?=[一-鿿々])")
_NO_NAME = re.compile(r"[^\w-]|_")

# What two transliterations of one name differ in, in the order of application.
_ALIKE = (
    (re.compile(r"ph"), "f"),
    (re.compile(r"th"), "t"),
    (re.compile(r"sh|sch"), "s"),
    (re.compile(r"ch(?=[aiueo])|tsu?|tz"), "t"),
    (re.compile(r"c(?=[eiy])"), "s"),
    (re.compile(r"ck|c|q"), "k"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"l"), "r"),
    (re.compile(r"v"), "b"),
    (re.compile(r"z(?=[aiueo])|ge(?=[aiou])"), "j"),
    (re.compile(r"(?<=[aiueo])h(?![aiueo])"), ""),
    (re.compile(r"(?<=[aiueo])[rw](?![aiueo])"), ""),
    (re.compile(r"(?<=\w[^aiueon])u(?![aiueon])"), ""),
    (re.compile(r"(?<=[td])o(?![aiueon])"), ""),
    (re.compile(r"m(?=[bp])"), "n"),
    (re.compile(r"y(?![aiueo])|[iy]e(?![a-z])"), "i"),
    (re.compile(r"e(?![a-z])"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)
_VOWELS = re.compile(r"[aiueoyw]+")
_CLOSE = 0.84
"""Least similarity of two sound keys that can be one name."""


def romaji(katakana: str) -> str:
    """Katakana in Latin letters: long vowels short, ッ as a doubled consonant; other characters stay.

    >>> romaji("サッカー"), romaji("ヴィオラ")
    ('sakka', 'viora')
    """
    doubled = _DOUBLED.sub("っ", katakana)
    latin = _KANA.sub(lambda m: _ROMAJI[m[0]], doubled)
    return re.sub(r"っ(.)", r"\1\1", latin)


def slug(name: str) -> str:
    """An id from a full name: katakana by sound, Latin letters in lower case, kanji as they are.

    >>> slug("リオネル・メッシ"), slug("Lake Biwa Museum"), slug("山田 太郎")
    ('rioneru-messhi', 'lake-biwa-museum', '山田太郎')
    """
    plain = _SPACED_KANJI.sub("", unicodedata.normalize("NFKC", name).lower())
    return _NO_NAME.sub("", _BREAKS.sub("-", romaji(plain))).strip("-")


@lru_cache(maxsize=8192)
def sound_key(name: str) -> str:
    """What is left of a name when all is forgotten that its transliterations differ in; "" where nothing sounds.

    >>> sound_key("デッサン") == sound_key("デサン"), sound_key("ヴァイオリン") == sound_key("バイオリン")
    (True, True)
    """
    key = slug(name).replace("-", "")
    if not key.isascii():
        return ""
    for pattern, sound in _ALIKE:
        key = pattern.sub(sound, key)
    return key


def same_sound(one: str, other: str) -> bool:
    """Whether two names can be spellings of one: alike to the ear, or alike in their consonants.

    >>> same_sound("メッシ", "Messi"), same_sound("メッシ", "ミュラー")
    (True, False)
    """
    a, b = sound_key(_plain(one)), sound_key(_plain(other))
    if not a or not b or a[0] != b[0]:
        return False
    bones, others = _VOWELS.sub("", a), _VOWELS.sub("", b)
    return a == b or (len(bones) > 2 and bones == others) or (min(len(a), len(b)) > 4 and closeness(a, b) >= _CLOSE)


def closeness(a: str, b: str) -> float:
    """Similarity of two sound keys, 0 to 1."""
    return Levenshtein.normalized_similarity(a, b)


def _plain(name: str) -> str:
    """Letters without their accents."""
    parts = unicodedata.normalize("NFD", name) if not name.isascii() and name < "぀" else name
    return "".join(c for c in parts if not unicodedata.combining(c))
