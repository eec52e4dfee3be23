"""Which of the dictionary's names a span means: full spellings as such, short ones with support from the article."""

import re
from collections.abc import Iterable, Iterator, Sequence

from ..morphology import senses
from ..tables import say
from ..topic import EntityRow
from .name_dictionary import Lexicon
from .name_spellings import Hit, Spelt
from .name_support import Support
from .name_text import PLACE, SHORT, STRONG, Candidate, Page
from .name_words import KANJI, KATAKANA, SPEAKS

_BESIDE = re.compile(r"(?:・|と)|(?:の)?(?:会談|会見|電話|首脳|両|対立|路線|政権|大統領|家|派|陣営|関税)")
"""What joins a person's short name to another's, or to what such persons do."""
_BESIDE_BEFORE = re.compile(r"・$|[CE]O[、,]?\s?$|(?:氏|長|官|者|領|席)、$")
_PLAY = re.compile(
    r"""(?:で|を使って|の)?(?:遊[ばびぶべぼん]|手品|カード|ゲーム|占い)|を(?:切[りるっ]|配[りるっ]|めく|並べ|1枚)
    |[やと](?:花札|将棋|囲碁|オセロ|か?るた|カルタ|すごろく|麻雀)""",
    re.VERBOSE,
)
"""What follows a surname that is also the word for playing cards."""
_SOUND = re.compile(f"[{KATAKANA}]")
_STATE_BODY = re.compile(r"[省庁局部院会隊軍署所]$")
_LISTED = re.compile(r"[とや・、,]|および|及び")
_LISTED_BEFORE = re.compile(r"(?:[とや・、,]|および|及び)$")
_ROW = re.compile(
    rf"・(?<=[{KANJI}]・)(?<![{KANJI}{KATAKANA}・][{KANJI}]・)[{KANJI}](?:・[{KANJI}])*(?![{KANJI}{KATAKANA}])"
)
"""A row of single characters with dots, from its first dot on: it is rarer than what stands before it."""


def resolve_spellings(page: Page, lexicon: Lexicon, spelt: Spelt) -> Iterator[Candidate]:
    """What the dictionary's spellings in the article mean."""
    yield from spelt.certain
    support = Support(page, lexicon, spelt)
    surnames = (hit for hit in spelt.unsettled if hit.entries[0].sort == "surname")
    titled = {page.folded[h.start : h.end] for h in surnames if page.titled(h.start, h.end, far=True)}
    for hit in spelt.unsettled:
        row, _, sort = hit.entries[0]
        if row.kind == "org" and _of_another_country(page, support, hit):
            continue
        rows = [row] if len(hit.entries) == 1 else [entry.row for entry in hit.entries if entry.sort == sort]
        if sort == "full":
            yield _candidate(hit, _best(rows, support), PLACE if row.kind == "place" else STRONG)
        elif sort == "surname":
            if whom := _surname(page, hit, rows, support, titled):
                yield _candidate(hit, whom, STRONG)
        elif short := _short(page, hit, rows, support):
            yield _candidate(hit, short, PLACE if short.kind == "place" else SHORT, say("names.short_form"))
    yield from _initials(page, lexicon)


def _of_another_country(page: Page, support: Support, hit: Hit) -> bool:
    """A body named without its country, after another country: 外務省 of the dictionary's country in フランス外務省."""
    row = hit.entries[0].row
    end = hit.start
    if not end:
        return False
    if page.folded[end - 1] == "の" and _STATE_BODY.search(page.folded[hit.start : hit.end]):
        end -= 1
    other = support.places_to.get(end)
    if other is None and end == hit.start and not re.match(f"[{KANJI}]", page.folded[max(0, end - 2) : end - 1]):
        other = support.lexicon.initials.get(page.folded[end - 1])
    own = support.country(row)
    return other is not None and own is not None and support.country(other) != own


def _candidate(hit: Hit, row: EntityRow, rank: int, note: str = "") -> Candidate:
    return Candidate(hit.start, hit.end, row.entity_id, row.kind, rank, note)


def _best(rows: Sequence[EntityRow], support: Support) -> EntityRow:
    return rows[0] if len(rows) == 1 else next((row for row in rows if support.holds(row)), rows[0])


def _surname(page: Page, hit: Hit, rows: list[EntityRow], support: Support, titled: set[str]) -> EntityRow | None:
    """Whom a well-known family name means, unless it is a word of its own here: a word for playing cards."""
    if _PLAY.match(page.after(hit.end)):
        return None
    row = _best(rows, support)
    tagged = any(sort in "FGP" for sort in page.sorts_of(hit.start, hit.end))
    known = tagged or support.holds(row) or page.folded[hit.start : hit.end] in titled
    return row if known else None


def _short(page: Page, hit: Hit, rows: list[EntityRow], support: Support) -> EntityRow | None:
    """Whom or what a short form means; nothing where the article does not say."""
    kind = rows[0].kind
    if kind == "place":
        if _SOUND.match(page.folded[hit.start - 1 : hit.start]) or _SOUND.match(page.folded, hit.end):
            return None  # a part of a club's or a company's name
        return rows[0] if any(sort in "CL" for sort in page.sorts_of(hit.start, hit.end)) else None
    if kind == "person":
        return _short_person(page, hit, rows, support)
    form = page.folded[hit.start : hit.end]
    if len(page.titles.get(hit.start, "")) > len(form):
        return None  # 上院 in 上院議員 is a part of a title
    longer = support.last_ending(form, hit.start)
    if longer is not None:
        return longer
    held = [row for row in rows if support.holds(row)]
    if kind == "org" and not form.isascii() and len(form) > 1 and support.on_topic:
        stands = rows if len(form) > 2 and _STATE_BODY.search(form) else []
        ours = stands if rows[0].side else []
        return _first(held or ours or support.by_country(rows, hit.start) or stands)
    named = [row for row in rows if row.entity_id in support.full]
    if kind == "chip":
        return _first(named or held)
    if kind == "company" and not named:
        unmistakable = support.on_topic and "N" not in senses(form)
        if unmistakable or _among_firms(page, hit, rows[0], support):
            return rows[0]
    return _first(named or (held if _closely(held, support) else []))


def _first(rows: Sequence[EntityRow]) -> EntityRow | None:
    return rows[0] if rows else None


def _among_firms(page: Page, hit: Hit, row: EntityRow, support: Support) -> bool:
    """Whether the form stands beside a firm's name in a list, or after its country's initial: 英○○."""
    initial = support.lexicon.initials.get(page.folded[hit.start - 1]) if hit.start else None
    if initial is not None and not re.match(f"[{KANJI}]", page.folded[max(0, hit.start - 2) : hit.start - 1]):
        return support.country(row) == initial.entity_id
    after = _LISTED.match(page.folded, hit.end)
    before = _LISTED_BEFORE.search(page.folded[max(0, hit.start - 2) : hit.start])
    return bool(
        (after and after.end() in support.firms[0]) or (before and hit.start - len(before[0]) in support.firms[1])
    )


def _closely(rows: list[EntityRow], support: Support) -> bool:
    """Whether the article names what the entity belongs to, and that is no mere country."""
    return any(
        row.affiliation in support.full and support.lexicon.rows[row.affiliation].kind != "place" for row in rows
    )


def _short_person(page: Page, hit: Hit, rows: list[EntityRow], support: Support) -> EntityRow | None:
    before, after = page.before(hit.start), page.after(hit.end)
    form = page.folded[hit.start : hit.end]
    full = support.by_nearness(rows, hit.start)
    held = full or [row for row in rows if support.holds(row)]
    if title := page.title_after(hit.end, far=True):
        offices = support.lexicon.offices
        fitting = [row for row in rows if any(title in office for office in offices.get(row.entity_id, ()))]
        chosen = full or fitting or held or (rows if len(form) > 2 and len(rows) == 1 and support.on_topic else [])
        return chosen[0] if chosen else None
    if not full:
        return held[0] if held and page.title_before(hit.start) and len(form) > 2 else None
    joined = _BESIDE_BEFORE.search(before) or _BESIDE.match(after)
    beside = joined or page.title_before(hit.start) or SPEAKS.match(after)
    if beside and (len(form) > 1 or _BESIDE_BEFORE.search(before)):
        return full[0]
    return None if "N" in senses(form) or len(form) < 3 else full[0]


def _initials(page: Page, lexicon: Lexicon) -> Iterator[Candidate]:
    """Countries named by one character each: in a row with dots (日・米・韓), or first in a sentence before a comma."""
    text, initials = page.folded, lexicon.initials
    starts = {s.start for s in page.sentences if text[s.start + 1 : s.start + 2] == "、"}
    for row in _ROW.finditer(text):
        starts.update(range(row.start() - 1, row.end(), 2))
    for start in sorted(starts):
        if (entity := initials.get(text[start])) is not None:
            yield Candidate(start, start + 1, entity.entity_id, "place", PLACE, say("names.short_form"))


def best_of(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates that stand when each overlap is settled, in order of start: rank first, then length."""
    ordered = sorted(candidates)
    taken: list[Candidate] = []
    first = reach = 0
    for number, candidate in enumerate(ordered):
        if candidate[0] >= reach:
            if number - first == 1:
                taken.append(ordered[first])
            else:
                taken += _settled(ordered[first:number])
            first = number
        reach = max(reach, candidate[1])
    return taken + _settled(ordered[first:])


def _settled(overlapping: list[Candidate]) -> list[Candidate]:
    """What stands of candidates each of which overlaps another."""
    taken: list[Candidate] = []
    for candidate in sorted(overlapping, key=lambda c: (c.rank, c.start - c.end, c.start)):
        if all(candidate.end <= other.start or other.end <= candidate.start for other in taken):
            taken.append(candidate)
    return sorted(taken)
