"""Proofs are stored when a grade lands or changes, so that a page of many people needs no grading."""

import json

from sqlmodel import Session

from simulator.content.library import Library
from simulator.db.queries import onboarding as find
from simulator.db.tables import ProofRow
from simulator.domain.event import CommandRun, ToolRun
from simulator.domain.grade import Grade
from simulator.domain.proof import Proof
from simulator.readiness.proving import Figures, ProvenRun, proofs_of
from simulator.services.runs import Loaded


class Proofs:
    """Writes what runs prove. Every method runs in the caller's transaction."""

    def __init__(self, content: Library) -> None:
        self._content = content

    def record(self, session: Session, loaded: Loaded, grade: Grade, figures: Figures) -> None:
        """Let the proofs of a run be those of ``grade``."""
        row, card = loaded.row, loaded.case.scenario
        assert row.ended_at is not None
        checks = {command.id: command.cmd for command in card.commands}
        commands = tuple(
            (event.n, event.command if isinstance(event, ToolRun) else checks.get(event.command, ""))
            for event in loaded.run.events
            if isinstance(event, ToolRun | CommandRun)
        )
        run = ProvenRun(
            simulation_id=row.id, scenario=card.id, competencies=card.competencies, difficulty=card.difficulty,
            mode=row.mode, hints=loaded.run.hints, at=row.ended_at, grade=grade, figures=figures,
            commands=tuple((n, command.removeprefix("sudo ")) for n, command in commands),
        )  # fmt: skip
        competencies = self._content.career_paths[0].competencies
        found = proofs_of(run, competencies, self._content.programme)
        find.replace_proofs(
            session, row.person_id, f"run:{row.id}", [row_of(one, row.person_id) for one in found]
        )


def row_of(proof: Proof, person_id: str, author_id: str | None = None) -> ProofRow:
    """Return a proof as it is stored."""
    values = proof.model_dump(exclude={"events"})
    return ProofRow(**values, person_id=person_id, author_id=author_id, events=json.dumps(proof.events))


def proof_of(row: ProofRow) -> Proof:
    """Return a stored proof."""
    return Proof(
        competency=row.competency, kind=row.kind, score=row.score, difficulty=row.difficulty,
        independence=row.independence, at=row.at, family=row.family, ref=row.ref,
        events=tuple(json.loads(row.events)), red=row.red, helped=row.helped, note=row.note,
    )  # fmt: skip
