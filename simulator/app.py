"""The composition root: settings in, a wired application out."""

import threading
from dataclasses import dataclass
from datetime import timedelta

from argon2 import PasswordHasher
from flask import Flask

from simulator import web
from simulator.clock import Clock, system_now
from simulator.content.library import Library
from simulator.content.published import PublishedLibrary
from simulator.db.engine import Database
from simulator.domain.judgement import Judge
from simulator.grading.tone import grade_message
from simulator.modelling import gateway_of, judge_of, models_of, spending_of, voices_of
from simulator.paths import shipped_root, static_root
from simulator.services import Services
from simulator.services.accounts import Accounts
from simulator.services.answering import Answering, Voices
from simulator.services.attention import Attention
from simulator.services.authoring import Authoring
from simulator.services.calibration import Calibration
from simulator.services.careers import Careers
from simulator.services.cohorts import Cohorts
from simulator.services.demo import SAMPLES
from simulator.services.disputes import Disputes
from simulator.services.drafts import Drafts
from simulator.services.gates import Gates
from simulator.services.grading import Grading, Workshop
from simulator.services.hiring import Hiring
from simulator.services.hiring.closing import Closing
from simulator.services.hiring.ending import Ending
from simulator.services.hiring.entering import Entering
from simulator.services.hiring.files import Files
from simulator.services.hiring.impact import Fairness
from simulator.services.hiring.likeness import Likeness
from simulator.services.hiring.panel import Panel
from simulator.services.hiring.record import Record
from simulator.services.hiring.references import References
from simulator.services.hiring.stages import Stages
from simulator.services.hiring.taking import Taking
from simulator.services.hiring.vacancies import Vacancies
from simulator.services.hiring.working import Working
from simulator.services.items import Items
from simulator.services.jobs import LEASE, Doorbell, Jobs
from simulator.services.library import ScenarioLibrary
from simulator.services.models import Spending
from simulator.services.onboarding import Onboarding
from simulator.services.pins import Pins
from simulator.services.privacy import Privacy
from simulator.services.proofs import Proofs
from simulator.services.published import Published
from simulator.services.quizzes import Quizzes
from simulator.services.readings import Readings
from simulator.services.reviews import Reviews
from simulator.services.rounds import Rounds
from simulator.services.runs import Runs
from simulator.services.simulations import Collaborators, Simulations
from simulator.services.starting import Starting
from simulator.services.triage import Triage
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


@dataclass(frozen=True)
class _Base:
    """What services share."""

    database: Database
    content: Library
    clock: Clock
    library: ScenarioLibrary
    jobs: Jobs
    runs: Runs
    starting: Starting
    spending: Spending
    calibration: Calibration
    proofs: Proofs
    onboarding: Onboarding


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
    )


def build_services(settings: Settings, options: Options | None = None) -> Services:
    """Return the services for ``settings``. The database must be migrated."""
    chosen = options or Options()
    base = _base(settings, chosen)
    database, content, clock, runs = base.database, base.content, base.clock, base.runs
    voices = chosen.voices or voices_of(gateway_of(settings, base.spending), models_of(settings))
    answering = Answering(database, runs, base.jobs, voices, clock)
    desk = (database, base.library, runs, base.starting, answering, base.jobs, clock)
    led = cohorts, reviews, disputes, writing_reviews = _led(base)
    simulations = Simulations(Collaborators(*desk, show_mood=settings.show_mood))
    return Services(
        accounts=_accounts(settings, chosen, database),
        authoring=Authoring(database, content, base.starting, clock),
        library=base.library,
        simulations=simulations,
        grading=_grading(settings, chosen, base, answering),
        reviews=reviews,
        disputes=disputes,
        attention=Attention(led, content, clock),
        onboarding=base.onboarding,
        cohorts=cohorts,
        gates=Gates(database, base.onboarding, clock),
        quizzes=Quizzes(database, content, clock),
        readings=Readings(database, content, clock),
        careers=Careers(database, clock, content, base.onboarding),
        triage=Triage(database, content, clock),
        drafts=Drafts(database, content, clock),
        items=Items(database, content),
        writings=Writings(database, content, clock),
        writing_reviews=writing_reviews,
        hiring=_hiring(base, simulations),
        calibration=base.calibration,
        rounds=Rounds(database, clock),
        privacy=Privacy(database, clock),
        jobs=base.jobs,
        spending=base.spending,
        clock=clock,
        database=database,
    )


def _led(base: _Base) -> tuple[Cohorts, Reviews, Disputes, WritingReviews]:
    database, content, clock, runs = base.database, base.content, base.clock, base.runs
    return (
        Cohorts(database, content, clock),
        Reviews(database, runs, content, clock, base.proofs),
        Disputes(database, runs, clock, base.proofs),
        WritingReviews(database, content, clock),
    )


def _grading(settings: Settings, chosen: Options, base: _Base, answering: Answering) -> Grading:
    judge = chosen.judge or judge_of(settings, base.spending, base.calibration)
    shared = (base.database, base.library, base.runs, answering, base.jobs, base.clock, base.proofs)
    return Grading(Workshop(*shared, settings.show_mood, judge))


def _hiring(base: _Base, simulations: Simulations) -> Hiring:
    database, content, clock = base.database, base.content, base.clock
    record, stages = Record(database, clock), Stages(content, simulations, base.runs)
    ending, files = Ending(stages, record, clock), Files(base.runs, stages)
    taking = Taking(database, stages, ending, record, clock)
    return Hiring(
        vacancies=Vacancies(database, content, record, clock),
        entering=Entering(database, stages, record, clock),
        taking=taking,
        working=Working(database, stages, taking, ending),
        panel=Panel(
            database, content, files, record, taking, Likeness(database, content, base.runs, clock), clock
        ),
        fairness=Fairness(database),
        closing=Closing(database, files, record, Privacy(database, clock), clock),
        record=record,
        references=References(database, content, record, clock),
    )


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
