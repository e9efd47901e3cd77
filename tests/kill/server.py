"""A server that is killed and starts again at once: ``python -m tests.kill.server LISTENING_FD``.

Everything is imported before the first fork, so that a new server answers within moments. On each line of its
input it kills the serving process with ``kill -9`` and forks another; the listening socket stays, as it does
under a process supervisor.
"""

import logging
import os
import signal
import sys

from werkzeug.serving import make_server

from simulator.app import create_app, warm_up
from simulator.settings import Settings


def main() -> None:
    """Serve until the input ends."""
    socket = int(sys.argv[1])
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    warm_up()
    child = _fork(socket)
    for _line in sys.stdin:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        child = _fork(socket)
        sys.stdout.write("again\n")
        sys.stdout.flush()
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _fork(socket: int) -> int:
    child = os.fork()
    if child == 0:
        app = create_app(Settings(worker=False))
        make_server("127.0.0.1", 1, app, threaded=True, fd=socket).serve_forever()
    return child


if __name__ == "__main__":
    main()
