"""Names that no row lists but whose shape says what they are: a family's letters with another number."""

import re
from collections.abc import Iterator, Sequence

from .name_dictionary import Lexicon, Shape
from .name_join import Register
from .name_text import STRONG, Candidate
from .sounds import slug

_EDGE = re.compile(r"[A-Za-z0-9]")
_FAMILY = re.compile(r"[A-Za-zァ-ヺー一-鿿]+(?=[ -]?\d)")
_REACH = 24


def find_shapes(register: Register, known: Sequence[Candidate]) -> Iterator[Candidate]:
    """What has the shape of a product of the topic, whole: no letter or digit beside it, no name of the dictionary."""
    page, shapes = register.page, register.lexicon.shapes
    if not shapes:
        return
    text, tried = page.folded, 0
    taken = {c.end for c in known}
    for number in register.lexicon.numbered.finditer(text):
        start, end = number.span()
        if end in taken or end <= tried:
            continue
        first, tried = max(tried, start - _REACH), end + _REACH
        if not register.lexicon.any_shape.search(text, first, tried):
            continue
        for shape in shapes:
            for found in shape.pattern.finditer(text, first, tried):
                if not _goes_on(text, *found.span()):
                    entity_id = _identify(register, found[0], shape)
                    yield Candidate(*found.span(), entity_id, shape.kind, STRONG)


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether a letter or digit stands beside a span that begins or ends with one."""
    before = start > 0 and _EDGE.match(text[start - 1]) and _EDGE.match(text[start])
    return bool(before or (_EDGE.match(text, end) and _EDGE.match(text[end - 1])))


def _identify(register: Register, surface: str, shape: Shape) -> str:
    """The id of a shape: its family's in the dictionary with its number, so that every spelling of it has one."""
    lexicon = register.lexicon
    family = _FAMILY.match(surface)
    entries = lexicon.spelt(family[0]) if family else ()
    rest = slug(surface[family.end() :]) if family else slug(surface)
    if entries and entries[0].row.kind == shape.kind:
        entity_id = f"{entries[0].row.entity_id}-{rest}"
    elif entries and entries[0].row.entity_id == shape.vendor:
        entity_id = rest
    else:
        entity_id = _of_family(lexicon, slug(surface), shape) if not family else slug(surface)
    if entity_id in lexicon.rows:
        return entity_id
    return register.add(surface, shape.kind, entity_id, surface, shape.vendor)


def _of_family(lexicon: Lexicon, number: str, shape: Shape) -> str:
    """The id of a bare number: with the family that the maker's other numbers of the dictionary have."""
    made = sorted(i for i in lexicon.belonging.get(shape.vendor or "", ()) if lexicon.rows[i].kind == shape.kind)
    families = [i.rsplit("-", 1)[0] for i in made if re.search(r"-\d[^-]*$", i)]
    return f"{families[0]}-{number}" if families else number
