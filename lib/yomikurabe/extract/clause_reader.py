"""Reads one sentence: its units, found by one pattern, become phrases and predicates, joined by `clause_tree`."""

from re import Match

from ..morphology import Tokens
from .clause_frames import PLAIN, Case, Frame, Phrase, read_case
from .clause_patterns import UNIT
from .clause_reading import Reading, read_predicate
from .clause_tree import Level
from .clause_words import ADVERBS, STATES, forms

_NOMINAL = frozenset("SX会予")
_JOINTS = "ノヤGｄデny、"
_CLOSE = ("ガ", "ト", "ヨリ")
_ROLES = ("ガ", "ヲ", "ニ", "ト", "デ", "カラ", "ヨリ", "ハ", "モ")
_HEADLINES = {
    (intended, comma): Reading(
        negated=False,
        voice="active",
        modality="plan" if intended else "past",
        certainty=0.8 if intended else 1.0,
        joint="chain" if comma else "main",
        link="、" if comma else "",
        subordinate=False,
        tenseless=False,
        firm=True,
    )
    for intended in (False, True)
    for comma in (False, True)
}
"""Bare nouns of action: 獲得 tells what happened, 増産へ what is meant to."""


def read_frames(text: str, tokens: Tokens, symbols: str) -> list[Frame]:
    """The predicates of a sentence in the order of the text, joined to their phrases and to one another."""
    reader = _Reader(text, tokens, symbols)
    for unit in UNIT.finditer(symbols):
        kind = unit.lastgroup
        if kind == "case":
            reader.phrase(unit)
        elif kind in ("rest", "link"):
            reader.predicate(unit)
        elif kind == "stop":
            reader.level.close(unit.end())
        elif kind == "open":
            reader.open(unit.end())
        else:
            reader.close(unit)
    return reader.finish()


class _Reader:
    """The levels of brackets of one sentence, and the predicates read so far."""

    __slots__ = ("brackets", "forms", "frames", "level", "levels", "symbols", "text", "tokens")

    def __init__(self, text: str, tokens: Tokens, symbols: str) -> None:
        self.text, self.tokens, self.symbols, self.forms = text, tokens, symbols, forms()
        self.frames: list[Frame] = []
        self.level = Level(0)
        self.levels = [self.level]
        self.brackets = symbols.count("」")

    def phrase(self, unit: Match[str]) -> None:
        noun, particles = unit.group("noun", "case")
        start, after = unit.span()
        comma = self.symbols[after - 1] == "、"
        case = read_case(particles)
        last = noun[-1]
        if last == "A":  # 新たに: an adverb
            return
        if last in _NOMINAL and (not case.role or particles == "ヘ") and self._is_headline(unit, comma):
            self._headline(unit, comma)
        else:
            self._add_phrase(start, start + len(noun), after, noun, case, comma)

    def _add_phrase(self, start: int, end: int, after: int, noun: str, case: Case, comma: bool) -> None:
        level = self.level
        phrase = Phrase(start, end, after, case, comma, noun, level.hangs or ())
        if level.hangs:
            for clause in level.hangs:
                if clause.embedding == "adnominal":
                    clause.noun = phrase
            level.hangs = []
        level.waiting.append(phrase)

    def _is_headline(self, unit: Match[str], comma: bool) -> bool:
        """Whether a bare noun of action stands for its verb: 承認を獲得、 増産へ。"""
        waiting, (start, after), symbols = self.level.waiting, unit.span(), self.symbols
        last = waiting[-1] if waiting else None
        before = last if type(last) is Phrase and last.after == start else None
        role = before.case.role if before else None
        if comma:
            return role == "ヲ" or (role == "ガ" and symbols[-1] != "。")
        if symbols[after : after + 1] not in ("", "。", "」") or symbols[start - 1 : start] == "L":
            return False
        if unit["case"]:
            return role is not None or len(unit["noun"]) > 1
        return ("ノ" not in unit["noun"] and role in _ROLES) or (before is not None and role == "" and before.comma)

    def _headline(self, unit: Match[str], comma: bool) -> None:
        start, end = unit.span("noun")
        first = self._last_compound(start, end)
        if first > start:
            self._add_phrase(start, first - 1, first, unit["noun"][: first - start - 1], PLAIN, False)
        head = self._action(first, end)
        reading = _HEADLINES[bool(unit["case"]), comma]
        self._add(self._surface(head, end) + "する", head, unit.end("case"), unit.end(), reading)

    def predicate(self, unit: Match[str]) -> None:
        head, rest, link = unit.group("head", "rest", "link")
        start, after = unit.span()
        first, end = unit.span("head")
        stop = end + len(rest)
        form = self.forms[self.tokens.words[stop - 1].pos]
        reading = read_predicate(rest, link or "", form, self.symbols[after : after + 2])
        if self._is_modifier(unit, head, reading):
            return
        if not head:
            self._copula(unit, reading)
            return
        if first > start:  # 許可する: the verb stands after its noun
            first = self._action(start, first)
            predicate = self._surface(first, start + len(unit["noun"])) + "する"
        elif head == "n":
            predicate, reading = "ある", reading._replace(negated=not reading.negated)
        else:
            predicate = self._surface(first, end - 1) + self.tokens.words[end - 1].lemma
            if predicate.endswith("ずる"):  # the analyser's 報ずる for 報じる
                predicate = predicate[:-2] + "じる"
        if reading.negated and self._is_only():
            reading = reading._replace(negated=False)
        self._add(predicate, first, stop, after, reading)

    def _is_modifier(self, unit: Match[str], head: str, reading: Reading) -> bool:
        """Whether it is no predicate of its own: 大きく下げた, 新しい町, 重要な決定, 繰り返し述べた, こうした."""
        if reading.firm and reading.joint != "adnominal" and not reading.bare:
            return False
        waiting = self.level.waiting
        before = waiting[-1] if waiting and unit.start() == waiting[-1].after else None
        role = before.case.role if type(before) is Phrase else None
        attribute = reading.joint == "adnominal"
        if head in ("G", "g", "依") and (reading.bare or unit["rest"] == "て"):
            if role is not None and attribute and head != "g":
                waiting.pop()  # 米国による厳しい制裁
                return True
            return role is None  # したがって、
        last = unit.end("head")
        surface = self._surface(last - 1, last)
        if surface in ADVERBS and (unit["link"] or unit["rest"]) in ("", "て"):
            return True
        if attribute and unit["rest"][:1] == "な":
            return role != "ガ" or surface not in STATES
        if head == "J":
            return (role not in _CLOSE or surface[:2] == "新し") if attribute else not reading.firm and role != "ガ"
        if head == "Z" and attribute:
            return role is None and unit["noun"] is None
        return not reading.firm and role is None

    def _is_only(self) -> bool:
        """しか before a negative: 一人しかいない says that there is one."""
        last = self.level.waiting[-1] if self.level.waiting else None
        return type(last) is Phrase and last.case.only

    def _copula(self, unit: Match[str], reading: Reading) -> None:
        start, end = unit.span("noun")
        level = self.level
        if unit["rest"] == "ｄ" and not any(type(e) is Phrase and e.case.subject for e in level.waiting):
            self._add_phrase(start, end, unit.end(), unit["noun"], read_case("デ"), True)  # 雨で、: a cause
            return
        first = self._last_compound(start, end)
        hangs, level.hangs = level.hangs, []
        frame = self._add(self._surface(first, end) + "だ", first, unit.end("rest"), unit.end(), reading)
        for clause in hangs:
            clause.noun, clause.parent = Phrase(start, end, end, PLAIN, False, unit["noun"]), frame

    def _add(self, predicate: str, head: int, end: int, after: int, reading: Reading) -> Frame:
        frame = Frame(predicate, head, end, after, reading)
        self.frames.append(frame)
        self.level.add(frame)
        return frame

    def open(self, place: int) -> None:
        """A bracket begins, unless none is left to close it."""
        if self.brackets:
            self.brackets -= 1
            self.level = Level(place)
            self.levels.append(self.level)

    def close(self, unit: Match[str]) -> None:
        """A bracket ends: its clauses wait for their report (「…」と), or hang on it (「…」の, 「…」を)."""
        if len(self.levels) == 1:
            return
        inner = self.levels.pop()
        self.level = self.levels[-1]
        start, after = unit.start(), unit["after"]
        inner.close(start)
        if inner.roots:
            *others, last = inner.roots
            for other in others:
                other.parent, other.embedding = last, "chain"
            if after.startswith(("ト", "Fト")):
                self.level.add_quote(last)
                return
            last.embedding = "quote"
            self.level.hangs.append(last)
        if inner.opened < start:
            self._add_phrase(inner.opened, start, unit.end(), "N", read_case(after.rstrip("、")), after.endswith("、"))

    def finish(self) -> list[Frame]:
        """All predicates, brackets that are never closed taken as not opened."""
        while len(self.levels) > 1:
            inner = self.levels.pop()
            self.levels[-1].merge(inner)
        self.levels[0].close(len(self.symbols))
        return self.frames

    def _last_compound(self, start: int, end: int) -> int:
        """The first token of the last compound of a noun phrase: 市の景観規制 ends in 景観規制."""
        part = self.symbols[start:end]
        return start + max(part.rfind(mark) for mark in _JOINTS) + 1

    def _action(self, start: int, end: int) -> int:
        """The first token of the noun of action that ends before `end`: its last token, with what a suffix needs."""
        first = end - 1
        while first > start and (self.symbols[first] == "X" or self.symbols[first - 1] == "P"):
            first -= 1
        return first

    def _surface(self, start: int, end: int) -> str:
        return self.text[self.tokens.starts[start] : self.tokens.ends[end - 1]] if start < end else ""
