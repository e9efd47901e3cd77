"""Fifty candidates at once beside one: ``python -m bench.candidates [--candidates 50]``.

A real server (gunicorn as ``simulator serve`` runs it) with its own database. First one candidate takes the whole
assessment alone, then all of them at once, in the same run. Measured is what a candidate waits for: an answer or a
change kept, and the first byte of the customer's answer; a bare Flask route of the same server, asked in the same
moments, shows what machine and server cost without the product.
"""

import argparse
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from bench.server import free_port
from bench.turn import ROOT, TEXTS, ask, middle, numbered, p95, resident, stream, wait_for
from simulator.app import build_services
from simulator.db.migrate import upgrade
from simulator.domain.assessment import STAGES
from simulator.domain.person import Role
from simulator.services.accounts import NewPerson
from simulator.services.hiring.applicants import NewCandidate
from simulator.settings import Settings

WARM = 2
"""First turns of a run that are not counted: they compile what replies are compared with."""


@dataclass
class Waits:
    """Milliseconds, by what was waited for."""

    bare: list[float] = field(default_factory=list)
    kept: list[float] = field(default_factory=list)
    pages: list[float] = field(default_factory=list)
    first_byte: list[float] = field(default_factory=list)
    finished: list[bool] = field(default_factory=list)


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--candidates", type=int, default=50)
    count = arguments.parse_args().candidates
    with tempfile.TemporaryDirectory() as folder:
        tokens = invited(Path(folder), count + 3)
        port = free_port()
        process = subprocess.Popen(
            [sys.executable, "-m", "bench.server", str(port)], cwd=ROOT, stdout=subprocess.PIPE, text=True,
            env={**os.environ, "SIMULATOR_DATA_DIR": folder, "SIMULATOR_WORKER": "false"},
        )  # fmt: skip
        try:
            wait_for(port, "/bare")
            print(f"{'at once':>7} {'what':<34} {'n':>5} {'p50 ms':>8} {'p95 ms':>8}")
            alone = Waits()
            for token in tokens[:3]:
                take(port, token, (0.2, 0.6), alone)
            table(1, alone)
            together = Waits()
            people = [
                threading.Thread(target=take, args=(port, token, (2.0, 8.0), together))
                for token in tokens[3:]
            ]
            for one in people:
                one.start()
            for one in people:
                one.join()
            table(count, together)
            print(
                f"\n{sum(together.finished)} of {count} finished; server memory {resident(process.pid):.0f} MB"
            )
        finally:
            process.terminate()
            process.wait(20)


def invited(folder: Path, count: int) -> list[str]:
    """Make a vacancy with candidates who have consented; return their sessions' tokens."""
    settings = Settings(data_dir=folder, worker=False)
    upgrade(settings.database_url)
    services = build_services(settings)
    igor = services.accounts.add(
        NewPerson(login="igor", name="Igor", role=Role.INTERVIEWER, password="pw-igor")
    )
    vacancy = services.hiring.vacancies.make(igor, "Night shift", "l1", harder=False)
    new = [NewCandidate(f"Candidate {n}", language="en") for n in range(count)]
    tokens = []
    for one in services.hiring.vacancies.invite(igor, vacancy, new):
        person, token = services.hiring.entering.enter(one.token)
        services.hiring.entering.consent(person, 2)
        tokens.append(token)
    services.close()
    return tokens


def table(count: int, waits: Waits) -> None:
    """Print the percentiles of one load."""
    rows = (
        ("bare Flask route", waits.bare), ("page of a stage", waits.pages), ("answer or change kept", waits.kept),
        ("first byte of the customer's answer", waits.first_byte),
    )  # fmt: skip
    for name, values in rows:
        print(f"{count:>7} {name:<34} {len(values):>5} {middle(values):>8.1f} {p95(values):>8.1f}")
    for name, values in rows[1:]:
        own = p95(values) - p95(waits.bare)
        print(f"{count:>7} {'own overhead, ' + name:<47} {own:>8.1f}")


def take(port: int, token: str, think: tuple[float, float], waits: Waits) -> None:
    """Take all stages of one assessment."""
    rng = random.Random(token)
    time.sleep(rng.uniform(0, think[1]))
    for name in STAGES:
        ask(port, token, "POST", f"/assessment/stages/{name}/clock", {})
        place = ask(port, token, "GET", f"/assessment/stages/{name}").location
        if "/simulations/" in place:
            desk(port, token, place.split("?")[0].split("#")[0], rng, think, waits)
        else:
            written(port, token, name, rng, think, waits)
        ask(port, token, "POST", f"/assessment/stages/{name}/submission", {})
    waits.finished.append("/stages/" not in ask(port, token, "GET", "/assessment").body)


def desk(
    port: int, token: str, run: str, rng: random.Random, think: tuple[float, float], waits: Waits
) -> None:
    """Write to the customer of a stage."""
    for said in range(WARM + 4):
        began = time.perf_counter()
        text = {"text": f"{TEXTS[said % len(TEXTS)]} ({said})", "key": f"m{said}"}
        answer = ask(port, token, "POST", f"{run}/messages", text)
        if answer.status >= 300:
            return
        kept = time.perf_counter()
        first = stream(port, token, f"{run}/messages/{numbered(answer.body)}/answer")
        if said >= WARM:
            waits.kept.append((kept - began) * 1000)
            waits.first_byte.append((first - began) * 1000)
            bare(port, token, waits)
        time.sleep(rng.uniform(*think))


def written(
    port: int, token: str, name: str, rng: random.Random, think: tuple[float, float], waits: Waits
) -> None:
    """Answer questions, or change a form several times."""
    for n in range(10):
        began = time.perf_counter()
        page = ask(port, token, "GET", f"/assessment/stages/{name}").body
        waits.pages.append((time.perf_counter() - began) * 1000)
        item, version = (re.search(rf'name="{field}" value="([^"]+)"', page) for field in ("item", "version"))
        began = time.perf_counter()
        if item:
            ask(port, token, "POST", "/assessment/answers", {"item": item[1], item[1]: "a"})
        elif version:
            form = {"version": version[1], "said-0": f"Because of {n}", "rewrite": f"Line {n}"}
            ask(port, token, "POST", f"/assessment/stages/{name}/work", form)
        else:
            return
        waits.kept.append((time.perf_counter() - began) * 1000)
        bare(port, token, waits)
        time.sleep(rng.uniform(*think))


def bare(port: int, token: str, waits: Waits) -> None:
    """Ask the bare route in the same moment."""
    began = time.perf_counter()
    ask(port, token, "GET", "/bare")
    waits.bare.append((time.perf_counter() - began) * 1000)


if __name__ == "__main__":
    main()
