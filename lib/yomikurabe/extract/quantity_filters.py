"""What looks like an amount and is none: one named group a reason, with the example that made it necessary."""

import re

AT_START = re.compile(
    r"""
    # S&P500種, F-35機
    (?P<product> (?<=[A-Za-zＡ-Ｚａ-ｚ])[0-9０-９] | (?<=[A-Za-z][-‐－])[0-9] )
    # 第3工場
  | (?P<ordinal> (?<=第)[0-9０-９一二三四五六七八九十] )
    # 3-1点
  | (?P<score> (?:(?<=[0-9０-９][-－])|(?<=[0-9０-９]対))[0-9０-９] )
    # 複数社, 人数
  | (?P<number_of> (?<=[複多少人件台回倍指点株戸個無算関次位度枚席票機口因奇偶年月日])数 )
    # 課題の1つ
  | (?P<one_of> (?:(?<=の)|(?<=もう))[1１]つ )
    # 一社独占, 一人, 一つ
  | (?P<one> 一(?!割|[〇一二三四五六七八九十百千万億兆]) )
    # 二人は語った
  | (?P<the_two> 二人(?!以上|超) )
    # 百度, 三度, 二元論
  | (?P<kanji> 百度 | [二三四五六七八九十百千]+(?:度|元|回) )
    # 冗談半分
  | (?P<half> (?:(?<=前)|(?<=後)|(?<=面白)|(?<=冗談)|(?<=遊び))半分 )
    # 延長11回
  | (?P<extra_inning> (?<=延長)[0-9０-９]+回 )
    # 人一倍
  | (?P<multiplied> (?<=[0-9０-９一二三四五六七八九十人数])倍 )
    """,
    re.VERBOSE,
)
AT_END = re.compile(
    r"""
    # 3社目
    (?P<ordinal> 目(?![標的指立前下視玉線]) )
    # 1株当たり, 1個250円
  | (?P<rate> 当たり|当り|あたり|につき | (?<=[^0-9０-９.．][1１][個本枚台袋箱缶杯皿株口])(?=[0-9０-９]) )
    # 1ドル=150円
  | (?P<exchange> (?:(?<=[^0-9０-９.][1１]ドル)|(?<=[^0-9０-９.][1１]ユーロ))[＝=] )
    # 1万円札
  | (?P<banknote> (?<=円)(?:札|玉|硬貨|ショップ|均一) )
    # 7回2失点
  | (?P<inning> (?<=回)(?:[0-9０-９]失点|無失点|途中|[0-9０-９]安打) )
    # ダウ30種平均
  | (?P<index> (?<=種)(?:平均|指数|株価) )
    # 男子100メートル決勝
  | (?P<race> (?<=[mルｍ])(?:走|自由形|平泳|背泳|バタフライ|障害|ハードル|リレー|個人メドレー|決勝|予選) )
    # 5つ星, 9割り当て, 6カ国協議
  | (?P<word> (?<=つ)(?:星|道具) | (?<=割)り | (?<=カ国)協議 | (?<=州)知事 | (?<=店舗)型 | (?<=ポイント)シュート )
    """,
    re.VERBOSE,
)

COMPOUNDS = {
    "人": "称種類道工間気物材件口格形生",
    "社": "会長員説債内外名屋",
    "名": "古前称作誉字実物産",
    "本": "社部人日格当来気州土国体紙質屋番音能塁館",
    "台": "湾風詞頭所",
    "基": "地本準盤幹礎調金",
    "機": "能関械器構会材運首体",
    "店": "長員頭主",
    "校": "長舎歌庭",
    "点": "滅検火灯数在",
    "回": "復避線答収転路帰顧表裏数",
    "両": "国者社首院党軍方氏日親手面",
    "頭": "部取痛脳",
    "発": "表売電生信射足展見覚行言明達動注",
    "組": "織合み閣",
    "行": "動政為員方進使",
    "株": "価式主高安利益",
    "駅": "伝前",
    "便": "利乗",
    "口": "座頭",
    "席": "巻",
    "案": "件内",
    "段": "落取",
    "種": "目子族",
    "件": "名数",
    "戸": "籍惑",
    "票": "田",
    "足": "元場り",
    "玉": "子座",
    "束": "縛",
    "丁": "目寧",
    "冊": "子",
    "枚": "挙岩",
    "曲": "線がげ",
    "倍": "率",
    "割": "合当れ",
    "つ": "角葉子",
    "度": "外重数量合肝",
    "勝": "利者負算",
    "敗": "北者戦訴",
    "語": "学る",
    "通": "貨信商常報過り",
    "食": "品料糧事",
    "着": "手工実任陸",
    "杯": "戦",
    "円": "卓形満滑熟周盤",
    "元": "首大年素論化社代選幹凶気々夫妻彼",
    "ン": "キ",
}
"""A counter that goes on as another word: 3社会, 2本社, 5台湾企業, 2元首."""

LETTERED = re.compile(r"(?<=[A-Za-z]{2})[0-9０-９]")
"""Letters may touch a number that has an unmistakable unit (GDP3%, EPS2ドル)."""


def refusal(text: str, start: int, end: int, kind: str) -> str | None:
    """The name of the reason why text[start:end], of a unit of that kind, is no amount, or nothing."""
    if text[end : end + 1] and text[end] in COMPOUNDS.get(text[end - 1], ""):
        return "compound"
    found = AT_START.match(text, start)
    if found and found.lastgroup == "product" and kind in ("share", "money", "times") and LETTERED.match(text, start):
        found = None
    found = found or AT_END.match(text, end)
    return found.lastgroup if found else None
