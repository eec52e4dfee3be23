"""The topic's dictionary: curated CSVs, layered on those of the topics it builds on."""

from .load import Topic, load_topic, topic_folder
from .rows import FILES, EntityRow, OfficeRow, PredicateRow, ShapeRow, columns

__all__ = [
    "FILES",
    "EntityRow",
    "OfficeRow",
    "PredicateRow",
    "ShapeRow",
    "Topic",
    "columns",
    "load_topic",
    "topic_folder",
]
