"""Processes to kill, and writers who do not give up."""

import http.client
import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

KILLS = int(os.environ.get("KILLS", "10"))


class Victim:
    """A process group leader that replaces its child when told to kill it."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def kill(self) -> None:
        """Kill the child with ``kill -9`` and wait until another is there."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write("kill\n")
        self._process.stdin.flush()
        assert self._process.stdout.readline() == "again\n"


@contextmanager
def victim(
    module: str, environment: dict[str, str], *arguments: str, fds: tuple[int, ...] = ()
) -> Iterator[Victim]:
    process = subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        pass_fds=fds,
        env={**os.environ, **environment},
        cwd=Path(__file__).parents[2],
    )
    try:
        yield Victim(process)
    finally:
        assert process.stdin
        process.stdin.close()
        process.wait(20)
        assert process.stdout
        process.stdout.close()


@contextmanager
def listening() -> Iterator[socket.socket]:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        found.listen(128)
        yield found


def post(port: int, path: str, token: str, fields: dict[str, str]) -> None:
    """Send a form until the server has acknowledged it; the same form, however often."""
    body = urlencode(fields)
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": f"simulator_session={token}",
        "HX-Request": "true",
    }
    end = time.monotonic() + 60
    while time.monotonic() < end:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        try:
            connection.request("POST", path, body, headers)
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            continue  # killed in mid-request: was it stored or not? Send it again under the same key.
        finally:
            connection.close()
        assert answer.status in (200, 204, 303), (answer.status, path)
        return
    raise TimeoutError(path)


def pause(rng: random.Random) -> None:
    """Let the writers get on for an unpredictable moment."""
    time.sleep(rng.uniform(0, 0.03))
