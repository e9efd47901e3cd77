"""The board of figures at ten thousand and at a million stored turns, in one run: `make bench-analytics`.

The same sixty people and the same weeks stand in both databases; only the number of runs differs. Rows are written
directly, as grades would have left them, and both are asked in turn.
"""

import json
import random
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
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


@dataclass
class Measured:
    """One database, and what was measured on it, in ms."""

    services: Services
    lead: Person
    queries: int = 0
    """Of the board."""
    boards: list[float] = field(default_factory=list)
    lists: list[float] = field(default_factory=list)

    def look(self) -> None:
        """Ask for the board and for the list behind one of its numbers."""
        scope = Scope(weeks=WEEKS)
        self.boards.append(timed(lambda: self.services.analytics.board(self.lead, scope)))
        self.lists.append(timed(lambda: self.services.analytics.behind(self.lead, scope, "fcr")))


@contextmanager
def filled(turns: int) -> Iterator[Measured]:
    """Yield services on a database with that many turns, warm."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'bench.db'}"
        upgrade(url)
        settings = Settings(data_dir=Path(folder), database_url=url, secret_key="bench", worker=False)
        services = build_services(settings, Options())
        found = Measured(services, fill(services, services.database, turns))
        asked: list[object] = []

        def counted(*_: object) -> None:
            asked.append(None)

        found.look()
        event.listen(services.database.engine, "before_cursor_execute", counted)
        services.analytics.board(found.lead, Scope(weeks=WEEKS))
        event.remove(services.database.engine, "before_cursor_execute", counted)
        found.queries = len(asked)
        found.boards.clear()
        found.lists.clear()
        yield found
        services.close()


def timed(look: Callable[[], object]) -> float:
    """Return how long something takes, in ms."""
    begun = time.perf_counter()
    look()
    return 1000 * (time.perf_counter() - begun)


def quantile(values: list[float]) -> float:
    """Return the 95th percentile."""
    return sorted(values)[int(0.95 * (len(values) - 1))]


def main() -> None:
    """Measure both in turn, so that whatever else the machine does meets both, and print them."""
    with ExitStack() as stack:
        found = {turns: stack.enter_context(filled(turns)) for turns in SIZES}
        for _ in range(ROUNDS):
            for one in found.values():
                one.look()
        for turns, one in found.items():
            click.echo(
                f"{turns:>9,} turns: board p50 {statistics.median(one.boards):.0f} ms, p95 {quantile(one.boards):.0f} ms, "
                f"{one.queries} queries; list p50 {statistics.median(one.lists):.1f} ms, p95 {quantile(one.lists):.1f} ms"
            )
        small, large = (found[turns] for turns in SIZES)
        for name, values in (("board", lambda one: one.boards), ("list", lambda one: one.lists)):
            p50, p95 = (of(values(large)) / of(values(small)) for of in (statistics.median, quantile))
            click.echo(f"growth of the {name}: p50 {p50:.2f}, p95 {p95:.2f}")


if __name__ == "__main__":
    main()
