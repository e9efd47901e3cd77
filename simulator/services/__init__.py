"""What the product can do. Views and jobs call these; each opens its own transactions."""

from collections.abc import Callable
from dataclasses import dataclass

from simulator.clock import Clock
from simulator.db.engine import Database
from simulator.services.accounts import Accounts
from simulator.services.analytics import Analytics
from simulator.services.assignments import Assignments
from simulator.services.assist import Assist
from simulator.services.attention import Attention
from simulator.services.authoring import Authoring
from simulator.services.badges import Badges
from simulator.services.calibration import Calibration
from simulator.services.careers import Careers
from simulator.services.coaching import Coaching
from simulator.services.cohorts import Cohorts
from simulator.services.disputes import Disputes
from simulator.services.drafts import Drafts
from simulator.services.gates import Gates
from simulator.services.grading import Grading
from simulator.services.hiring import Hiring
from simulator.services.items import Items
from simulator.services.jobs import Jobs
from simulator.services.labs import Labs
from simulator.services.library import LibraryFilter, ScenarioLibrary
from simulator.services.mail import Mail
from simulator.services.milestones import Milestones
from simulator.services.models import Spending
from simulator.services.onboarding import Onboarding
from simulator.services.opinions import Opinions
from simulator.services.outcomes import Outcomes
from simulator.services.people import People
from simulator.services.portfolios import Portfolios
from simulator.services.practice import Practice
from simulator.services.privacy import Privacy
from simulator.services.pulse import Pulse
from simulator.services.questions import Questions
from simulator.services.quizzes import Quizzes
from simulator.services.readings import Readings
from simulator.services.reviews import Reviews
from simulator.services.rounds import Rounds
from simulator.services.simulations import Simulations
from simulator.services.tickets import Tickets
from simulator.services.triage import Triage
from simulator.services.workdays import WorkdayCalendars
from simulator.services.writing_reviews import WritingReviews
from simulator.services.writings import Writings

__all__ = ["LibraryFilter", "Services"]


@dataclass(frozen=True)
class Services:
    """Everything the web layer and the worker may call."""

    accounts: Accounts
    attention: Attention
    assignments: Assignments
    assist: Assist
    analytics: Analytics
    outcomes: Outcomes
    coaching: Coaching
    pulse: Pulse
    authoring: Authoring
    tickets: Tickets
    library: ScenarioLibrary
    simulations: Simulations
    grading: Grading
    reviews: Reviews
    disputes: Disputes
    opinions: Opinions
    questions: Questions
    calibration: Calibration
    rounds: Rounds
    onboarding: Onboarding
    cohorts: Cohorts
    workdays: WorkdayCalendars
    gates: Gates
    quizzes: Quizzes
    readings: Readings
    careers: Careers
    privacy: Privacy
    labs: Labs
    triage: Triage
    drafts: Drafts
    items: Items
    writings: Writings
    writing_reviews: WritingReviews
    hiring: Hiring
    people: People
    mail: Mail
    milestones: Milestones
    portfolios: Portfolios
    badges: Badges
    jobs: Jobs
    spending: Spending
    clock: Clock
    database: Database
    at: Callable[[Clock], "Services"]
    """The same on another clock, over connections of its own: the demonstration tells what happened earlier."""

    @property
    def practice(self) -> Practice:
        """The hub: a new kind of exercise is one more entry here."""
        kinds = (self.quizzes, self.labs, self.triage, self.writings, self.drafts)
        return Practice([kind.practice for kind in kinds])

    def close(self) -> None:
        """Let go of every connection."""
        self.database.close()
