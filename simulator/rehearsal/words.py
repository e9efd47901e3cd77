"""What a task says to everybody, and what recorded people wrote on it: the background of a likeness."""

from simulator.assessment.similarity import Shingles, Trade, shingles
from simulator.content.library import Library
from simulator.domain.action import Close, Escalate, Note, Resolve, Say
from simulator.domain.case import Case
from simulator.domain.text import Language
from simulator.rehearsal.exemplars import QUALITIES, exemplar_file
from simulator.rehearsal.replay import read_script


def task_of(library: Library, case: Case) -> Shingles:
    """Return the shingles of everything a candidate can read in a task: nobody is alike by copying those."""
    card, lang = case.scenario, case.lang
    parts = [card.subject.within(lang), card.opening.within(lang), card.identity.crm, card.identity.verify]
    parts += [text for tool in card.tools for text in (tool.cmd, tool.out)]
    parts += [text for one in card.commands for text in (one.cmd, one.out, *one.says.within(lang))]
    parts += [text for fact in card.facts for text in fact.says.within(lang)]
    parts += [library.article(name).model_dump_json() for name in card.articles]
    parts += [text.within(lang) for one in library.modifiers.values() for text in one.texts]
    return frozenset().union(*map(shingles, parts))


def recorded(library: Library, scenario_id: str, quality: str, lang: Language) -> str:
    """Return everything the engineer of an exemplar run wrote himself."""
    file = exemplar_file(library, scenario_id, quality, lang)
    parts: list[str] = []
    for _line, action in read_script(file.name, file.read_text(encoding="utf-8-sig").splitlines()).actions:
        if isinstance(action, Say | Note | Close):
            parts.append(action.text)
        elif isinstance(action, Escalate):
            parts += [action.request, *action.pack.values()]
        elif isinstance(action, Resolve):
            parts += [action.cause, action.text]
    return "\n".join(parts)


def trade_of(library: Library, lang: Language) -> Trade:
    """Return what everybody says in this work, counted over the exemplar runs of all published cards."""
    return Trade.of(
        shingles(recorded(library, card.id, quality, lang))
        for card in library.scenarios
        if card.state == "published"
        for quality in QUALITIES
        if exemplar_file(library, card.id, quality, lang).is_file()
    )
