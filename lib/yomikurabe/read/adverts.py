"""Advertisements in and after an article: lines that address their reader as a customer."""

import re
from collections.abc import Sequence

from .lines import BULLET, Line
from .promotion import PROMOTION

QUOTED = re.compile("「[^」]*」|『[^』]*』|“[^”]*”")
# Reports don't speak to their reader; where someone quoted does, it stands in brackets.
CUSTOMER = re.compile(
    r"""お客(?:様|さま)|貴社|御社|弊社|当社(?:は|が|の|では)|当(?:店|サロン|スクール|アカデミー)|あなた(?:の|に|が|は|と|も)
      | ご(?:提供|利用|相談|記入|案内|紹介|用意|予約|購入|注文|参加|登録|購読|連絡|応募|希望|支援|検討|活用|依頼
      |契約|満足|要望)(?:いた|いただ|くだ|下さ|でき|の方|をご|する|し)
      | お(?:問い?合わせ|電話|申し?込み|支払い|届け|手伝い|役に立|役立て|任せ|試し|見積|待ちして|気軽|手軽
      |選びいただ|使いいただ)
      | (?:いた|致)します|(?:させて|して|お[ぁ-ん一-龥]{1,4})いただ(?:き|け)ます|承ります
      |無料で|メールアドレス(?:は|を)""",
    re.VERBOSE,
)
MARKET = re.compile(
    r"ソリューション|サービス|プラットフォーム|パートナー|コンサル(?:ティング|タント)|サポート|マーケティング"
    r"|キャンペーン|プラン|導入|安心|メリット"
    r"|お得|簡単|迅速|最適|カスタマイズ|ターンキー|包括的|実績|保証|無料|限定|特典|割引|私たち|当社|ここでは"
    r"|学びます|楽しみにして|個別|専門家?チーム|☎|📞"
)
EMOJI_BULLET = re.compile("[\u2600-\u27bf\U0001f300-\U0001faff]\ufe0f?")
SITE_SUFFIX = re.compile(r"\s[|｜]\s")

SEED_MAX = 220
"""Longest line, in characters, that opens an advertisement."""
ALONE_MAX = 70
"""Longest line that one address alone makes an advertisement."""
REACH = 3
"""Most lines between two such lines of one advertisement."""
OWN_STYLE = 0.35
"""Share of an article's prose above which it is its own way to speak (a press release), no advertisement in it."""


def mark_adverts(lines: Sequence[Line]) -> None:
    """Mark runs of lines that sell something to their reader as boilerplate, without the article's headings around."""
    free = [line for line in lines if line.open or line.reason in ("promotion", "contact")]
    addresses = [_addresses(line) for line in free]
    runs = [_widen(free, first, last) for first, last in _runs(free, addresses)]
    taken = [line for first, last in runs for line in free[first : last + 1]]
    prose = sum(len(line.text) for line in free if line.prose)
    if sum(len(line.text) for line in taken if line.prose) > OWN_STYLE * prose:
        return
    for line in taken:
        line.mark("boilerplate", "advert")


def _addresses(line: Line) -> int:
    """How often a line speaks to its reader as a customer, outside of quotes; 0 for long prose."""
    if len(line.text) > SEED_MAX:
        return 0
    found = len(set(CUSTOMER.findall(QUOTED.sub("", line.text)))) + (line.reason in ("promotion", "contact"))
    return found if found > 1 or len(line.text) <= ALONE_MAX else 0


def _runs(lines: Sequence[Line], addresses: Sequence[int]) -> list[tuple[int, int]]:
    """Runs from the first to the last such line, with at most REACH others between, that do so twice at least."""
    runs: list[tuple[int, int]] = []
    first = last = -1
    total = 0
    for index, count in enumerate([*addresses, 0]):
        ended = index == len(addresses) or (first >= 0 and index - last > REACH)
        if first >= 0 and (ended or (not count and _tells(lines[index]))):
            if total > 1 and any(lines[i].reason != "contact" for i in range(first, last + 1) if addresses[i]):
                runs.append((first, last))
            first, total = -1, 0
        if count:
            first = index if first < 0 else first
            last = index
            total += count
    return runs


def _widen(lines: Sequence[Line], first: int, last: int) -> tuple[int, int]:
    """The run with the lines at its edges that sell too: a slogan above, bullets below."""
    while first > 0 and _sells(lines[first - 1]):
        first -= 1
    while last + 1 < len(lines) and _sells(lines[last + 1]):
        last += 1
    return first, last


def _tells(line: Line) -> bool:
    """Whether a line without an address to the reader is the article going on."""
    return line.prose and not _sells(line)


def _sells(line: Line) -> bool:
    if len(line.text) > SEED_MAX:
        return False
    if EMOJI_BULLET.match(line.text) and BULLET.match(line.text):
        return True
    if PROMOTION.search(line.norm) or SITE_SUFFIX.search(line.text):
        return True
    return len(set(MARKET.findall(line.text))) >= (1 if len(line.text) <= ALONE_MAX // 2 else 2)
