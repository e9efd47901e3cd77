"""Machines of labs that go on, kept so that a line costs its own time and not that of all lines before it.

What was typed is the truth: a process that has not seen an attempt replays it from its lines.
"""

import json
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock

from simulator.content.library import Library
from simulator.db.tables import ExerciseRow
from simulator.labs.session import Session

KEPT = 48
"""Attempts whose machines stay in memory."""


@dataclass
class _Kept:
    lock: Lock = field(default_factory=Lock)
    session: Session | None = None


class Replays:
    """The machines of attempts, as far as their lines go."""

    def __init__(self, content: Library) -> None:
        self._content = content
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._lock = Lock()

    @contextmanager
    def at(self, row: ExerciseRow) -> Iterator[Session]:
        """Give the machines after all lines of an attempt; nobody else touches them meanwhile."""
        with self._lock:
            kept = self._kept.setdefault(row.id, _Kept())
            self._kept.move_to_end(row.id)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        with kept.lock, _whole(kept):
            body = json.loads(row.body)
            lines = [(machine, text) for machine, text, _key in body["lines"]]
            session = kept.session
            if session is None or not _begins(session, lines):
                lab = self._content.lab(row.item_id).varied(body["values"])
                session = kept.session = Session(lab, body["values"])
            for machine, text in lines[len(session.entries) :]:
                session.type(machine, text)
            yield session


@contextmanager
def _whole(kept: _Kept) -> Iterator[None]:
    """Forget machines that were left in the middle of something."""
    is_whole = False
    try:
        yield
        is_whole = True
    finally:
        if not is_whole:
            kept.session = None


def _begins(session: Session, lines: list[tuple[str, str]]) -> bool:
    """Tell whether a session has seen the first of these lines, and nothing else."""
    seen = [(entry.machine, entry.line) for entry in session.entries]
    return lines[: len(seen)] == seen
