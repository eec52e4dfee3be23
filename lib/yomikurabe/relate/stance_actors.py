"""Who takes a position: the actors that a phrase names, and the phrase that is a predicate's subject."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from ..tables import Argument, Clause, Mention, Quote
from .stance_words import Lexicon, holders

_KINDS = frozenset({"person", "org", "company", "think-tank"})
_SUBJECTS = ("ガ", "ハ", "モ")
_AGENTS = ("ニ", "カラ")
_EMBEDDED = ("to", "koto", "you", "adnominal", "quote")

_ASIDE = re.compile(r"（[^（）]*）|\([^()]*\)|[「」『』]")
_TITLE = re.compile(
    r"""(?: (?:[^、。はがをにでとのや\s]{0,16}?
            (?:氏|さん|長官|大統領|首相|主席|相|長|官|席|理事|代表|報道官|担当者|責任者|議員|教授|研究員|アナリスト|CEO|CFO
              |補佐官|次官補|次官|大使|府|政府|当局|政権|省|局|側|社|ら|たち|自身|両氏))
        )?""",
    re.VERBOSE,
)
"""What may follow a name and leaves it the head of its phrase: titles, 側, ら."""
_LISTED = re.compile(r"(?:[、や・]|のような|をはじめ|と(?!し)|および|及び|ならびに|など|らと|ほか)")
_SPOKEN = re.compile(
    r"(?:による|の)[^、。はがを]{0,24}?(?:発言|声明|決定|方針|措置|姿勢|立場|主張|分析|見解|言及|報告書|論理|戦略|政策|考え|懸念|要求|提案|野心|狙い)(?:など)?"
)
"""What somebody says or holds stands for them: 農相の発言は."""
_TAIL = re.compile(r"(?:ら|たち|など|側|の一部|の多く|の間|自身|ら一部)*$")
_SEGMENT = re.compile(r"(?<![^、。：:はがをに ])[^、。：:はがをに ]{1,36}、$")
_EXAMPLES = re.compile(r"(?:などの|など|らの?)$")
_TITLED = re.compile(r"[^、。はがをのにで]{1,14}")
_BOTH = re.compile(r"([一-龥]{2})?(?:両国|両政府|双方)$")
_JOINED = re.compile(r"[や、と・]")
_UNDER = re.compile(r"(?:の下|のもと|下|時代)$")
_OF = re.compile(r"(?:氏|側|大統領|政権|当局)?(?:の|による|から|に)?")
_BY = re.compile(r"(?:氏|側|大統領|政権|当局)?による")
_SAME = re.compile(r"(?:同社|同氏|同省|同政権|同政府|同国)(?:の|による)?$")
_KINDS_OF = {"同社": ("company",), "同氏": ("person",)}
_PRONOUN = re.compile(r"(?:同氏|同省|同社|同国|彼|彼女|彼ら|の|こと)$")


class People:
    """Those named in one sentence. `nations`: the countries named last before a place; `carried`: whom the sentences
    before spoke of."""

    def __init__(
        self,
        mentions: Sequence[Mention],
        lexicon: Lexicon,
        text: str,
        base: int,
        published: date | None,
        nations: Callable[[int], tuple[str, ...]],
    ) -> None:
        self.mentions, self.lexicon, self.text, self.base = mentions, lexicon, text, base
        self.published, self.nations = published, nations
        self.carried: Callable[[], tuple[str, ...]] = tuple

    def of(self, start: int, end: int) -> tuple[str, ...]:
        """The actors that the phrase text[start:end] names as its head or heads, in the order of the text."""
        found = self._of(self._first(start), end)
        return tuple(dict.fromkeys(self.lexicon.governments.get(a, a) for a in found if a not in self.lexicon.media))

    def _first(self, start: int) -> int:
        """Where the list begins that ends in a phrase: A、B、Cは."""
        for m in self.mentions:
            if m.start < start < m.end:
                start = m.start
        while start > self.base and self.text[start - 1] == "、":
            before = _SEGMENT.search(self.text, max(self.base, start - 40), start)
            if before is None or not self._of(before.start(), start - 1):
                break
            start = before.start()
        return start

    def _of(self, start: int, end: int) -> tuple[str, ...]:
        inside = [m for m in self.mentions if start <= m.start and m.end <= end and self._may_act(m)]
        tail = _TAIL.sub("", self.text[start:end])
        group, stop = self.lexicon.last_group.search(tail), start + len(tail)
        if any(m.end == stop or (m.kind == "person" and _TITLED.fullmatch(self.text, m.end, stop)) for m in inside):
            group = None  # a name (農水当局), or a title after one
        if group is None:
            heads = tuple(m.entity_id for i, m in enumerate(inside) if self._is_head(m, inside[i + 1 :], end))
            return heads or self._both(start, end) or self._holders(start, end)
        before = tail[: group.start()]
        if _EXAMPLES.search(before) and (people := [m.entity_id for m in inside if m.kind == "person"]):
            return tuple(dict.fromkeys(people))
        joined = [m.entity_id for m in inside if _JOINED.fullmatch(self.text[m.end : start + group.start()])]
        return (*joined, self.lexicon.group_rows[group[0]].group)

    def _both(self, start: int, end: int) -> tuple[str, ...]:
        """The two countries of 両国: named in it (米中両国), or the last two named before."""
        both = _BOTH.search(self.text, start, end)
        if both is None:
            return ()
        named = [self.lexicon.shorts[c] for c in both[1] or "" if c in self.lexicon.shorts]
        return tuple(named) if len(named) == 2 else self.nations(start)

    def _holders(self, start: int, end: int) -> tuple[str, ...]:
        """Who held the offices that a phrase names, on the day of publication."""
        found: list[str] = []
        for office in self.lexicon.offices.finditer(self.text, start, end):
            if office.end() != end and not _LISTED.match(self.text, office.end()):
                continue
            found += holders(self.lexicon, office[0], self.published)
        return tuple(found)

    def before(self, start: int) -> tuple[str, ...]:
        """The actor whose name ends right before `start`, の or による between."""
        for m in self.mentions:
            if m.end <= start <= m.end + 8 and _OF.fullmatch(self.text, m.end, start):
                return self.of(m.start, m.end)
        if same := _SAME.search(self.text, max(self.base, start - 8), start):
            kinds = _KINDS_OF.get(same[0][:2], ("org",))
            named = [m.entity_id for m in self.mentions if m.end <= start and m.kind in kinds]
            return (named[-1],) if named else self.carried()
        for group in self.lexicon.groups.finditer(self.text, max(self.base, start - 10), start):
            if _OF.fullmatch(self.text, group.end(), start):
                return self.of(group.start(), group.end())
        return ()

    def agent(self, start: int) -> tuple[str, ...]:
        """The actor before による, not far before `start`."""
        for m in self.mentions:
            if m.end <= start <= m.end + 24 and _BY.match(self.text, m.end):
                return self.of(m.start, m.end)
        return ()

    def _may_act(self, mention: Mention) -> bool:
        return mention.kind in _KINDS or mention.entity_id in self.lexicon.metonyms

    def _is_head(self, mention: Mention, later: Sequence[Mention], end: int) -> bool:
        """Whether a name is a head of the phrase that ends at `end`: a title or a list may follow it, no other noun."""
        rest = _ASIDE.sub("", self.text[mention.end : end])
        title = _TITLE.match(rest)
        after = rest[title.end() :] if title else rest
        if not after or _TITLE.fullmatch(rest) or _SPOKEN.fullmatch(after):
            return True
        return bool(_LISTED.match(after) and (later or self.lexicon.groups.search(after) or after.startswith("など")))


def subjects(clause: Clause, clauses: Sequence[Clause], people: People, speech: Quote | None) -> tuple[str, ...]:
    """The actors who do what the predicate of a clause says; nothing where the clause does not name them."""
    if clause.voice == "passive":
        return _first(clause, _AGENTS, people) or _era(clause, people)
    if clause.embedding == "adnominal":
        named = _first(clause, ("ガ",), people) or _first(clause, ("head",), people)
        return named or _first(clause, ("モ",), people)
    inner = _lent(clause, clauses, people)
    if inner:
        return inner
    if speech and speech.speaker_id and speech.end <= clause.predicate_start:
        return (speech.speaker_id,)
    order = (
        ("ガ", "モ", "ハ") if clause.embedding in _EMBEDDED or clause.modality == "condition" else ("ハ", "モ", "ガ")
    )
    for role in order:
        found = _last(clause, role, people)
        if found:
            return found
    return ()


def _era(clause: Clause, people: People) -> tuple[str, ...]:
    """Those under whom something was done: 前政権下で."""
    for a in clause.arguments:
        if a.role == "デ" and (under := _UNDER.search(people.text, a.start, a.end)):
            return people.of(a.start, under.start())
    return ()


def _lent(clause: Clause, clauses: Sequence[Clause], people: People) -> tuple[str, ...]:
    """The topic of a report that was read as one of what it reports: Aは、Bが…すると期待した."""
    for child in clauses:
        if child.parent_id != clause.clause_id or child.embedding not in ("to", "koto", "you"):
            continue
        own = [a for a in child.arguments if a.role in _SUBJECTS]
        if (
            len(own) > 1
            and own[0].role == "ハ"
            and own[0].start >= max((a.start for a in clause.arguments if a.role in _SUBJECTS), default=0)
        ):
            return people.of(own[0].start, own[0].end)
    return ()


def _first(clause: Clause, roles: Iterable[str], people: People) -> tuple[str, ...]:
    for argument in clause.arguments:
        if argument.role in roles:
            found = people.of(argument.start, argument.end)
            if found:
                return found
    return ()


def _last(clause: Clause, role: str, people: People) -> tuple[str, ...]:
    for argument in reversed(clause.arguments):
        if argument.role == role:
            found = people.of(argument.start, argument.end)
            if found:
                return found
    return ()


def is_elided(clause: Clause, people: People) -> bool:
    """Whether a clause has no subject at all, or only a pronoun."""
    own: list[Argument] = [a for a in clause.arguments if a.role in _SUBJECTS]
    return all(_PRONOUN.search(people.text[a.start : a.end]) for a in own)
