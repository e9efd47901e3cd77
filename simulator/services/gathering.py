"""What is stored about people on their way to a role, gathered in a fixed number of queries."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlmodel import Session

from simulator.db.queries import exercises, onboarding as find
from simulator.db.tables import SignatureRow, SimulationRow, WithdrawalRow
from simulator.domain.progress import SignatureView
from simulator.domain.proof import Proof
from simulator.domain.workday import Holiday
from simulator.readiness.calendar import Absence, Calendar
from simulator.readiness.gates import RunFact
from simulator.services.proofs import proof_of
from simulator.services.workdays import workdays_of

Figures = Mapping[str, float | str | None]


@dataclass(frozen=True)
class Known:
    """What is stored about one person's way."""

    person: str
    person_id: str
    proofs: tuple[Proof, ...]
    runs: tuple[tuple[SimulationRow, Figures], ...]
    starts: date | None
    calendar: Calendar
    cohort: str | None
    buddy: str | None
    signatures: tuple[tuple[str, SignatureView], ...] = ()
    """(gate, a person's word under it), the oldest first."""
    labs: frozenset[str] = frozenset()
    """Labs passed."""
    quizzes: Mapping[str, float] = field(default_factory=dict)
    """Quiz → best score of a whole attempt, 0–100."""


def gathered(
    session: Session, people: Sequence[tuple[str, str]], holidays: Sequence[Holiday], now: datetime
) -> dict[str, Known]:
    """Return what is stored about some people: the same number of queries for one and for two hundred."""
    ids = [person_id for person_id, _name in people]
    proofs: dict[str, list[Proof]] = defaultdict(list)
    for row in find.proofs_of(session, ids, now):
        proofs[row.person_id].append(proof_of(row))
    runs: dict[str, list[tuple[SimulationRow, Figures]]] = defaultdict(list)
    for run, kpis in find.runs_of(session, ids, now):
        runs[run.person_id].append((run, json.loads(kpis)))
    away: dict[str, list[Absence]] = defaultdict(list)
    for absence in find.absences(session, ids):
        away[absence.person_id].append((absence.since, absence.until))
    signed: dict[str, list[tuple[str, SignatureView]]] = defaultdict(list)
    back = find.withdrawals(session, ids)
    for signature, author in find.signatures(session, ids):
        signed[signature.person_id].append((signature.gate, _signature(signature, author, back)))
    labs: dict[str, set[str]] = defaultdict(set)
    for person_id, lab in exercises.passed(session, ids, "lab", now):
        labs[person_id].add(lab)
    quizzes: dict[str, dict[str, float]] = defaultdict(dict)
    for person_id, quiz, score in exercises.best(session, ids, "quiz", now):
        quizzes[person_id][quiz] = round(100 * score, 2)
    members, cohorts, names = find.places(session, ids)
    workdays = workdays_of(session, holidays, now)
    found: dict[str, Known] = {}
    for person_id, name in people:
        member = members.get(person_id)
        found[person_id] = Known(
            person=name, person_id=person_id, proofs=tuple(proofs[person_id]), runs=tuple(runs[person_id]),
            starts=member.starts if member else None,
            calendar=Calendar(workdays[member.cohort_id if member else None], away[person_id]),
            cohort=cohorts[member.cohort_id].name if member else None,
            buddy=names.get(member.buddy_id or "") if member else None,
            signatures=tuple(signed[person_id]), labs=frozenset(labs[person_id]),
            quizzes=quizzes[person_id],
        )  # fmt: skip
    return found


def day_of(known: Known, today: date) -> int:
    """Return the day of the programme: calendar days since the start, without absences and days off within a week."""
    return 1 if known.starts is None else known.calendar.day_of(known.starts, today)


def fact_of(row: SimulationRow, kpis: Figures) -> RunFact:
    """Return what gates look at in a graded run."""
    assert row.ended_at is not None
    kept = kpis.get("update_punctuality")
    start = kpis.get("anger_start")
    rubrics = {
        name.removeprefix("section_"): value
        for name, value in kpis.items()
        if name.startswith("section_") and isinstance(value, float)
    }
    return RunFact(
        at=row.ended_at, mode=row.mode, scenario=row.scenario_id, seed=row.seed, total=row.total,
        red=row.result == "unsafe", anger=int(start) if isinstance(start, float) else 0, rubrics=rubrics,
        kept=kept if isinstance(kept, float) else None,
    )  # fmt: skip


def _signature(
    row: SignatureRow, author: str, back: Mapping[str, tuple[WithdrawalRow, str]]
) -> SignatureView:
    taken, who = back.get(row.id, (None, ""))
    return SignatureView(
        id=row.id, verdict=row.verdict, comment=row.comment, author=author, at=row.at, until=row.until,
        recommended=row.recommended, disagreement=row.disagreement,
        withdrawn=f"{who}: {taken.reason}" if taken else "",
    )  # fmt: skip
