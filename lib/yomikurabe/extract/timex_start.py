"""Where a time expression may begin: the one pattern that is searched for in the whole text."""

import re

from .numerals import DIGIT

_NUMERALS = "0123456789０１２３４５６７８９一二三四五六七八九十"
_NO_NUMBER_BEFORE = r"(?<![0-9０-９.．,，/〇一二三四五六七八九十百千数何幾]{})"
_BEFORE_UNIT = (
    rf"(?=[{DIGIT}〇一二三四五六七八九十百.．〜～~]{{0,6}}[ 　]?"
    rf"[年月日週時分秒世四会財カかヵヶケｶ箇個Q/／、・\-－–—―（(]|[{DIGIT}]?から)"
)
_WORD_STARTS = [
    "明[治日後朝晩]",
    "大正",
    "昭和",
    "平成",
    "令和",
    "昨[年日夜晩夕朝春夏秋冬]",
    "去[年る]",
    "今[年月週日朝夜晩夕世四春夏秋冬]",
    "本[年日]",
    "来[年月週る春夏秋冬四]",
    "一昨[年日]",
    "再来",
    "おとと",
    "前[年月週日夜の四世]",
    "翌",
    "同[年月日週じ四夜0-9０-９]",
    "その[日年月週翌]",
    "この日",
    "先[週月々]",
    "当四",
    "毎",
    "隔[日週月年]",
    "第[",
    "]?[1-4１-４一二三四][",
    "]?[・･]?[",
    "]?四半期",
    "上半期",
    "下半期",
    "上期",
    "下期",
    "年[内末初始明央度に0-9０-９一二三四]",
    "月[内末初曜に0-9０-９一二三]",
    "火曜",
    "水曜",
    "木曜",
    "金曜",
    "土曜",
    "日曜",
    "週[内明末初に0-9０-９一二三]",
    "次の[年月週日四]",
    "半[年月日世]",
    "四半",
    "あす",
    "あさって",
    "きょう",
    "きのう",
    "ことし",
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
    "Q[1-4]",
    "FY",
]
START = re.compile("|".join([*(c + _NO_NUMBER_BEFORE.format(c) + _BEFORE_UNIT for c in _NUMERALS), *_WORD_STARTS]))
"""Where a time expression may begin. Every alternative begins with a literal: `re` then skips what can't be one."""
