"""The demonstration: sample people, a trainee with some graded runs behind her, a vacancy with candidates."""

from datetime import timedelta

from simulator.domain.action import Action, Say
from simulator.domain.person import Person, Role
from simulator.domain.text import Language
from simulator.services import Services
from simulator.services.accounts import NewPerson, SampleLine
from simulator.services.exemplars import exemplar_actions
from simulator.services.hiring import sample
from simulator.services.jobs import Job, NewJob

SAMPLES: tuple[SampleLine, ...] = (
    ("anna", "demo-anna", "Анна Кузнецова", Role.TRAINEE),
    ("boris", "demo-boris", "Boris Hale", Role.TRAINEE),
    ("lena", "demo-lena", "Елена Соколова", Role.LEAD),
    ("igor", "demo-igor", "Игорь Мельников", Role.INTERVIEWER),
    ("admin", "demo-admin", "Sam Porter", Role.ADMIN),
)
LANGUAGES: dict[str, Language] = {"anna": "ru", "lena": "ru", "igor": "ru"}

Played = tuple[str, str, Language]

KIND = "demo"
"""Kind of the jobs that play sample runs."""

COHORT = "Осенний поток"
SEEN: tuple[tuple[str, str, int, str], ...] = (
    ("L1-H01", "lead", 80, "Объяснила новому коллеге разницу между снимком и резервной копией."),
    ("L1-S05", "buddy", 75, "На разборе пересказала слова клиента точнее, чем было в заметке."),
    ("L1-D14", "real", 100, "Заметка к реальному обращению ушла без правок."),
)
"""What the sample lead has seen of the sample trainee."""

PLAYED: tuple[Played, ...] = (
    ("SC-02", "poor", "ru"),
    ("SC-01", "average", "ru"),
    ("SC-07", "average", "en"),
    ("SC-14", "excellent", "ru"),
)
"""Card, quality of the recorded run, language: what the sample trainee has done so far."""
WRITTEN = "KBX-03"
"""What waits for the sample lead: an article in which the sample trainee has left something out."""
UNSAID = ("limits", "check")


def seed(services: Services) -> None:
    """Add the sample people that are not there yet, and queue the playing of their runs.

    The runs are played by the worker: the first page must not wait for them.
    """
    people = {line[0]: _person(services, line) for line in SAMPLES if line[3] is not Role.TRAINEE}
    lead = people["lena"]
    for line in SAMPLES:
        if line[3] is Role.TRAINEE:
            people[line[0]] = _person(services, line, lead_id=lead.id)
    anna = people["anna"]
    _cohort(services, lead, anna)
    for scenario_id, quality, lang in PLAYED:
        payload = {"scenario": scenario_id, "quality": quality, "lang": lang}
        key = f"demo:{anna.id}:{scenario_id}:{quality}:{lang}"
        with services.database.writing() as session:
            job_id = services.jobs.add(session, NewJob(key=key, kind=KIND, subject=anna.id, payload=payload))
        services.jobs.ring(job_id)
    with services.database.writing() as session:
        written = NewJob(
            key=f"demo:{anna.id}:{WRITTEN}", kind=KIND, subject=anna.id, payload={"task": WRITTEN}
        )
        job_id = services.jobs.add(session, written)
    services.jobs.ring(job_id)
    for one in sample.SAMPLES:
        queued = NewJob(
            key=f"demo:hiring:{one.key}", kind=KIND, subject=people["igor"].id, payload={"candidate": one.key}
        )
        with services.database.writing() as session:
            job_id = services.jobs.add(session, queued)
        services.jobs.ring(job_id)


def _cohort(services: Services, lead: Person, anna: Person) -> None:
    """Let both trainees be some weeks into their ninety days, with what their lead has seen so far."""
    if services.cohorts.all(lead):
        return
    today = services.clock().date()
    services.cohorts.make(lead, COHORT, today - timedelta(days=23), ["anna", "boris"])
    services.cohorts.assign_buddy(lead, anna.id, "boris")
    for competency, kind, percent, note in SEEN:
        services.gates.observe(lead, anna.id, competency, kind, percent / 100, note, helped=False)


def play(services: Services, job: Job) -> None:
    """Play the recorded run a job is about. Safe to repeat."""
    anna = services.accounts.by_login("anna")
    igor, admin = services.accounts.by_login("igor"), services.accounts.by_login("admin")
    if igor is not None and admin is not None and igor.id == job.subject and "candidate" in job.payload:
        sample.take(services, igor, admin, job.payload["candidate"])
    elif anna is not None and anna.id == job.subject and "task" in job.payload:
        _write(services, anna, job.payload["task"])
    elif anna is not None and anna.id == job.subject:
        lang: Language = "ru" if job.payload["lang"] == "ru" else "en"
        _play(services, anna, (job.payload["scenario"], job.payload["quality"], lang))
    with services.database.writing() as session:
        services.jobs.finish(session, job)


def _write(services: Services, person: Person, task_id: str) -> None:
    """Hand in the good sample of an exercise with something left out, unless the person has begun it."""
    if services.writings.work(person, task_id, "ru").state == "new":
        fields = services.library.content.writing(task_id).samples.good.within("ru")
        said = {name: text for name, text in fields.items() if name not in UNSAID}
        services.writings.hand_in(person, task_id, "ru", said, 0)


def _person(services: Services, line: SampleLine, lead_id: str | None = None) -> Person:
    login, password, name, role = line
    known = services.accounts.by_login(login)
    if known is not None:
        return known
    return services.accounts.add(
        NewPerson(
            login=login,
            name=name,
            role=role,
            password=password,
            language=LANGUAGES.get(login, "en"),
            lead_id=lead_id,
        )
    )


def _play(services: Services, person: Person, played: Played) -> None:
    """Play a recorded run through the same doors as a person, under keys that make repeating it harmless."""
    scenario_id, quality, lang = played
    actions = exemplar_actions(services.library.content, scenario_id, quality, lang)
    if not actions:
        return
    run = services.simulations
    simulation_id = run.start(
        person, scenario_id, lang, "practice", 1, f"demo-{scenario_id}-{quality}-{lang}"
    )
    if services.grading.state(person, simulation_id) != "none":
        return
    for number, action in enumerate(actions):
        _do(services, person, simulation_id, action, f"demo-{number}")
    run.finish(person, simulation_id, "demo-finish")


def _do(services: Services, person: Person, simulation_id: str, action: Action, key: str) -> None:
    if isinstance(action, Say):
        services.simulations.send_message(person, simulation_id, action.text, key)
    else:
        services.simulations.act(person, simulation_id, action, key)
    services.simulations.ensure_answered(simulation_id)
