"""How hiring is put together: everything that writes shares one record."""

from simulator.clock import Clock
from simulator.content.library import Library
from simulator.db.engine import Database
from simulator.services.hiring import Hiring
from simulator.services.hiring.closing import Closing
from simulator.services.hiring.ending import Ending
from simulator.services.hiring.entering import Entering
from simulator.services.hiring.files import Files
from simulator.services.hiring.impact import Fairness
from simulator.services.hiring.likeness import Likeness
from simulator.services.hiring.panel import Panel
from simulator.services.hiring.queue import CandidateQueue
from simulator.services.hiring.record import Record
from simulator.services.hiring.references import References
from simulator.services.hiring.stages import Stages
from simulator.services.hiring.taking import Taking
from simulator.services.hiring.vacancies import Vacancies
from simulator.services.hiring.working import Working
from simulator.services.mail import Mail
from simulator.services.privacy import Privacy
from simulator.services.runs import Runs
from simulator.services.simulations import Simulations


def hiring_of(
    database: Database, content: Library, runs: Runs, simulations: Simulations, mail: Mail, clock: Clock
) -> Hiring:
    """Return the services of hiring."""
    record, stages = Record(database, clock), Stages(content, simulations, runs)
    ending, files = Ending(stages, record, clock), Files(runs, stages)
    taking = Taking(database, stages, ending, record, clock)
    likeness = Likeness(database, content, runs, clock)
    return Hiring(
        vacancies=Vacancies(database, content, record, mail, clock),
        entering=Entering(database, stages, record, clock),
        taking=taking,
        working=Working(database, stages, taking, ending),
        panel=Panel(database, content, files, record, taking, likeness, clock),
        fairness=Fairness(database),
        closing=Closing(database, files, record, Privacy(database, clock), clock),
        record=record,
        references=References(database, content, record, clock),
        queue=CandidateQueue(database, content),
    )
