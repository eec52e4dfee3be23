"""How the phrases and predicates of a sentence are joined: the rules of は, of embedding, of clauses before a noun.

What has been read but not yet joined waits in the order of the text. A predicate that ends a sentence settles all that
waits; one before と, こと or よう waits for the verb that reports it; one before a noun takes what stands before it.
"""

from collections.abc import Sequence

from .clause_frames import Entry, Frame, Phrase, read_case
from .clause_speech import find_speech

_WAITING = ("to", "if", "koto", "you")
_TOPIC = read_case("ハ")


class Level:
    """One level of brackets: what waits to be joined, and the clauses that hang on the next noun."""

    __slots__ = ("base", "hangs", "opened", "roots", "told", "waiting")

    def __init__(self, base: int) -> None:
        self.base = self.opened = base
        self.waiting: list[Entry] = []
        self.hangs: list[Frame] = []
        self.roots: list[Frame] = []
        self.told = -1  # place in `waiting` of the clause that waits for its report

    def add(self, frame: Frame) -> None:
        """Join a new predicate to what waits."""
        if self.told >= 0:
            self._report(frame)
        joint = frame.joint
        if joint == "adnominal":
            cut = _reach(self.waiting)
            settle(self.waiting[cut:], frame, self._edge(cut))
            del self.waiting[cut:]
            frame.embedding = "adnominal"
            self.hangs.append(frame)
        elif joint == "main":
            settle(self.waiting, frame, self.base)
            self.roots.append(frame)
            self._begin(frame.after)
        else:
            if joint in _WAITING:
                self.told = len(self.waiting)
            self.waiting.append(frame)

    def add_quote(self, frame: Frame) -> None:
        """A clause in brackets before と waits for its report, complete in itself."""
        frame.joint = "quote"
        self.told = len(self.waiting)
        self.waiting.append(frame)

    def close(self, base: int) -> None:
        """A sentence ends: all that waits is settled. What follows begins at token `base`."""
        for i in range(len(self.waiting) - 1, -1, -1):
            entry = self.waiting[i]
            if type(entry) is Frame:
                if entry.joint != "quote":
                    settle(self.waiting[:i], entry, self.base)
                self.roots.append(entry)
                break
        self._begin(base)

    def merge(self, inner: "Level") -> None:
        """Go on with what waits in a bracket that is never closed."""
        if inner.told >= 0:
            self.told = inner.told + len(self.waiting)
        self.waiting += inner.waiting
        self.hangs += inner.hangs

    def _begin(self, base: int) -> None:
        self.waiting, self.hangs, self.told, self.base = [], [], -1, base

    def _report(self, frame: Frame) -> None:
        """What waits for its report becomes a part of `frame`."""
        place, waiting = self.told, self.waiting
        clause = waiting[place]
        self.told = -1
        if type(clause) is not Frame or (clause.joint in ("if", "you") and not frame.reports):
            return
        own = waiting[place + 1 :]
        frame.has_report = clause.joint == "quote" or (frame.reports and clause.reading.link[:2] != "トy")
        clause.parent, clause.embedding = frame, "to" if clause.joint == "if" else clause.joint
        cut = place
        if clause.joint != "quote":
            cut = find_speech(waiting[:place], clause.embedding, own, frame)
            clause.joint = "to"
            settle(waiting[cut:place], clause, self._edge(cut))
        self.waiting = [*waiting[:cut], *own]

    def _edge(self, cut: int) -> int:
        """The token after what waits before `cut`."""
        return self.waiting[cut - 1].after if cut else self.base


def _reach(waiting: Sequence[Entry]) -> int:
    """How far back a clause before a noun reaches: not past a topic, a comma, another clause or a second ガ or ヲ."""
    taken = ""
    for i in range(len(waiting) - 1, -1, -1):
        entry = waiting[i]
        if (
            type(entry) is not Phrase
            or entry.comma
            or entry.case.topic
            or (entry.case.role and entry.case.role in taken)
        ):
            return i + 1
        if entry.case.role in ("ガ", "ヲ"):
            taken += entry.case.role
    return 0


def settle(entries: Sequence[Entry], main: Frame, left: int) -> None:
    """Give each predicate its phrases: a topic to all of its chain, other phrases to the next predicate.

    What stands before `main` is its chain. A subject with が goes on to the next of the chain that has none.
    """
    topics, own = _headline_topic(entries), []
    carried: Phrase | None = None
    has: Phrase | None = None
    previous: Frame | None = None
    fresh = True
    for entry in (*entries, main):
        if type(entry) is Phrase:
            if entry.case.role == "ハ" and not entry.case.post:
                topics = [*topics, entry] if fresh else [entry]
                fresh, carried = True, None
            else:
                own.append(entry)
                has = has or (entry if entry.case.subject else None)
        elif type(entry) is Frame:
            apart = has is not None and entry.reading.subordinate and entry is not main
            phrases = own if apart or not topics else topics + own
            if carried is not None and has is None and not topics:
                phrases = [carried, *own]
            _give(entry, phrases, max(left, topics[-1].after) if apart and topics and fresh else left)
            if previous is not None:
                previous.parent = previous.parent or entry
                previous.embedding = previous.embedding or "chain"
            carried = None if entry.reading.subordinate else has or (None if topics else carried)
            previous, own, has, fresh, left = entry, [], None, False, entry.after


def _give(frame: Frame, phrases: list[Phrase], left: int) -> None:
    frame.phrases = phrases
    if left < frame.head:
        frame.left = left
    for phrase in phrases:
        for clause in phrase.hangs:
            clause.parent = clause.parent or frame


def _headline_topic(entries: Sequence[Entry]) -> list[Phrase]:
    """A bare name and a comma stand for a topic where nothing else is the subject: 首相、増税を表明."""
    first = entries[0] if entries else None
    if type(first) is not Phrase or not first.comma or first.case.role or first.noun[-1] not in "N人」）":
        return []
    phrases = [e for e in entries if type(e) is Phrase and e is not first]
    if any(p.case.subject or (p.comma and not p.case.role) for p in phrases):
        return []
    return [Phrase(first.start, first.end, first.after, _TOPIC, first.comma, first.noun, first.hangs)]
