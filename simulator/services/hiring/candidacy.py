"""A candidate's own page: which stage is next, open or done."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlmodel import Session

from simulator.db.queries import hiring as find
from simulator.db.tables import CandidateRow, VacancyRow
from simulator.domain.assessment import Assessment, Stage
from simulator.domain.person import Person
from simulator.services.hiring.doors import own


@dataclass(frozen=True)
class StageView:
    """A stage as the candidate sees it."""

    plan: Stage
    minutes: float
    state: Literal["later", "next", "open", "done"]
    until: datetime | None = None
    run_id: str = ""
    ran_out: bool = False


@dataclass(frozen=True)
class Candidacy:
    """The candidate's own page."""

    code: str
    vacancy: str
    template: Assessment
    state: str
    consented: bool
    tracked: bool
    stages: tuple[StageView, ...]
    now: datetime

    @property
    def open(self) -> StageView | None:
        """The stage whose clock runs."""
        return next((stage for stage in self.stages if stage.state == "open"), None)


def page_of(
    session: Session, row: CandidateRow, vacancy: VacancyRow, template: Assessment, now: datetime
) -> Candidacy:
    """Return the page of a candidate as the rows tell it."""
    begun = {one.name: one for one in find.stages_of(session, row.person_id)}
    views: list[StageView] = []
    free = row.consent_at is not None
    for stage in template.stages:
        known = begun.get(stage.name)
        minutes = stage.minutes * row.time_factor
        if known is None:
            views.append(StageView(stage, minutes, "next" if free else "later"))
            free = False
            continue
        done = known.ended_at is not None
        views.append(
            StageView(stage, minutes, "done" if done else "open", known.deadline, known.run_id, known.ran_out)
        )
        free = free and done
    return Candidacy(
        row.code, vacancy.title, template, row.state, row.consent_at is not None, not row.no_tracking,
        tuple(views), now,
    )  # fmt: skip


def own_with_vacancy(session: Session, viewer: Person) -> tuple[CandidateRow, VacancyRow]:
    """Return the candidate the viewer is, with the vacancy."""
    row = own(session, viewer)
    vacancy = session.get(VacancyRow, row.vacancy_id)
    assert vacancy is not None
    return row, vacancy
