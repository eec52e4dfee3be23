"""Yomikurabe: read several Japanese news sources side by side.

Begin with `corpus = yomikurabe.load("seeds")`; `corpus.events` and the other tables are DataFrames.
"""

from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from . import parameters, show
    from .corpus import Corpus, load
    from .errors import InputError, OutputError, ParameterError, TopicError, UserError
    from .explore.layout import Evidence

__version__ = version("yomikurabe")

_HOMES = {
    **dict.fromkeys(("Corpus", "load"), "corpus"),
    "Evidence": "explore.layout",
    **dict.fromkeys(("InputError", "OutputError", "ParameterError", "TopicError", "UserError"), "errors"),
}
_MODULES = ("parameters", "show")

__all__ = [
    "Corpus",
    "Evidence",
    "InputError",
    "OutputError",
    "ParameterError",
    "TopicError",
    "UserError",
    "__version__",
    "load",
    "parameters",
    "show",
]


def __getattr__(name: str) -> Any:
    """Names are loaded when they are first asked for, so that a command pays only for what it uses."""
    if name in _MODULES:
        return import_module(f".{name}", __name__)
    if name in _HOMES:
        return getattr(import_module(f".{_HOMES[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
