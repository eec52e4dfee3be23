"""A process that analyses one article after another for another process: what it is asked stands in its input.

The input is pickled: what to begin with, then articles; the output has the outcome of each. It ends with its input, or
where nobody hears its answer, so that it does not outlive who started it.
"""

import os
import pickle
import signal
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO

from .engines import here


def main() -> None:
    """Answer until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is for the process that asks
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not stand among the answers
    asked = _asked(sys.stdin.buffer)
    for topic, limits in asked:
        for _, outcome in here(asked, topic, limits):
            _answer(outcome, answers)


def _asked(stream: BinaryIO) -> Iterator[Any]:
    while True:
        try:
            yield pickle.load(stream)  # noqa: S301 - from the process that started this one
        except (EOFError, pickle.UnpicklingError):  # who asks was killed, perhaps in the middle of it
            return


def _answer(outcome: Any, answers: BinaryIO) -> None:
    try:
        pickle.dump(outcome, answers)
        answers.flush()
    except BrokenPipeError:
        os._exit(1)  # nor could what is left in the buffer be written


if __name__ == "__main__":
    main()
