"""Tellings whose year is a year off: 昨年10月 for what the chronology, or other articles, have in this year's October.

Nothing is corrected: the telling keeps its literal date, the happening it belongs to doesn't count it.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from ..tables import Document, Timex
from .clusters import like
from .date_signatures import Signature, Signer
from .happenings import Happening

_RELATIVE = re.compile(r"(?:一昨|昨|去|今|本|前|翌|同)年|ことし|おととし")
_FULL = re.compile(r"[12０-９0-9][0-9０-９]{3}年")
_YEARLY = re.compile(
    r"決算|定例|年次|総会|大会|選手権|リーグ|シーズン|四半期|G7|G20|サミット|記念|開幕|入試|甲子園|連覇|優勝|春闘|祭|週年|発売"
)
"""What comes every year: the same deed a year apart is another happening."""
_LONGEST = 31
_ENOUGH = 1.5
_FIRM = 5.5
"""Evidence that a relative year, and that a written one, is a slip; a date without a year has none to be wrong."""
_SOURCES = 2
"""Articles that must agree on the year where the chronology doesn't have the happening."""


class Slip(NamedTuple):
    """One telling a year off, and what has the right year."""

    telling: Signature
    years: int
    right: Signature
    sources: int


def find_slips(
    happenings: Sequence[Happening], documents: Sequence[Document], surfaces: dict[str, str], signer: Signer
) -> list[Slip]:
    """Tellings that fit what is known of a year later or earlier, and nothing of their own year.

    `surfaces` are the time expressions by event_id. Each slip also moves into the happening that it tells of.
    """
    published = {d.doc_id: d.published_latest for d in documents}
    index = _by_month(happenings, signer)
    found: list[Slip] = []
    for happening in happenings:
        if not happening.tellings:
            continue  # it has moved
        telling = happening.tellings[0]
        alone = len({t.doc_id for t in happening.tellings}) == 1 and happening.reference is None
        if not alone or telling.days > _LONGEST or telling.money or telling.status == "planned":
            continue
        text = surfaces.get(telling.key, "")
        latest = published.get(telling.doc_id or "")
        for years in (1, -1):
            moved = telling.moved(years)
            if latest and moved.earliest > latest:
                continue
            slip = _slip(moved, years, telling, text, index, happening, signer)
            if slip is not None:
                found.append(slip)
                _join(happening, slip, happenings)
                break
    return found


def timex_surfaces(timexes: Sequence[Timex], dated_by: dict[str, str | None]) -> dict[str, str]:
    """The time expression of each event, by event_id."""
    by_id = {t.timex_id: t.surface for t in timexes}
    return {event_id: by_id[timex_id] for event_id, timex_id in dated_by.items() if timex_id in by_id}


def _by_month(happenings: Sequence[Happening], signer: Signer) -> dict[tuple[int, int], list[tuple[Signature, int]]]:
    """What has the right year: rows of the chronology, and happenings that several articles tell."""
    index: dict[tuple[int, int], list[tuple[Signature, int]]] = defaultdict(list)
    for reference in signer.references:
        index[(reference.earliest.year, reference.earliest.month)].append((reference, 0))
    for happening in happenings:
        sources = len({t.doc_id for t in happening.tellings})
        telling = happening.tellings[0]
        if sources >= _SOURCES and telling.days <= _LONGEST:
            index[(telling.earliest.year, telling.earliest.month)].append((telling, sources))
    return index


def _slip(
    moved: Signature,
    years: int,
    telling: Signature,
    text: str,
    index: dict[tuple[int, int], list[tuple[Signature, int]]],
    own: Happening,
    signer: Signer,
) -> Slip | None:
    enough = _ENOUGH if _RELATIVE.match(text) else _FIRM if _FULL.match(text) else None
    if enough is None:
        return None
    if any(
        like(telling, other, signer).score > 1.0
        for other, _ in index.get((telling.earliest.year, telling.earliest.month), ())
    ):
        return None  # its own year has something of the kind
    best: tuple[float, Signature, int] | None = None
    for other, sources in index.get((moved.earliest.year, moved.earliest.month), ()):
        if other.doc_id == telling.doc_id:
            continue
        score = like(moved, other, signer).score
        if score >= enough and (best is None or score > best[0]):
            best = (score, other, sources)
    return Slip(telling, years, best[1], best[2]) if best else None


def is_yearly(text: str) -> bool:
    """Whether a text tells of something that comes every year."""
    return bool(_YEARLY.search(text))


def _join(happening: Happening, slip: Slip, happenings: Sequence[Happening]) -> None:
    """Move the tellings into the happening that they tell of."""
    happening.slipped |= {t.key for t in happening.tellings}
    target = next(
        (
            h
            for h in happenings
            if h is not happening
            and (h.reference == slip.right.key or any(t.key == slip.right.key for t in h.tellings))
        ),
        None,
    )
    if target is not None:
        target.take(happening)
    elif slip.right.doc_id is None:
        happening.reference = slip.right.key
