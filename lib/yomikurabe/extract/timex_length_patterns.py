"""What lengths of time and returning times look like."""

import re

from .numerals import DIGIT
from .timex_patterns import MONTH_UNIT, N2, SP, TO, WEEKDAY

_LENGTH = rf"(?:[{DIGIT}]{{1,4}}(?:[.．][{DIGIT}]+)?|[一二三四五六七八九十百]{{1,3}})"
_MINUTES = "分(?![野類科割配裂岐析子散布担譲離解け])"
_UNIT = rf"(?:[カかヵヶケｶ箇]?年|{MONTH_UNIT}|週間?|日|四半期|時間(?![外帯割目])|{_MINUTES}|秒|世紀)"
_MARK = r"(?P<mark>間|以内|以上|以下|未満|あまり|余り|余|近く|足らず|超(?!え)|弱|強(?![化力調制])|程度|ほど)*"
LENGTHS = re.compile(
    rf"""
    (?P<n1>{_LENGTH}){SP}(?:(?P<u1>{_UNIT})(?P<half1>半)?{TO}|{TO}|、)(?P<n2>{_LENGTH}){SP}(?P<u2>{_UNIT})(?P<half2>半)?
    {_MARK}
    """,
    re.VERBOSE,
)
"""A length between two (5〜10年以内, 5年から7年, 2、3年)."""

LENGTH = re.compile(
    rf"""
    (?: (?P<n>{_LENGTH}){SP}(?P<u>{_UNIT})
        (?: (?P<half>半)
          | (?P<more>(?:と?{_LENGTH}{SP}(?:{MONTH_UNIT}|週間|日|時間|分|秒)(?!前|後)){{1,4}})
          | (?<=[{DIGIT}]秒)(?P<hundredths>[{DIGIT}]{{1,2}})(?![{DIGIT}]) )?
      | (?P<word>半年|半月|半日|半世紀|四半世紀|[1１一]四半期) )
    {_MARK}
    """,
    re.VERBOSE,
)
"""A length of time (3年間, 1時間40分, 2年半, 4四半期, 9秒98)."""

LENGTH_PART = re.compile(rf"({_LENGTH}){SP}({_UNIT})")

AROUND = re.compile(r"(?:過去|今後|この先|この|ここ|直近|向こう|約|およそ|ほぼ|まる|丸)[ 　]?$")
"""What belongs to a length that follows (過去3年間)."""

AFTER_LENGTH = re.compile(
    r"ぶり|連続|続|かけて?|かか|にわた|に(?:も)?及|もの間|越し|来(?![月年週日])|遅れ|[短延早]|がかり|を要|しか|分(?![野類科割])|(?<=日)で(?!き|[、終閉満期打]|[0-9]+(?:年|周年))"
)
"""What shows that a number of days is a length, not a day of the month (2日連続)."""

TIMES = re.compile(
    rf"""
    毎(?:(?P<each>[日朝晩夜週月年時分秒])(?:(?:第[{DIGIT}一二三四])?{WEEKDAY}|(?<=年)(?:{N2}月(?:{N2}日)?))?)
  | 隔(?P<other>[日週月年])
  | (?P<n>{N2})(?P<unit>年|{MONTH_UNIT}|週間?|日|時間|四半期|分|秒)(?:ごと|毎|おき|に[1１一](?:度|回)(?!目))
  | (?P<quarterly>四半期)(?:ごと|毎)
  | (?P<per>年|月|週|[1１一]日)に?(?:{N2})(?:[〜～~、]{N2})?(?:回|度|(?<=週.)日)(?![目戦])
    """,
    re.VERBOSE,
)
"""Something that returns (毎週, 隔月, 1年ごと, 週1回)."""
