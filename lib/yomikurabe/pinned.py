"""What a run pins for its notebooks: the tables that it was begun with, whatever becomes of the articles meanwhile."""

import json
import os
from collections.abc import Sequence
from typing import Any

from .read import Folder, is_address
from .topic import Topic

_PINNED = "YOMIKURABE_PINNED"


def pin(folders: Sequence[Folder], topic: Topic, tables: Folder) -> dict[str, str]:
    """The environment in which `pinned` finds the tables of these folders."""
    return {_PINNED: json.dumps([_asked(folders, topic), _place(tables)])}


def pinned(folders: Sequence[Folder], topic: Topic) -> str | None:
    """The tables that are pinned for these folders and this state of the topic, nothing where none are."""
    asked, tables = json.loads(os.environ.get(_PINNED, "[null, null]"))
    return str(tables) if asked == _asked(folders, topic) else None


def _asked(folders: Sequence[Folder], topic: Topic) -> list[Any]:
    return [[_place(one) for one in folders], topic.sha256]


def _place(folder: Folder) -> str:
    return str(folder) if is_address(folder) else os.path.realpath(folder)
