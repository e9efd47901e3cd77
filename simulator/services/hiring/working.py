"""Stages that are not at the desk: questions, a queue, a draft to check. Every change is kept as it is made."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from simulator.assessment.followups import Asked
from simulator.db.engine import Database
from simulator.db.queries import hiring as find
from simulator.domain.draft import DraftCheck, Finding
from simulator.domain.person import Person
from simulator.domain.quiz import Item
from simulator.domain.text import Text
from simulator.domain.triage import Call, Ticket, TriageSet
from simulator.errors import Conflict, NotFound
from simulator.exercises.quizzing import ordered
from simulator.services.hiring.candidacy import StageView
from simulator.services.hiring.doors import own, own_to_change
from simulator.services.hiring.ending import QUESTIONS, Ending, known
from simulator.services.hiring.stages import Stages
from simulator.services.hiring.taking import Taking

SAID_LIMIT = 2_000
REWRITE_LIMIT = 1_000


@dataclass(frozen=True)
class Work:
    """An open stage that is not at the desk, as its candidate sees it."""

    view: StageView
    now: datetime
    version: int
    item: Item | None = None
    number: int = 0
    of: int = 0
    plan: TriageSet | None = None
    tickets: tuple[Ticket, ...] = ()
    calls: Mapping[str, Call] = field(default_factory=dict)
    check: DraftCheck | None = None
    sentences: tuple[tuple[str, Text], ...] = ()
    finding: Finding = field(default_factory=Finding)
    asked: tuple[Asked, ...] = ()
    said: Mapping[str, str] = field(default_factory=dict)


class Working:
    """What a candidate does with a stage that is not at the desk."""

    def __init__(self, database: Database, stages: Stages, taking: Taking, ending: Ending) -> None:
        self._database = database
        self._stages = stages
        self._taking = taking
        self._ending = ending

    def work(self, viewer: Person, name: str) -> Work:
        """Return an open stage that is not at the desk; raise ``Conflict`` ``stage-over`` for another."""
        page = self._taking.page(viewer)
        view = next((stage for stage in page.stages if stage.plan.name == name), None)
        if view is None or view.run_id:
            raise NotFound(name)
        if view.state != "open":
            raise Conflict("stage-over")
        with self._database.reading() as session:
            row = own(session, viewer)
            stage = known(find.stage(session, viewer.id, name))
        body = json.loads(stage.body)
        base: dict[str, Any] = {"view": view, "now": page.now, "version": stage.version}
        if name == "foundations":
            item = self._stages.question(row, stage)
            return Work(**base, item=item, number=len(body.get("answers", [])) + 1, of=QUESTIONS)
        if name == "trap":
            check, sentences = self._stages.draft(row, stage)
            finding = Finding.model_validate(body.get("finding", {}))
            return Work(**base, check=check, sentences=sentences, finding=finding)
        if name == "explain":
            questions = tuple(Asked.of(one) for one in body.get("asked", []))
            return Work(**base, asked=questions, said=body.get("said", {}))
        calls = {one: Call.model_validate(raw) for one, raw in body.get("calls", {}).items()}
        return Work(**base, plan=self._stages.queue, tickets=self._stages.tickets(row), calls=calls)

    @staticmethod
    def ordered(places: Mapping[str, str]) -> tuple[str, ...]:
        """Return options in the order of the places they were given."""
        return ordered(places)

    def answer(self, viewer: Person, item_id: str, given: Sequence[str]) -> None:
        """Keep the answer to the question that is due; another's, or a second one, changes nothing."""
        self._taking.settle(viewer)
        with self._database.writing() as session:
            row = own_to_change(session, viewer)
            stage = self._ending.still_open(session, viewer, "foundations")
            due = self._stages.question(row, stage)
            if due is None or due.id != item_id:
                return
            body = json.loads(stage.body)
            worth = self._stages.worth(due, given)
            body.setdefault("answers", []).append(
                {"item": due.id, "given": [text[:200] for text in given][:8], "worth": worth}
            )
            stage.body = json.dumps(body, ensure_ascii=False)
            stage.version += 1
            if self._stages.question(row, stage) is None:
                self._ending.end(session, row, stage, ran_out=False)

    def save(self, viewer: Person, name: str, kept: Mapping[str, Any], version: int) -> int:
        """Keep what was done in a stage so far (see ``calls``, ``finding``, ``said``) and return the new version.

        Raises:
            Conflict: ``moved-on`` when a newer state was kept by another window, ``stage-over``.
        """
        self._taking.settle(viewer)
        with self._database.writing() as session:
            own_to_change(session, viewer)
            stage = self._ending.still_open(session, viewer, name)
            if stage.version != version:
                raise Conflict("moved-on")
            stage.body = json.dumps(json.loads(stage.body) | dict(kept), ensure_ascii=False)
            stage.version += 1
            return stage.version


def kept_calls(calls: Mapping[str, Call]) -> dict[str, object]:
    """Return decisions about a queue as they are kept."""
    return {
        "calls": {name: call.model_dump(exclude_defaults=True) for name, call in list(calls.items())[:20]}
    }


def kept_finding(finding: Finding) -> dict[str, object]:
    """Return what was found in a draft as it is kept; half a finding is kept, too."""
    short = {name[:8]: verdict[:24] for name, verdict in list(finding.verdicts.items())[:20]}
    rewrite = finding.rewrite.replace("\x00", "")[:REWRITE_LIMIT]
    return {"finding": Finding(verdicts=short, worst=finding.worst[:8], rewrite=rewrite).plain()}


def kept_said(said: Mapping[str, str]) -> dict[str, object]:
    """Return answers to the two questions as they are kept."""
    return {"said": {n: said.get(n, "").replace("\x00", "")[:SAID_LIMIT] for n in ("0", "1")}}
