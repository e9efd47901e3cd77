"""The demonstration: sample people, and a trainee who has some graded runs behind her."""

from simulator.domain.action import Action, Say
from simulator.domain.person import Person, Role
from simulator.domain.text import Language
from simulator.services import Services
from simulator.services.accounts import NewPerson, SampleLine
from simulator.services.exemplars import exemplar_actions

SAMPLES: tuple[SampleLine, ...] = (
    ("anna", "demo-anna", "Анна Кузнецова", Role.TRAINEE),
    ("boris", "demo-boris", "Boris Hale", Role.TRAINEE),
    ("lena", "demo-lena", "Елена Соколова", Role.LEAD),
    ("igor", "demo-igor", "Игорь Мельников", Role.INTERVIEWER),
    ("admin", "demo-admin", "Sam Porter", Role.ADMIN),
)
LANGUAGES: dict[str, Language] = {"anna": "ru", "lena": "ru", "igor": "ru"}

Played = tuple[str, str, Language]

PLAYED: tuple[Played, ...] = (
    ("SC-02", "poor", "ru"),
    ("SC-01", "average", "ru"),
    ("SC-07", "average", "en"),
    ("SC-14", "excellent", "ru"),
)
"""Card, quality of the recorded run, language: what the sample trainee has done so far."""


def seed(services: Services) -> None:
    """Add the sample people and runs that are not there yet."""
    people = {line[0]: _person(services, line) for line in SAMPLES if line[3] is not Role.TRAINEE}
    lead = people["lena"]
    for line in SAMPLES:
        if line[3] is Role.TRAINEE:
            people[line[0]] = _person(services, line, lead_id=lead.id)
    for played in PLAYED:
        _play(services, people["anna"], played)
    services.grading.work_off()


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
