"""What the product itself costs: ``python -m bench.turn``.

A real server (gunicorn as ``simulator serve`` runs it) is driven over HTTP by people who write, wait for the
customer's answer and think. The time to the first byte of the answer is measured from sending the message; a bare
Flask route of the same server, asked in the same moments, shows what machine and server cost without the product.
"""

import argparse
import http.client
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from bench.server import free_port

ROOT = Path(__file__).parents[1]
THINK = (4.0, 12.0)
"""Seconds a person reads and types between two messages; fifty people then make six turns a second."""
TEXTS = (
    "Hello, I am looking into it with you. What exactly do you see, and since when?",
    "Thank you. Which address do you use, and does it happen from another network too?",
    "I have checked the status page: nothing is open. Could you run the command and paste the output?",
    "Understood, that stops your work today. I will write to you again within 30 minutes.",
    "What did you change on your side before it began?",
)


@dataclass
class Times:
    """Milliseconds, by what was measured."""

    bare: list[float] = field(default_factory=list)
    stored: list[float] = field(default_factory=list)
    first_byte: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--seconds", type=float, default=40)
    seconds = arguments.parse_args().seconds
    print(f"Cold start (empty folder) to the first page: {cold_start():.2f} s\n")
    print(f"{'live runs':>9} {'turns':>6} {'what':<28} {'p50 ms':>8} {'p95 ms':>8}")
    for live in (1, 50):
        with server() as (port, process, token):
            think = (0.2, 0.6) if live == 1 else THINK
            times = drive(port, token, live, seconds, think)
            table(live, times)
            print(f"{'':>9} {'':>6} server memory {resident(process.pid):.0f} MB")
    print(f"\nGrading: {grading_rate():.1f} runs a second on one core")


def table(live: int, times: Times) -> None:
    """Print the percentiles of one load."""
    rows = (
        ("bare Flask route", times.bare),
        ("message stored", times.stored),
        ("first byte of the answer", times.first_byte),
        ("whole answer", times.whole),
    )
    for name, values in rows:
        print(f"{live:>9} {len(times.first_byte):>6} {name:<28} {middle(values):>8.1f} {p95(values):>8.1f}")
    own = middle(times.first_byte) - middle(times.bare), p95(times.first_byte) - p95(times.bare)
    print(f"{live:>9} {'':>6} {'own overhead to first byte':<28} {own[0]:>8.1f} {own[1]:>8.1f}")


def drive(port: int, token: str, live: int, seconds: float, think: tuple[float, float]) -> Times:
    """Let ``live`` people play for ``seconds`` and return what they waited for."""
    times, end = Times(), time.monotonic() + seconds
    people = [threading.Thread(target=person, args=(port, token, n, end, think, times)) for n in range(live)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    return times


def person(port: int, token: str, number: int, end: float, think: tuple[float, float], times: Times) -> None:
    """Play runs until ``end``."""
    rng = random.Random(number)
    run, said = "", 0
    time.sleep(rng.uniform(0, think[1]))
    while time.monotonic() < end:
        if not run:
            run, said = start(port, token, f"{number}-{said}-{rng.random()}"), 0
        path = f"/simulations/{run}/messages"
        began = time.perf_counter()
        answer = ask(
            port, token, "POST", path, {"text": f"{TEXTS[said % len(TEXTS)]} ({said})", "key": f"m{said}"}
        )
        stored = time.perf_counter()
        if answer.status >= 300:
            run = ""
            continue
        first = stream(port, token, f"{path}/{numbered(answer.body)}/answer")
        ended = time.perf_counter()
        said += 1
        if said > 2:  # the first turns of a card compile what replies are compared with
            times.stored.append((stored - began) * 1000)
            times.first_byte.append((first - began) * 1000)
            times.whole.append((ended - began) * 1000)
            began = time.perf_counter()
            ask(port, token, "GET", "/bare")
            times.bare.append((time.perf_counter() - began) * 1000)
        time.sleep(rng.uniform(*think))


@dataclass(frozen=True)
class Answer:
    """A response, read."""

    status: int
    location: str
    body: str


def ask(port: int, token: str, method: str, path: str, form: dict[str, str] | None = None) -> Answer:
    """Make one request."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Cookie": f"simulator_session={token}", "HX-Request": "true"}
    body = urlencode(form) if form is not None else None
    if body is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    connection.request(method, path, body, headers)
    got = connection.getresponse()
    text = got.read().decode()
    connection.close()
    return Answer(got.status, got.headers.get("HX-Redirect") or got.headers.get("Location") or "", text)


def start(port: int, token: str, key: str) -> str:
    """Start a run and return its id."""
    answer = ask(
        port,
        token,
        "POST",
        "/simulations",
        {"scenario": "SC-01", "lang": "en", "mode": "practice", "seed": "1", "key": key},
    )
    return answer.location.rsplit("/", 1)[1].split("?")[0].split("#")[0]


def stream(port: int, token: str, path: str) -> float:
    """Read a streamed answer; return the moment of its first byte."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers={"Cookie": f"simulator_session={token}"})
    got = connection.getresponse()
    got.read(1)
    first = time.perf_counter()
    got.read()
    connection.close()
    return first


def numbered(body: str) -> str:
    """Return the number of the message whose answer the page is about to stream."""
    return body.split("/answer", 1)[0].rsplit("/", 1)[1]


@contextmanager
def server():
    """Run a server with one signed-in person; yield its port, its process and the session's token."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "SIMULATOR_DATA_DIR": folder, "SIMULATOR_WORKER": "false"}
        port = free_port()
        process = subprocess.Popen(
            [sys.executable, "-m", "bench.server", str(port)],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout
        token = process.stdout.readline().strip()
        wait_for(port, "/bare")
        try:
            yield port, process, token
        finally:
            process.terminate()
            process.wait(20)


def cold_start() -> float:
    """Return seconds from starting ``simulator serve --demo`` in an empty folder to its first page."""
    with tempfile.TemporaryDirectory() as folder:
        port, began = free_port(), time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "simulator.cli", "serve", "--demo", "--port", str(port)],
            cwd=ROOT,
            env={**os.environ, "SIMULATOR_DATA_DIR": folder},
            stdout=subprocess.DEVNULL,
        )
        try:
            wait_for(port, "/sign-in")
            return time.perf_counter() - began
        finally:
            process.terminate()
            process.wait(20)


def wait_for(port: int, path: str) -> None:
    """Return as soon as the page answers."""
    for _ in range(3000):
        try:
            if ask(port, "", "GET", path).status == 200:
                return
        except OSError:
            time.sleep(0.02)
    raise TimeoutError(path)


def resident(pid: int) -> float:
    """Return resident memory of a process and its children, in MB."""
    total = 0.0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            fields = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        except OSError:
            continue
        if pid in (int(fields["Pid"]), int(fields["PPid"])):
            total += int(fields.get("VmRSS", "0 kB").split()[0]) / 1024
    return total


def grading_rate() -> float:
    """Return how many recorded runs are graded in a second."""
    from simulator.content.library import Library
    from simulator.grading.grade import grade
    from simulator.rehearsal.exemplars import exemplar_file
    from simulator.rehearsal.replay import read_script, replay

    library = Library()
    file = exemplar_file(library, "SC-01", "average", "en")
    played = replay(library, read_script(file.name, file.read_text().splitlines()))
    began, runs = time.perf_counter(), 0
    while time.perf_counter() - began < 3:
        grade(played.case, played.events, library.rubrics)
        runs += 1
    return runs / (time.perf_counter() - began)


def middle(values: list[float]) -> float:
    """Return the median."""
    return statistics.median(values) if values else 0.0


def p95(values: list[float]) -> float:
    """Return the 95th percentile."""
    return sorted(values)[int(len(values) * 0.95)] if values else 0.0


if __name__ == "__main__":
    main()
