"""What comes when: reminders, a lead's promises, calendar feeds."""

from dataclasses import dataclass

from simulator.services.milestones.feeds import Feeds
from simulator.services.milestones.pledges import Pledges
from simulator.services.milestones.reminders import Reminders


@dataclass(frozen=True)
class Milestones:
    """Everything with a day."""

    reminders: Reminders
    pledges: Pledges
    feeds: Feeds
