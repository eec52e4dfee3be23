"""Where reported speech begins: which of the phrases before …と述べた belong to the report, and which to what was said.

The rule of thumb: 党首は8日、記者団に対し、| 増税はしないと | 述べた. The first subject speaks, unless
the report names its own after と (…と党首は述べた); when, where and to whom it was said stand beside it.
"""

from collections.abc import Sequence

from .clause_frames import Entry, Frame, Phrase
from .clause_words import DEEDS, SPEECH

_BESIDE = ("", "デ", "ニ", "カラ")
_SETTING = (SPEECH - {"する", "求める"}) | DEEDS


def find_speech(before: Sequence[Entry], embedding: str, own: Sequence[Entry], report: Frame) -> int:
    """The place in `before` where the speech begins that `report` embeds; `own` stands between と and the report."""
    if report.joint == "adnominal":
        return max((i + 1 for i, e in enumerate(before) if type(e) is Phrase and e.case.topic), default=0)
    named = any(type(e) is Phrase and e.case.subject for e in own)
    if named and not (embedding == "koto" and report.joint in ("to", "if", "koto")):
        return 0
    if embedding == "to" and report.reading.voice == "passive":
        return 0
    subjects = [i for i, e in enumerate(before) if type(e) is Phrase and e.case.subject]
    turn = _turn(before, subjects)
    first = before[turn] if turn < len(before) else None
    if type(first) is Phrase and first.case.role == "デ" and first.case.topic and "会" in first.noun[-2:]:
        return _past_settings(before, turn + 1)  # 調査では、…と指摘している
    speaker = _speaker(before, [i for i in subjects if i >= turn])
    if speaker is None:
        return _past_settings(before, turn)
    return _past_settings(before, _past_deeds(before, speaker, embedding))


def _turn(before: Sequence[Entry], subjects: Sequence[int]) -> int:
    """Past a clause that another speaker follows: 与党は慎重だが、野党はこれは…と主張した."""
    for i in range(len(before) - 1, -1, -1):
        entry = before[i]
        if type(entry) is Frame:
            later = [before[k] for k in subjects if k > i]
            contrast = len(later) > 1 and entry.reading.link[:1] == "が"
            if contrast or (later and _is_marked_topic(later[0])):
                return i + 1
    return 0


def _is_marked_topic(entry: Entry) -> bool:
    return type(entry) is Phrase and entry.comma and entry.case.role == "ハ"


def _speaker(before: Sequence[Entry], subjects: Sequence[int]) -> int | None:
    """The first subject, unless it is a lone ガ that names nobody: 輸出が増えると述べた."""
    if not subjects:
        return None
    first = before[subjects[0]]
    if type(first) is not Phrase or first.case.role != "ガ" or first.comma:
        return subjects[0]
    deed = next((e for e in before[subjects[0] :] if type(e) is Frame), None)
    if deed is not None and deed.reading.subordinate:  # 雨が続いたため、…と述べた
        return _speaker(before, subjects[1:])
    return subjects[0] if first.noun.endswith("人") or len(subjects) > 1 else None


def _past_deeds(before: Sequence[Entry], speaker: int, embedding: str) -> int:
    """Past what the speaker did before speaking: 党首は会見を開き、…と述べた.

    After a comma (党首は、) the speech begins at once, unless a deed of speech stands before it (案を批判し、…).
    """
    first = before[speaker]
    cut, other, noun = speaker + 1, False, ""
    begins = (type(first) is Phrase and first.comma) or _past_settings(before, cut) > cut
    for i in range(cut, len(before)):
        entry = before[i]
        if type(entry) is Phrase:
            other, noun = other or entry.case.subject, entry.noun
        elif type(entry) is Frame:
            spoken = _is_setting(entry, embedding) or (noun[-1:] == "会" and entry.joint == "chain")
            contrast = not begins and entry.reading.link[:1] == "が"
            deed = not begins and not other and entry.reading.tenseless and entry.reading.link[-1:] == "、"
            if not ((spoken and not other) or contrast or deed):
                break
            cut, other = i + 1, False
    return cut


def _is_setting(frame: Frame, embedding: str) -> bool:
    """Whether a clause reports for itself: …と述べ、 …を批判し、 but not …として before と, a part of what is said."""
    reason = frame.predicate == "する" and frame.reading.link[:1] == "て" and embedding == "to"
    return frame.joint == "chain" and (frame.has_report or frame.predicate in _SETTING) and not reason


def _past_settings(before: Sequence[Entry], cut: int) -> int:
    """Past the phrases that say when, where and to whom something was said: 8日、 会見で 記者団に対し、"""
    while cut < len(before):
        entry = before[cut]
        if type(entry) is not Phrase or entry.case.role not in _BESIDE:
            break
        spoken = "会" in entry.noun[-2:] and entry.case.role in ("デ", "ニ")
        aside = entry.comma and not entry.hangs and (entry.case.role or entry.noun[-1] in "0T")
        if not (spoken or aside or (entry.comma and entry.case.post)):
            break
        cut += 1
    return cut
