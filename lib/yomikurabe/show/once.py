"""What several parts of a page ask of the same view is worked out once for each view."""

from collections.abc import Callable, Mapping
from copy import copy
from functools import wraps
from typing import TypeVar

from .view import View

Made = TypeVar("Made")


def once(make: Callable[[View], Made]) -> Callable[[View], Made]:
    """Keep what a function makes of a view with the view; a table or list is given as a copy, which may be changed."""

    @wraps(make)
    def kept(view: View) -> Made:
        if make not in view.made:
            view.made[make] = make(view)
        found: Made = view.made[make]
        return found if isinstance(found, Mapping) else copy(found)

    return kept
