"""Who does which kind of job."""

from collections.abc import Callable
from functools import partial

from simulator.services import Services, beginnings, demo, wordings
from simulator.services.jobs import Job

Handler = Callable[[Job], None]


def handlers(services: Services) -> dict[str, Handler]:
    """Return the handler of each kind. Handlers may be called twice for one job and must not mind."""
    return {
        "grade": services.grading.run,
        wordings.KIND: services.grading.wordings.run,
        "mail": services.mail.deliver,
        "remind": services.milestones.reminders.remind,
        demo.KIND: partial(demo.play, services),
        beginnings.KIND: services.tickets.beginnings.propose,
    }
