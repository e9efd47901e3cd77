"""A real server process with the demonstration's people, and a real browser."""

import os
import re
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
START_SECONDS = 120
PATIENCE_MS = 30_000
"""How long a page may take when the machine is busy with other tests."""

# Assertions wait as long as pages do: the first answer of a card compiles it.
expect.set_options(timeout=PATIENCE_MS)

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": FLAGS}


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("server")) as address:
        yield address


@contextmanager
def serving(data: Path) -> Iterator[str]:
    """Serve the demonstration as `make demo` does, and yield its address."""
    port = free_port()
    command = [sys.executable, "-m", "simulator.cli", "serve", "--demo", "--port", str(port)]
    with (data / "log").open("wb") as log:
        process = subprocess.Popen(
            command, env={**os.environ, "SIMULATOR_DATA_DIR": str(data)}, stdout=log, stderr=subprocess.STDOUT
        )
    try:
        wait_for(f"http://127.0.0.1:{port}/sign-in", process, data / "log")
        wait_for_samples(data / "simulator.db")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=40)


def wait_for_samples(database: Path) -> None:
    """Wait until the sample runs are played: a test is about its own run, not about the queue before it."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=5)) as connection:
            (left,) = connection.execute(
                "SELECT count(*) FROM job WHERE status IN ('queued', 'running')"
            ).fetchone()
        if not left:
            return
        time.sleep(0.5)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"the server did not start:\n{log.read_text('utf-8', 'replace')[-3000:]}")


@pytest.fixture
def open_as(browser: Browser, server: str) -> Iterator[Open]:
    """Return a function that opens a page as a person; what the browser complains about fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def opened(login: str | None, *, language: str = "en", width: int = 1440, **options: Any) -> Page:
        height = 900 if width > 800 else 844
        context = browser.new_context(
            viewport={"width": width, "height": height}, locale=language, base_url=server, **options
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console", lambda line: complaints.append(line.text) if serious(line.type, line.text) else None
        )
        page.goto("/sign-in")
        if login:
            page.locator(f"header button[name=language][value={language}]").click()
            page.fill("#login", login)
            page.fill("#password", f"demo-{login}")
            page.locator("main form.stack button").click()
            page.wait_for_url(re.compile(r"/(scenarios|today|hiring|home)$"))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


EMPTY_STYLE = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
"""Digest of an empty style: axe tries out one of its own, and the policy refuses it."""


def serious(kind: str, text: str) -> bool:
    """Tell whether a line of the console is a fault: statuses that a test provokes are not."""
    provoked = ("status of 4", "Status Error Code 4", EMPTY_STYLE)
    return kind in ("error", "warning") and not any(words in text for words in provoked)
