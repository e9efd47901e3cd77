"""Taking the stages: each has its clock, keeps every change, and hands itself in when its time is up."""

import json
import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy.exc import IntegrityError

from simulator.clock import Clock
from simulator.db.engine import Database
from simulator.db.queries import hiring as find
from simulator.db.tables import PersonRow, StageRow
from simulator.domain.person import Person
from simulator.domain.text import Language
from simulator.errors import Conflict, NotFound
from simulator.services.accounts import as_person
from simulator.services.hiring.candidacy import Candidacy, own_with_vacancy, page_of
from simulator.services.hiring.doors import own, own_to_change
from simulator.services.hiring.ending import GRACE, Ending, known
from simulator.services.hiring.record import Record
from simulator.services.hiring.stages import Stages


class Taking:
    """What a candidate does with stages."""

    def __init__(
        self, database: Database, stages: Stages, ending: Ending, record: Record, clock: Clock
    ) -> None:
        self._database = database
        self._stages = stages
        self._ending = ending
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
        run_id = self._stages.start_run(viewer, row, name, lang) if self._stages.at_desk(row, name) else ""
        with self._database.reading() as session:
            body = json.dumps(self._stages.first(session, row, name, self._clock()), ensure_ascii=False)
        now = self._clock()
        try:
            with self._database.writing() as session:
                session.add(
                    StageRow(
                        id=secrets.token_hex(8), person_id=viewer.id, name=name, started_at=now, run_id=run_id,
                        deadline=now + timedelta(minutes=view.minutes), body=body,
                    )
                )  # fmt: skip
                session.flush()
                self._record.add(session, viewer.id, "stage-begun", page.code, {"stage": name})
        except IntegrityError:
            # The other half of a double click was faster.
            return

    def hand_in(self, viewer: Person, name: str, kept: Mapping[str, Any] | None = None) -> None:
        """End a stage with what was sent last; twice does no harm."""
        self.settle(viewer)
        with self._database.reading() as session:
            own(session, viewer)
            stage = find.stage(session, viewer.id, name)
        if stage is None or stage.ended_at is not None:
            return
        if stage.run_id:
            self._stages.finish_run(viewer, stage.run_id)
        with self._database.writing() as session:
            row = own_to_change(session, viewer)
            stage = known(find.stage_to_change(session, viewer.id, name))
            if stage.ended_at is None:
                if kept:
                    stage.body = json.dumps(json.loads(stage.body) | dict(kept), ensure_ascii=False)
                self._ending.end(session, row, stage, ran_out=False)

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
                stage = known(find.stage_to_change(session, viewer.id, one.name))
                if stage.ended_at is None:
                    self._ending.end(session, row, stage, ran_out=now > stage.deadline + GRACE)
