"""What a reply can hit in one scenario, made ready for comparing."""

import math
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import zip_longest
from typing import Literal

import numpy as np
import numpy.typing as npt

from simulator.domain.scenario import Scenario
from simulator.domain.text import Phrases
from simulator.understanding.background import Background, background_of
from simulator.understanding.bearing import Bearing, bearings
from simulator.understanding.force import Force
from simulator.understanding.lexicon import concepts, enriched, weights
from simulator.understanding.manner import manners
from simulator.understanding.sentence import sentences
from simulator.understanding.words import Word, is_russian, plain, words_of

Kind = Literal["fact", "command", "step", "finding", "cause", "pitfall", "trigger", "known"]
Array = npt.NDArray[np.float64]
SHORTEST_TYPO = 4


@dataclass(frozen=True)
class Target:
    """One thing a reply may hit, with all its phrasings in both languages."""

    id: str
    kind: Kind
    phrases: tuple[str, ...]
    stated: bool
    """Its phrasings are statements or offers: a reply need not ask to hit it."""
    ours: bool = False
    """A step of the first line or of a team: told rather than ordered."""


@dataclass(frozen=True)
class Group:
    """Targets that compete with each other, with their vocabulary as arrays."""

    targets: tuple[Target, ...]
    vocabulary: tuple[str, ...]
    groups: tuple[frozenset[str], ...]
    """Per vocabulary word: the synonym groups it was seen in."""
    weight: Array
    """Per vocabulary word: how much it tells the targets apart."""
    phrase_words: Array
    """Phrases × vocabulary: weight where the phrase has the word."""
    phrase_target: npt.NDArray[np.int64]
    target_words: Array
    """Targets × vocabulary: share of the target's phrases with the word, times its weight."""
    index: dict[str, int]
    texts: tuple[str, ...]
    """The phrase of each row."""
    memory: dict[object, Array] = field(default_factory=dict, compare=False, repr=False)
    """Likeness of words met before to the vocabulary."""

    @cached_property
    def bearings(self) -> tuple[frozenset[Bearing], ...]:
        """What each phrase does: whether it orders, asks or states."""
        return tuple(
            frozenset(one for part in sentences(_ended(plain(text))) for one in bearings(part))
            or frozenset({Bearing.TELL})
            for text in self.texts
        )

    @cached_property
    def phrase_totals(self) -> Array:
        """Weight of each phrase."""
        return np.asarray(self.phrase_words.sum(axis=1))

    @cached_property
    def typical(self) -> Array:
        """Weight of the six most typical words of each target."""
        return np.asarray(np.sort(self.target_words, axis=1)[:, ::-1][:, :6].sum(axis=1))

    @cached_property
    def share(self) -> Array:
        """Targets × vocabulary: how much a word speaks for each target, the most for one being 1."""
        return np.asarray(self.target_words / np.maximum(self.target_words.max(axis=0), 1e-9))

    @cached_property
    def columns(self) -> dict[str, list[int]]:
        """Synonym group to the words of the vocabulary in it."""
        found: dict[str, list[int]] = {}
        for column, names in enumerate(self.groups):
            for name in names:
                found.setdefault(name, []).append(column)
        return found

    @cached_property
    def spelt(self) -> dict[bool, tuple[list[int], list[str]]]:
        """By alphabet (True: Cyrillic): the words that are long enough to be told from a typo."""
        found: dict[bool, tuple[list[int], list[str]]] = {True: ([], []), False: ([], [])}
        for column, word in enumerate(self.vocabulary):
            if len(word) >= SHORTEST_TYPO:
                places, words = found[is_russian(word)]
                places.append(column)
                words.append(word)
        return found

    @cached_property
    def manner(self) -> tuple[frozenset[str], ...]:
        """Per target: what its questions ask after (a time, a person, a count …)."""
        return tuple(
            frozenset(name for phrase in target.phrases for name in manners(plain(phrase)))
            for target in self.targets
        )


@dataclass
class Targets:
    """Everything a reply to one scenario is compared with."""

    scenario: Scenario
    asked: Group
    told: dict[str, Group]
    known: Group
    """Questions about what the opening and the ticket already say."""
    reveals: dict[str, tuple[str, ...]]
    """Command id to the facts which requesting it asks for."""
    background: Background
    memory: dict[str, object] = field(default_factory=dict)
    """Readings already made, by text."""


def compile_targets(scenario: Scenario) -> Targets:
    """Make a scenario ready for reading replies to it."""
    facts = [
        _target(fact.id, "fact", fact.reveal.asks)
        for fact in scenario.facts
        if fact.reveal.asks and not fact.reveal.never
    ]
    commands = [_target(command.id, "command", command.asks, (command.cmd,)) for command in scenario.commands]
    reveals: dict[str, list[str]] = {}
    for fact in scenario.facts:
        for command_id in fact.reveal.commands:
            reveals.setdefault(command_id, []).append(fact.id)
    return Targets(
        scenario=scenario,
        asked=group_of(facts + commands),
        told=_told(scenario),
        known=_known(scenario),
        background=background_of(scenario),
        reveals={key: tuple(value) for key, value in reveals.items()},
    )


def _known(scenario: Scenario) -> Group:
    pairs = zip_longest(scenario.known.en, scenario.known.ru)
    return group_of(
        [
            Target(f"known-{number}", "known", tuple(one for one in pair if one), stated=False)
            for number, pair in enumerate(pairs)
        ]
    )


def _told(scenario: Scenario) -> dict[str, Group]:
    """Group what is stated rather than asked: steps, findings, causes, pitfalls, triggers."""
    findings = [_target(tool.id, "finding", tool.finding) for tool in scenario.tools if tool.finding]
    findings += [_target(check.id, "finding", check.finding) for check in scenario.commands if check.finding]
    causes = [_target("CAUSE", "cause", scenario.cause.says)]
    causes += [_target(wrong.id, "cause", wrong.says) for wrong in scenario.wrong_causes]
    triggers = [
        _target(trigger.id, "trigger", trigger.when.phrases)
        for trigger in (*scenario.anger.raises, *scenario.anger.lowers)
        if trigger.when.phrases is not None
    ]
    steps = [
        replace(_target(step.id, "step", step.says), ours=step.by != "customer") for step in scenario.steps
    ]
    return {
        "steps": group_of(steps),
        "findings": group_of(findings),
        "causes": group_of(causes),
        "pitfalls": group_of([_target(item.id, "pitfall", item.says) for item in scenario.pitfalls]),
        "triggers": group_of(triggers),
    }


def _target(name: str, kind: Kind, phrases: Phrases | None, more: tuple[str, ...] = ()) -> Target:
    texts = (*phrases.en, *phrases.ru, *more) if phrases else more
    forces = (
        [
            any(
                piece.force in (Force.ASK, Force.REQUEST)
                for one in sentences(plain(text))
                for piece in one.pieces
            )
            for text in (*phrases.en, *phrases.ru)
        ]
        if phrases
        else [True]
    )
    return Target(name, kind, texts, stated=sum(forces) < 0.9 * len(forces))


def group_of(targets: list[Target]) -> Group:
    """Make arrays of the vocabulary of ``targets``."""
    rows: list[tuple[int, tuple[Word, ...]]] = []
    seen: dict[str, set[str]] = {}
    used_by: dict[str, set[int]] = {}
    for number, target in enumerate(targets):
        for phrase in target.phrases:
            words = enriched(words_of(plain(phrase)))
            rows.append((number, words))
            for word, names in zip(words, concepts().of(words), strict=True):
                seen.setdefault(word.stem, set()).update(names)
                used_by.setdefault(word.stem, set()).add(number)
    vocabulary = tuple(seen)
    index = {word: place for place, word in enumerate(vocabulary)}
    weight = np.array([_weight(word, len(used_by[word]), len(targets)) for word in vocabulary])
    phrase_words = np.zeros((len(rows), len(vocabulary)))
    for row, (_, words) in enumerate(rows):
        for word in words:
            phrase_words[row, index[word.stem]] = weight[index[word.stem]]
    target_words = np.zeros((len(targets), len(vocabulary)))
    for number in range(len(targets)):
        own = [words for row_target, words in rows if row_target == number]
        counts = Counter(stem for words in own for stem in {word.stem for word in words})
        for stem, count in counts.items():
            target_words[number, index[stem]] = weight[index[stem]] * count / len(own)
    return Group(
        targets=tuple(targets),
        vocabulary=vocabulary,
        groups=tuple(frozenset(seen[word]) for word in vocabulary),
        weight=weight,
        phrase_words=phrase_words,
        phrase_target=np.array([number for number, _ in rows], dtype=np.int64),
        target_words=target_words,
        index=index,
        texts=tuple(phrase for target in targets for phrase in target.phrases),
    )


def _ended(phrase: str) -> str:
    """Return a phrase of a card with its full stop: without one a short statement looks like a question cut short."""
    return phrase if phrase.rstrip().endswith((".", "?", "!", "…")) else phrase + "."


def _weight(stem: str, users: int, total: int) -> float:
    base = weights().get(stem, 1.0)
    spread = 1.0 if total < 2 else 0.45 + 0.55 * math.log(1 + total / users) / math.log(1 + total)
    return base * spread
