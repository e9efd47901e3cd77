"""Names that must lead somewhere: inside a card, and from a card to the world around it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Protocol

from simulator.content.fault import Fault, Path
from simulator.domain.scenario import Condition, Scenario
from simulator.domain.triage import NO_TEAM, TriageSet


@dataclass(frozen=True)
class World:
    """What a card may name outside itself. An empty set means: not loaded, so not checked."""

    personas: frozenset[str] = frozenset()
    voices: frozenset[str] = frozenset()
    plans: frozenset[str] = frozenset()
    teams: frozenset[str] = frozenset()
    tools: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    competencies: frozenset[str] = frozenset()
    critical_fails: frozenset[str] = frozenset()
    scenarios: frozenset[str] = frozenset()


class _Part(Protocol):
    @property
    def id(self) -> str: ...


@dataclass(frozen=True)
class _Ids:
    """Ids of the parts of a card, by the letters of the format."""

    facts: frozenset[str] = frozenset()
    evidence: frozenset[str] = frozenset()
    tools: frozenset[str] = frozenset()
    commands: frozenset[str] = frozenset()
    steps: frozenset[str] = frozenset()
    pitfalls: frozenset[str] = field(default_factory=frozenset)


def reference_faults(card: Scenario, world: World) -> Iterator[Fault]:
    """Yield every name in ``card`` that leads nowhere, and ids out of order."""
    ids = _Ids(
        facts=_ids(card.facts),
        evidence=_ids(card.tools) | _ids(card.commands),
        tools=_ids(card.tools),
        commands=_ids(card.commands),
        steps=_ids(card.steps),
        pitfalls=_ids(card.pitfalls),
    )
    yield from _order(card)
    yield from _facts(card, ids)
    yield from _evidence(card, ids)
    yield from _triggers(card, ids)
    yield from _outside(card, world)


def _ids(parts: Iterable[_Part]) -> frozenset[str]:
    return frozenset(part.id for part in parts)


def _order(card: Scenario) -> Iterator[Fault]:
    lists: tuple[tuple[Path, str, Sequence[_Part]], ...] = (
        (("facts",), "F", card.facts),
        (("commands",), "C", card.commands),
        (("tools",), "K", card.tools),
        (("steps",), "S", card.steps),
        (("pitfalls",), "X", card.pitfalls),
        (("wrong_causes",), "W", card.wrong_causes),
        (("anger", "raises"), "R", card.anger.raises),
        (("anger", "lowers"), "L", card.anger.lowers),
    )
    for path, letter, parts in lists:
        for index, part in enumerate(parts):
            if part.id != f"{letter}{index + 1}":
                what = f"`{part.id}` stands where `{letter}{index + 1}` is due"
                yield Fault(
                    (*path, index, "id"), what, f"number them {letter}1, {letter}2, … in order, each once"
                )


def _facts(card: Scenario, ids: _Ids) -> Iterator[Fault]:
    for index, fact in enumerate(card.facts):
        at: Path = ("facts", index, "reveal")
        yield from _known((*at, "tools"), fact.reveal.tools, ids.tools, "tool")
        yield from _known((*at, "commands"), fact.reveal.commands, ids.commands, "command")
        yield from _known((*at, "needs"), fact.reveal.needs, ids.facts - {fact.id}, "other fact")
    reachable = _reachable(card)
    for index, fact in enumerate(card.facts):
        if fact.id not in reachable:
            what = f"nobody can ever learn `{fact.id}`"
            yield Fault(
                ("facts", index, "reveal"),
                what,
                "give it asks, tools or commands, and needs without a circle",
            )


def _reachable(card: Scenario) -> frozenset[str]:
    found: set[str] = set()
    while True:
        more = {
            fact.id
            for fact in card.facts
            if fact.id not in found
            and set(fact.reveal.needs) <= found
            and (
                fact.reveal.tools
                or (not fact.reveal.never and (fact.reveal.asks or fact.reveal.commands or not fact.critical))
            )
        }
        if not more:
            return frozenset(found)
        found |= more


def _evidence(card: Scenario, ids: _Ids) -> Iterator[Fault]:
    for index, tool in enumerate(card.tools):
        yield from _known(("tools", index, "equals"), tool.equals, ids.evidence - {tool.id}, "other evidence")
    for index, command in enumerate(card.commands):
        yield from _known(
            ("commands", index, "equals"), command.equals, ids.evidence - {command.id}, "other evidence"
        )
    for index, step in enumerate(card.steps):
        yield from _known(("steps", index, "needs"), step.needs, ids.evidence | ids.facts, "evidence or fact")
    if card.escalation is not None:
        at = ("escalation", "after")
        yield from _known(at, card.escalation.after, ids.evidence | ids.facts, "evidence or fact")


def _triggers(card: Scenario, ids: _Ids) -> Iterator[Fault]:
    for name, triggers in (("raises", card.anger.raises), ("lowers", card.anger.lowers)):
        for index, trigger in enumerate(triggers):
            at: Path = ("anger", name, index)
            if trigger.when == Condition():
                yield Fault(
                    (*at, "when"), f"`{trigger.id}` can never fire", "name acts, facts, steps or phrases"
                )
            wrong_way = trigger.delta < 0 if name == "raises" else trigger.delta > 0
            if wrong_way:
                yield Fault(
                    (*at, "delta"), f"`{trigger.id}` moves anger the wrong way", f"give {name} the other sign"
                )
            when, place = trigger.when, (*at, "when")
            yield from _known((*place, "facts"), when.facts, ids.facts, "fact")
            yield from _known((*place, "requests"), when.requests, ids.commands, "command")
            yield from _known((*place, "steps"), when.steps, ids.steps, "step")
            yield from _known((*place, "findings"), when.findings, ids.evidence, "evidence")
            yield from _known((*place, "pitfalls"), when.pitfalls, ids.pitfalls, "pitfall")


def _outside(card: Scenario, world: World) -> Iterator[Fault]:
    yield from _named(("persona",), card.persona, world.personas, "persona")
    yield from _named(("persona",), card.persona, world.voices, "voice of persona")
    yield from _named(("plan",), card.plan, world.plans, "plan")
    for name, part in (("articles", card.articles), ("competencies", card.competencies)):
        known = world.articles if name == "articles" else world.competencies
        yield from _known((name,), part, known, name.rstrip("s"), loose=True)
    yield from _known(
        ("critical_fails",), card.critical_fails, world.critical_fails, "critical fail", loose=True
    )
    for index, pitfall in enumerate(card.pitfalls):
        code = pitfall.critical_fail
        yield from _named(("pitfalls", index, "critical_fail"), code, world.critical_fails, "critical fail")
    if card.escalation is not None:
        yield from _named(("escalation", "team"), card.escalation.team, world.teams, "team")
        yield from _known(("escalation", "near"), card.escalation.near, world.teams, "team", loose=True)
    for index, tool in enumerate(card.tools):
        for spelling in (tool.cmd, *tool.also):
            if world.tools and not any(_starts(spelling, name) for name in world.tools):
                what = f"`{spelling}` begins with no tool of the provider"
                yield Fault(
                    ("tools", index, "cmd"), what, "begin with a name listed in provider.yaml under `tools`"
                )


def triage_faults(plan: TriageSet, world: World) -> Iterator[Fault]:
    """Yield every team of a triage set that the provider does not have."""
    for index, one in enumerate(plan.vignettes):
        for path, team in (
            (("key", "team"), one.key.team),
            *((("also", "team"), name) for name in one.also.team),
        ):
            if team != NO_TEAM:
                yield from _named(("vignettes", index, *path), team, world.teams, "team")


def _starts(command: str, name: str) -> bool:
    return command.casefold().split()[: len(name.split())] == name.casefold().split()


def _named(path: Path, name: str | None, known: frozenset[str], noun: str) -> Iterator[Fault]:
    if name is not None and known and name not in known:
        yield Fault(path, f"no {noun} `{name}`", _near(name, known))


def _known(
    path: Path, names: Sequence[str], known: frozenset[str], noun: str, *, loose: bool = False
) -> Iterator[Fault]:
    if loose and not known:
        return
    for index, name in enumerate(names):
        if name not in known:
            yield Fault((*path, index), f"no {noun} `{name}`", _near(name, known))


def _near(name: str, known: frozenset[str]) -> str:
    near = get_close_matches(name, sorted(known), n=1, cutoff=0.6)
    listed = ", ".join(sorted(known, key=lambda one: (len(one), one))[:20])
    return (f"did you mean `{near[0]}`? Known: " if near else "known: ") + (listed or "none")
