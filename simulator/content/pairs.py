"""What makes two cards twins: nobody can tell them apart by what he is given, and they are not solved alike."""

from collections.abc import Iterator, Mapping
from typing import get_args

from simulator.content.fault import Fault
from simulator.content.language import language_faults
from simulator.content.lints import card_faults, normal
from simulator.content.loader import Loaded
from simulator.content.references import World, reference_faults
from simulator.content.shelf import SCENARIO, TWIN
from simulator.content.twins import LoadedTwin, whole
from simulator.domain.scenario import Command, Scenario, Tool
from simulator.domain.text import LANGUAGES
from simulator.domain.twin import Shared, Twin, is_twin
from simulator.errors import ContentError, Problem

ALWAYS_SHARED = ("difficulty",)
TELLING_APART = 1
"""How many more or fewer telling checks a twin may have: it must not be the longer way to the same points."""


def parent_faults(card: Scenario) -> Iterator[Fault]:
    """Yield that a card of its own has the id of a twin."""
    if is_twin(card.id):
        yield Fault(("id",), f"`{card.id}` is the id of a twin", f"write it as one, in {TWIN.folder}")


def twin_problems(one: Loaded[Twin], cards: Mapping[str, Loaded[Scenario]], world: World) -> list[Problem]:
    """Return what is wrong with a twin as a whole card; what its parent lacks too is said of the parent alone."""
    parent = cards.get(one.value.of)
    if parent is None:
        remedy = f"name a card that lies in {SCENARIO.folder} and can be read"
        return [one.marks().problem(("of",), f"no card `{one.value.of}`", remedy)]
    try:
        twin = whole(one, parent)
    except ContentError as fault:
        return fault.problems
    inherited = {fault.what for fault in _card_faults(parent.value, world)}
    own = [fault for fault in _card_faults(twin.value, world) if fault.what not in inherited]
    marks = twin.marks()
    return [marks.problem(fault.path, fault.what, fault.remedy) for fault in (*own, *twin_faults(twin))]


def _card_faults(card: Scenario, world: World) -> Iterator[Fault]:
    yield from language_faults(card.model_dump())
    yield from reference_faults(card, world)
    yield from card_faults(card)


def twin_faults(twin: LoadedTwin) -> Iterator[Fault]:
    """Yield what keeps a card from being a twin: it can be told from its parent, or it is solved like it."""
    card, parent, meant = twin.value, twin.under.value, twin.over.value.differs
    yield from _told_apart(card, parent, meant)
    yield from _same_way(card, parent)
    yield from _same_cause(card, parent)


def _told_apart(card: Scenario, parent: Scenario, meant: tuple[Shared, ...]) -> Iterator[Fault]:
    for name in (*get_args(Shared), *ALWAYS_SHARED):
        if name not in meant and getattr(card, name) != getattr(parent, name):
            remedy = f"leave `{name}` out of the changes"
            more = "" if name in ALWAYS_SHARED else f", or write `differs: [{name}]`"
            yield Fault((name,), f"`{name}` is other than in {parent.id}", remedy + more)


def _same_way(card: Scenario, parent: Scenario) -> Iterator[Fault]:
    own, others = _telling(card), _telling(parent)
    if abs(len(own) - len(others)) > TELLING_APART:
        what = f"{len(own)} telling checks (`key: true`), the parent has {len(others)}"
        yield Fault(("tools",), what, "make them as many, give or take one")
    if {check.out for check in own} <= {check.out for check in others}:
        what = f"every telling check shows what it shows in {parent.id}"
        yield Fault(("tools",), what, "let a check with `key: true` show another fault")


def _same_cause(card: Scenario, parent: Scenario) -> Iterator[Fault]:
    for language in LANGUAGES:
        old = {normal(phrase) for phrase in parent.cause.says.within(language)}
        for index, phrase in enumerate(card.cause.says.within(language)):
            if normal(phrase) in old:
                at = ("cause", "says", language, index)
                yield Fault(at, f"“{phrase}” is the cause of {parent.id}", "write the cause of the twin")
            if f" {normal(phrase)} " in f" {normal(card.title.within(language))} ":
                yield Fault(
                    ("title", language), f"gives the cause away: “{phrase}”", "name what the customer sees"
                )
        wrong = {normal(phrase) for one in card.wrong_causes for phrase in one.says.within(language)}
        if not old & wrong:
            what = f"the cause of {parent.id} is no wrong cause here ({language})"
            yield Fault(
                ("wrong_causes",), what, "append one with its phrases: who recites the parent says them"
            )


def _telling(card: Scenario) -> list[Tool | Command]:
    checks: tuple[Tool | Command, ...] = (*card.tools, *card.commands)
    return [check for check in checks if check.key]
