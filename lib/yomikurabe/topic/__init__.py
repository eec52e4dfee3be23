"""The topic's dictionary: curated CSVs, layered on those of the topics it builds on."""

from .csv_rows import COMMENT
from .fields import Row, is_slug
from .load import Topic, known_topics, load_topic, own_rows, topic_folder
from .manifest import MANIFEST, Manifest
from .rows import FILES, EntityRow, OfficeRow, PredicateRow, ShapeRow, columns

__all__ = [
    "COMMENT",
    "FILES",
    "MANIFEST",
    "EntityRow",
    "Manifest",
    "OfficeRow",
    "PredicateRow",
    "Row",
    "ShapeRow",
    "Topic",
    "columns",
    "is_slug",
    "known_topics",
    "load_topic",
    "own_rows",
    "topic_folder",
]
