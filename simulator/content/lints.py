"""What a schema cannot see in a card: leaks, lookalike phrasings, variants that change nothing."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from simulator.content.fault import Fault, Path, strings
from simulator.domain.scenario import Scenario
from simulator.domain.text import LANGUAGES, Phrases

Named = tuple[Path, str, Phrases | None]

_SHORTEST_LITERAL = 3
_EDGE = r"(?<![A-Za-z0-9А-Яа-яЁё_]){}(?![A-Za-z0-9А-Яа-яЁё_])"


def card_faults(card: Scenario) -> Iterator[Fault]:
    """Yield faults of one card that need its meaning, not only its shape."""
    yield from _leaks(card)
    for group in _groups(card):
        yield from _lookalikes(card, group)
    yield from _variation(card)
    yield from _ambiguous_tools(card)
    yield from _set_by_modifiers(card)
    yield from _unwritten(card)


def _unwritten(card: Scenario) -> Iterator[Fault]:
    """Yield texts that a draft left for a person to write."""
    for path, text in strings(card.model_dump(mode="json")):
        if text.startswith("TODO"):
            yield Fault(path, "is still to be written", "write it in place of TODO")


def _set_by_modifiers(card: Scenario) -> Iterator[Fault]:
    """Yield parts that only a run may have: an author who writes one would change every run."""
    paths: list[Path] = [
        (name,) for name in ("modifiers", "interludes", "assistant_draft") if getattr(card, name)
    ]
    paths += [("tools", index, "down") for index, tool in enumerate(card.tools) if tool.down]
    for path in paths:
        yield Fault(
            path, f"`{path[-1]}` is set when a run begins", "leave it out; choose modifiers when starting"
        )


def normal(phrase: str) -> str:
    """Return a phrase without case, punctuation and ё, so that lookalikes are equal."""
    return " ".join(re.sub(r"[^\w\s]", " ", phrase.casefold().replace("ё", "е")).split())


def _leaks(card: Scenario) -> Iterator[Fault]:
    for language in LANGUAGES:
        causes = [normal(phrase) for phrase in card.cause.says.within(language)]
        for path, text in (
            (("opening", language), card.opening.within(language)),
            (("subject", language), card.subject.within(language)),
            (("hints", 0, language), card.hints[0].within(language)),
        ):
            shown = normal(text)
            for cause in causes:
                if f" {cause} " in f" {shown} ":
                    yield Fault(
                        path, f"gives the cause away: “{cause}”", "say what the customer sees, not why"
                    )


def _groups(card: Scenario) -> Iterator[list[Named]]:
    yield [
        *((("facts", i, "reveal", "asks"), fact.id, fact.reveal.asks) for i, fact in enumerate(card.facts)),
        *((("commands", i, "asks"), command.id, command.asks) for i, command in enumerate(card.commands)),
    ]
    yield [
        *((("tools", i, "finding"), tool.id, tool.finding) for i, tool in enumerate(card.tools)),
        *(
            (("commands", i, "finding"), command.id, command.finding)
            for i, command in enumerate(card.commands)
        ),
    ]
    yield [
        (("cause", "says"), "CAUSE", card.cause.says),
        *((("wrong_causes", i, "says"), wrong.id, wrong.says) for i, wrong in enumerate(card.wrong_causes)),
    ]
    yield [
        *((("steps", i, "says"), step.id, step.says) for i, step in enumerate(card.steps)),
        *((("pitfalls", i, "says"), pitfall.id, pitfall.says) for i, pitfall in enumerate(card.pitfalls)),
    ]


def _lookalikes(card: Scenario, group: Iterable[Named]) -> Iterator[Fault]:
    twins = _twins(card)
    for language in LANGUAGES:
        first: dict[str, str] = {}
        for path, target, phrases in group:
            for index, phrase in enumerate(phrases.within(language) if phrases else ()):
                other = first.setdefault(normal(phrase), target)
                if other == target or (other, target) in twins or (target, other) in twins:
                    continue
                what = f"“{phrase}” also stands under `{other}`"
                yield Fault((*path, language, index), what, "word it so that only one of them is meant")


def _twins(card: Scenario) -> set[tuple[str, str]]:
    """Return pairs that may share a phrasing: a fact and the check that shows it, equal evidence."""
    shown = {(fact.id, command) for fact in card.facts for command in fact.reveal.commands}
    equal = {(tool.id, other) for tool in card.tools for other in tool.equals}
    return shown | equal | {(command.id, other) for command in card.commands for other in command.equals}


def _variation(card: Scenario) -> Iterator[Fault]:
    plain = card.model_dump(mode="json", exclude={"variation"})
    written = json.dumps(plain, ensure_ascii=False).replace('\\"', '"').replace("\\n", "\n")
    literals: list[tuple[Path, str]] = []
    for index, value in enumerate(card.variation.values):
        literals.append((("variation", "values", index, "value"), value.value))
        if value.ru is not None:
            literals.append((("variation", "values", index, "ru"), value.ru))
    for index, alternative in enumerate(card.variation.alternatives):
        literals += [
            (("variation", "alternatives", index, "of", key), text) for key, text in alternative.of.items()
        ]
    for path, literal in literals:
        if len(literal) < _SHORTEST_LITERAL:
            yield Fault(
                path, f"`{literal}` is too short to be replaced safely", "write at least 3 characters"
            )
        elif not re.search(_EDGE.format(re.escape(literal)), written):
            yield Fault(
                path, f"`{literal}` stands nowhere in the card", "write the literal exactly as in the card"
            )
    for literal, times in Counter(text for _path, text in literals).items():
        if times > 1:
            path = [path for path, text in literals if text == literal][-1]
            yield Fault(path, f"`{literal}` is drawn {times} times", "name each literal once")


def _ambiguous_tools(card: Scenario) -> Iterator[Fault]:
    owner: dict[str, str] = {}
    for index, tool in enumerate(card.tools):
        for spelling in (tool.cmd, *tool.also):
            key = " ".join(spelling.casefold().split())
            other = owner.setdefault(key, tool.id)
            if other != tool.id:
                yield Fault(
                    ("tools", index, "cmd"),
                    f"`{spelling}` also gives `{other}`",
                    "let a command mean one tool",
                )
