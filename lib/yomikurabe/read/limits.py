"""What reading refuses: the limits, and the error that names the reason."""

from collections.abc import Callable
from typing import NamedTuple

from ..errors import InputError
from ..messages import text
from ..tables import say


class Limits(NamedTuple):
    """How large and how odd a file may be and still be read as an article."""

    max_bytes: int = 50_000_000
    """Largest file, in bytes."""
    max_lines: int = 200_000
    """Most lines that are not blank."""
    max_line: int = 300_000
    """Longest line, in characters."""
    max_parsed: int = 3_000_000
    """Largest HTML page, in characters, that is given to the HTML library; larger ones are cleaned as plain text."""


DEFAULT = Limits()


class ReadError(InputError):
    """A file that can't be read as an article.

    `reason` is its code in the table ingest; `note` the sentence for people, as stored.
    """

    def __init__(self, reason: str, *, where: str = "", **arguments: str | int) -> None:
        self.reason, self.arguments = reason, arguments
        self.note = say(f"read.ingest.{reason}", **arguments)
        super().__init__(text(f"read.ingest.{reason}", "en", **arguments), where=where)

    def __reduce__(self) -> tuple[Callable[..., "ReadError"], tuple[object, ...]]:
        """Errors travel between processes by their parts, not by their sentence."""
        return _rebuild, (self.reason, self.where, self.arguments)


def _rebuild(reason: str, where: str, arguments: dict[str, str | int]) -> ReadError:
    return ReadError(reason, where=where, **arguments)
