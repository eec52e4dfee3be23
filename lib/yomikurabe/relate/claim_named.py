"""What limits a claim by a name of its own that is no mention: laws and legal acts, and places no dictionary has."""

import re

from ..tables import Sentence
from ..topic import Topic

_PLACED = re.compile(r"[一-鿿々ァ-ヴー]{1,6}(?<![都同当各両])(?:市|町|村|県|郡|島|州)(?=[のでにをは、])")


def named_deal(sentence: Sentence, place: tuple[int, int], topic: Topic) -> str | None:
    """The law or legal act that a sentence names nearest to a place."""
    pattern, names = _law_names(topic)
    found = pattern.finditer(sentence.text) if pattern else ()
    nearest = min(found, key=lambda m: abs(sentence.start + m.start() - place[0]), default=None)
    return names[nearest[0]] if nearest else None


def toponym(*sentences: Sentence | None) -> str | None:
    """A place that no dictionary has, by the end of its name, in the first sentence that has one: as it is written."""
    for said in sentences:
        if said is not None and (found := _PLACED.search(said.text)):
            return found[0]
    return None


_LAWS: dict[str, tuple[re.Pattern[str] | None, dict[str, str]]] = {}


def _law_names(topic: Topic) -> tuple[re.Pattern[str] | None, dict[str, str]]:
    """A pattern of every name of a law, the longest first, and the law of each; made once for a topic."""
    if topic.sha256 not in _LAWS:
        names = {name: law.law_id for law in topic.laws.values() for name in (law.name_ja, *law.abbreviations)}
        ordered = sorted(names, key=len, reverse=True)
        _LAWS[topic.sha256] = (re.compile("|".join(map(re.escape, ordered))) if ordered else None, names)
    return _LAWS[topic.sha256]
