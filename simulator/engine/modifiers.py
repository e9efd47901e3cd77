"""Making a case harder: modifiers M1–M10, and the turns of an assessment, as changes of the card that a run plays."""

import random
from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta

from simulator.domain.article import Article
from simulator.domain.modifier import MOST, TURNS, Interlude, Modifier, ModifierId
from simulator.domain.scenario import Fact, Reveal, Scenario, Tool
from simulator.domain.text import Phrases, Text
from simulator.errors import InvalidInput

HARDEST = 5
BUSY_MINUTES = 20
"""How long an interruption (M5) keeps the engineer away."""
SPARE = frozenset({"crm", "verify", "status"})
"""Consoles that are never out of order: rights and the state of the platform can always be seen."""


def suitable(card: Scenario, articles: Iterable[Article] = ()) -> tuple[ModifierId, ...]:
    """Return the modifiers that make sense for ``card``."""
    fitting: list[ModifierId] = ["M1", "M2"]
    if _stale(card, articles) is not None:
        fitting.append("M3")
    if card.wrong_causes:
        fitting.append("M4")
    fitting += ["M5", "M6"]
    if _spare_tools(card):
        fitting.append("M7")
    fitting += ["M8", "M9"]
    if _logs(card):
        fitting.append("M10")
    return tuple(fitting)


def modified(
    card: Scenario,
    chosen: tuple[ModifierId, ...],
    catalogue: Mapping[ModifierId, Modifier],
    seed: int,
    articles: Iterable[Article] = (),
) -> Scenario:
    """Return ``card`` with ``chosen`` applied; the same seed gives the same texts.

    Raises:
        InvalidInput: ``modifiers-too-many``, or ``modifier-unfit`` for one that the card cannot carry.
    """
    if not chosen:
        return card
    counted = [one for one in chosen if one not in TURNS]
    if len(set(chosen)) != len(chosen) or len(counted) > MOST:
        raise InvalidInput("modifiers-too-many", name="modifiers", limit=MOST)
    fitting = (*suitable(card, articles), *TURNS)
    for one in chosen:
        if one not in fitting:
            raise InvalidInput("modifier-unfit", name="modifiers", modifier=one)
        if one in CHANGES:
            # Variety, not secrecy.
            rng = random.Random(f"{card.slug}:{seed}:{one}")  # noqa: S311
            card = CHANGES[one](card, catalogue[one], rng)
    harder = min(HARDEST, card.difficulty + len(counted))
    return card.model_copy(update={"modifiers": chosen, "difficulty": harder})


def stale_first(card: Scenario, articles: Iterable[Article], found: tuple[str, ...]) -> tuple[str, ...]:
    """Return a search result with the outdated article on top, when the run has modifier M3."""
    if "M3" not in card.modifiers or not found:
        return found
    stale = _stale(card, articles)
    return found if stale is None else (stale, *(one for one in found if one != stale))


def _stale(card: Scenario, articles: Iterable[Article]) -> str | None:
    return next((a.id for a in articles if a.state == "stale" and card.id in a.scenarios), None)


def _noisy(card: Scenario, modifier: Modifier, rng: random.Random) -> Scenario:
    """M2: a mistyped identifier and a wrong hour; the right identifier is a fact one has to ask for."""
    wrong = (card.starts - timedelta(hours=rng.choice((2, 3, 5)))).strftime("%H:%M")
    said = rng.choice(modifier.texts)
    opening = {}
    for language in ("en", "ru"):
        text = card.opening.within(language)
        for known in card.known_ids:
            text = text.replace(known, _mistyped(known, rng))
        opening[language] = f"{text} {said.within(language).format(time=wrong)}"
    changes: dict[str, object] = {"opening": Text(**opening), "known_ids": ()}
    if card.known_ids:
        changes["facts"] = (*card.facts, _identifier(card))
    return card.model_copy(update=changes)


def _mistyped(known: str, rng: random.Random) -> str:
    """Return an identifier with two of its last characters swapped, or doubled when they are the same."""
    if len(known) < 2:
        return known
    head, last, end = known[:-2], known[-2], known[-1]
    return head + end + last if last != end else known + rng.choice("0123456789")


def _identifier(card: Scenario) -> Fact:
    ids = ", ".join(card.known_ids)
    number = max(int(fact.id[1:]) for fact in card.facts) + 1
    return Fact(
        id=f"F{number}",
        text=Text(en=f"The resource is {ids}", ru=f"Речь идёт о {ids}"),
        says=Phrases(
            en=(f"it's {ids}", f"{ids}, I mistyped it above", f"copied from the console: {ids}"),
            ru=(f"это {ids}", f"{ids}, выше опечатка", f"скопировал из консоли: {ids}"),
        ),
        reveal=Reveal(
            asks=Phrases(
                en=(
                    "Which resource is it exactly?", "What is the id of the machine?",
                    "Could you copy the identifier from the console?", "Which server do you mean?",
                    "I don't see that id, could you check it?", "What is the name of the resource?",
                ),
                ru=(
                    "О каком ресурсе идёт речь?", "Какой идентификатор у машины?",
                    "Скопируйте, пожалуйста, идентификатор из консоли.", "Какой сервер вы имеете в виду?",
                    "Такого номера не вижу, проверьте, пожалуйста.", "Как называется ресурс?",
                ),
            )
        ),
    )  # fmt: skip


def _draft(card: Scenario, modifier: Modifier, rng: random.Random) -> Scenario:
    """M4: the assistant's draft names a wrong cause and claims checks which nobody made."""
    wrong = rng.choice(card.wrong_causes)
    said = rng.choice(modifier.texts)
    drafted = {
        language: said.within(language).format(wrong=_clause(wrong.text.within(language)))
        for language in ("en", "ru")
    }
    return card.model_copy(update={"assistant_draft": Text(**drafted)})


def _clause(sentence: str) -> str:
    """Return a sentence as it stands after a colon."""
    words = sentence.rstrip(" .")
    return words if words[:2].isupper() or not words[:1].isupper() else words[0].lower() + words[1:]


def _interlude(card: Scenario, modifier: Modifier, rng: random.Random) -> Scenario:
    """M5, M6, M8, M9, T1, T2: somebody speaks up after the customer's first or second answer."""
    assert modifier.who is not None
    said = Interlude(
        by=modifier.id,
        after=1 if modifier.id == "M5" else rng.choice((1, 2)),
        who=modifier.who,
        name=rng.choice(modifier.name_of) if modifier.name_of else None,
        text=rng.choice(modifier.texts),
    )
    return card.model_copy(update={"interludes": (*card.interludes, said)})


def _outage(card: Scenario, modifier: Modifier, rng: random.Random) -> Scenario:
    """M7: a console that no key evidence comes from prints that it is down."""
    down = rng.choice(_spare_tools(card))
    said = modifier.texts[0].en
    return _with_tool(card, down.model_copy(update={"out": said, "after": None, "down": True}))


def _planted(card: Scenario, modifier: Modifier, rng: random.Random) -> Scenario:
    """M10: an order to whoever reads stands among the lines of a log."""
    log = rng.choice(_logs(card))
    lines = log.out.rstrip("\n").split("\n")
    lines.insert(rng.randrange(1, len(lines) + 1), rng.choice(modifier.texts).en)
    return _with_tool(card, log.model_copy(update={"out": "\n".join(lines)}))


def _with_tool(card: Scenario, changed: Tool) -> Scenario:
    return card.model_copy(
        update={"tools": tuple(changed if one.id == changed.id else one for one in card.tools)}
    )


def _spare_tools(card: Scenario) -> list[Tool]:
    return [
        tool
        for tool in card.tools
        if tool.where == "internal" and not tool.key and tool.cmd.split()[0] not in SPARE
    ]


def _logs(card: Scenario) -> list[Tool]:
    return [tool for tool in card.tools if tool.where == "internal" and tool.out.count("\n") >= 1]


CHANGES: dict[ModifierId, Callable[[Scenario, Modifier, random.Random], Scenario]] = {
    "M2": _noisy,
    "M4": _draft,
    "M5": _interlude,
    "M6": _interlude,
    "M7": _outage,
    "M8": _interlude,
    "M9": _interlude,
    "M10": _planted,
    "T1": _interlude,
    "T2": _interlude,
}
"""M1 and M3 change nothing in the card: the customer's language and the search look at ``Scenario.modifiers``."""
