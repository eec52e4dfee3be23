"""Sums and shares that the figures beside them don't make."""

import re
from collections.abc import Iterator, Sequence

from ..tables import Quantity, say
from .amounts import Interval, amount, is_pair, meet, quotient, spread, width
from .finding_rows import Found, Material, found

_TOTAL = re.compile(
    r"(?:(?<![時統設会推累小家余集総])計|合計|総計|(?:合|あ)わせて|総勢)(?:で|は|して|、)?(?:およそ|約)?\Z"
)
_LIST = re.compile(r"(?:、|,|，|と|・|および|及び|ならびに|に加え|、?それに)?[^。「」0-9０-９、と]{0,12}")
_NO_LIST = re.compile(
    r"うち|前|昨|から|年比|比べ|ごと|ずつ|それぞれ|以上|以外|など|ほか|他|当たり|あたり|平均|目標|予定|最大|超"
)
_TO_TOTAL = re.compile(r"(?:など)?(?:の|で|が[^。、0-9０-９]{0,6})?、?")
_OF = re.compile(r"(?:の|、)?(?:この|その)?(?:うち|中|内)(?:の|で|、)?[^。「」0-9０-９]{0,14}")
_SHARE = re.compile(r"[^。「」0-9０-９]{0,4}[(（](?:全体の|約)?\Z|、(?:全体の|割合にして)(?:約)?\Z")


def find_wrong_sums(material: Material) -> Iterator[Found]:
    """Grain: one sum or share that the figures beside it don't make."""
    for quantities in material.quantities_in.values():
        figures = [q for q in quantities if not q.converts] if len(quantities) > 2 else []
        if len(figures) < 3:
            continue
        text = material.text[figures[0].end : figures[-1].start]
        if "計" in text or "わせて" in text or "総勢" in text:
            yield from _sums(material, figures)
        if "うち" in text or "中" in text or "内" in text:
            yield from _shares(material, figures)


def _sums(material: Material, figures: Sequence[Quantity]) -> Iterator[Found]:
    """東京30人、大阪20人の計60人."""
    text = material.text
    for n, total in enumerate(figures):
        before = text[max(0, total.start - 8) : total.start]
        lead = _TOTAL.search(before)
        if n < 2 or not lead or total.low is None or total.low != total.high:
            continue
        begin = total.start - (len(before) - lead.start())
        parts: list[Quantity] = []
        for part in reversed(figures[:n]):
            reach = parts[-1].start if parts else begin
            between = text[part.end : reach]
            if (
                not is_pair(part, total)
                or not (_LIST if parts else _TO_TOTAL).fullmatch(between)
                or _NO_LIST.search(between)
            ):
                break
            parts.append(part)
        others = [q for q in figures[:n] if q not in parts and q.unit == total.unit and q.counter == total.counter]
        head = text[max(0, parts[-1].start - 14) : parts[-1].start] if parts else ""
        if len(parts) < 2 or others or _NO_LIST.search(re.split(r"[。、]", head)[-1]):
            continue
        made = sum(part.low or 0.0 for part in parts)
        slack = sum(width(p, p.low or 0.0).high - (p.low or 0.0) for p in (*parts, total) if _is_rounded(p))
        if abs(made - total.low) <= slack + 1e-6:
            continue
        expected = amount(made, total.unit, total.counter, digits=6)
        spans = [(p.start, p.end) for p in reversed(parts)]
        listed = "＋".join(p.surface for p in reversed(parts))
        explanation = say("finding.sum", said=total.surface, parts=listed, expected=expected)
        yield found(
            material.article,
            "internal-conflict",
            (total.start, total.end),
            explanation,
            expected,
            "medium",
            0.75,
            spans,
        )


def _is_rounded(figure: Quantity) -> bool:
    """Whether a figure can be a rounded one: 30人 is none, 30億ドル, 3.5% and 約30人 are."""
    return figure.approx or figure.unit != "count" or bool(re.search(r"[.．万億兆千]", figure.surface))


def _shares(material: Material, figures: Sequence[Quantity]) -> Iterator[Found]:
    """1000社のうち300社(40%)."""
    text = material.text
    for whole, part, share in zip(figures, figures[1:], figures[2:], strict=False):
        if share.unit != "percent" or not is_pair(whole, part) or not whole.low or not part.low:
            continue
        if not _OF.fullmatch(text[whole.end : part.start]) or not _SHARE.search(text[part.end : share.start]):
            continue
        made = quotient(width(whole, whole.low), width(part, part.low))
        low, high = spread(share)
        if meet(Interval(made.low * 100, made.high * 100), Interval(low, high)) or part.low > whole.low:
            continue
        expected = f"{100 * part.low / whole.low:.3g}%"
        explanation = say(
            "finding.share", part=part.surface, whole=whole.surface, said=share.surface, expected=expected
        )
        spans = [(whole.start, whole.end), (part.start, part.end)]
        yield found(
            material.article, "internal-conflict", (share.start, share.end), explanation, expected, "medium", 0.8, spans
        )
