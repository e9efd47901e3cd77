"""The composition root: settings in, a wired application out."""

import threading
from dataclasses import dataclass, replace
from datetime import timedelta

from argon2 import PasswordHasher
from flask import Flask

from simulator import web
from simulator.clock import Clock, system_now
from simulator.content.library import Library
from simulator.content.published import PublishedLibrary
from simulator.db.engine import Database
from simulator.domain.judgement import Judge
from simulator.domain.wording import Worder
from simulator.grading.tone import grade_message
from simulator.hiring import hiring_of
from simulator.mailing import issuer_of, milestones_of, people_of, post_of
from simulator.modelling import (
    Shared,
    beginnings_of,
    gateway_of,
    judge_of,
    models_of,
    spending_of,
    voices_of,
    worder_of,
)
from simulator.paths import shipped_root, static_root
from simulator.services import Services
from simulator.services.accounts import Accounts
from simulator.services.analytics import Analytics
from simulator.services.answering import Answering, Voices
from simulator.services.assignments import Assignments
from simulator.services.assist import Assist
from simulator.services.attention import Attention, Sources
from simulator.services.authoring import Authoring
from simulator.services.badges import Badges
from simulator.services.beginnings import Drafter
from simulator.services.calibration import Calibration
from simulator.services.careers import Careers
from simulator.services.coaching import Coaching
from simulator.services.cohorts import Cohorts
from simulator.services.demo import SAMPLES
from simulator.services.disputes import Disputes
from simulator.services.drafts import Drafts
from simulator.services.gates import Gates
from simulator.services.grading import Grading, Workshop
from simulator.services.items import Items
from simulator.services.jobs import LEASE, Doorbell, Jobs
from simulator.services.labs import Labs
from simulator.services.library import ScenarioLibrary
from simulator.services.mail import Mail, Post
from simulator.services.onboarding import Onboarding
from simulator.services.opinions import Opinions
from simulator.services.outcomes import Outcomes
from simulator.services.pins import Pins
from simulator.services.portfolios import Portfolios
from simulator.services.privacy import Privacy
from simulator.services.proofs import Proofs
from simulator.services.published import Published
from simulator.services.pulse import Pulse
from simulator.services.questions import Questions
from simulator.services.quizzes import Quizzes
from simulator.services.readings import Readings
from simulator.services.reviews import Reviews
from simulator.services.rounds import Rounds
from simulator.services.runs import Runs
from simulator.services.simulations import Collaborators, Simulations
from simulator.services.starting import Starting
from simulator.services.tickets import Tickets
from simulator.services.triage import Triage
from simulator.services.wordings import Wordings
from simulator.services.workdays import WorkdayCalendars
from simulator.services.writing_reviews import WritingReviews
from simulator.services.writings import Writings
from simulator.settings import Settings
from simulator.understanding import read
from simulator.worker.doorbell import HueyDoorbell
from simulator.worker.loop import Worker

DEMO_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
"""OWASP's least costly argon2id: passwords of the demonstration stand on its sign-in page, and five of them are
hashed before the first page can be shown."""


@dataclass(frozen=True)
class Options:
    """What tests replace."""

    content: Library | None = None
    clock: Clock = system_now
    voices: Voices | None = None
    doorbell: Doorbell | None = None
    hasher: PasswordHasher | None = None
    lease: timedelta = LEASE
    judge: Judge | None = None
    worder: Worder | None = None
    post: Post | None = None
    drafter: Drafter | None = None


@dataclass(frozen=True)
class _Base(Shared):
    """What services share."""

    library: ScenarioLibrary
    runs: Runs
    starting: Starting
    calibration: Calibration
    proofs: Proofs
    onboarding: Onboarding
    analytics: Analytics


def _base(settings: Settings, chosen: Options) -> _Base:
    clock, database = chosen.clock, Database(settings.database_url)
    content = PublishedLibrary(chosen.content or Library(shipped_root()), Published(database))
    jobs = Jobs(database, clock, chosen.doorbell, lease=chosen.lease)
    runs = Runs(Pins(), jobs, clock)
    return _Base(
        database=database,
        content=content,
        clock=clock,
        library=ScenarioLibrary(database, content),
        jobs=jobs,
        runs=runs,
        starting=Starting(database, content, runs, clock),
        spending=spending_of(settings, database, clock),
        calibration=Calibration(database, runs, content),
        proofs=Proofs(content),
        onboarding=Onboarding(database, content, clock),
        analytics=Analytics(database, content, runs, clock),
    )


def build_services(settings: Settings, options: Options | None = None) -> Services:
    """Return the services for ``settings``. The database must be migrated."""
    chosen = options or Options()
    chosen = replace(chosen, content=chosen.content or Library(shipped_root()))
    base = _base(settings, chosen)
    database, content, clock, runs = base.database, base.content, base.clock, base.runs
    post, accounts = chosen.post or post_of(settings), _accounts(settings, chosen, database)
    mail = Mail(database, base.jobs, clock, post)
    answering, led = _answering(settings, chosen, base), _led(base)
    simulations = _simulations(settings, base, answering)
    return Services(
        accounts=accounts, people=people_of(database, accounts, mail, clock), mail=mail,
        milestones=milestones_of(settings, database, content, base.jobs, mail, clock),
        authoring=Authoring(database, content, base.starting, clock), library=base.library,
        simulations=simulations, grading=_grading(settings, chosen, base, answering),
        assist=Assist(database, content, runs),
        # Leads: what waits, what was judged, what is agreed, what it all adds up to.
        attention=Attention(led, database, content, clock), reviews=led.reviews, disputes=led.disputes,
        cohorts=led.cohorts, writing_reviews=led.written, assignments=led.assignments,
        coaching=Coaching(database, runs, led.assignments, clock), pulse=Pulse(database, clock),
        analytics=base.analytics, outcomes=Outcomes(database, content, base.analytics, clock),
        calibration=base.calibration, rounds=Rounds(database, clock),
        opinions=led.opinions, questions=Questions(database, runs, clock, base.proofs),
        tickets=Tickets(database, beginnings_of(settings, base, chosen.drafter), clock),
        # The way to a role.
        onboarding=base.onboarding, workdays=WorkdayCalendars(database, content, clock), gates=Gates(database, base.onboarding, clock),
        careers=Careers(database, clock, content, base.onboarding),
        portfolios=Portfolios(database, content, base.onboarding, clock),
        badges=Badges(database, issuer_of(settings), clock),
        # Exercises.
        quizzes=Quizzes(database, content, clock), items=Items(database, content),
        readings=Readings(database, content, clock), triage=Triage(database, content, clock),
        labs=Labs(database, content, clock), drafts=Drafts(database, content, clock),
        writings=Writings(database, content, clock),
        hiring=hiring_of(database, content, runs, simulations, mail, clock), privacy=Privacy(database, clock),
        jobs=base.jobs, spending=base.spending, clock=clock, database=database,
        at=lambda other: build_services(settings, replace(chosen, clock=other)),
    )  # fmt: skip


def _answering(settings: Settings, chosen: Options, base: _Base) -> Answering:
    voices = chosen.voices or voices_of(gateway_of(settings, base.spending), models_of(settings))
    return Answering(base.database, base.runs, base.jobs, voices, base.clock)


def _simulations(settings: Settings, base: _Base, answering: Answering) -> Simulations:
    desk = (base.database, base.library, base.runs, base.starting, answering, base.jobs, base.clock)
    return Simulations(Collaborators(*desk, show_mood=settings.show_mood))


def _led(base: _Base) -> Sources:
    database, content, clock, runs = base.database, base.content, base.clock, base.runs
    return Sources(
        cohorts=Cohorts(database, content, clock),
        reviews=Reviews(database, runs, content, clock, base.proofs),
        disputes=Disputes(database, runs, clock, base.proofs),
        written=WritingReviews(database, content, clock),
        assignments=Assignments(database, content, base.starting, clock),
        opinions=Opinions(database, runs, clock, base.proofs),
    )


def _grading(settings: Settings, chosen: Options, base: _Base, answering: Answering) -> Grading:
    judge = chosen.judge or judge_of(settings, base.spending, base.calibration)
    worder = chosen.worder or worder_of(settings, base.spending)
    wordings = Wordings(base.database, base.runs, base.jobs, base.clock, worder)
    shared = (base.database, base.library, base.runs, answering, base.jobs, base.clock, base.proofs, wordings)
    return Grading(Workshop(*shared, settings.show_mood, judge))


def _accounts(settings: Settings, chosen: Options, database: Database) -> Accounts:
    return Accounts(
        database,
        chosen.clock,
        session_hours=settings.session_hours,
        samples=SAMPLES if settings.demo else (),
        hasher=chosen.hasher or (DEMO_HASHER if settings.demo else None),
    )


def build_doorbell(settings: Settings) -> HueyDoorbell:
    """Return the queue of ``settings``: a file beside the database unless an address is set."""
    return HueyDoorbell(settings.jobs_url or settings.data_dir / "jobs.db", settings.secret())


def build_worker(settings: Settings) -> Worker:
    """Return a worker for a process of its own."""
    doorbell = build_doorbell(settings)
    return Worker(build_services(settings, Options(doorbell=doorbell)), doorbell, threads=2)


def warm_up() -> None:
    """Load lexicons and dictionaries, so that the first reply of a day is not the slow one."""
    for text in ("Hello, which error do you see?", "Здравствуйте, какую ошибку вы видите?"):
        grade_message(text, read(text, None))


def create_app(settings: Settings) -> Flask:
    """Return the application. With ``settings.worker`` it also works off jobs, in threads of this process."""
    doorbell = build_doorbell(settings)
    services = build_services(settings, Options(doorbell=doorbell))
    app = Flask("simulator.web", static_folder=str(static_root()), static_url_path="/static")
    app.config["SECRET_KEY"] = settings.secret()
    web.register(app, services, settings)
    threading.Thread(target=warm_up, name="warm-up", daemon=True).start()
    if settings.worker:
        worker = Worker(services, doorbell)
        worker.start()
        app.extensions["simulator_worker"] = worker
    return app
