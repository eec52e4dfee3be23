"""What amounts look like: a number with a unit or counter of the tables beside this module, and what bounds it.

`units.csv`: `surface` as written, `unit` it stands for, `factor` to that unit, `kind` (share, times, money, degree,
latin = no letter or figure may follow, other). `counters.csv`: `surface`, and `kanji` = yes where a number in kanji
counts too (三社, 二つ); elsewhere that is mostly a word (三枚目, 二本立て).
"""

import csv
import re
from pathlib import Path
from typing import NamedTuple

from .numerals import DIGIT, NUMBER


class Unit(NamedTuple):
    """What a surface behind a number stands for."""

    unit: str
    factor: float
    kind: str
    kanji: bool


def read_units() -> dict[str, Unit]:
    """Every unit and counter by its surface."""
    here = Path(__file__)
    with here.with_name("units.csv").open(encoding="utf-8", newline="") as file:
        units = {r["surface"]: Unit(r["unit"], float(r["factor"]), r["kind"], True) for r in csv.DictReader(file)}
    with here.with_name("counters.csv").open(encoding="utf-8", newline="") as file:
        for r in csv.DictReader(file):
            units[r["surface"]] = Unit("count", 1.0, "count", r["kanji"] == "yes")
    return units


UNITS = read_units()
SYMBOLS = {"$": "USD", "＄": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "￥": "JPY", "₩": "KRW"}
DOLLARS = {"US": "USD", "HK": "HKD", "NT": "TWD", "S": "SGD", "A": "AUD", "C": "CAD"}
SCALES = {"trillion": 1e12, "billion": 1e9, "million": 1e6, "thousand": 1e3, "bn": 1e9, "mn": 1e6}
SCALES |= {"T": 1e12, "B": 1e9, "M": 1e6, "K": 1e3}


def _alternatives() -> str:
    """All units, the longest first; after one in letters no letter or figure may follow."""
    surfaces = sorted(UNITS, key=len, reverse=True)
    return "|".join(re.escape(s) + ("(?![A-Za-z0-9])" if UNITS[s].kind == "latin" else "") for s in surfaces)


SP = "[ 　]?"
_UNIT = rf"(?:{_alternatives()})"
_TO = r"[〜～~\-－–—―‐−]|から|ないし"

_PARTIES = "企業|団体|組織|事業体|個人|都市|自治体|大学|機関|施設|項目|地域|ブランド|店"
AMOUNT = re.compile(
    rf"""
    (?P<n1>{NUMBER})
    (?: 分の(?P<part>{NUMBER})                                                    # 3分の1
      | 人に(?P<one>[1１一])人                                                     # 5人に1人
      | {SP}(?P<u1>{_UNIT})
        (?: (?<=割)(?P<tenth>{NUMBER})分(?!の[{DIGIT}一二三四五六七八九十])(?:(?P<hundredth>{NUMBER})厘)? )?  # 二割五分
        (?: (?<=[円ル])(?P<minor>[{DIGIT}]{{1,2}})(?:銭|セント) )?                   # 1284円93銭
        (?: {SP}(?P<to1>{_TO}){SP}(?P<n2>{NUMBER}){SP}(?P<u2>{_UNIT}) )?             # 100億~150億ドル, 30%から50%
      | {SP}(?P<to2>{_TO}|、){SP}(?P<n3>{NUMBER}){SP}(?P<u3>{_UNIT})                 # 20-25%, 2、3社
      | (?=(?:以上|超|余り|を超える|を上回る)の[^。、])                               # 30以上の国
      | (?=[ 　]?の(?:国|[一-龥ァ-ヶー]{{0,4}}(?:{_PARTIES})))                        # 136の中国企業
    )
    """,
    re.VERBOSE,
)
SYMBOL = re.compile(
    rf"""
    (?P<symbol>[$＄€£¥￥₩]){SP}(?P<n1>{NUMBER})
    (?: {SP}(?:{_TO}){SP}[$＄€£¥￥₩]?(?P<n2>{NUMBER}) )?
    (?: {SP}(?P<scale>{"|".join(SCALES)})(?![A-Za-z]) )?
    """,
    re.VERBOSE,
)
WORD = re.compile(
    r"(?P<half>半[分数額減])|(?P<majority>過半数)|(?P<double>倍増|倍(?=に(?!率)|の(?!率)|以上|近[くい]|返し))"
)
"""半分, 半数, 半減: 50 percent; 過半数: more than that; 倍増, 倍の: twice."""

START = re.compile(rf"[{DIGIT}一二三四五六七八九十百千数$＄€£¥￥₩]|半[分数額減]|過半数|倍[増に以の近返]")

BEFORE = re.compile(
    rf"""
    (?: (?P<upper>最大で?も?|最多で?|多くても|せいぜい|高くても) | (?P<lower>少なくとも|最低でも?|最低限?) )? {SP}
    (?P<approx>約|およそ|おおよそ|ほぼ|ざっと|推定|概算で)? {SP}
    (?P<sign> プラスマイナス|(?:プラス|上下)(?:に)?|[±＋+]|マイナス|(?: (?<=[\s（(、：:はがで])|^ )[-－−▲△] )? {SP}
    (?P<dollar>US|HK|NT|[SAC])?\Z
    """,
    re.VERBOSE,
)
LAST_BEFORE = frozenset("大で多も低限と約そぼっと定スにプ下±＋+-－−▲△SKTAC 　てナ")
"""The last characters of what `BEFORE` finds: most amounts have none of them."""

_FAR = "(?:大きく|大幅に|はるかに)?"
AFTER = re.compile(
    rf"""
    {SP}(?P<approx>規模|程度|前後|近く|近い|ほど|くらい|ぐらい|内外|あまり|(?<=[%％円ルロ割])台)?
    (?: (?P<lower> 以上 | 超(?![え過音党大高短人]) | 余り | 余(?![儀地波裕剰罪韻力分所暇])
                 | 強(?![化力調制行みまいめ者固大引烈豪盗弱]) )
      | (?P<upper> 以下 | 未満 | 以内 | 弱(?![体小点者いみま気]) )
      | (?P<at_most> [をもは]超え(?:ない|ず) | を上回ら(?:ない|ず) )
      | (?P<over> [をもは]?{_FAR}超え(?:る|た|て)? | [をも]{_FAR}(?:上回(?:る|った|って|り)|突破) )
      | (?P<under> [をも]{_FAR}(?:下回(?:る|った|って|り)|割り込(?:む|んだ|み)|切(?:る|った))
                 | には?(?:届か|満た|及ば)ない )
    )?
    (?P<scale>規模)?
    """,
    re.VERBOSE,
)
LAST_DIGITS = re.compile(r"(?:[十百千])?(?:万|億|兆|京)$")
BRACKET = re.compile(r"[（(][^（）()]{1,30}(?:円|ドル|元|ユーロ|ウォン|ポンド)[^（）()]{0,8}[）)]")
"""A conversion in brackets: the bound may stand behind it (6000億元（約12兆円）を超えた)."""

BASELINE = re.compile(
    r"(?:予想|見通し|目標|平均|前年|前期|従来|計画|予測|水準|実績|記録)(?:値|額|通り)?(?:の|である|だった|（|\()?(?:約|およそ)?\Z"
)
"""An amount that something else exceeds or misses is no bound (予想の459億ドルを上回った)."""

MOVED = re.compile(
    r"へ|(?:に|まで)[^。、0-9０-９]{0,6}(?:引き[上下]|[上下][げが]|低下|上昇|拡大|縮小|増|減|変更|なっ|なる|伸|落|改|修正|回復|切り[上下]|[高強][めま]|広[げが]|戻)"
)
"""20%から10%へ tells a change: two amounts. 30%から50%引き下げた is a range."""

CONVERTED = re.compile(
    r"(?:規模|相当)?(?:[（(＝=]|、(?=日本円|円換算))(?:日本円|米ドル|円換算|ドル換算|(?:現在|当時)の?レート)?(?:で|に換算して|に換算すると|にして|換算で)?"
)
