"""Cohorts: ``python -m bench.cohorts``.

Synthetic trainees (weak, typical, strong) live through the programme: their readiness, gates and musts by day, from
the same pure functions the pages use, and a sample of them through the real services and a real database. Then a
board with 200 people and ninety days of evidence beside one with 20, asked for in turn in the same run.
"""

import argparse
import gc
import json
import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import event

from bench.trainees import KINDS, START, Trainee, World
from simulator import web
from simulator.app import Options, build_services
from simulator.db.columns import METADATA
from simulator.db.migrate import upgrade
from simulator.db.queries.onboarding import proofs_of
from simulator.db.rollups import outdate
from simulator.domain.person import Role
from simulator.paths import static_root
from simulator.readiness.gates import Record, gate_state
from simulator.readiness.index import readiness
from simulator.readiness.levels import standing
from simulator.services import Services
from simulator.services.accounts import NewPerson
from simulator.services.demo.playing import play_exemplar
from simulator.settings import Settings

SHOWN = "BENCH_SHOWN"
"""Environment variable that tells other processes where it is written what runs prove."""
DAYS = (30, 60, 90)
GATE_OF = {30: "G1", 60: "G2", 90: "G3"}


@dataclass(frozen=True)
class Outcome:
    """One synthetic trainee on three days."""

    index: tuple[float, ...]
    gates: tuple[bool, ...]
    met: float
    """Share of musts at target on day 90."""
    short: int


@cache
def world() -> World:
    """Return the world, once a process; what runs prove was found out by the first."""
    return World(json.loads(Path(os.environ[SHOWN]).read_text()))


def find_shown(place: Path) -> None:
    """Play the average recorded run of every card through the real services and keep which competencies it proves."""
    shown: dict[str, list[str]] = {}
    with served(START) as (services, _site):
        who = person(services, "player", Role.TRAINEE)
        content = services.library.content
        for card in content.scenarios:
            play_exemplar(services, who, (card.id, "average", "en"))
        services.grading.work_off()
        with services.database.reading() as session:
            rows = proofs_of(session, [who.id], START + timedelta(days=1))
        linked = sum(len(card.competencies) for card in content.scenarios)
        for card in content.scenarios:
            shown[card.id] = sorted({row.competency for row in rows if row.family == card.id})
    place.write_text(json.dumps(shown))
    os.environ[SHOWN] = str(place)
    proven = sum(map(len, shown.values()))
    print(f"Average recorded runs of {len(shown)} cards prove {proven} of {linked} linked competencies\n")


def outcome(kind: str, seed: int) -> Outcome:
    """Let one trainee live and return what the product says of him."""
    here, who = world(), world().live(kind, seed)
    found = [state(here, who, day) for day in DAYS]
    last = found[-1][0].readiness
    gates = tuple(holds for _record, holds in found)
    return Outcome(
        tuple(record.readiness.index for record, _h in found),
        gates,
        last.musts_met / last.musts,
        len(last.short),
    )


def state(here: World, who: Trainee, day: int) -> tuple[Record, bool]:
    """Return everything gates look at on a day, and whether the day's gate would hold."""
    now = START + timedelta(days=day - 1, hours=10)
    standings = {one.id: standing(one.id, who.proofs, here.programme, now) for one in here.competencies}
    known = [one for one in who.proofs if one.at <= now]
    record = Record(
        competencies=here.competencies, standings=standings,
        readiness=readiness(here.competencies, standings, here.programme, day),
        runs=[one for one in who.runs if one.at <= now], quizzes=who.quizzes(now),
        real=[float(one.score >= 0.5) for one in known if one.kind == "real"],
        written=sum(one.kind == "written" and one.competency == "L1-D15" for one in known), has_buddy=True,
        labs=who.labs(now),
    )  # fmt: skip
    gate = next(one for one in here.programme.gates if one.id == GATE_OF[day])
    return record, gate_state(gate, record, here.programme).holds


def synthetic(seeds: int) -> None:
    """Print the table of the feasibility check, from our own code."""
    print(f"Synthetic trainees, {seeds} seeds each")
    print(
        f"{'kind':<8} {'R30':>5} {'R60':>5} {'R90':>5} {'musts':>6} {'≤3 short':>9} {'≤6':>6} {'mean':>5} {'G1':>5} {'G2':>5} {'G3':>5}"
    )
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for kind in KINDS:
            found = list(pool.map(outcome, [kind] * seeds, range(seeds), chunksize=5))
            index = [statistics.mean(one.index[n] for one in found) for n in range(3)]
            gates = [100 * statistics.mean(one.gates[n] for one in found) for n in range(3)]
            met = 100 * statistics.mean(one.met for one in found)
            near, far = (100 * statistics.mean(one.short <= most for one in found) for most in (3, 6))
            mean = statistics.mean(one.short for one in found)
            print(
                f"{kind:<8} {index[0]:>5.0f} {index[1]:>5.0f} {index[2]:>5.0f} {met:>5.0f}% {near:>8.1f}% {far:>5.1f}% {mean:>5.1f} "
                + " ".join(f"{share:>4.0f}%" for share in gates)
            )


def sample(seeds: int) -> None:
    """Take some trainees through the real services, and compare with the pure functions."""
    with served(START + timedelta(days=89, hours=10)) as (services, _site):
        lead = person(services, "lead", Role.LEAD)
        worst = 0.0
        for kind in KINDS:
            logins = [f"{kind}-{seed}" for seed in range(seeds)]
            people = [person(services, login, Role.TRAINEE, lead.id) for login in logins]
            services.cohorts.make(lead, kind, START.date(), logins)
            for seed, one in enumerate(people):
                who = world().live(kind, seed)
                keep(services, one.id, who)
                for n, day in enumerate(DAYS):
                    now = START + timedelta(days=day - 1, hours=10)
                    stored = services.onboarding.progress(lead, one.id, now).index
                    worst = max(worst, abs(stored - outcome(kind, seed).index[n]))
        print(
            f"\nThrough the services, {seeds} of each kind on three days: largest difference in R {worst:.2f}"
        )


def boards(rounds: int) -> None:
    """Compare the board of 200 people with one of 20, asked for in turn."""
    with served(START + timedelta(days=89, hours=10)) as (services, site):
        lead = person(services, "lead", Role.LEAD)
        cohorts = {}
        for size in (20, 200):
            logins = [f"p{size}-{n}" for n in range(size)]
            ids = [person(services, login, Role.TRAINEE, lead.id).id for login in logins]
            cohorts[size] = services.cohorts.make(lead, f"{size} people", START.date(), logins)
            lives = [world().live(kind, seed) for kind in KINDS for seed in range(4)]
            for n, one in enumerate(ids):
                keep(services, one, lives[n % len(lives)])
        client = site.test_client()
        client.post("/sign-in", data={"login": "lead", "password": "pw"})
        statements: list[str] = []
        event.listen(services.database.engine, "before_cursor_execute", lambda *a: statements.append(a[2]))
        times: dict[int, list[float]] = {20: [], 200: []}
        counts: dict[int, set[int]] = {20: set(), 200: set()}
        first = {}
        gc.collect()
        gc.freeze()  # what was made for the measurement is not the server's to walk through
        for turn in range(rounds + 1):
            for size, cohort in cohorts.items():
                before, began = len(statements), time.perf_counter()
                answer = client.get(f"/cohorts/{cohort}")
                spent = 1000 * (time.perf_counter() - began)
                assert answer.status_code == 200
                if turn == 0:
                    first[size] = spent
                else:
                    times[size].append(spent)
                    counts[size].add(len(statements) - before)
        print(f"\nA cohort page, {rounds} looks each in turn (first look of the day apart)")
        print(f"{'people':>7} {'proofs':>8} {'queries':>8} {'first ms':>9} {'p50 ms':>8} {'p95 ms':>8}")
        for size, cohort in cohorts.items():
            p95 = statistics.quantiles(times[size], n=20)[-1]
            with services.database.reading() as session:
                sql = "SELECT count(*) FROM proof JOIN member USING (person_id) WHERE cohort_id = ?"
                proofs = session.connection().exec_driver_sql(sql, (cohort,)).scalar()
            print(
                f"{size:>7} {proofs:>8} {'/'.join(map(str, sorted(counts[size]))):>8} {first[size]:>9.0f} "
                f"{statistics.median(times[size]):>8.1f} {p95:>8.1f}"
            )
        p95s = [statistics.quantiles(times[size], n=20)[-1] for size in cohorts]
        print(f"p95 of 200 beside 20: {p95s[1] / p95s[0]:.2f} × (aim: at most 2)")


@contextmanager
def served(now: datetime) -> Iterator[tuple[Services, Flask]]:
    """Yield real services and a site on a database of their own, on a fixed day."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/bench.db"
        upgrade(url)
        settings = Settings(data_dir=Path(folder), database_url=url, secret_key="bench", worker=False)
        hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
        services = build_services(settings, Options(clock=lambda: now, hasher=hasher))
        site = Flask("simulator.web", static_folder=str(static_root()), static_url_path="/static")
        web.register(site, services, settings)
        yield services, site
        services.close()


def person(services: Services, login: str, role: Role, lead_id: str | None = None):
    return services.accounts.add(NewPerson(login, login.title(), role, "pw", lead_id=lead_id))


def keep(services: Services, person_id: str, who: Trainee) -> None:
    """Store what a trainee has left behind."""
    rows = []
    for one in who.proofs:
        values = one.model_dump(exclude={"events"}) | {
            "events": "[]",
            "person_id": person_id,
            "author_id": None,
        }
        if one.kind == "real":  # one ticket proves three things; each is a row of its own
            values["ref"] = f"{one.ref}:{one.competency}"
        rows.append(values)
    with services.database.writing() as session:
        session.connection().execute(METADATA.tables["proof"].insert(), rows)
        outdate(session, [person_id])


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--seeds", type=int, default=200)
    arguments.add_argument("--sample", type=int, default=4)
    arguments.add_argument("--rounds", type=int, default=200)
    arguments.add_argument("--part", choices=("all", "synthetic", "sample", "boards"), default="all")
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        find_shown(Path(folder) / "shown.json")
        measure(chosen)


def measure(chosen: argparse.Namespace) -> None:
    """Measure what was asked for."""
    if chosen.part in ("all", "synthetic"):
        synthetic(chosen.seeds)
    if chosen.part in ("all", "sample"):
        sample(chosen.sample)
    if chosen.part in ("all", "boards"):
        boards(chosen.rounds)


if __name__ == "__main__":
    main()
