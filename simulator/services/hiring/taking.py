"""Taking the stages: each has its clock, keeps every change, and hands itself in when its time is up."""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from simulator.clock import Clock
from simulator.db.engine import Database
from simulator.db.queries import hiring as find
from simulator.db.tables import CandidateRow, PersonRow, StageRow
from simulator.domain.assessment import STAGES
from simulator.domain.person import Person
from simulator.domain.quiz import Item
from simulator.domain.text import Language
from simulator.domain.triage import Call, Ticket, TriageSet
from simulator.errors import Conflict, NotFound
from simulator.exercises.quizzing import ordered
from simulator.exercises.triage import scored
from simulator.services.accounts import as_person
from simulator.services.hiring.candidacy import Candidacy, StageView, own_with_vacancy, page_of
from simulator.services.hiring.doors import own, own_to_change
from simulator.services.hiring.record import Record
from simulator.services.hiring.stages import AT_DESK, Stages

GRACE = timedelta(seconds=10)
"""How long after the end what is on its way still counts."""
QUESTIONS = 10


@dataclass(frozen=True)
class Work:
    """An open stage that is not at the desk: a question or a queue."""

    view: StageView
    now: datetime
    version: int
    item: Item | None = None
    number: int = 0
    of: int = 0
    plan: TriageSet | None = None
    tickets: tuple[Ticket, ...] = ()
    calls: Mapping[str, Call] | None = None


class Taking:
    """What a candidate does with stages."""

    def __init__(self, database: Database, stages: Stages, record: Record, clock: Clock) -> None:
        self._database = database
        self._stages = stages
        self._record = record
        self._clock = clock

    def page(self, viewer: Person) -> Candidacy:
        """Return the candidate's own page; a stage whose time is up is handed in first."""
        self.settle(viewer)
        with self._database.reading() as session:
            row, vacancy = own_with_vacancy(session, viewer)
            return page_of(session, row, vacancy, self._stages.template(vacancy), self._clock())

    def begin(self, viewer: Person, name: str, lang: Language) -> None:
        """Start the clock of the next stage; begun again it goes on as it was.

        Raises:
            Conflict: ``not-consented``, or ``stage-order`` when it is not the next one.
        """
        page = self.page(viewer)
        view = next((stage for stage in page.stages if stage.plan.name == name), None)
        if view is None:
            raise NotFound(name)
        if not page.consented:
            raise Conflict("not-consented")
        if view.state in ("open", "done"):
            return
        if view.state != "next":
            raise Conflict("stage-order")
        with self._database.reading() as session:
            row = own(session, viewer)
        # The run is made before the clock starts: preparing it is not the candidate's time.
        run_id = self._stages.start_run(viewer, row, name, lang) if name in AT_DESK else ""
        now = self._clock()
        try:
            with self._database.writing() as session:
                session.add(
                    StageRow(
                        id=secrets.token_hex(8), person_id=viewer.id, name=name, started_at=now, run_id=run_id,
                        deadline=now + timedelta(minutes=view.minutes),
                    )
                )  # fmt: skip
                session.flush()
                self._record.add(session, viewer.id, "stage-begun", page.code, {"stage": name})
        except IntegrityError:
            # The other half of a double click was faster.
            return

    def work(self, viewer: Person, name: str) -> Work:
        """Return an open stage that is not at the desk; raise ``Conflict`` ``stage-over`` for another."""
        page = self.page(viewer)
        view = next((stage for stage in page.stages if stage.plan.name == name), None)
        if view is None or name in AT_DESK:
            raise NotFound(name)
        if view.state != "open":
            raise Conflict("stage-over")
        with self._database.reading() as session:
            row = own(session, viewer)
            stage = _known(find.stage(session, viewer.id, name))
        if name == "foundations":
            item = self._stages.question(row, stage)
            done = len(json.loads(stage.body).get("answers", []))
            return Work(view, page.now, stage.version, item=item, number=done + 1, of=QUESTIONS)
        calls = {
            name: Call.model_validate(raw) for name, raw in json.loads(stage.body).get("calls", {}).items()
        }
        return Work(
            view,
            page.now,
            stage.version,
            plan=self._stages.queue,
            tickets=self._stages.tickets(row),
            calls=calls,
        )

    @staticmethod
    def ordered(places: Mapping[str, str]) -> tuple[str, ...]:
        """Return options in the order of the places they were given."""
        return ordered(places)

    def answer(self, viewer: Person, item_id: str, given: Sequence[str]) -> None:
        """Keep the answer to the question that is due; another's, or a second one, changes nothing."""
        self.settle(viewer)
        with self._database.writing() as session:
            row = own_to_change(session, viewer)
            stage = self._open(session, viewer, "foundations")
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
                self._end(session, row, stage, ran_out=False)

    def save(self, viewer: Person, calls: Mapping[str, Call], version: int) -> int:
        """Keep what was decided about the queue so far and return the new version.

        Raises:
            Conflict: ``moved-on`` when a newer state was kept by another window.
        """
        self.settle(viewer)
        with self._database.writing() as session:
            stage = self._open(session, viewer, "triage")
            if stage.version != version:
                raise Conflict("moved-on")
            stage.body = json.dumps({"calls": _plain(calls)}, ensure_ascii=False)
            stage.version += 1
            return stage.version

    def hand_in(self, viewer: Person, name: str, calls: Mapping[str, Call] | None = None) -> None:
        """End a stage as it is; twice does no harm."""
        self.settle(viewer)
        with self._database.reading() as session:
            stage = find.stage(session, viewer.id, name)
        if stage is None or stage.ended_at is not None:
            return
        if stage.run_id:
            self._stages.finish_run(viewer, stage.run_id)
        with self._database.writing() as session:
            row = own_to_change(session, viewer)
            stage = _known(find.stage_to_change(session, viewer.id, name))
            if stage.ended_at is None:
                if calls is not None and name == "triage":
                    stage.body = json.dumps({"calls": _plain(calls)}, ensure_ascii=False)
                self._end(session, row, stage, ran_out=False)

    def settle_of(self, person_id: str) -> None:
        """Hand in what has run out, for somebody of the panel who looks at a candidate."""
        with self._database.reading() as session:
            row = session.get(PersonRow, person_id)
        if row is not None:
            self.settle(as_person(row))

    def settle(self, viewer: Person) -> None:
        """Hand in what has run out of time or was ended at the desk. Whoever looks first does it."""
        now = self._clock()
        with self._database.reading() as session:
            still = [one for one in find.stages_of(session, viewer.id) if one.ended_at is None]
            over = [one for one in still if now > one.deadline + GRACE or find.has_ended(session, one.run_id)]
        for one in over:
            if one.run_id:
                self._stages.finish_run(viewer, one.run_id)
            with self._database.writing() as session:
                row = own_to_change(session, viewer)
                stage = _known(find.stage_to_change(session, viewer.id, one.name))
                if stage.ended_at is None:
                    self._end(session, row, stage, ran_out=now > stage.deadline + GRACE)

    def _open(self, session: Session, viewer: Person, name: str) -> StageRow:
        stage = find.stage_to_change(session, viewer.id, name)
        if stage is None or stage.ended_at is not None:
            raise Conflict("stage-over")
        return stage

    def _end(self, session: Session, row: CandidateRow, stage: StageRow, *, ran_out: bool) -> None:
        stage.ended_at = min(self._clock(), stage.deadline + GRACE)
        stage.ran_out = ran_out
        stage.version += 1
        body = json.loads(stage.body)
        if stage.name == "foundations":
            stage.score = round(sum(one["worth"] for one in body.get("answers", [])) / QUESTIONS, 4)
        elif stage.name == "triage":
            calls = {name: Call.model_validate(raw) for name, raw in body.get("calls", {}).items()}
            shown = [one.vignette for one in self._stages.tickets(row)]
            stage.score = scored(self._stages.queue, shown, calls).total
        ended = {one.name for one in find.stages_of(session, row.person_id) if one.ended_at is not None}
        if set(STAGES) <= ended | {stage.name}:
            row.state = "finished"
        detail = {"stage": stage.name, "ran_out": ran_out}
        self._record.add(session, row.person_id, "stage-ended", row.code, detail)


def _known(stage: StageRow | None) -> StageRow:
    if stage is None:
        raise Conflict("stage-over")
    return stage


def _plain(calls: Mapping[str, Call]) -> dict[str, object]:
    return {name: call.model_dump(exclude_defaults=True) for name, call in list(calls.items())[:20]}
