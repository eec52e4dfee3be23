"""What time expressions look like: one pattern a form, tried where `START` says that one may begin.

Patterns only find. What looks like a time and is none is refused by name in `timex_filters`; what a match means is
read in `timex_dates` and `timex_lengths`.
"""

import re

from .numerals import DIGIT

N2 = rf"(?:[{DIGIT}]{{1,2}}(?![{DIGIT}])|[一二三四五六七八九十]{{1,3}})"
N4 = rf"(?:[{DIGIT}]{{4}}(?![{DIGIT}])|[一二三四五六七八九][〇零一二三四五六七八九]{{3}})"
NOT_JAPAN = "(?!間|本(?![社部格紙会塁]))"  # 2日間, 10日本企業; but 8日本社で
SP = "[ 　]?"
TO = r"(?:[ 　]?[〜～~\-－–—―‐][ 　]?|から)"
ERA = "(?:明治|大正|昭和|平成|令和)"
MONTH_UNIT = "[カかヵヶケｶ箇個]月"

YEAR_WORDS = {
    "去年": -1,
    "昨年": -1,
    "一昨年": -2,
    "おととし": -2,
    "今年": 0,
    "ことし": 0,
    "本年": 0,
    "来年": 1,
    "再来年": 2,
}
MONTH_WORDS = {"先月": -1, "先々月": -2, "今月": 0, "来月": 1, "再来月": 2}
WEEK_WORDS = {"先週": -1, "先々週": -2, "今週": 0, "週内": 0, "来週": 1, "再来週": 2}
DAY_WORDS = {
    **dict.fromkeys(("昨日", "きのう", "昨夜", "昨晩", "昨夕", "昨朝"), -1),
    **dict.fromkeys(("今日", "きょう", "本日", "今朝", "今夜", "今晩", "今夕"), 0),
    **dict.fromkeys(("明日", "あす", "明朝", "明晩"), 1),
    **dict.fromkeys(("一昨日", "おととい"), -2),
    **dict.fromkeys(("明後日", "あさって"), 2),
}
QUARTER_WORDS = {"今四半期": 0, "当四半期": 0, "来四半期": 1}
"""Words that count from publication: how many days, weeks, months, years away."""

ANAPHORIC_YEARS = {"前年": -1, "前の年": -1, "翌年": 1, "次の年": 1, "翌々年": 2, "同年": 0, "同じ年": 0, "その年": 0}
ANAPHORIC_MONTHS = {"前月": -1, "前の月": -1, "翌月": 1, "次の月": 1, "同月": 0, "同じ月": 0, "その月": 0}
ANAPHORIC_WEEKS = {"前週": -1, "前の週": -1, "翌週": 1, "次の週": 1, "同週": 0, "同じ週": 0, "その週": 0}
ANAPHORIC_QUARTERS = {"前四半期": -1, "前の四半期": -1, "次の四半期": 1, "翌四半期": 1, "同四半期": 0}
ANAPHORIC_DAYS = {
    **dict.fromkeys(("前日", "前の日", "前夜", "前の晩", "前の夜"), -1),
    **dict.fromkeys(("同日", "同じ日", "この日", "その日", "同夜"), 0),
    **dict.fromkeys(("翌日", "翌朝", "翌晩", "次の日", "その翌日"), 1),
    "翌々日": 2,
}
"""Words that count from the last date that the text has named."""


def words(*tables: dict[str, int]) -> str:
    """The alternatives of all words of some tables, the longest first."""
    return "|".join(sorted((w for t in tables for w in t), key=len, reverse=True))


OPEN = r"(?:の?(?P<open>以降|以来|以後|以前))?"
PART = "初め|はじめ|始め|初頭|早々|序盤|半ば|なかば|中頃|中ごろ|中盤|終盤|終わり|末頃|末ごろ|末|暮れ"

DATE = re.compile(
    rf"""
    (?: (?: (?P<era>{ERA})(?P<era_year>元|{N2}){SP}年(?:[（(][{DIGIT}]{{4}}年?[）)])?
          | (?P<year>{N4}){SP}(?:[（(]{ERA}(?:元|{N2})年?[）)])?{SP}(?:年|(?=会計年度|財政年度))
          | FY{SP}(?P<fy>[{DIGIT}]{{4}}|[{DIGIT}]{{2}})(?![{DIGIT}])
          | (?P<short>[{DIGIT}]{{2}})年
          | (?P<year_word>{words(YEAR_WORDS, ANAPHORIC_YEARS)}) )
        (?P<fiscal>会計年度|財政年度|度(?!目))? )?
    (?: [の 　]?(?: (?:(?<=年)|(?<=年の))(?P<same>同じ?(?:四半期|時期|期|月|日))     # 前年同期, 昨年の同じ時期
        | (?P<m1>{N2})月?{TO}(?P<m2>{N2})月(?!{SP}{N2}日)期?          # 7〜9月期, 1月から3月
        | (?P<settled>{N2})月期                                           # 26年3月期: the fiscal year that ends then
        | (?: (?P<month>{N2}){SP}月(?![面光食間謝曜]) | (?P<month_word>{words(MONTH_WORDS, ANAPHORIC_MONTHS)}) )
          (?: の?(?: (?P<md1>{N2})(?:日?{TO}|[、・])(?P<md2>{N2}){SP}日{NOT_JAPAN} # 8〜10日, 8、9日
                 | {SP}(?P<md>{N2}){SP}日{NOT_JAPAN}
                 | (?P<part_of_month>上旬|中旬|下旬|初旬|前半|後半|{PART}) ) )?
        | 第{SP}(?P<quarter>[1-4１-４一二三四]){SP}[・･]?{SP}四半期 | Q(?P<q1>[1-4])(?![{DIGIT}A-Za-z])
        | (?P<q2>[1-4])Q(?![{DIGIT}A-Za-z])
        | (?P<half>上半期|下半期|上期|下期|前半|後半)
        | (?P<season>[春夏秋冬])(?![季期節場闘])
        | (?P<part_of_year>{PART})
        | (?P<whole>[1１一]年間)
    ) )?
    {OPEN}
    """,
    re.VERBOSE,
)
"""A year, in it a month, quarter, half, season or part, and in a month a day or part; any of them may be missing."""

DAY = re.compile(
    rf"""
    (?P<pointer>同|翌|去る|来る)?{SP}
    (?: (?P<d1>{N2})(?:日?{TO}|[、・])(?P<d2>{N2}){SP}両?日{NOT_JAPAN} | (?P<d>{N2}){SP}日{NOT_JAPAN} )
    {OPEN}
    """,
    re.VERBOSE,
)
"""A day of a month that is not named (8日, 8〜10日, 同8日, 翌9日)."""

MONTHS = re.compile(
    rf"(?:(?P<y1>{N4}|[{DIGIT}]{{2}})年)?(?P<m1>{N2})月?{TO}(?P<y2>{N4}|[{DIGIT}]{{2}})年(?P<m2>{N2})月(?!{SP}{N2}日)期?"
)
"""Months of two years (11月〜2026年1月期, 2025年11〜26年1月)."""

EXPLAINED = re.compile(rf"[（(](?P<m1>{N2})月?{TO}{N2}月期?[）)]")
"""The months of the quarter before the bracket (第4四半期（11〜1月）)."""

UPCOMING_DAY = re.compile(rf"(?:(?P<year>{N4})年)?(?P<month>{N2})月(?P<md>{N2})日{NOT_JAPAN}")
"""The next day that is named in full or by month and day."""

WITH_YEAR = re.compile(rf"([{DIGIT}]{{4}})年[ 　]?([{DIGIT}]{{1,2}})月(?:[ 　]?([{DIGIT}]{{1,2}})日)?")
"""A month or day with its year."""

YEARS = re.compile(rf"(?P<y1>{N4}|[{DIGIT}]{{2}}(?![{DIGIT}]))年?{TO}(?P<y2>{N4}|[{DIGIT}]{{2}})年(?P<fiscal>度)?")
"""A stretch of years (2024〜26年)."""

NUMERIC = re.compile(
    rf"""
    (?P<y>[{DIGIT}]{{4}}) (?P<sep>[/／\-－.．]) (?P<m>[{DIGIT}]{{1,2}}) (?P=sep) (?P<d>[{DIGIT}]{{1,2}})(?![{DIGIT}])
  | (?P<m_>[{DIGIT}]{{1,2}})月{SP}(?P<d_>[{DIGIT}]{{1,2}})[,，]{SP}(?P<y_>[{DIGIT}]{{4}})(?![{DIGIT}])
  | (?P<slash_m>[{DIGIT}]{{1,2}})/(?P<slash_d>[{DIGIT}]{{1,2}})(?=[（(][月火水木金土日](?:曜日?)?[）)])
    """,
    re.VERBOSE,
)
"""Dates in figures (2025/12/09, 8月 4, 2025, 11/24(月))."""

ENGLISH_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH = "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"  # noqa: E501
ENGLISH = re.compile(
    rf"(?P<month>{_ENGLISH})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})\b"
    rf"|(?P<day_>\d{{1,2}})(?:st|nd|rd|th)? (?P<month_>{_ENGLISH})\.?,? (?P<year_>\d{{4}})\b"
)

DECADE = re.compile(
    rf"(?:(?P<era>{ERA})?(?P<decade>[{DIGIT}]{{3}}[0０]|[1-9１-９][0０])年代|(?P<century>{N2})世紀(?!間|ぶり|以上|にわた|半))"
    rf"(?P<part>前半|後半|{PART})?{OPEN}|(?P<century_word>今世紀|前世紀)(?P<part_>前半|後半|{PART})?"
)

WEEKDAY = "[月火水木金土日]曜日?"
WEEK = re.compile(
    rf"""
    (?P<word>{words(WEEK_WORDS, ANAPHORIC_WEEKS)})
      (?: の?(?: (?P<weekday>{WEEKDAY}) | (?P<part>初め|はじめ|前半|半ば|後半|末(?!日)) ) )? {OPEN}
  | (?P<lone>{WEEKDAY}) | (?P<edge>週明け|週末|週初め?)
    """,
    re.VERBOSE,
)

WORD = re.compile(
    rf"(?P<day>{words(DAY_WORDS, ANAPHORIC_DAYS)})"
    rf"|(?P<quarter>{words(QUARTER_WORDS, ANAPHORIC_QUARTERS)})"
    r"|(?P<edge>年度[内末]|年[内末初始央]|年明け|月[内末]|月初め?)"
    r"|(?P<season>[昨今来][春夏秋冬](?![季期節場闘]))"
    rf"{OPEN}"
)

AGO = re.compile(
    rf"(?P<n>[{DIGIT}]{{1,3}}|[一二三四五六七八九十]{{1,3}}|半)(?P<unit>年|{MONTH_UNIT}|月(?<=半月)|週間|日)"
    r"(?P<half>半)?間?(?P<way>前(?![倒提払後半進期例年日回者])|後(?![半期退継]))"
)
"""A distance from publication or from a date that the text has named (3日前, 2年後)."""
