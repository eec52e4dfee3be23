"""From a name as people type it, in any spelling, to the entity that is meant; else the nearest names."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz, process

from ..errors import InputError
from ..extract.name_words import FOLLOWING
from .naming import known_name
from .protocol import CorpusLike

_JOINTS = dict.fromkeys(map(ord, " ・･=＝-‐‑–.,'’\t\n\u3000"))
"""What a name's parts are joined by, and what some leave out."""
_NEAR, _FAR = 8, 55.0
"""Names that a message lists, and the likeness below which none is near."""

Index = dict[str, set[str]]
"""Entities by their folded spellings."""


def resolve_name(corpus: CorpusLike, name: str) -> str:
    """The id of the entity meant by an id, a name in either language, an alias or a spelling of the text.

    Case, width and what joins a name's parts don't matter, nor does a title after it (田中社長); a part
    of a name is enough where it is one entity's alone. Raises InputError: for none with the nearest names, for several
    with all of them.
    """
    wanted = fold(name)
    for index in _indices(corpus):
        found = index.get(wanted) or _untitled(index, wanted)
        chosen = _told_of(corpus, found) or found
        if len(chosen) == 1:
            return next(iter(chosen))
        if chosen:
            raise InputError(
                f"{name!r} may be any of {len(chosen)}", allowed=_listed(corpus, sorted(chosen)), mend="give one's id"
            )
    raise InputError(f"nobody and nothing is called {name!r} here", allowed=_nearest(corpus, wanted))


def fold(name: str) -> str:
    """A name as it is compared: width, case and joints taken away."""
    return unicodedata.normalize("NFKC", name).translate(_JOINTS).casefold()


def _indices(corpus: CorpusLike) -> Iterator[Index]:
    """Where a name is looked for, the surest place first."""
    entities = corpus.table("entities")
    yield _index((entity_id, (entity_id,)) for entity_id in entities["entity_id"])
    names = zip(entities["entity_id"], entities["name_en"], entities["name_ja"], strict=True)
    aliases = ((row.entity_id, (*row.aliases, *row.short_forms)) for row in corpus.topic.entities.values())
    yield _index([*((entity_id, pair) for entity_id, *pair in names), *aliases])
    mentions, quotes = corpus.table("mentions"), corpus.table("quotes").dropna(subset=["speaker_id"])
    spelt = zip(mentions["entity_id"], mentions["surface"], strict=True)
    said = zip(quotes["speaker_id"], quotes["speaker_surface"].fillna(""), strict=True)
    yield _index((entity_id, (surface,)) for entity_id, surface in spelt)
    yield _index((speaker, (speaker, surface, known_name(corpus, speaker))) for speaker, surface in set(said))
    parts = zip(entities["entity_id"], entities["name_en"], entities["name_ja"], strict=True)
    yield _index((i, [*english.split(), *japanese.replace("＝", "・").split("・")]) for i, english, japanese in parts)


def _index(spelt: Iterable[tuple[str, Iterable[str]]]) -> Index:
    index: Index = defaultdict(set)
    for entity_id, spellings in spelt:
        for spelling in spellings:
            if folded := fold(spelling):
                index[folded].add(entity_id)
    return dict(index)


def _untitled(index: Index, wanted: str) -> set[str]:
    """The entities whose spelling, with a title after it, is what is wanted; the longest spelling counts."""
    if not any(wanted.endswith(title) for title in FOLLOWING):
        return set()
    return next((index[wanted[:end]] for end in range(len(wanted) - 1, 1, -1) if wanted[:end] in index), set())


def _told_of(corpus: CorpusLike, entity_ids: set[str]) -> set[str]:
    """Those that some article names."""
    return entity_ids & {*corpus.table("mentions")["entity_id"]} if len(entity_ids) > 1 else entity_ids


def _nearest(corpus: CorpusLike, wanted: str) -> str:
    """The likest names, those that articles have first; without any, those named most."""
    mentions, entities = corpus.table("mentions"), corpus.table("entities")
    spelt = dict(zip(mentions["surface"], mentions["entity_id"], strict=True))
    for column in ("name_ja", "name_en"):
        spelt |= dict(zip(entities[column], entities["entity_id"], strict=True))
    near = process.extract(wanted, list(spelt), scorer=fuzz.WRatio, processor=fold, limit=3 * _NEAR, score_cutoff=_FAR)
    ids = list(dict.fromkeys(spelt[found] for found, *_ in near)) or list(mentions["entity_id"].value_counts().index)
    return _listed(corpus, ids)


def _listed(corpus: CorpusLike, entity_ids: list[str]) -> str:
    named = [f"{entity_id} ({known_name(corpus, entity_id)})" for entity_id in entity_ids[:_NEAR]]
    return ", ".join(named) + (" …" if len(entity_ids) > _NEAR else "")
