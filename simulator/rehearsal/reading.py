"""Understanding replies without a model: acts by the lexicons and targets, tone by the message rubric."""

import threading

from simulator.domain.case import Case
from simulator.domain.event import CustomerSaid, Opened, Said
from simulator.domain.reading import Reading
from simulator.domain.run import Run
from simulator.engine.turn import Understood
from simulator.grading.tone import grade_message, overall
from simulator.understanding import Targets, compile_targets, read, read_cause

REMEMBERED = 200
"""Cards whose targets stay compiled in memory."""


class OfflineReader:
    """Reads a reply the same way every time, on this machine alone."""

    def __init__(self) -> None:
        self._targets: dict[str, Targets] = {}
        self._lock = threading.Lock()

    def read(self, case: Case, run: Run, said: Said) -> Understood:
        """Return what ``said`` does and how it sounds."""
        earlier = tuple(other.text for other in run.replies if other.n < said.n)
        reading = read(
            said.text, self.targets(case), tech=case.persona.tech, language=case.lang, previous=earlier
        )
        return Understood(reading=reading, tone=_tone(said.text, reading, last_line(run, said.n), case))

    def read_cause(self, case: Case, text: str) -> Reading:
        """Return the causes a recorded cause text names."""
        return read_cause(text, self.targets(case))

    def targets(self, case: Case) -> Targets:
        """Return what replies of this case are compared with, compiled once for each card and seed."""
        key = f"{case.scenario.id}:{case.digest}:{case.seed}:{'+'.join(case.scenario.modifiers)}"
        found = self._targets.get(key)
        if found is None:
            found = compile_targets(case.scenario)
            with self._lock:
                while len(self._targets) >= REMEMBERED:
                    self._targets.pop(next(iter(self._targets)))
                self._targets[key] = found
        return found


def last_line(run: Run, before: int) -> str:
    """Return what the customer said last before event ``before``."""
    lines = (e.text for e in reversed(run.events[: before - 1]) if isinstance(e, Opened | CustomerSaid))
    return next(lines, "")


def _tone(text: str, reading: Reading, customer: str, case: Case) -> float | None:
    grades = grade_message(
        text,
        reading,
        customer=customer,
        language=case.lang,
        tech=case.persona.tech,
        channel=case.scenario.channel,
    )
    # A plain mapping: the customer's mood moves by the rubric's criteria, as the report shows them.
    level = overall(dict(grades))
    return None if level is None else round(level, 2)
