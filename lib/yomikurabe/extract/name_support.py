"""What an article's full spellings say for its short ones.

Support for an entity is that the article names it in full, or names what it belongs to, or another that belongs there
too.
"""

from collections.abc import Sequence
from functools import cached_property

from ..topic import EntityRow
from .name_dictionary import Lexicon, is_nation
from .name_spellings import Spelt
from .name_text import Page


class Support:
    """What an article's full spellings say for its short ones."""

    def __init__(self, page: Page, lexicon: Lexicon, spelt: Spelt) -> None:
        self.lexicon = lexicon
        self.full: dict[str, list[int]] = {}
        self.surfaces: list[tuple[int, str, EntityRow]] = []
        self._certain = spelt.certain
        for candidate in spelt.certain:
            self.full.setdefault(candidate.entity_id, []).append(candidate.start)
        for hit in spelt.unsettled:
            for entry in hit.entries:
                if entry.sort == "full":
                    self.full.setdefault(entry.row.entity_id, []).append(hit.start)
                    if entry.row.kind == "org":
                        self.surfaces.append((hit.start, page.folded[hit.start : hit.end], entry.row))

    @cached_property
    def firms(self) -> tuple[frozenset[int], frozenset[int]]:
        """Where firms' names start, and where they end."""
        firms = [candidate for candidate in self._certain if candidate.kind == "company"]
        return frozenset(firm.start for firm in firms), frozenset(firm.end for firm in firms)

    @cached_property
    def places_to(self) -> dict[int, EntityRow]:
        """The place that is named up to an offset."""
        return {c.end: self.lexicon.rows[c.entity_id] for c in self._certain if c.kind == "place"}

    def holds(self, row: EntityRow) -> bool:
        """Whether the article names the entity in full, what it belongs to, or what belongs there too."""
        if row.entity_id in self.full:
            return True
        above = row.affiliation
        for _ in range(3):
            if above is None:
                return False
            parent = self.lexicon.rows[above]
            if parent.kind == "place":
                return row.kind == "person" and above in self.full
            if above in self.full or any(sibling in self.full for sibling in self.lexicon.belonging[above]):
                return True
            above = parent.affiliation
        return False

    def country(self, row: EntityRow) -> str | None:
        """The country that an entity belongs to in the end."""
        for _ in range(6):
            if is_nation(row):
                return row.entity_id
            if row.affiliation is None:
                return None
            row = self.lexicon.rows[row.affiliation]
        return None

    @cached_property
    def on_topic(self) -> bool:
        """Whether the article names two or more things that the topic has a camp for, or that it makes."""
        rows = self.lexicon.rows
        return sum(1 for i in self.full if rows[i].side or rows[i].kind == "chip") > 1

    def by_nearness(self, rows: Sequence[EntityRow], place: int) -> list[EntityRow]:
        """Those that the article names in full, the one last named before a place first."""
        named = [row for row in rows if row.entity_id in self.full]
        if len(named) < 2:
            return named
        last = {r.entity_id: max((s for s in self.full[r.entity_id] if s < place), default=-1) for r in named}
        return sorted(named, key=lambda row: -last[row.entity_id])

    def by_country(self, rows: Sequence[EntityRow], place: int) -> list[EntityRow]:
        """Those whose country the article names, that of the country last named before a place first."""
        of = {country: row for row in reversed(rows) if (country := self.country(row)) is not None}
        nations = self.by_nearness([self.lexicon.rows[country] for country in of], place)
        return [of[nation.entity_id] for nation in nations]

    def last_ending(self, form: str, before: int) -> EntityRow | None:
        """The entity last named with a longer spelling that ends like the form."""
        ending = [(start, row) for start, surface, row in self.surfaces if surface.endswith(form) and surface != form]
        earlier = [row for start, row in ending if start < before]
        return earlier[-1] if earlier else (ending[0][1] if ending else None)
