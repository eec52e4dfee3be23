"""The words by which articles compare chips: patterns only, applied in `chip_roles` and `chip_statements`."""

import re
from collections.abc import Iterable, Mapping

import ahocorasick_rs

from ..topic import Topic
from ..topic.chip_rows import AttributeRow
from .chip_records import Named

PERFORMANCE = ("性能", "パフォーマンス", "スペック", "処理速度")
"""Performance as such, no attribute in particular."""

KINDS = (
    r"(?:チップ|半導体|GPU|プロセッサー?|アクセラレーター?|アーキテクチャー?|製品|モデル|システム|シリーズ|世代|機|版)"
)
_TAIL = rf"[ 　」』)）]*(?:[ 　]?(?:AI)?{KINDS})*[ 　」』)）]*"
"""What may stand between a chip's name and its particle."""

_NUMBER = r"[\d０-９一二三四五六七八九十数]+[.．\d０-９]*[ 　]?(?:[〜～~-]\d+)?"
_COUNT = rf"(?:約|およそ|最大|ほぼ|少なくとも)?[ 　]?(?:{_NUMBER}(?:倍|割|%|％|分の)|半分|倍)"
SUBJECT = re.compile(rf"{_TAIL}(?:の[^、。はがをにでの]{{1,16}})?(?:は|が|も|では|なら)(?![いしずや])")
"""A name that its sentence is about."""
BARE_SUBJECT = re.compile(rf"{_TAIL}(?:は|が|も|では|なら)(?![いしずや])")
"""The same, with nothing of the chip (its price, its sales) in between."""
COUNTERPART = re.compile(
    rf"""{_TAIL}(?:の[^、。はがをにで]{{1,12}})??
    (?: よりも?(?!前に|後に)
      | [とに]比べ | [とに]比較 | 比(?=で|[ 　]?[\d約]) | に対し
      | を[^、。はがを]{{0,10}}?(?:上回|下回|超え|凌|しの)
      | に(?:匹敵|迫|並ぶ|並び|劣|及ば|近い|近づ|相当|見劣り|遅れ|後れ|ほぼ匹敵)
      | と(?:[^、。はがと]{{1,10}}[はがも])?(?:ほぼ)?(?:同等|同じ|同程度|同水準|遜色|互角|肩を並べ|変わら)
      | 並み
      | [ 　]?の?[ 　]?{_COUNT}
    )""",
    re.VERBOSE,
)
"""A name that another is measured by."""
ANAPHOR = re.compile(rf"(?:これらの?|この|同|その|当該)(?:AI|新型)?{KINDS}")
"""A chip that was named before: this chip, these chips."""
NEXT = re.compile(rf"(?:次世代|次期|次の世代)[^、。]{{0,10}}?{KINDS}")
"""A chip that nobody names yet."""

UP_TO = re.compile(r"最大|最高")
LESS = re.compile(
    r"引き下げ|下げ|低下|低減|削減|抑え|落と|減ら|減少|下回|劣|ダウン|低[いくめ]|遅[いく]|少な|カット|制限"
)
MORE = re.compile(r"引き上げ|向上|上回|高[いくめま]|改善|増|アップ|速[いく]|強化|伸|優れ|多[いく]|大き|強力")
_BETTER = (
    r"(?P<better>優れ|上回|勝[るっり]|凌[ぐいが]|しの[ぐいが]|高性能|強力|高速|"
    r"(?:高|速|大き|多|広)[いく](?![^、。]{0,3}(?:制限|低下|劣|下回|落|抑え|削|及ば|減)))"
)
_WORSE = r"(?P<worse>劣[るっり]|下回|及ば|低[いく]|遅[いくれ]|後れ|小さ[いく]|少な[いく]|低性能|見劣り|制限|抑え|落と)"
_EQUAL = r"(?P<equal>匹敵|同等|並ぶ|並び|互角|肩を並べ|遜色な|同水準|同程度|同じ|変わらな|並み)"
COMPARED = re.compile(rf"(?P<between>[^、。]{{0,26}}?)(?:{_BETTER}|{_WORSE}|{_EQUAL})")
"""How one chip compares with another without a figure; what stands between says in what respect."""
PLAIN = re.compile(
    r"優れ|勝|凌|しの|高性能|強力|高速|劣|低性能|見劣り|匹敵|同等|同じ|変わらな|互角|肩を並べ|遜色な|並[ぶびみ]|及ば|遅れ|後れ"
)
"""Words that speak of performance by themselves."""
FURTHER = re.compile(rf"(?:の面)?(?:は|では|が|も|でも)[^、。]{{0,6}}?(?:{_BETTER}|{_WORSE}|{_EQUAL})")
"""The same of one more attribute, against the same chip."""
PAIR = re.compile(rf"{_TAIL}[とや]$")
"""What stands between two chips that are named together."""
PER_SECOND = re.compile(r"(?:毎秒|1秒(?:間に|あたり|当たり)?|秒間)[ 　]?(?:約|最大)?$")
NEGATIVE = ("変わらな", "遜色な", "及ば")
"""Comparisons that are negative in form alone."""
CHANGED = re.compile(
    r"""(?:が|は|の|も)[^、。]{0,6}?
    (?: (?P<more>向上|増強|拡大|増加|増え|引き上げ|高ま|強化|改善) | (?P<less>低下|縮小|削減|減少|制限|落と|抑え) )
    """,
    re.VERBOSE,
)
"""That an attribute changed from one chip to the next."""
OTHER_TOPIC = re.compile(r"[^、。]*?(?:[一-龠ァ-ヶー]{2,})(?:が|は|も)")
"""A respect that is no attribute: price, sales, demand."""

SUCCEEDS = re.compile(rf"{_TAIL}の(?:直接の|事実上の|正式な|正統な)?後継|{_TAIL}を(?:継ぐ|引き継ぐ|置き換え)")
GENERATIONS = re.compile(
    rf"""{_TAIL}(?:よりも?|の|から(?:見て)?|に比べて?)?(?:約|さらに)?
    (?P<n>[一二三1-3１-３])[ 　]?世代(?:ほど|分|も)?(?P<way>前|後|古い|旧い|新しい|上|下|進ん|先|遅れ)""",
    re.VERBOSE,
)
NEXT_AFTER = re.compile(rf"{_TAIL}(?:に続く|の次の?|の)(?:次世代|次の世代|新世代|世代)(?!前|後)")
BEFORE = re.compile(rf"{_TAIL}の(?:前世代|先代|旧世代|一つ前の世代)")
CUT = (
    r"(?:縮小版|簡易版|廉価版|下位(?:版|モデル|機種|機)|低性能版|劣化版|ダウングレード(?:版|モデル)|"
    r"(?:機能|性能)(?:制限|限定)版|スペックダウン(?:版|モデル))"
)
CUT_OF = re.compile(
    rf"{_TAIL}(?:の[^、。]{{0,8}}{CUT}|[をの][^。\d０-９]{{0,14}}?(?:性能|機能|能力)を[^、。\d０-９]{{0,4}}?(?:落と|抑え|下げ|制限|削))"
)
CUT_ITSELF = re.compile(rf"{CUT}(?:と|で|だ|に|の|、|。|$)")
CUT_BEFORE = re.compile(rf"{CUT}(?:の|である|となる|に当たる|にあたる)?[ 　「『]*$")
MEMBER = re.compile(
    rf"{_TAIL}(?:を(?:搭載|採用|ベースと?に?)|に基づ|ベースの|世代の|ファミリーの)"
    r"[^、。はが]{0,10}?[のたるくな]?[ 　「『]*$"
)
"""What stands between a family and a chip that is said to belong to it."""
ADOPTS = re.compile(rf"{_TAIL}を(?:搭載|採用)")
"""A family whose design a chip that was named before has."""
NUMERALS = {"一": 1, "1": 1, "１": 1, "二": 2, "2": 2, "２": 2, "三": 3, "3": 3, "３": 3}
BACKWARDS = ("前", "古い", "旧い", "下", "遅れ")
HEAD = re.compile(
    rf"[^、。]{{0,24}}?[たるいなのくす][ 　]?[「『]?(?:[^、。「」はがをにで]{{1,12}}?)?(?:AI)?{KINDS}?[ 　「『]*$"
)
"""What stands between a comparison and the chip that it describes: …の性能を持つ, …引き下げた「…版."""


class Vocabulary:
    """The topic's words for attributes, as one pattern."""

    def __init__(self, attributes: Mapping[str, AttributeRow]) -> None:
        words: dict[str, str | None] = dict.fromkeys(PERFORMANCE)
        for name, row in attributes.items():
            for word in row.words_ja:
                words.setdefault(word, name)
        self._words = words
        self._pattern = _alternatives(sorted(words, key=lambda w: (-len(w), w)))
        self._any = ahocorasick_rs.AhoCorasick(list(words))

    def find(self, text: str) -> list[Named]:
        """Every naming of an attribute, in the order of the text."""
        if not self._any.find_matches_as_indexes(text):  # most sentences name none, and this is cheaper to ask
            return []
        return [Named(m.start(), m.end(), self._words[m[0]]) for m in self._pattern.finditer(text)]


_VOCABULARIES: dict[str, Vocabulary] = {}


def vocabulary(topic: Topic) -> Vocabulary:
    """The words of a topic, made ready once a process."""
    if topic.sha256 not in _VOCABULARIES:
        _VOCABULARIES[topic.sha256] = Vocabulary(topic.attributes)
    return _VOCABULARIES[topic.sha256]


def _alternatives(words: Iterable[str]) -> re.Pattern[str]:
    """Longest first; 高性能 and コストパフォーマンス are other words than 性能 and パフォーマンス."""
    return re.compile(r"(?<![高低コ])(?<!スト)(?:" + "|".join(map(re.escape, words)) + ")")
