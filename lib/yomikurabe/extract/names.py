"""Mentions: who and what an article names, from the dictionary and from the text alone."""

from collections.abc import Mapping

from ..articles import Article
from ..morphology import Tokens
from ..tables import Entity, Mention
from ..topic import Topic
from .name_bodies import find_bodies, find_listed
from .name_dictionary import entity_of, lexicon
from .name_join import Register, join_bodies, join_brackets, join_later, join_people, join_places
from .name_known import best_of, resolve_spellings
from .name_people import find_people
from .name_places import find_places
from .name_shapes import find_shapes
from .name_slips import find_slips, note_slips
from .name_spellings import find_spellings
from .name_states import join_states
from .name_text import Candidate, Page


def known_entities(topic: Topic) -> list[Entity]:
    """The dictionary as rows of the table entities, in its own order."""
    return [entity_of(row) for row in topic.entities.values()]


def build_mentions(article: Article, tokens: Mapping[str, Tokens], topic: Topic) -> tuple[list[Mention], list[Entity]]:
    """Every naming of a person, body, company, outlet, chip or place, and the entities named.

    Grain: a mention is one naming of one entity in one sentence; mentions don't overlap and stand in order of start.
    An entity is one thing named, from the dictionary (`known`) or found in the text; each once.
    """
    names = lexicon(topic)
    page = Page(article, tokens)
    known = list(resolve_spellings(page, names, find_spellings(page, names)))
    register = Register(page, names, known)
    found = [*known, *find_shapes(register, known)]
    found += join_people(register, find_people(page))
    found += join_bodies(register, find_bodies(page))
    firms = [(candidate.start, candidate.end) for candidate in found if candidate.kind == "company"]
    found += join_bodies(register, find_listed(page, firms))
    found += join_places(register, find_places(page))
    found += join_states(register, tuple(found))
    found += join_brackets(register, tuple(found))
    found += join_later(register)
    found += find_slips(page, names, tuple(found))
    chosen = note_slips(page, best_of(found))
    mentions = [m for c in chosen if (m := _mention(page, register.joined(c))) is not None]
    named = dict.fromkeys(m.entity_id for m in mentions)
    return mentions, [entity_of(names.rows[i]) if i in names.rows else register.found[i] for i in named]


def _mention(page: Page, found: Candidate) -> Mention | None:
    number = page.sentence(found.start, found.end)
    if number is None:
        return None
    return Mention(
        page.doc_id,
        f"{page.doc_id}#m{found.start}",
        page.sentences[number].sentence_id,
        found.start,
        found.end,
        page.text[found.start : found.end],
        found.entity_id,
        found.kind,
        found.note or None,
    )
