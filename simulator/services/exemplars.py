"""What an excellent engineer wrote in a case, from the recorded exemplar runs."""

from simulator.content.library import Library
from simulator.domain.action import Action, Close, Resolve, Say
from simulator.domain.case import Case
from simulator.domain.text import Language
from simulator.rehearsal.exemplars import exemplar_file
from simulator.rehearsal.replay import read_script


def exemplar_actions(content: Library, scenario_id: str, quality: str, lang: Language) -> tuple[Action, ...]:
    """Return the recorded actions of a run; nothing when there is no such recording."""
    file = exemplar_file(content, scenario_id, quality, lang)
    if not file.is_file():
        return ()
    script = read_script(file.name, file.read_text(encoding="utf-8-sig").splitlines())
    return tuple(action for _line, action in script.actions)


def exemplar(content: Library, case: Case) -> tuple[str, ...]:
    """Return the messages an excellent engineer wrote to this customer."""
    actions = exemplar_actions(content, case.scenario.id, "excellent", case.lang)
    return tuple(
        action.text for action in actions if isinstance(action, Say | Resolve | Close) and action.text.strip()
    )
