"""Serving: a real process, from the command to the first page."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

pytestmark = pytest.mark.e2e

SIMULATOR = [sys.executable, "-m", "simulator.cli"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server(data: Path, *arguments: str, port: int) -> Iterator[subprocess.Popen[str]]:
    environment = {**os.environ, "SIMULATOR_DATA_DIR": str(data)}
    environment.pop("DATABASE_URL", None)
    command = [*SIMULATOR, "serve", "--port", str(port), *arguments]
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(40)
        assert process.stdout is not None
        process.stdout.close()


def page(url: str, seconds: float = 60) -> str:
    """Return a page as soon as somebody serves it."""
    until = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(url, timeout=10) as answer:
                return str(answer.read().decode())
        except (urllib.error.URLError, ConnectionError):
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def test_serve_migrates_and_shows_the_sign_in_page(tmp_path: Path) -> None:
    port = free_port()
    with server(tmp_path, port=port) as process:
        text = page(f"http://127.0.0.1:{port}/")
        assert "Support Simulator" in text
        assert "demo-" not in text
        assert process.poll() is None
        refused = subprocess.run(
            [*SIMULATOR, "serve", "--port", str(port)],
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert refused.returncode == 1
        assert refused.stderr == f"simulator: 127.0.0.1:{port} is in use; choose another with --port\n"


def test_a_file_that_is_no_database_is_refused_without_a_trace(tmp_path: Path) -> None:
    (tmp_path / "simulator.db").write_text("no database" * 1000, encoding="utf-8")
    environment = {**os.environ, "SIMULATOR_DATA_DIR": str(tmp_path)}
    environment.pop("DATABASE_URL", None)
    command = [*SIMULATOR, "serve", "--port", str(free_port())]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert done.stderr.startswith("simulator: ")
    assert "file is not a database" in done.stderr
    assert "Traceback" not in done.stderr
