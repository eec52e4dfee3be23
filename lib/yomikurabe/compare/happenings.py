"""One happening, and where those found so far wait for further tellings."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from .date_signatures import Signature, Signer

VAGUE = 31
"""Days beyond which an interval says too little: it is joined only with the same interval."""
_REMEMBERED = 64
"""Happenings of one block that a telling is held against: those found last."""
_Key = tuple[object, ...]


class Happening:
    """What several tellings make together. `slipped` are those whose year is wrong: their days don't count."""

    def __init__(self, first: Signature, number: int) -> None:
        self.tellings = [first]
        self.number = number
        self.reference: str | None = None
        self.slipped: set[str] = set()

    def take(self, other: "Happening") -> None:
        """All tellings of another, which is none any more."""
        self.tellings += other.tellings
        self.slipped |= other.slipped
        other.tellings = []

    def interval(self) -> tuple[date, date]:
        """The tightest days that the tellings agree on; both days where they lie one apart."""
        sound = [s for s in self.tellings if s.key not in self.slipped] or self.tellings
        earliest, latest = max(s.earliest for s in sound), min(s.latest for s in sound)
        return (earliest, latest) if earliest <= latest else (latest, earliest)


class Blocks:
    """Happenings by what two tellings of one share: a period, a camp, and a word, a chip, a place or a deed."""

    def __init__(self, signer: Signer) -> None:
        self._signer = signer
        self._found: dict[_Key, list[Happening]] = defaultdict(list)  # most hold one: a deque is ten times as large

    def met(self, signature: Signature) -> list[Happening]:
        """Happenings that a telling may belong to, in the order in which they were found."""
        blocks = filter(None, map(self._found.get, self._keys(signature, _periods(signature))))
        met = {h.number: h for block in blocks for h in block}
        return [met[number] for number in sorted(met)]

    def enter(self, signature: Signature, happening: Happening) -> None:
        """Let tellings that come find the happening that this one belongs to; vague ones by its month as well."""
        periods = [*_periods(signature), *([month_of(signature.earliest)] if signature.days == 1 else [])]
        for key in self._keys(signature, periods):
            block = self._found[key]
            if not block or block[-1] is not happening:
                block.append(happening)
                del block[:-_REMEMBERED]

    def _keys(self, signature: Signature, periods: Sequence[object]) -> Iterator[_Key]:
        shared = (signature.words, signature.chips, signature.places, signature.actions)
        said = [(kind, one) for kind, some in enumerate(shared) for one in some]
        for root in self._signer.roots(signature):
            for period in periods:
                yield from ((period, root, *one) for one in said)


def _periods(signature: Signature) -> Sequence[object]:
    """The blocks that a telling is looked for in: its day and the next, its months, or its very interval."""
    if signature.days == 1:
        return [signature.earliest, signature.earliest + timedelta(1)]
    if signature.days <= VAGUE:
        return sorted({month_of(signature.earliest), month_of(signature.latest)})
    return [f"{signature.earliest}/{signature.latest}"]


def month_of(day: date) -> int:
    """A month, as the blocks name it."""
    return 12 * day.year + day.month
