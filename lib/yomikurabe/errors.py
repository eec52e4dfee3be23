"""Errors that a user can mend: what offended, where, what is allowed, how to mend it."""

import errno
import os
from typing import Self

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
"""What the system says of a full disk or quota."""


class UserError(Exception):
    """A user's mistake, told in one line.

    Parameters: `what` offended, `where` it stands (a file with row and column, a parameter), what is
    `allowed`, and how to `mend` it. Empty parts are left out of the line.
    """

    def __init__(self, what: str, *, where: str = "", allowed: str = "", mend: str = "") -> None:
        self.what, self.where, self.allowed, self.mend = what, where, allowed, mend
        super().__init__(what)

    def __str__(self) -> str:
        line = f"{self.where}: {self.what}" if self.where else self.what
        line += f" (allowed: {self.allowed})" if self.allowed else ""
        line += f"; {self.mend}" if self.mend else ""
        return " ".join(line.split())

    def _render_traceback_(self) -> list[str]:
        """What IPython shows in place of a traceback: the one line."""
        return [f"{type(self).__name__}: {self}"]


class TopicError(UserError):
    """A topic's dictionary that breaks a rule: names file, row and column."""


class InputError(UserError):
    """An article or a sources.csv that can't be used."""


class ParameterError(UserError):
    """A parameter of a notebook or a command that can't be used."""


class OutputError(UserError):
    """An output place that can't be written."""

    @classmethod
    def refused(cls, error: OSError, where: object, mend: str) -> Self:
        """What the system refused at a place; a full disk or quota is not mended by naming another."""
        full = error.errno in FULL
        reason = os.strerror(error.errno) if error.errno else str(error)
        return cls(
            f"can't be written: {reason}", where=str(where), mend="free some space and run again" if full else mend
        )
