"""Learns the weights of `understanding/data/asking.toml`: `python -m bench.understanding_weights`.

Every phrasing of the cards is left out once and compared with the rest; phrasings of other targets, of other
cards and questions about what is known are the counter-examples. No held-out reply takes part.
"""

import random
import sys
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from bench.understanding import cards
from simulator.understanding import Targets, compile_targets
from simulator.understanding.asking import FEATURES, features
from simulator.understanding.group import Array, Group
from simulator.understanding.sentence import sentences
from simulator.understanding.targets import group_of
from simulator.understanding.windows import windows
from simulator.understanding.words import plain

OTHERS, RIDGE, ROUNDS = 80, 0.5, 60


def compared(text: str, group: Group) -> Array | None:
    """Return the features of the first directed stretch of ``text``."""
    directed = [one for part in sentences(plain(text)) for one in windows(part) if one.directed]
    return features(directed[0], group) if directed else None


def left_out(card: Targets) -> Iterator[tuple[Array, bool]]:
    """Yield features of each phrasing against its own target without it, and against the others."""
    for number, target in enumerate(card.asked.targets):
        own = target.phrases if target.kind == "fact" else target.phrases[:-1]
        joined = {target.id, *card.reveals.get(target.id, ())}
        joined |= {command for command, facts in card.reveals.items() if target.id in facts}
        for phrase in own:
            rest = replace(target, phrases=tuple(one for one in target.phrases if one != phrase))
            group = group_of(
                [rest if place == number else one for place, one in enumerate(card.asked.targets)]
            )
            rows = compared(phrase, group)
            if rows is None:
                continue
            for row, other in zip(rows, group.targets, strict=True):
                if other.id == target.id or other.id not in joined:
                    yield row, other.id == target.id


def strangers(card: Targets, others: list[str], chosen: random.Random) -> Iterator[tuple[Array, bool]]:
    """Yield features of questions that ask for nothing of this card."""
    known = (*card.scenario.known.en, *card.scenario.known.ru)
    for text in (*chosen.sample(others, min(OTHERS, len(others))), *known):
        rows = compared(text, card.asked)
        for row in rows if rows is not None else ():
            yield row, False


def learned(rows: Array, labels: Array) -> Array:
    """Return the coefficients of a ridge logistic regression (Newton's method)."""
    weights = np.zeros(rows.shape[1])
    for _ in range(ROUNDS):
        sure = 1 / (1 + np.exp(-(rows @ weights)))
        slope = rows.T @ (sure - labels) + RIDGE * np.concatenate([[0.0], weights[1:]])
        bend = (rows * (sure * (1 - sure))[:, None]).T @ rows + RIDGE * np.eye(len(weights))
        weights -= np.linalg.solve(bend, slope)
    return weights


def main() -> int:
    """Print the weights in the form of the data file."""
    known = {name: compile_targets(card) for name, card in cards().items()}
    chosen = random.Random(1)
    pairs: list[tuple[Array, bool]] = []
    for name, card in known.items():
        others = [
            phrase
            for other, targets in known.items()
            if other != name
            for target in targets.asked.targets
            if target.kind == "fact"
            for phrase in target.phrases
        ]
        pairs += [*left_out(card), *strangers(card, others, chosen)]
    weights = learned(np.array([row for row, _ in pairs]), np.array([float(label) for _, label in pairs]))
    sys.stdout.write(
        "[weights]\n"
        + "".join(f"{name} = {value:.3f}\n" for name, value in zip(FEATURES, weights, strict=True))
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
