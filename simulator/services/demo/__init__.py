"""The demonstration: sample people, one of them four weeks in, a new one with a few runs, a vacancy with candidates."""

from datetime import timedelta

from simulator.domain.person import Person, Role
from simulator.domain.text import Language
from simulator.services import Services
from simulator.services.accounts import NewPerson, SampleLine
from simulator.services.demo.playing import Played, play_exemplar
from simulator.services.demo.story import STORY, WHO, happen
from simulator.services.hiring import sample
from simulator.services.jobs import Job, NewJob

SAMPLES: tuple[SampleLine, ...] = (
    ("anna", "demo-anna", "Анна Кузнецова", Role.TRAINEE),
    ("boris", "demo-boris", "Boris Hale", Role.TRAINEE),
    (WHO, f"demo-{WHO}", "Дарья Ким", Role.TRAINEE),
    ("lena", "demo-lena", "Елена Соколова", Role.LEAD),
    ("igor", "demo-igor", "Игорь Мельников", Role.INTERVIEWER),
    ("admin", "demo-admin", "Sam Porter", Role.ADMIN),
)
LANGUAGES: dict[str, Language] = {"anna": "ru", WHO: "ru", "lena": "ru", "igor": "ru"}

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
        _queue(services, key, anna, payload)
    _queue(services, f"demo:{anna.id}:{WRITTEN}", anna, {"task": WRITTEN})
    for one in sample.SAMPLES:
        _queue(services, f"demo:hiring:{one.key}", people["igor"], {"candidate": one.key})
    for number, moment in enumerate(STORY):
        _queue(services, f"demo:{moment.key}", people[WHO], {"moment": str(number)})


def _queue(services: Services, key: str, subject: Person, payload: dict[str, str]) -> None:
    """Leave a part of the demonstration to the worker, once."""
    new = NewJob(key=key, kind=KIND, subject=subject.id, payload=payload)
    with services.database.writing() as session:
        job_id = services.jobs.add(session, new)
    services.jobs.ring(job_id)


def _cohort(services: Services, lead: Person, anna: Person) -> None:
    """Let the trainees be some weeks into their ninety days, with what their lead has seen so far."""
    if services.cohorts.all(lead):
        return
    today = services.clock().date()
    services.cohorts.make(lead, COHORT, today - timedelta(days=23), ["anna", "boris", WHO])
    services.cohorts.assign_buddy(lead, anna.id, "boris")
    for competency, kind, percent, note in SEEN:
        services.gates.observe(lead, anna.id, competency, kind, percent / 100, note, helped=False)


def play(services: Services, job: Job) -> None:
    """Play the recorded run a job is about. Safe to repeat."""
    anna, daria, lead = (services.accounts.by_login(login) for login in ("anna", WHO, "lena"))
    igor, admin = services.accounts.by_login("igor"), services.accounts.by_login("admin")
    if igor is not None and admin is not None and igor.id == job.subject and "candidate" in job.payload:
        sample.take(services, igor, admin, job.payload["candidate"])
    elif anna is not None and anna.id == job.subject and "task" in job.payload:
        _write(services, anna, job.payload["task"])
    elif anna is not None and anna.id == job.subject:
        lang: Language = "ru" if job.payload["lang"] == "ru" else "en"
        played = (job.payload["scenario"], job.payload["quality"], lang)
        play_exemplar(services, anna, played)
    elif daria is not None and lead is not None and daria.id == job.subject:
        happen(services, daria, lead, STORY[int(job.payload["moment"])])
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
