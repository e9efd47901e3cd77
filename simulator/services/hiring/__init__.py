"""Hiring: vacancies, candidates, the stages they take, what the panel scores and decides, the record of it all."""

from dataclasses import dataclass

from simulator.services.hiring.closing import Closing
from simulator.services.hiring.entering import Entering
from simulator.services.hiring.impact import Fairness
from simulator.services.hiring.panel import Panel
from simulator.services.hiring.queue import CandidateQueue
from simulator.services.hiring.record import Record
from simulator.services.hiring.references import References
from simulator.services.hiring.taking import Taking
from simulator.services.hiring.vacancies import Vacancies
from simulator.services.hiring.working import Working


@dataclass(frozen=True)
class Hiring:
    """Everything about candidates."""

    vacancies: Vacancies
    entering: Entering
    taking: Taking
    working: Working
    panel: Panel
    closing: Closing
    fairness: Fairness
    record: Record
    references: References
    queue: CandidateQueue
