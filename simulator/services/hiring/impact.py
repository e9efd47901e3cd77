"""The impact report: counts over many people, from what candidates declared of their own will."""

from collections.abc import Mapping, Sequence

from simulator.assessment.fairness import Count, Report, report
from simulator.db.engine import Database
from simulator.db.queries import hiring as find
from simulator.db.tables import CandidateRow
from simulator.domain.person import Person
from simulator.services.hiring.doors import vacancy_seen

SELECTED = ("offer", "training")
QUESTIONS = ("gender", "age")


class Fairness:
    """Reports on groups, never on a person."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def reports(self, viewer: Person, vacancy_id: str) -> Mapping[str, Report]:
        """Return question → the report of a vacancy, over candidates who have a decision."""
        with self._database.reading() as session:
            vacancy = vacancy_seen(session, viewer, vacancy_id)
            candidates = find.candidates_of(session, vacancy.id)
            rows = [row for row in candidates if row.state == "decided"]
            sessions = _sessions(candidates)
            # Somebody with a second session is one person: the newer decision is his.
            first = {row.sibling_of for row in rows}
            decided = {
                row.person_id: find.decisions_of(session, row.person_id)[-1].verdict in SELECTED
                for row in rows
                if row.code not in first
            }
            found = {}
            for question in QUESTIONS:
                said = find.declarations_of(session, vacancy.id, question)
                groups: dict[str, list[bool]] = {}
                unknown = 0
                for person_id, selected in decided.items():
                    # What he declared in any session is what he declared; of two answers the newer one.
                    answer = next((said[one] for one in sessions[person_id] if one in said), None)
                    if answer is None:
                        unknown += 1
                    else:
                        groups.setdefault(answer, []).append(selected)
                counts = {name: Count(sum(values), len(values)) for name, values in groups.items()}
                found[question] = report(counts, unknown=unknown)
            return found


def _sessions(rows: Sequence[CandidateRow]) -> Mapping[str, tuple[str, ...]]:
    """Return each session → all sessions of the same person, the newest first."""
    found: dict[str, list[CandidateRow]] = {}
    for row in rows:
        found.setdefault(row.sibling_of or row.code, []).append(row)
    return {
        row.person_id: tuple(one.person_id for one in sorted(same, key=lambda one: one.sibling_of == ""))
        for same in found.values()
        for row in same
    }
