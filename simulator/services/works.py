"""Work on a writing exercise as it is stored: draft, versions, verdicts, and what it proves."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from simulator.db.queries import onboarding, writings
from simulator.db.tables import ExerciseRow, WritingReviewRow
from simulator.domain.appraisal import Appraisal
from simulator.domain.exercise import Fields
from simulator.domain.proof import Proof
from simulator.domain.text import Language
from simulator.domain.writing import State, Writing
from simulator.errors import NotFound
from simulator.services.proofs import row_of


@dataclass(frozen=True)
class Verdict:
    """What a person said about one version."""

    author: str
    verdict: str
    comment: str
    levels: Mapping[str, tuple[float | None, str]]
    """Criterion → level and remark."""
    at: datetime


@dataclass(frozen=True)
class Version:
    """One version as it was handed in."""

    n: int
    fields: Fields
    appraisal: Appraisal
    at: datetime
    verdict: Verdict | None = None


@dataclass(frozen=True)
class Work:
    """A person's work on one exercise."""

    task: Writing
    lang: Language
    fields: Fields
    version: int
    """Of the draft: compared by every save."""
    state: State
    versions: tuple[Version, ...] = ()
    id: str = ""
    person: str = ""


def state_of(row: ExerciseRow | None) -> State:
    """Return how far a work is."""
    if row is None:
        return "new"
    state: State = json.loads(row.body)["state"]
    return state


def set_state(row: ExerciseRow, state: State) -> None:
    """Write how far a work is."""
    row.body = json.dumps(json.loads(row.body) | {"state": state}, ensure_ascii=False)


def settle(row: ExerciseRow, verdict: str, now: datetime) -> None:
    """Let a work be accepted or returned."""
    set_state(row, "accepted" if verdict == "accepted" else "returned")
    row.passed = verdict == "accepted"
    row.ended_at = now if row.passed else None


def key_of(task: Writing) -> str:
    """Return the start key: one work a person and exercise, however many tabs begin it."""
    return f"writing:{task.id}"


def work_of(session: Session, task: Writing, row: ExerciseRow, person: str = "") -> Work:
    """Return a stored work with its versions."""
    verdicts = {review.n: _verdict(review, name) for review, name in writings.reviews(session, row.id)}
    return Work(
        task=task, lang="ru" if row.lang == "ru" else "en", fields=json.loads(row.body)["fields"],
        version=row.version, state=state_of(row), id=row.id, person=person,
        versions=tuple(
            Version(
                one.n, json.loads(one.fields), Appraisal.model_validate_json(one.appraisal), one.at,
                verdicts.get(one.n),
            )
            for one in writings.versions(session, row.id)
        ),
    )  # fmt: skip


def _verdict(row: WritingReviewRow, author: str) -> Verdict:
    levels = {name: (level, remark) for name, (level, remark) in json.loads(row.levels).items()}
    return Verdict(author, row.verdict, row.comment, levels, row.at)


def prove(
    session: Session, row: ExerciseRow, task: Writing, n: int, score: float, at: datetime, author: str | None = None
) -> None:  # fmt: skip
    """Let a work prove its competencies: by rule at once, and with less weight after the advice was seen; else by a person."""
    again = task.by_rule and n > 1
    ref = f"writing:{row.id}" + (":again" if again else "")
    proofs = [
        Proof(
            competency=name, kind="practical" if task.by_rule else "written", score=score,
            difficulty=task.difficulty, independence="guided" if again else "alone" if n == 1 else "hint",
            at=at, family=task.id, ref=ref,
        )
        for name in task.competencies
    ]  # fmt: skip
    onboarding.replace_proofs(
        session, row.person_id, ref, [row_of(one, row.person_id, author) for one in proofs]
    )


def not_found(row: ExerciseRow | None, work_id: str) -> ExerciseRow:
    """Return a written work; raise ``NotFound`` for anything else."""
    if row is None or row.kind != "writing":
        raise NotFound(work_id)
    return row
