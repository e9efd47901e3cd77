"""Recorded requests out of exemplar runs: what the customer had to say at each point, and runs to be judged."""

from collections.abc import Iterator
from random import Random

from pydantic import ValidationError

from simulator.content.library import Library
from simulator.domain.act import CustomerAct
from simulator.domain.arena import Recorded
from simulator.domain.case import Case
from simulator.domain.event import EVENT
from simulator.domain.run import Run
from simulator.domain.text import LANGUAGES, Language
from simulator.engine.customers.base import CustomerAgent
from simulator.errors import ContentError, Problem
from simulator.rehearsal.exemplars import QUALITIES, exemplar_file
from simulator.rehearsal.replay import read_script
from simulator.rehearsal.stage import Stage


class _Listener:
    """A customer's agent that remembers what it was asked to say."""

    def __init__(self, agent: CustomerAgent) -> None:
        self._agent = agent
        self.heard: list[tuple[Run, CustomerAct]] = []

    def phrase(self, case: Case, run: Run, act: CustomerAct) -> str:
        """Remember the request and let the agent speak."""
        self.heard.append((run, act))
        return self._agent.phrase(case, run, act)


def recorded(library: Library, phrases: int, runs: int, seed: int = 1) -> tuple[Recorded, ...]:
    """Return requests drawn from the exemplar runs of all cards, as many in each language."""
    rng = Random(seed)  # noqa: S311 — the same draw each time, no secret
    found: list[Recorded] = []
    for lang in LANGUAGES:
        cards = [card.id for card in library.scenarios if card.state == "published"]
        rng.shuffle(cards)
        said: list[Recorded] = []
        judged: list[Recorded] = []
        for number, card in enumerate(cards):
            if len(said) >= phrases and len(judged) >= runs:
                break
            quality = QUALITIES[number % len(QUALITIES)]
            turns, whole = _of_run(library, card, lang, quality)
            said += rng.sample(turns, min(2, len(turns)))
            judged.append(whole)
        found += said[:phrases] + judged[:runs]
    return tuple(found)


def _of_run(library: Library, card: str, lang: Language, quality: str) -> tuple[list[Recorded], Recorded]:
    file = exemplar_file(library, card, quality, lang)
    script = read_script(file.name, file.read_text(encoding="utf-8-sig").splitlines())
    case = library.case(card, lang, 1, "practice")
    stage = Stage.of(library, case)
    listener = _Listener(stage.agent)
    stage = Stage(library, case, stage.run, stage.reader, listener, stage.search)
    run = stage.run
    for _line, action in script.actions:
        run = stage.after(run, action)
    name = f"{card}/{lang}/{quality}"
    turns = [
        Recorded(
            id=f"{name}/{act.of}", task="phrase", scenario=card, lang=lang, act=act,
            events=tuple(event.plain() for event in before.events),
        )
        for before, act in listener.heard
    ]  # fmt: skip
    events = tuple(event.plain() for event in stage.ended(run))
    return turns, Recorded(id=name, task="judge", scenario=card, lang=lang, events=events)


def read_recorded(file: str, lines: list[str]) -> tuple[Recorded, ...]:
    """Return the requests of a file; raise ``ContentError`` with every line that is none."""
    return tuple(_read(file, lines))


def _read(file: str, lines: list[str]) -> Iterator[Recorded]:
    problems: list[Problem] = []
    seen: set[str] = set()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            one = Recorded.model_validate_json(line)
            for event in one.events:
                EVENT.validate_python(event)
        except ValidationError as fault:
            what = str(fault.errors(include_url=False)[0]["msg"])
            problems.append(Problem(file, number, 1, f"no recorded request: {what}", "record the file again"))
            continue
        if one.task == "phrase" and one.act is None:
            problems.append(Problem(file, number, 1, "`act` is missing", "record the file again"))
        elif one.id in seen:
            problems.append(Problem(file, number, 1, f"`{one.id}` stands twice", "leave one of them out"))
        else:
            seen.add(one.id)
            yield one
    if problems or not seen:
        raise ContentError(
            problems or [Problem(file, 1, 1, "no request is in it", "record one with --record")]
        )
