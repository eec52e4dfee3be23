"""Which chip a sentence is about, and which one it is measured by.

Particles decide; where a sentence leaves its subject out, it is the one that its paragraph or its heading is about.
"""

import re
from collections.abc import Sequence

from ..articles import Article
from ..tables import Mention, Sentence
from ..topic import Topic
from .chip_words import ANAPHOR, COUNTERPART, HEAD, SUBJECT

_HEADINGS = ("heading", "title")
_LISTED = "list_item"


class Scene:
    """One sentence with the chips that it names, and what was spoken of before it."""

    def __init__(self, sentence: Sentence, chips: Sequence[Mention], before: "Scene | None", kind: str) -> None:
        self.sentence, self.chips, self.before, self.kind = sentence, list(chips), before, kind
        self.text = sentence.text
        self.about: str | None = None
        """The chip that a statement found in it is about."""

    def at(self, mention: Mention) -> tuple[int, int]:
        """Where a mention stands in the sentence's text."""
        return mention.start - self.sentence.start, mention.end - self.sentence.start

    def after(self, mention: Mention) -> str:
        """What follows a mention in its sentence."""
        return self.text[self.at(mention)[1] :]

    def counterpart(self, position: int) -> Mention | None:
        """The chip that is measured by, named last before a position."""
        found = [m for m in self.chips if self.at(m)[0] < position and COUNTERPART.match(self.after(m))]
        return found[-1] if found else None

    def subject(self, start: int, end: int, versus: str | None) -> str | None:
        """The chip that a comparison at a place is about."""
        others = [m for m in self.chips if m.entity_id != versus]
        own = self._topic(others, start) or self._head(others, end)
        if own:
            return own.entity_id
        return self.spoken_of(versus)

    def own_subject(self, start: int, end: int, versus: str | None) -> str | None:
        """The same, named in the sentence itself or by a word for a chip named just before."""
        others = [m for m in self.chips if m.entity_id != versus]
        own = self._topic(others, start) or self._head(others, end) or self._topic(others, len(self.text))
        if own:
            return own.entity_id
        return self.spoken_of(versus) if ANAPHOR.search(self.text) else None

    def _topic(self, chips: Sequence[Mention], position: int) -> Mention | None:
        found = [m for m in chips if self.at(m)[0] < position and SUBJECT.match(self.after(m))]
        found = [m for m in found if not COUNTERPART.match(self.after(m))]
        return found[-1] if found else None

    def _head(self, chips: Sequence[Mention], position: int) -> Mention | None:
        """A chip that what stands before it describes."""
        for mention in chips:
            begin = self.at(mention)[0]
            if begin >= position and HEAD.match(self.text[max(position - 1, 0) : begin]):
                return mention
        return None

    def spoken_of(self, versus: str | None) -> str | None:
        """What the paragraph was about, else what the heading above, or the sentence that leads to a list, names."""
        scene, heading = self.before, False
        while scene is not None and not heading:
            heading = scene.kind in _HEADINGS or (self.kind == _LISTED and scene.kind != _LISTED)
            if heading or scene.sentence.block_id == self.sentence.block_id:
                if scene.about and scene.about != versus:
                    return scene.about
                others = [m for m in scene.chips if m.entity_id != versus and not COUNTERPART.match(scene.after(m))]
                if others:
                    return (scene._topic(others, len(scene.text)) or others[0]).entity_id
            scene = scene.before
        return None


def build_scenes(article: Article, mentions: Sequence[Mention], topic: Topic) -> list[Scene]:
    """The sentences of an article in order, each with its chips and the one before it."""
    kinds = {block.block_id: block.kind for block in article.blocks}
    chips: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.kind == "chip" and not _is_part(mention, topic):
            chips.setdefault(mention.sentence_id, []).append(mention)
    scenes: list[Scene] = []
    for sentence in article.sentences:
        before = scenes[-1] if scenes else None
        scenes.append(Scene(sentence, chips.get(sentence.sentence_id, []), before, kinds[sentence.block_id]))
    return scenes


def _is_part(mention: Mention, topic: Topic) -> bool:
    """Whether it is a part that any maker's chips have, memory for one: by its row or its shape nobody makes it."""
    known = topic.entities.get(mention.entity_id)
    if known is None:
        return any(
            row.kind == "chip" and row.vendor is None and re.fullmatch(row.pattern, mention.surface)
            for row in topic.shapes
        )
    return not known.affiliation and not any(mention.entity_id in (row.chip_id, row.of_id) for row in topic.lineage)
