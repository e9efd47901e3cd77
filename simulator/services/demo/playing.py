"""Recorded runs played through the same doors as a person, under keys that make repeating them harmless."""

from simulator.domain.action import Action, Say
from simulator.domain.person import Person
from simulator.domain.text import Language
from simulator.services import Services
from simulator.services.exemplars import exemplar_actions

Played = tuple[str, str, Language]
"""Card, quality of the recorded run, language."""


def play_exemplar(services: Services, person: Person, played: Played, key: str | None = None) -> None:
    """Play a recorded run to its end, unless it was; ``key`` tells it from another run of the same recording."""
    scenario_id, quality, lang = played
    actions = exemplar_actions(services.library.content, scenario_id, quality, lang)
    if not actions:
        return
    run = services.simulations
    simulation_id = run.start(
        person, scenario_id, lang, "practice", 1, key or f"demo-{scenario_id}-{quality}-{lang}"
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
