"""Which happening, position or comparison of one run is which of the other: partners by what they share."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping

from .units import Followed, Partners


def by_tellings(old: Followed, new: Followed, pairs: Mapping[int, int]) -> Partners:
    """Happenings, findings: the one that shares the most tellings; what is told apart or together now goes on."""
    shared = _shared(old, new, pairs)
    partners = {i: min(found, key=lambda j: (-found[j], j)) for i, found in shared.items()}
    return partners, {j for found in shared.values() for j in found}


def by_key(old: Followed, new: Followed, pairs: Mapping[int, int]) -> Partners:
    """Positions: the same actor, issue and polarity."""
    known = {unit.key: j for j, unit in enumerate(old.units)}
    partners = {i: known[unit.key] for i, unit in enumerate(new.units) if unit.key in known}
    return partners, set(partners.values())


def by_claims(old: Followed, new: Followed, pairs: Mapping[int, int]) -> Partners:
    """Comparisons: the same claims, else the same values, those that share claims first; else a claim in common.

    Which claim stands for a value, and how many stand beside it, depends on all articles: so the values come first.
    """
    partners: dict[int, int] = {}
    shared = {
        i: {j: n for j, n in found.items() if new.units[i].key[:2] == old.units[j].key[:2]}
        for i, found in _shared(old, new, pairs).items()
    }

    def take(fits: Callable[[int, int, int], bool]) -> None:
        found = ((i, j, n) for i, counts in shared.items() for j, n in counts.items() if fits(i, j, n))
        ranked = sorted(found, key=lambda ijn: (-ijn[2], ijn[0] + ijn[1], abs(ijn[0] - ijn[1])))
        _take(partners, ((i, j) for i, j, _ in ranked))

    take(lambda i, j, n: n == len(new.units[i].told) == len(old.units[j].told))
    take(lambda i, j, n: new.units[i].key == old.units[j].key)
    _take(partners, _same_values(old, new, partners))
    take(lambda i, j, n: True)
    return partners, set(partners.values())


def _take(partners: dict[int, int], candidates: Iterable[tuple[int, int]]) -> None:
    """Make partners of those that have none yet, in the order given."""
    taken = set(partners.values())
    for i, j in candidates:
        if i not in partners and j not in taken:
            partners[i] = j
            taken.add(j)


def _same_values(old: Followed, new: Followed, partners: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """What is left and says the same about the same thing, in its order."""
    taken, waiting = set(partners.values()), defaultdict[Hashable, list[int]](list)
    for j in reversed(range(len(old.units))):
        if j not in taken:
            waiting[old.units[j].key].append(j)
    for i, unit in enumerate(new.units):
        if i not in partners and waiting.get(unit.key):
            yield i, waiting[unit.key].pop()


def _shared(old: Followed, new: Followed, pairs: Mapping[int, int]) -> dict[int, Counter[int]]:
    """How many tellings each new unit has in common with old ones."""
    holders: dict[int, list[int]] = defaultdict(list)
    for j, unit in enumerate(old.units):
        for telling in unit.told:
            holders[telling].append(j)
    shared: dict[int, Counter[int]] = {}
    for i, unit in enumerate(new.units):
        found = Counter(j for t in unit.told if t in pairs for j in holders[pairs[t]])
        if found:
            shared[i] = found
    return shared
