"""What a reply can hit in one scenario, made ready for comparing."""

import math
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import zip_longest

import numpy as np

from simulator.domain.scenario import Scenario
from simulator.domain.text import Phrases
from simulator.understanding.background import Background, background_of
from simulator.understanding.force import Force
from simulator.understanding.group import Group, Kind, Target
from simulator.understanding.lexicon import concepts, enriched, weights
from simulator.understanding.sentence import sentences
from simulator.understanding.words import Word, plain, words_of


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


def _weight(stem: str, users: int, total: int) -> float:
    base = weights().get(stem, 1.0)
    spread = 1.0 if total < 2 else 0.45 + 0.55 * math.log(1 + total / users) / math.log(1 + total)
    return base * spread
