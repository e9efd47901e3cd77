"""A lead's home: what waits for him, gathered from where it waits."""

from collections.abc import Iterator
from datetime import datetime

from simulator.clock import Clock
from simulator.content.library import Library
from simulator.domain.person import Person
from simulator.readiness.attention import Need, NeedKind, ranked
from simulator.services.access import must_lead
from simulator.services.cohorts import Cohorts
from simulator.services.disputes import Disputes
from simulator.services.opinions import Opinions
from simulator.services.reviews import Reviews
from simulator.services.writing_reviews import WritingReviews

SHOWN = 60
BEHIND = -10.0
"""Points of readiness below the curve from which somebody is behind."""
DAY = 86_400.0
KINDS: tuple[NeedKind, ...] = ("red", "apart", "answered", "ungraded", "amber", "unsure")
"""Reasons of the queue that call a lead, the gravest first."""


class Attention:
    """Gathers needs. A new source is one more generator in ``needs``."""

    def __init__(
        self,
        parts: tuple[Cohorts, Reviews, Disputes, WritingReviews, Opinions],
        content: Library,
        clock: Clock,
    ) -> None:
        self._cohorts, self._reviews, self._disputes, self._written, self._opinions = parts
        self._content = content
        self._clock = clock

    def needs(self, viewer: Person) -> tuple[Need, ...]:
        """Return what waits for the viewer, the most pressing first."""
        must_lead(viewer)
        sources = (self._rulings, self._runs, self._gates, self._works, self._asked)
        found = [need for source in sources for need in source(viewer)]
        return ranked(found, self._content.programme.attention)[:SHOWN]

    def _rulings(self, viewer: Person) -> Iterator[Need]:
        for row, person, subject in self._disputes.waiting(viewer):
            yield Need("dispute", person, subject, {"simulation_id": row.simulation_id}, self._days(row.at))

    def _runs(self, viewer: Person) -> Iterator[Need]:
        for line in self._reviews.queue(viewer):
            kind = next((name for name in KINDS if name in line.reasons), None)
            if kind is not None:
                ref = {"simulation_id": line.simulation_id}
                yield Need(kind, line.person, line.subject, ref, self._days(line.ended))

    def _gates(self, viewer: Person) -> Iterator[Need]:
        days: dict[str, int] = {gate.id: gate.day for gate in self._content.programme.gates}
        for cohort, _lead in self._cohorts.all(viewer):
            for line in self._cohorts.board(viewer, cohort.id).lines:
                ref, late = {"person_id": line.person_id}, line.day - days[line.gate]
                if line.gate_holds:
                    yield Need("gate-ready", line.person, line.gate, ref, max(0, late))
                elif late > 0:
                    yield Need("gate-late", line.person, line.gate, ref, late)
                elif line.pace < BEHIND:
                    yield Need("behind", line.person, f"{line.pace:+.0f}", ref)

    def _works(self, viewer: Person) -> Iterator[Need]:
        for line in self._written.queue(viewer):
            if line.state == "handed-in" and not line.task.by_rule:
                yield Need("written", line.person, line.task.title, {"work_id": line.id}, self._days(line.at))

    def _asked(self, viewer: Person) -> Iterator[Need]:
        for run, subject, who, _note in self._opinions.asked(viewer):
            yield Need("opinion", who, subject, {"simulation_id": run})

    def _days(self, since: datetime) -> float:
        return (self._clock() - since).total_seconds() / DAY
