"""Words and patterns by which a dated clause is known for a happening, and refused as one. Language only, no topic."""

import re

LIGHT = frozenset(
    {"ある", "いる", "できる", "よる", "含む", "占める", "基づく", "おく", "みる", "いう", "いえる", "違う", "等しい"}
)
"""Predicates that tell of a state, or nothing by themselves: dated, they are no happening unless they give a figure."""
FIGURE = re.compile(r"[0-9０-９〇一二三四五六七八九十百千][0-9０-９,，.．]*[兆億万千百]?[^\W\d_]|[0-9０-９][%％]")

BASELINE_WORD = re.compile(r"前(?:年|期|月|四半期|の(?:四半期|期|年|月))(?:同[期月]|の同[期月])?$")
"""Periods that a figure is measured by: 前年同期, 前の四半期."""
MEASURED = re.compile(
    r"""(?:の?同[期月])?(?:の[^、。はがをに]{0,12})?
        (?: [にと]比べ | 比(?!較) | より | 並み | 以来 | ぶり | とほぼ | と同
          | を[^、。]{0,14}?(?:上回|下回|超え)
          | から[^、。]{0,14}?(?:転換|転落|増え|増加|減|縮|拡大|悪化|改善|倍増|上昇|下落|伸び|上が|下が)
          | の(?:約|およそ|ほぼ)?[0-9０-９一二三四五六七八九十.．]+(?:倍|%|％|割|分の)
        )""",
    re.VERBOSE,
)
"""What follows a period that is only measured by: に比べると, 比で, を1割上回った, から黒字転換した, の3倍."""
MEASURED_ALWAYS = re.compile(
    r"(?:の?同[期月])?(?:[にと]比べ|比(?!較)|より|並み|以来|ぶり|の(?:約|およそ|ほぼ)?[0-9０-９.．]+(?:倍|%|％|割))"
)

FORMAL = re.compile(r"こと|もの|の|ため|はず|とき|際")
"""Nouns that only close a clause."""
SPEAKING = re.compile(r"(?:会見|インタビュー|演説|講演|声明|取材|投稿|番組|答弁|説明会|会合|会議|国会)で")
"""Occasions at which something is said: what is said there has no part in their date."""
REPORTED = re.compile(r"よう|との|と(?![、し])|こと")
"""What follows a clause that tells what is said or asked, whatever it was taken for."""
SOURCE = re.compile(r"に(?:よ|とっ)")
"""What makes a に-phrase a source or a point of view, not a counterpart."""
ONGOING = re.compile(r"[てで]い[るまたて]|[てで]おり")
NEXT_TO = re.compile(r"前(?:日|夜|週|月)|翌|直前|直後")
"""Periods beside a happening, not of it: 会談する前夜."""

OCCASION = re.compile(
    r"""(?:会談|会見|会合|会議|協議|会|インタビュー|演説|講演|声明|取材|取引|発表|投稿|サミット|戦|試合|大会|式典|場|市場|放送|番組|交渉
    |台風[0-9０-９]*号?|地震|豪雨|大雨|洪水|事故|火災|事件|五輪|オリンピック|選挙|大統領選|危機|ショック|シーズン|相場|国会|審議|決算)$""",
    re.VERBOSE,
)
"""Nouns of occasions: a date on one dates what happens there (24日の会見で述べた)."""
CLOCK = re.compile(
    r"の(?:午前|午後|朝|昼|夜|夕|深夜|早朝|未明|間|うち|時点|段階|始発|終電|朝方|夜間|初め|はじめ|前半|後半|終わり|途中)"
)
"""Parts of a day or period: a date before them is no modifier of another noun."""
PHRASE = re.compile(r"の(?P<noun>[^、。はがをにでとも「」『』（）()\n]{1,24})(?P<case>[はがをにでとも、。「]|$)")
"""A date as the modifier of a noun, with the particle of the noun."""
DEED = re.compile(
    r"の?(?P<noun>[^、。はがをにでとものか「」『』（）()\n\d]{2,12}?)(?P<plan>予定|計画|見込み|見通し|方針)?"
    r"(?P<case>の|で(?!の)|を|に(?:よ|より|伴)|など|後)"
)
"""A dated noun of action: 2022年の規制強化で, 来年発売予定の."""
HEAD = re.compile(r"の(?:「[^」]{1,20}」|『[^』]{1,20}』|[^、。はがをにでとものか「」（）()\n]{1,16})")
"""The noun that a dated noun of action belongs to: の「…」, の新製品."""

DUE = re.compile(r"(?:発売日|期限|締め切り|締切|期日|初日|最終日|投票日|開幕|公開日|実施日|発効日|施行日|決勝|時期)$")
"""Subjects that a date is the predicate of: 期限は3月末だ."""
DATELINE = re.compile(r"[\[【［(（〔][^\]】］)）〕\n]{0,24}[\]】］)）〕]\s*[-–—]?\s*")
LINK = re.compile(
    r"(?:一方で?|ただし?|しかし|また|なお|さらに|そして|このため|これに対し(?:て)?|その後|それでも|最終的に|もっとも|だが)、\s*"
)

CONSEQUENCE = re.compile(
    r"(?:こ|そ)の(?:動き|合意|決定|措置|会談|結果|発表|規制|取り決め|判断|敗戦|勝利|事故|地震)(?:により|によって|で|の結果)"
    r"|これにより|これによって|その結果|この結果"
)
"""How a sentence begins that tells what came of the happening told before it."""
SAME_TIME = re.compile(r"その(?:日程|前後|際|席|場|折)|席上")
"""What takes up the time of the happening told before it."""
HOUR = re.compile("午前|午後|前場|後場|寄り付き|大引け|終値|時間外|引け後|朝方|未明")
"""Times of a day without a day, as market and weather news have them."""

LEADING = frozenset({"する", "比べる", "続く", "伴う", "踏まえる"})
"""Predicates of a dated clause that only lead to the one that follows: …とし、…に比べ."""
NOMINAL = re.compile(
    r"(?P<topic>[^。、はが「」]{1,30})は(?P<rest>[^。「」は]*(?:[0-9０-９一二三四五六七八九十百千][^。「」は]*))。?\s*$"
)
"""A sentence without a predicate that gives a figure."""

RETURNED = re.compile(
    r"(?:予定|計画|見込み|見通し|方針|はず|つもり)(?:だった|でした|であった)|(?:予定|計画)して(?:いた|いました)"
)
"""A plan of the past, which need not have come about."""
PLANNED = re.compile(r"予定|計画|見込み|見通し|方針|構え|運び")

PAIR = re.compile(r"両(?:国|首脳|氏|者|社|政府|党|軍|チーム|大統領|外相|巨頭)|双方|二人|2人|２人")
PAIR_KINDS = {
    "国": ("place",),
    "政": ("place",),
    "社": ("company",),
    "首": ("person",),
    "氏": ("person",),
    "大": ("person",),
}
"""What a word for two stands for, by its second character; else persons, companies or bodies."""
COMPANY = re.compile(
    r"(?:株価|株|売上高?|売り上げ|純利益|営業利益|最終利益|経常利益|利益|純損失|赤字|黒字|決算|業績|収益|増収率|時価総額"
    r"|出荷(?:量|台数)?|販売(?:量|台数)?|生産(?:量|台数)?|費用|分|累計|通期|同社)$"
)
"""Subjects that belong to the firm that was spoken of before."""
OWN = re.compile(r"(?:同(?:氏|省|国|局|庁|行|党|大統領|長官|委|紙|チーム|容疑者|被告)|彼女?|中身|打率|得点|発効|掲載)$")
"""Subjects that belong to whoever was spoken of before."""
