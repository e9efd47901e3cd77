"""The impact report: counts over many people, from what candidates declared of their own will."""

from collections.abc import Mapping

from simulator.assessment.fairness import Count, Report, report
from simulator.db.engine import Database
from simulator.db.queries import hiring as find
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
            rows = [row for row in find.candidates_of(session, vacancy.id) if row.state == "decided"]
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
                for person_id, selected in decided.items():
                    if person_id in said:
                        groups.setdefault(said[person_id], []).append(selected)
                counts = {name: Count(sum(values), len(values)) for name, values in groups.items()}
                found[question] = report(counts, unknown=sum(one not in said for one in decided))
            return found
