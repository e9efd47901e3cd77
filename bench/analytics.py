"""The board of figures at ten thousand and at a million stored turns, in one run: `make bench-analytics`.

The same sixty people and the same weeks stand in both databases; only the number of runs differs. Rows are written
directly, as grades would have left them.
"""

import json
import random
import statistics
import tempfile
import time
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click
from sqlalchemy import event, insert
from sqlmodel import Session

from simulator.app import Options, build_services
from simulator.db.columns import METADATA
from simulator.db.engine import Database
from simulator.db.migrate import upgrade
from simulator.domain.analytics import Scope
from simulator.domain.person import Person, Role
from simulator.domain.week import monday
from simulator.services import Services
from simulator.services.accounts import NewPerson
from simulator.settings import Settings

PEOPLE, WEEKS, TURNS = 60, 13, 10
"""People, weeks, turns of one run."""
SIZES = (10_000, 1_000_000)
MEASURES = (
    "first_sla", "restore_sla", "fcr", "satisfied", "reopen", "escalated", "afrt", "afat", "ttr", "total", "passed",
    *(f"{letter}{n}" for letter, count in (("T", 10), ("D", 10), ("N", 6), ("P", 5)) for n in range(1, count + 1)),
)  # fmt: skip
ROUNDS = 40
BATCH = 2_000


def fill(services: Services, database: Database, turns: int) -> Person:
    """Store runs of that many turns with their sums, and return the lead."""
    add = services.accounts.add
    lead = add(NewPerson(login="lead", name="Lead", role=Role.LEAD, password="bench-password"))
    people = [
        add(NewPerson(login=f"p{n}", name=f"P{n}", role=Role.TRAINEE, password="bench-password", lead_id=lead.id))
        for n in range(PEOPLE)
    ]  # fmt: skip
    services.simulations.start(people[0], "SC-01", "en", "practice", 1, "pins")
    rng, now = random.Random(7), datetime.now(UTC)
    sums: dict[tuple[object, ...], list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    with database.writing() as session:
        pins = session.connection().execute(METADATA.tables["simulation"].select()).mappings().first()
        assert pins is not None
        plain = dict(pins)
        for first in range(0, turns // TURNS, BATCH):
            _store(session, range(first, min(first + BATCH, turns // TURNS)), plain, people, (rng, now), sums)
        keys = ("person_id", "week", "mode", "measure")
        rows = [
            dict(zip(keys, key, strict=True)) | {"n": n, "total": t, "squares": s}
            for key, (n, t, s) in sums.items()
        ]
        session.execute(insert(METADATA.tables["rollup"]), rows)
    return lead


def _store(
    session: Session, numbers: range, plain: dict[str, object], people: list[Person],
    chance: tuple[random.Random, datetime], sums: dict[tuple[object, ...], list[float]],
) -> None:  # fmt: skip
    rng, now = chance
    runs, facts, events = [], [], []
    for n in numbers:
        person, ended = people[n % PEOPLE].id, now - timedelta(weeks=rng.uniform(0, WEEKS - 1), seconds=n)
        mode, week, name = rng.choice(("practice", "exam")), monday(ended.date()), f"r{n:07}"
        body = {one: [1.0, value := rng.random(), value * value] for one in MEASURES}
        runs.append(
            plain
            | {
                "id": name, "person_id": person, "start_key": name, "mode": mode, "started_at": ended, "status": "closed",
                "touched_at": ended, "ended_at": ended, "total": 60.0, "result": "pass",
            }
        )  # fmt: skip
        facts.append(
            {
                "simulation_id": name, "person_id": person, "scenario_id": "SC-01", "mode": mode, "week": week,
                "ended_at": ended, "body": json.dumps(body),
            }
        )  # fmt: skip
        events += [
            {"simulation_id": name, "n": k, "kind": "said", "body": "{}", "wall_at": ended}
            for k in range(1, TURNS + 1)
        ]
        for one, (count, total, squares) in body.items():
            kept = sums[person, week, mode, one]
            kept[0] += count
            kept[1] += total
            kept[2] += squares
    session.execute(insert(METADATA.tables["simulation"]), runs)
    session.execute(insert(METADATA.tables["run_fact"]), facts)
    session.execute(insert(METADATA.tables["event"]), events)


def measure(turns: int) -> tuple[float, float, float, int]:
    """Return p50 and p95 of the board and p95 of the list behind a number, in ms, and queries of the board."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'bench.db'}"
        upgrade(url)
        settings = Settings(data_dir=Path(folder), database_url=url, secret_key="bench", worker=False)
        services = build_services(settings, Options())
        database = services.database
        lead = fill(services, database, turns)
        scope, asked = Scope(weeks=WEEKS), 0

        def counted(*_: object) -> None:
            nonlocal asked
            asked += 1

        services.analytics.board(lead, scope)
        event.listen(database.engine, "before_cursor_execute", counted)
        services.analytics.board(lead, scope)
        event.remove(database.engine, "before_cursor_execute", counted)
        queries, boards, lists = asked, [], []
        for _ in range(ROUNDS):
            begun = time.perf_counter()
            services.analytics.board(lead, scope)
            boards.append(1000 * (time.perf_counter() - begun))
            begun = time.perf_counter()
            services.analytics.behind(lead, scope, "fcr")
            lists.append(1000 * (time.perf_counter() - begun))
        services.close()
    return statistics.median(boards), quantile(boards), quantile(lists), queries


def quantile(values: list[float]) -> float:
    """Return the 95th percentile."""
    return sorted(values)[int(0.95 * (len(values) - 1))]


def main() -> None:
    """Measure both and print them."""
    found = {turns: measure(turns) for turns in SIZES}
    for turns, (middle, high, lists, queries) in found.items():
        click.echo(
            f"{turns:>9,} turns: board p50 {middle:.0f} ms, p95 {high:.0f} ms, {queries} queries; list p95 {lists:.0f} ms"
        )
    small, large = (found[turns] for turns in SIZES)
    click.echo(
        f"growth of the board's p95: {large[1] / small[1]:.2f}; of the list's: {large[2] / small[2]:.2f}"
    )


if __name__ == "__main__":
    main()
