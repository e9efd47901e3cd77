"""Sums over many runs, and the runs behind them."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Select, Table, select as columns, tuple_
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, func, select

from simulator.db.columns import METADATA
from simulator.db.tables import (
    DisputeRow,
    PersonRow,
    RollupCardRow,
    RunFactRow,
    SimulationRow,
)
from simulator.domain.analytics import Sum

Rows = Sequence[Mapping[str, Any]]


def add(session: Session, fact: RunFactRow, sums: Mapping[str, tuple[float, float, float]]) -> None:
    """Add to the sums of a person's week."""
    rows = [
        {
            "person_id": fact.person_id, "week": fact.week, "mode": fact.mode, "measure": name, "n": n, "total": total,
            "squares": squares,
        }
        for name, (n, total, squares) in sums.items()
    ]  # fmt: skip
    _upsert(session, METADATA.tables["rollup"], rows)


def add_card(
    session: Session, fact: RunFactRow, n: float, total: float, squares: float, passed: float
) -> None:
    """Add to the sums of a person's card."""
    row = {
        "person_id": fact.person_id, "scenario_id": fact.scenario_id, "n": n, "total": total, "squares": squares,
        "passed": passed,
    }  # fmt: skip
    _upsert(session, METADATA.tables["rollup_card"], [row])


def _upsert(session: Session, table: Table, rows: Rows) -> None:
    """Insert rows, adding to the figures of those that are there."""
    if not rows:
        return
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    question = dialect.insert(table).values(list(rows))
    keys = [column.name for column in table.primary_key.columns]
    figures = {
        column.name: column + question.excluded[column.name]
        for column in table.columns
        if column.name not in keys
    }
    session.execute(question.on_conflict_do_update(index_elements=keys, set_=figures))


def sums(
    session: Session, people: Sequence[str], since: date | None, mode: str | None, by: Sequence[str]
) -> list[tuple[tuple[Any, ...], Sum]]:
    """Return (values of the columns ``by``, sum) of some people's runs."""
    table = METADATA.tables["rollup"]
    keys = [table.c[name] for name in by]
    question = columns(*keys, func.sum(table.c.n), func.sum(table.c.total), func.sum(table.c.squares))
    question = _of(question, table, people, since, mode).group_by(*keys).order_by(*keys)
    found = session.execute(question).all()
    return [(tuple(row[:-3]), Sum(float(row[-3]), float(row[-2]), float(row[-1]))) for row in found]


def _of(
    question: Select[Any], table: Table, people: Sequence[str], since: date | None, mode: str | None
) -> Select[Any]:
    question = question.where(table.c.person_id.in_(people))
    if since is not None:
        question = question.where(table.c.week >= since)
    if mode is not None:
        question = question.where(table.c.mode == mode)
    return question


def facts(
    session: Session,
    people: Sequence[str],
    since: date | None,
    mode: str | None,
    before: tuple[datetime, str] | None,
    size: int,
) -> Sequence[tuple[RunFactRow, SimulationRow, str]]:
    """Return runs with their people's names, the newest first: those of weeks from ``since`` (a Monday) on."""
    time, key, own = col(RunFactRow.ended_at), col(RunFactRow.simulation_id), col(RunFactRow.person_id)
    page = select(RunFactRow.simulation_id).order_by(time.desc(), key.desc()).limit(size)
    if len(people) == 1:
        page = page.where(own == people[0])
    elif session.get_bind().dialect.name == "sqlite":
        # SQLite would go by the index that begins with the person and sort everything these people ever did.
        # A value that is no bare column leaves it the index by time, which holds all that is asked for.
        page = page.where(own.concat("").in_(people))
    else:
        page = page.where(own.in_(people))
    if since is not None:
        page = page.where(time >= datetime.combine(since, datetime.min.time(), UTC))
    if mode is not None:
        page = page.where(RunFactRow.mode == mode)
    if before is not None:
        page = page.where(tuple_(RunFactRow.ended_at, RunFactRow.simulation_id) < before)
    found = page.subquery()
    return session.exec(
        select(RunFactRow, SimulationRow, PersonRow.name)
        .join(found, found.c.simulation_id == key)
        .join(SimulationRow, col(SimulationRow.id) == key)
        .join(PersonRow, col(PersonRow.id) == own)
        .order_by(time.desc(), key.desc())
    ).all()


def cards(session: Session, people: Sequence[str]) -> Sequence[RollupCardRow]:
    """Return what each of some people has done with each card."""
    return session.exec(select(RollupCardRow).where(col(RollupCardRow.person_id).in_(people))).all()


def disputes(session: Session, people: Sequence[str]) -> dict[str, int]:
    """Return card → disputes about its runs."""
    question = (
        columns(col(SimulationRow.scenario_id), func.count())
        .join(DisputeRow, col(DisputeRow.simulation_id) == col(SimulationRow.id))
        .where(col(SimulationRow.person_id).in_(people))
        .group_by(col(SimulationRow.scenario_id))
    )
    return {str(row[0]): int(row[1]) for row in session.execute(question)}


def runs_without_facts(session: Session, size: int) -> Sequence[SimulationRow]:
    """Return graded runs of trainees which the sums do not hold yet."""
    return session.exec(
        select(SimulationRow)
        .join(PersonRow, col(PersonRow.id) == col(SimulationRow.person_id))
        .outerjoin(RunFactRow, col(RunFactRow.simulation_id) == col(SimulationRow.id))
        .where(
            PersonRow.role == "trainee",
            col(SimulationRow.result).is_not(None),
            col(SimulationRow.ended_at).is_not(None),
            col(RunFactRow.simulation_id).is_(None),
        )
        .limit(size)
    ).all()


def trainees(session: Session, people: Sequence[str] | None) -> Sequence[tuple[str, str]]:
    """Return (id, name) of trainees among some people; None: of everybody."""
    question = select(PersonRow.id, PersonRow.name).where(PersonRow.role == "trainee")
    if people is not None:
        question = question.where(col(PersonRow.id).in_(people))
    return session.exec(question.order_by(col(PersonRow.name), col(PersonRow.id))).all()


def exam_totals(session: Session) -> dict[str, tuple[int, float, float]]:
    """Return number, sum and sum of squares of the totals of all exam runs, by id of the card or twin."""
    run = SimulationRow
    total = col(run.total)
    question = columns(
        col(run.scenario_id), col(run.twin), func.count(), func.sum(total), func.sum(total * total)
    )
    question = question.where(col(run.mode) == "exam", total.is_not(None))
    found = session.execute(question.group_by(col(run.scenario_id), col(run.twin))).all()
    return {f"{card}{twin}": (int(n), float(one), float(squares)) for card, twin, n, one, squares in found}
