"""Quotes that no reporting clause embeds: …によると…, …という。, 専門家「…」, and sentences about the one before.

Each function looks for one of these in a sentence, notes what it finds in the record, and says whether it did.
"""

import re

from ..tables import Argument, Clause
from .quote_brackets import find_brackets
from .quote_scenes import Record, Report, Scene
from .quote_speakers import Speaker, find_speaker

_SAID = "報じ 伝え 指摘し 述べ 語っ 言っ 強調し 主張し".replace(" ", "|")
_STUDY = "推計 推定 試算 分析 調査 見立て 予測 話 説明 レポート 報告書 報告 記事 論文".replace(" ", "|")
_STAND = "論理 主張 立場 見方 考え 言い分 持論".replace(" ", "|")
_SOURCE = re.compile(
    rf"""(?P<cue> に(?:よると|よれば)
              | が(?:{_SAID})(?:て(?:いる|き)(?:た)?|た|る)(?:ように|ところによると)
              | の(?:{_STUDY})では
              | の(?:{_STAND})は(?=.*というもの(?:だ|です|である)) )、?""",
    re.VERBOSE,
)
_SIGN = re.compile(r"によ[るれ]|ように|では|というもの")
_HEARSAY = re.compile(r"(?:という(?:もの(?:だ|です))?|といいます|とのこと(?:だ|です)?)$")
_CLEFT = re.compile(r"(?:こう|そう|このように).{1,20}?の[はが]、?(?P<who>.+?)(?:だった|だ|である|です|でした)?。?$")
_HIRAGANA = re.compile(r"[ぁ-ん]")
_SHORTEST = 5  # of what is quoted beside a bare name: less is a term


def has_source(text: str) -> bool:
    """Whether a sentence may have an Xによると or the like: cheaper than to look for it."""
    return _SIGN.search(text) is not None


def find_source(record: Record, scene: Scene) -> tuple[re.Match[str], Speaker] | None:
    """Xによると and the like in a sentence, with who X is."""
    words, offset = scene.sentence.text, scene.sentence.start
    source = _SOURCE.search(words)
    if source is None:
        return None
    end = source.start("cue")
    begin = max(words.rfind(mark, 0, end) for mark in "、。「」　:：") + 1
    speaker = record.cast.of_phrase(offset + begin, offset + end, record.near(scene.number))
    return (source, speaker) if speaker else None


def add_sourced(record: Record, scene: Scene, source: re.Match[str], speaker: Speaker) -> bool:
    """Xによると、…: all that follows to the main predicate, or only 「…」 where that follows or という follows it."""
    start, main = scene.sentence.start + source.end(), scene.main
    if main is None or main.predicate_start < start or scene.around(start - 1, start):
        return False
    report = Report(start, _heard(scene, main), main, source["cue"], "report", False, "to")
    for bracket in scene.brackets:
        if bracket.start == start + 1 or scene.text.startswith("」という", bracket.end):
            report = report._replace(start=bracket.start, end=bracket.end, direct=True)
            break
    record.add(scene.number, scene.sentence, report, speaker, None)
    add_fragments(record, scene, report, speaker, None)
    return True


def add_fragments(record: Record, scene: Scene, report: Report, speaker: Speaker | None, via: str | None) -> None:
    """Words in 「」 inside an indirect quote are the speaker's own, unless they name a thing."""
    if report.direct:
        return
    for start, end, depth, closed in scene.brackets:
        inside = report.start <= start and end <= report.end and closed and not depth
        if inside and _HIRAGANA.search(scene.text, start, end) and not record.cast.names(start, end):
            part = report._replace(start=start, end=end, direct=True)
            record.add(scene.number, scene.sentence, part, speaker, via)


def add_hearsay(record: Record, scene: Scene) -> bool:
    """…という。 goes on with who spoke in the sentence before."""
    main = scene.main
    if main is None or main.modality != "hearsay":
        return False
    end = _heard(scene, main)
    speaker = record.asked(scene.number) if end < main.end else None
    if speaker is None:
        return False
    start = min(c.start for c in scene.clauses)
    report = Report(start, end, main, scene.text[end : main.end], "say", False, "to")
    record.add(scene.number, scene.sentence, report, speaker, None)
    return True


def _heard(scene: Scene, clause: Clause) -> int:
    """The end of a clause without the という that only says it is hearsay."""
    tail = _HEARSAY.search(scene.text, clause.predicate_start, clause.end)
    return tail.start() if tail else clause.end


def add_named(record: Record, scene: Scene) -> bool:
    """専門家「…」: a name right before a bracket that ends the line; a bracket alone goes on with who spoke last."""
    text, sentence = scene.text, scene.sentence
    for start, end, depth, closed in scene.brackets:
        goes_on = closed and end + 1 < sentence.end and text[end + 1] not in "。\n"
        if depth or goes_on or end - start < _SHORTEST or not _HIRAGANA.search(text, start, end):
            continue
        before = sentence.start + len(text[sentence.start : start - 1].rstrip("：:、 "))
        beside = record.cast.of_phrase(sentence.start, before, None) if before > sentence.start else None
        speaker = beside if before > sentence.start else record.near(scene.number)
        if speaker is not None:
            record.add(scene.number, sentence, Report(start, end, None, "", "say", True, "quote"), speaker, None)
            return True
    return False


def add_cleft(record: Record, scene: Scene) -> bool:
    """「…」。こう語ったのは山田さんだ。 The bracket of the sentence before, by whom this one names."""
    cleft = _CLEFT.match(scene.sentence.text)
    verb = next((c for c in scene.clauses if c.predicate in record.verbs), None) if cleft else None
    if cleft is None or verb is None or not scene.number:
        return False
    before = record.article.sentences[scene.number - 1]
    brackets = find_brackets(before.text, before.start)
    first, end = (scene.sentence.start + place for place in cleft.span("who"))
    speaker = record.cast.of_phrase(first, end, record.near(scene.number))
    if speaker is None or not brackets or brackets[0].start != before.start + 1:
        return False
    record.quotes.pop((brackets[0].start, brackets[0].end), None)  # it may have been given to who spoke before
    cue = scene.text[verb.predicate_start : verb.end]
    report = Report(brackets[0].start, brackets[0].end, verb, cue, record.attitude(verb), True, "quote")
    record.add(scene.number, before, report, speaker, None)
    return True


def add_confirmed(record: Record, scene: Scene) -> bool:
    """…が始まった。気象庁が8日に発表した。 The sentence before was said; what it quotes came through this one."""
    clause, number = scene.main, scene.number
    if clause is None or len(scene.clauses) != 1 or not number or clause.negated or clause.modality != "past":
        return False
    attitude, before = record.attitude(clause), record.article.sentences[number - 1]
    speaker = find_speaker(record.cast, clause, None)
    alone = all(a.role in ("ガ", "ニ", "デ") for a in clause.arguments) and before.block_id == scene.sentence.block_id
    if attitude not in ("announce", "report", "say") or speaker is None or not alone or not before.text.endswith("。"):
        return False
    if number - 1 == record.last_at:
        if record.cast.medium([Argument("ガ", speaker.start, speaker.end)]):
            for place, quote in record.quotes.items():
                if quote.sentence_id == before.sentence_id and quote.via_id is None:
                    record.quotes[place] = quote._replace(via_id=speaker.entity_id)
        return True
    cue = scene.text[clause.predicate_start : clause.end]
    record.add(number, before, Report(before.start, before.end - 1, clause, cue, attitude, False, "to"), speaker, None)
    return True


def note_speaker(record: Record, scene: Scene) -> None:
    """山田さんは語った。 says nothing yet, but whose the next words are."""
    main = scene.main
    if main is not None and not main.negated and record.attitude(main) in ("say", "explain", "claim"):
        record.remember(scene.number, find_speaker(record.cast, main, record.near(scene.number)))
