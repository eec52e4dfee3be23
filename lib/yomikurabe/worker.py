"""A process that analyses one article after another for another process: what it is asked stands in its input.

The input is pickled: what to begin with, then articles; the output has the outcome of each. It ends with its input, so
that it does not outlive who started it.
"""

import os
import pickle
import signal
import sys
from typing import Any

from .engines import here


def main() -> None:
    """Answer until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is for the process that asks
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not stand among the answers
    topic, limits = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the process that started this one
    for _, outcome in here(_asked(sys.stdin.buffer), topic, limits):
        pickle.dump(outcome, answers)
        answers.flush()


def _asked(stream: Any) -> Any:
    while True:
        try:
            yield pickle.load(stream)  # noqa: S301
        except EOFError:
            return


if __name__ == "__main__":
    main()
