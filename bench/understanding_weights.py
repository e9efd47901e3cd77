"""Learns weights and thresholds of `understanding/data/asking.toml`: `python -m bench.understanding_weights --write`.

Every phrasing of the cards is left out once and compared with the rest; phrasings of other targets, of other
cards and questions about what is known are the counter-examples. Held-out replies take part in the weights only on
demand (`--replies 1`) and only those to even-numbered scenarios, on which the thresholds are set as well.
"""

import argparse
import random
import sys
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from bench.understanding import ROOT, Tally, cards
from bench.understanding_thresholds import MOST_WRONG, Reply, remember, replies, searched, tallies, use
from simulator.understanding import Targets, compile_targets
from simulator.understanding.asking import FEATURES, confidences, features
from simulator.understanding.lexicon import table
from simulator.understanding.sentence import sentences
from simulator.understanding.targets import Array, Group, group_of
from simulator.understanding.windows import windows
from simulator.understanding.words import plain

ASKING = ROOT / "simulator" / "understanding" / "data" / "asking.toml"
OTHERS, RIDGE, ROUNDS = 80, 0.5, 60
LEAST_SURE = 0.02
"""Below it the stretch that asks for a fact was not found, and the reply teaches nothing about it."""


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


def learned(rows: Array, labels: Array, counted: Array) -> Array:
    """Return the coefficients of a ridge logistic regression (Newton's method); ``counted`` weighs the rows."""
    weights = np.zeros(rows.shape[1])
    for _ in range(ROUNDS):
        sure = 1 / (1 + np.exp(-(rows @ weights)))
        slope = rows.T @ (counted * (sure - labels)) + RIDGE * np.concatenate([[0.0], weights[1:]])
        bend = (rows * (counted * sure * (1 - sure))[:, None]).T @ rows + RIDGE * np.eye(len(weights))
        weights -= np.linalg.solve(bend, slope)
    return weights


def from_replies(known: list[Reply]) -> Iterator[tuple[Array, bool]]:
    """Yield features of directed stretches of even replies; a fact asked for belongs to the stretch that fits it best."""
    for reply in known:
        group = reply.targets.asked
        wanted = {*reply.row["asks"], *reply.row["requests"]}
        given = wanted.union(
            reply.row.get("also", ()), *(reply.targets.reveals.get(command, ()) for command in wanted)
        )
        rows = [
            features(one, group)
            for part in reply.parts
            for one in windows(part)
            if one.directed and one.words and group.targets
        ]
        for number, target in enumerate(group.targets if rows else ()):
            if target.id in wanted:
                own = np.array([row[number] for row in rows])
                sure = confidences(own)
                if sure.max() > LEAST_SURE:
                    yield own[sure.argmax()], True
            elif target.id not in given:
                yield from ((row[number], False) for row in rows)


def from_cards(known: dict[str, Targets]) -> Iterator[tuple[Array, bool]]:
    """Yield features of the phrasings of all cards."""
    chosen = random.Random(1)
    for name, card in known.items():
        others = [
            phrase
            for other, targets in known.items()
            if other != name
            for target in targets.asked.targets
            if target.kind == "fact"
            for phrase in target.phrases
        ]
        yield from left_out(card)
        yield from strangers(card, others, chosen)


def written(weights: dict[str, float], thresholds: dict[str, float]) -> str:
    """Return both in the form of the data file, with its first line."""
    lines = [ASKING.read_text(encoding="utf-8").splitlines()[0], "[weights]"]
    lines += [f"{name} = {value:.3f}" for name, value in weights.items()]
    lines += ["", "[thresholds]", *(f"{name} = {value:g}" for name, value in thresholds.items()), ""]
    return "\n".join(lines)


def say(name: str, counts: dict[str, Tally]) -> None:
    """Print right and wrong of one half."""
    for language, one in counts.items():
        sys.stderr.write(
            f"{name} {language}: right {one.right / max(one.asking, 1):.1%} of {one.asking}, "
            f"wrong fact {one.wrong_fact / max(one.replies, 1):.1%} of {one.replies}\n"
        )


def main() -> int:
    """Learn, search, compare and print; with ``--write`` the data file is replaced."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep-weights", action="store_true", help="search thresholds only")
    parser.add_argument("--replies", type=float, default=0.0, help="weight of even replies among the rows")
    parser.add_argument("--most-wrong", type=float, default=MOST_WRONG, help="share of wrong facts allowed")
    parser.add_argument("--odd", action="store_true", help="also the totals of the odd half: look rarely")
    parser.add_argument("--write", action="store_true", help="replace understanding/data/asking.toml")
    options = parser.parse_args()
    known = {name: compile_targets(card) for name, card in cards().items()}
    even = replies(known)
    remember()
    say("even, as it was", tallies(even))
    if not options.keep_weights:
        pairs = [(row, label, 1.0) for row, label in from_cards(known)]
        if options.replies:
            pairs += [(row, label, options.replies) for row, label in from_replies(even)]
        rows, labels, counted = (np.array(column, float) for column in zip(*pairs, strict=True))
        learnt = learned(rows, labels, counted)
        use({name: float(value) for name, value in zip(FEATURES, learnt, strict=True)}, "weights")
        say("even, new weights", tallies(even))
    thresholds = searched(even, options.most_wrong)
    say("even, new thresholds", tallies(even))
    if options.odd:
        say("odd, new", tallies(replies(known, 1)))
    text = written({name: table("asking.toml")["weights"][name] for name in FEATURES}, thresholds)
    sys.stdout.write(text)
    if options.write:
        ASKING.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
