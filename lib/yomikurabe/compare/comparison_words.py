"""What a comparison says in one sentence: both values as written, both sources, and what sets them apart."""

import re
from collections.abc import Sequence
from datetime import date

from ..tables import Claim, say
from ..topic.metric_rows import MetricRow
from ..words import span
from .comparison_reasons import Setting
from .comparison_verdicts import Verdict

_LENGTH, _WEEK = re.compile(r"P(\d+)([YMWD])"), re.compile(r"(\d{4})-W(\d{2})")
_UNITS = {"Y": ("years", "年間"), "M": ("months", "か月間"), "W": ("weeks", "週間"), "D": ("days", "日間")}
_TERMS = {"short-term": ("the short run", "短期"), "long-term": ("the long run", "長期")}
_MODALITIES = {
    "fact": ("an outcome", "実績"),
    "estimate": ("an estimate", "推計"),
    "forecast": ("a forecast", "予想"),
    "plan": ("a plan", "計画"),
}
_RUNGS = {
    "decided": (" (decided)", "（決定）"),
    "approved": (" (approved)", "（承認）"),
    "policy": (" (intended)", "（方針）"),
    "considered": (" (under consideration)", "（検討）"),
    "sounded": (" (sounded out)", "（打診）"),
    "speculated": (" (supposed)", "（観測）"),
}
_ANSWERS = {"yes": (" (yes)", "（肯定）"), "no": (" (no)", "（否定）"), "open": (" (left open)", "（未定）")}
_UNLIMITED = ("no limit told", "限定なし")


def explain(claims: Sequence[Claim], verdict: Verdict, metric: MetricRow | None, setting: Setting) -> str:
    """The sentence as a message key with its arguments."""
    first, last = claims[0], claims[1 if verdict.reason == "spelling" else -1]
    name_en, name_ja = _named(claims, metric, setting)
    name_en += "" if name_en.endswith("?") else ":"
    details = [detail(claim, verdict.column, setting) for claim in (first, last)]
    key = f"comparison.{verdict.verdict}.{verdict.reason or 'plain'}"
    if len(claims) > 2 and verdict.reason in ("scope", "baseline"):
        return say(
            f"{key}_several",
            metric_en=name_en,
            metric_ja=name_ja,
            listed_en="; ".join(_listed(c, verdict, setting, 0) for c in claims),
            listed_ja="、".join(_listed(c, verdict, setting, 1) for c in claims),
        )
    return say(
        key,
        metric_en=name_en,
        metric_ja=name_ja,
        n=len({c.doc_id for c in claims}),
        a=setting.documents[first.doc_id].label,
        b=setting.documents[last.doc_id].label,
        said_a=first.value_text,
        said_b=last.value_text,
        answer_a_en=_answer(first, last, verdict, 0),
        answer_a_ja=_answer(first, last, verdict, 1),
        answer_b_en=_answer(last, first, verdict, 0),
        answer_b_ja=_answer(last, first, verdict, 1),
        **{
            f"detail_{side}_{lang}": said
            for side, pair in zip("ab", details, strict=True)
            for lang, said in pair.items()
        },
    )


def _named(claims: Sequence[Claim], metric: MetricRow | None, setting: Setting) -> tuple[str, str]:
    """What is compared: the metric, with the subject, chip and period that all claims share."""
    names = (metric.label_en, metric.label_ja) if metric else _open(claims[0])
    columns = ("subject_id", "scope_chip", *(("scope_period",) if claims[0].unit else ()))
    shared = [c for c in columns if getattr(claims[0], c) and len({getattr(k, c) for k in claims}) == 1]
    values = {getattr(claims[0], column): column for column in reversed(shared)}
    told = [detail(claims[0], column, setting) for column in reversed(values.values())]
    if not told:
        return names
    asked = "?" if names[0].endswith("?") else ""
    limits_en, limits_ja = ", ".join(t["en"] for t in told), "、".join(t["ja"] for t in told)
    return f"{names[0].removesuffix('?')} ({limits_en}){asked}", f"{names[1]}（{limits_ja}）"


def _listed(claim: Claim, verdict: Verdict, setting: Setting, lang: int) -> str:
    """One of several claims: what it is about where that sets them apart, its source and its words."""
    label, about = setting.documents[claim.doc_id].label, list(detail(claim, verdict.column, setting).values())[lang]
    if lang:
        return f"{about + '：' if verdict.column else ''}{label}「{claim.value_text}」"
    return f"{about + ': ' if verdict.column else ''}{label} “{claim.value_text}”"


def _answer(claim: Claim, beside: Claim, verdict: Verdict, lang: int) -> str:
    """The side that an answer takes, or its rung where both take the same: 許可する may be only asked for."""
    told = claim.polarity if verdict.verdict != "agree" and verdict.reason != "forecast-vs-actual" else None
    if told and told == beside.polarity:
        return _RUNGS[claim.certainty][lang] if claim.certainty else ""
    return _ANSWERS[told][lang] if told else ""


def detail(claim: Claim, column: str | None, setting: Setting) -> dict[str, str]:
    """What a claim has in the column that sets two apart, in both languages."""
    value = getattr(claim, column) if column else ""
    if column and value is None:
        en, ja = _UNLIMITED
    elif column == "modality":
        en, ja = _MODALITIES[value]
    elif value in _TERMS:
        en, ja = _TERMS[value]
    elif match := _LENGTH.fullmatch(value):
        unit_en, unit_ja = _UNITS[match[2]]
        en, ja = f"{match[1]} {unit_en}", f"{match[1]}{unit_ja}"
    elif match := _WEEK.fullmatch(value):
        en = ja = span(*(date.fromisocalendar(int(match[1]), int(match[2]), day) for day in (1, 7)))
    elif value in setting.topic.entities:
        en, ja = setting.topic.entities[value].name_en, setting.topic.entities[value].name_ja
    elif value in setting.topic.laws:
        en, ja = setting.topic.laws[value].name_en, setting.topic.laws[value].name_ja
    else:
        en = ja = value
    return {"en": en, "ja": ja}


def _open(claim: Claim) -> tuple[str, str]:
    """How an open metric is called: its head noun and the predicate that governs it; spellings by what they are."""
    head, _, predicate = claim.metric_id.removeprefix("open:").partition("+")
    if head == "spelling":
        return "spelling", "表記"
    said = f"{head}（{predicate}）" if predicate else head
    return f"“{said}”", f"「{said}」"
