"""Which of the cards written in the product trainees are given."""

from collections.abc import Mapping

from simulator.db.engine import Database
from simulator.db.queries import cards as find


class Published:
    """The texts trainees are given now, read anew whenever somebody publishes."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._bodies: dict[str, str] = {}

    def __call__(self) -> Mapping[str, tuple[str, str]]:
        """Return id of the card → digest and text."""
        with self._database.reading() as session:
            found = find.published(session)
            for _scenario_id, digest, card_id, n in found:
                if digest not in self._bodies:
                    row = find.version(session, card_id, n)
                    assert row is not None
                    self._bodies[digest] = row.body
        return {scenario_id: (digest, self._bodies[digest]) for scenario_id, digest, _card_id, _n in found}
