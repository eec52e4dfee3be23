"""Headlines and headings that the text below doesn't bear out: words, voices, figures, names, what was stopped."""

import re
from collections.abc import Iterator
from itertools import combinations

from ..tables import Claim, Quantity, say
from .finding_rows import Found, Material, Span, found

_LEAST = 200
"""Characters of body below which a heading may tell what the rest of a cut article would."""
_GRAVE = {
    "密輸": "密輸|密売|不正に輸出|不正輸出|違法に輸出|持ち込|持ち出|密か|迂回",
    "横領": "横領|着服|流用|私的に使",
    "殺人": "殺人|殺害|殺し|殺さ|刺|遺体",
    "殺害": "殺害|殺し|殺さ|刺|射殺|遺体|死亡",
    "収賄": "賄賂|収賄|贈収賄|受け取",
    "詐欺": "詐欺|だま|騙|偽",
    "爆破": "爆破|爆発|爆弾",
    "誘拐": "誘拐|拉致|連れ去|監禁",
    "暗殺": "暗殺|殺害|銃撃|殺",
    "虐待": "虐待|暴行|暴力|たた|殴",
    "盗作": "盗作|盗用|剽窃|無断|類似|酷似",
    "脱税": "脱税|申告|所得隠し|税",
    "放火": "放火|火を付|火をつけ|出火|火災",
    "墜落": "墜落|落下|落ち|不時着",
    "逮捕": "逮捕|拘束|身柄|検挙|摘発|再逮捕|送検",
    "倒産": "倒産|破産|破綻|民事再生|会社更生|負債",
    "辞任": "辞任|辞職|退任|辞意|辞める|職を辞|辞表|退く|降板",
}
"""Grave deeds and ends that a heading can't name unless its text tells of them, with the words that may tell it."""
_ANY_GRAVE = re.compile("|".join(_GRAVE))
_GROUPS = {
    "与野党": "党|議員|議会|議院|上院|下院|国会",
    "野党": "野党|議員|党首|国会|代表質問|[^与]党",
    "与党": "与党|議員|国会|自民|公明|党",
    "議会": "議会|議員|議長|上院|下院|国会|市議|県議",
    "市民": "市民|住民|消費者|国民|市内|人々|都民|県民|利用者",
    "住民": "住民|市民|町民|村民|区民|地元|暮らす|自治会|町内会",
    "専門家": "専門家|教授|アナリスト|研究|氏|評論家|博士|医師|弁護士|エコノミスト",
    "業界": "業界|企業|会社|社長|メーカー|団体|業者|協会|連盟|各社",
    "労組": "労組|組合|連合|労働者",
    "株主": "株主|投資家|ファンド",
    "遺族": "遺族|家族|父|母|親|妻|夫|兄|姉|弟|妹|息子|娘",
    "農家": "農家|生産者|農業|農協|JA",
    "学生": "学生|生徒|大学|高校",
    "保護者": "保護者|親|父母|PTA",
}
_VOICES = re.compile(
    rf"(?P<who>{'|'.join(_GROUPS)})(?:から(?:は|も|の)?|[がらも、]|に(?:も)?|団体が)"
    r"(?:相次ぐ|強い|根強い|広がる)?(?:異論|批判|反発|懸念|不満|賛否|反対|抗議|疑問|不安|歓迎|警告|苦言|怒り)"
)
_STILL = re.compile(
    r"(?:依然(?:として)?|これまで(?:も|通り|一度も)|引き続き|なお|もともと|以前から|従来から|当初から|一貫して)[^。、]{0,8}$"
)
_STOPS = re.compile(r"停止|中止|打ち切|凍結|差し止め|取りやめ|中断")
_SIGNED = ("USD", "JPY", "EUR", "CNY", "KRW", "percent", "times", "count")
_PEOPLE = frozenset({"人", "件", "社", "台", "棟", "戸", "校", "名"})
_ROUNDED = 0.12
"""Relative distance within which a headline's figure is the body's, rounded."""


def find_unborne_headings(material: Material) -> Iterator[Found]:
    """Grain: one headline or heading that the text below doesn't bear out."""
    if len(material.body) <= _LEAST:
        return
    for head in material.heads:
        yield from _words(material, head)
    yield from _stopped(material)
    yield from _figures(material)
    yield from _names(material)


def _words(material: Material, head: Span) -> Iterator[Found]:
    """A grave deed, or a group's voice, of which the text says nothing."""
    text, article = material.text, material.article
    for grave in _ANY_GRAVE.finditer(text, *head):
        if not re.search(_GRAVE[grave[0]], material.body):
            explanation = say("finding.heading_word", word=grave[0])
            yield found(article, "headline-vs-body", head, explanation, None, "medium", 0.7, _lead(material))
            break
    voice = _VOICES.search(text, *head)
    if voice and not re.search(_GROUPS[voice["who"]], material.body):
        explanation = say("finding.heading_voice", who=voice["who"])
        yield found(article, "headline-vs-body", voice.span(), explanation, None, "medium", 0.7, _lead(material))


def _lead(material: Material) -> list[Span]:
    """The first sentence of the body: what a heading is read against where nothing in particular contradicts it."""
    body = [b.start for b in material.article.blocks if b.kind == "body"]
    first = material.sentence_at(body[0]) if body else None
    return [(first.start, first.end)] if first else []


def _stopped(material: Material) -> Iterator[Found]:
    """A heading says that something was stopped; the text, that it has never been allowed."""
    article, told = material.article, material.claims
    no = [c for c in told if c.polarity == "no"]
    still = [c for c in no if _STILL.search(article.text, max(0, c.end - 30), c.end - len(c.value_text))]
    for head in material.heads if still else ():
        for claim in no:
            if not head[0] <= claim.start < head[1] or not _STOPS.search(claim.value_text):
                continue
            other = next((c for c in still if _same_matter(c, claim)), None)
            if other is not None:
                explanation = say("finding.heading_stopped", said=claim.value_text, body=other.value_text)
                against = [(other.start, other.end)]
                yield found(article, "headline-vs-body", head, explanation, None, "high", 0.7, against)
                break


def _same_matter(one: Claim, other: Claim) -> bool:
    return (one.metric_id, one.scope_chip) == (other.metric_id, other.scope_chip)


def _figures(material: Material) -> Iterator[Found]:
    """An amount in the title that the body has otherwise: nothing of its size, and something of its kind."""
    if not material.heads:
        return
    start, end = material.heads[0]
    titled = [q for q in material.quantities if start <= q.start < end and q.unit in _SIGNED]
    below = [q for q in material.quantities if q.start >= end] if titled else []
    for figure in titled:
        value = figure.low if figure.low is not None else figure.high
        alike = [q for q in below if (q.unit, q.counter) == (figure.unit, figure.counter) and q.low and q.low == q.high]
        if (
            not value
            or not alike
            or figure.low != figure.high
            or (figure.unit == "count" and figure.counter not in _PEOPLE)
        ):
            continue
        values = [q.low for q in below if q.unit == figure.unit and q.low] + [
            q.high for q in below if q.unit == figure.unit and q.high
        ]
        pairs = [a + b for a, b in combinations(values[:12], 2)] + [abs(a - b) for a, b in combinations(values[:12], 2)]
        exact = figure.unit == "count" and value < 1000
        slack = 0.0 if exact else _ROUNDED
        if any(abs(v - value) <= slack * value + 1e-9 for v in (*values, *pairs)):
            continue
        shifted = next((q for q in alike if _is_shifted(q, value)), None)
        near = shifted or (_nearest(material, figure, alike) if len(alike) == 1 else None)
        if near is None:
            continue
        explanation = say("finding.heading_figure", said=figure.surface, body=near.surface)
        yield found(
            material.article, "unit-slip" if shifted else "headline-vs-body", (figure.start, figure.end), explanation,
            near.surface, "high", 0.8 if shifted else 0.6, [(near.start, near.end)],
        )  # fmt: skip


def _is_shifted(quantity: Quantity, value: float) -> bool:
    """Whether an amount is a value with its decimal point elsewhere: only where its digits tell something."""
    low = quantity.low or 0.0
    digits = f"{value:.6g}".rstrip("0").replace(".", "").split("e")[0].strip("0")
    return len(digits) > 1 and any(abs(low - value * f) <= 0.01 * low for f in (0.001, 0.01, 0.1, 10, 100, 1000, 10000))


def _nearest(material: Material, figure: Quantity, alike: list[Quantity]) -> Quantity | None:
    """The one amount of its kind in the body, where the words beside it are those of the title."""
    only = alike[0]
    after = material.text[figure.end : figure.end + 4], material.text[only.end : only.end + 12]
    words = re.findall(r"[一-鿿]{2}", after[0])
    return only if words and words[0] in after[1] else None


def _names(material: Material) -> Iterator[Found]:
    """A product in the title of which the body, which names others of its kind, says nothing."""
    if not material.heads:
        return
    start, end = material.heads[0]
    titled = [m for m in material.mentions if m.kind == "chip" and start <= m.start < end]
    below = (
        {m.entity_id: m for m in reversed(material.mentions) if m.kind == "chip" and m.start >= end} if titled else {}
    )
    for mention in titled:
        family = {r.of_id for r in material.topic.lineage if r.chip_id == mention.entity_id}
        family |= {r.chip_id for r in material.topic.lineage if r.of_id == mention.entity_id}
        if below and mention.entity_id not in below and not family & set(below):
            near = min(below.values(), key=lambda m: m.start)
            explanation = say("finding.heading_name", said=mention.surface, body=near.surface)
            yield found(
                material.article, "headline-vs-body", (mention.start, mention.end), explanation, None,
                "medium", 0.6, [(near.start, near.end)],
            )  # fmt: skip
