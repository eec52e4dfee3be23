"""What a sentence says of chips: ratios, figures, better and worse, changes, relations. Nothing is judged here."""

from collections.abc import Sequence

from ..tables import Quantity
from ..topic import Topic
from .chip_compared import find_changed, find_compared, find_pairs
from .chip_figures import read_figure, read_ratio
from .chip_records import Statement
from .chip_relations import find_relations
from .chip_roles import Scene
from .chip_words import Vocabulary


def find_statements(
    scene: Scene, quantities: Sequence[Quantity], vocabulary: Vocabulary, topic: Topic, last: Statement | None
) -> list[Statement]:
    """Every statement of a sentence, in the order of the text; one place says one thing.

    `last` is the ratio stated last before it, which a sentence without chips may take up again.
    """
    named = vocabulary.find(scene.text)
    if not named and not scene.chips:
        return []
    found = [*find_relations(scene, topic)]
    ratios: list[Statement] = []
    for quantity in quantities:
        if quantity.unit in ("times", "percent"):
            ratio = read_ratio(scene, quantity, named, topic, ratios[-1] if ratios else last)
            ratios += [ratio] if ratio else []
        elif figure := read_figure(scene, quantity, named, topic):
            found.append(figure)
    found += ratios
    found += find_compared(scene, named, found)
    found += find_pairs(scene, named)
    found += find_changed(scene, named, topic, found)
    places: dict[int, Statement] = {}
    for statement in found:
        places.setdefault(statement.start, statement)
    return [places[start] for start in sorted(places)]
