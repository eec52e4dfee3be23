"""Where kernels are forked: a process that has the libraries loaded, and nothing else.

Run as `python -m yomikurabe.runs.forge TOPIC`; says `ready` when it is. Each line on stdin asks for a kernel, in JSON:
`argv` of ipykernel, `env`, `cwd`; its process number is answered on stdout. A kernel is a process of its own, made of
one in which no notebook's code ever ran: what a notebook changes, no other sees. When the forge ends, its kernels do.
"""

import gc
import json
import os
import signal
import sys
from contextlib import suppress
from typing import Any


def _load(topic: str) -> None:
    """What every notebook needs: imported, and the caches filled that it would fill again."""
    import numpy.random
    from ipykernel.kernelapp import IPKernelApp

    from .. import show
    from ..messages import catalogue
    from ..topic import load_topic

    _ = numpy.random, IPKernelApp, show
    catalogue()
    load_topic(topic)
    gc.collect()
    gc.freeze()  # the collector of a kernel need not touch, and so copy, what was there before it


def _become_kernel(wanted: dict[str, Any]) -> None:
    """Turn this forked process into a kernel, as `python -m ipykernel_launcher` would be one."""
    import numpy.random
    from ipykernel.kernelapp import IPKernelApp

    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for number, flags in ((0, os.O_RDONLY), (1, os.O_WRONLY)):  # the pipes are the forge's
        os.dup2(os.open(os.devnull, flags), number)
    os.environ.clear()
    os.environ.update(wanted["env"])
    os.chdir(wanted["cwd"])
    numpy.random.seed()
    sys.argv = ["ipykernel_launcher", *wanted["argv"]]
    IPKernelApp.launch_instance(wanted["argv"], parent_handle=os.getppid())


def main() -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # no kernel stays behind as a zombie
    _load(sys.argv[1])
    try:
        _serve()
    except BrokenPipeError:  # the run that asks was killed
        os._exit(1)


def _serve() -> None:
    print("ready", flush=True)
    while line := sys.stdin.buffer.readline():
        wanted = json.loads(line)
        process = os.fork()
        if not process:
            try:
                _become_kernel(wanted)
            finally:
                os._exit(1)
        with suppress(ProcessLookupError):
            os.setpgid(process, process)  # so that it can be killed with what it starts
        print(process, flush=True)


if __name__ == "__main__":
    main()
