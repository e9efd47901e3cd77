"""Thresholds of `understanding/data/asking.toml`, set on held-out replies to even-numbered scenarios.

Called by `python -m bench.understanding_weights`. The odd half takes no part.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from bench.understanding import Tally, held_out
from simulator.understanding import Targets, asking
from simulator.understanding.lexicon import table
from simulator.understanding.reader import asked
from simulator.understanding.sentence import Sentence, sentences
from simulator.understanding.words import plain

LANGUAGES = ("en", "ru")
STEPS = (-0.1, -0.05, 0.05, 0.1)
LOWEST, HIGHEST, ROUNDS = 0.2, 0.95, 2
MOST_WRONG = 0.014
"""Share of replies of a language that may unlock a wrong fact in the even half: half of what is aimed at, as the
even half flatters (its replies were read while signs and words were written)."""
PRICE = 0.5
"""What a percent of replies with a wrong fact costs, in percent of right ones."""


@dataclass(frozen=True)
class Reply:
    """A held-out reply, cut into sentences once."""

    row: dict[str, Any]
    language: str
    parts: tuple[Sentence, ...]
    targets: Targets


def replies(known: dict[str, Targets], half: int = 0) -> list[Reply]:
    """Return the held-out replies of one half (0 even, 1 odd)."""
    return [
        Reply(row, language, sentences(plain(row["text"])), known[row["scenario"]])
        for language in LANGUAGES
        for row in held_out(language, half, known)
    ]


def remember() -> None:
    """Keep what does not depend on weights and thresholds: a second reading of a reply costs next to nothing."""

    def kept(make: Callable[..., Any], key: Callable[..., object]) -> Callable[..., Any]:
        memory: dict[object, Any] = {}

        def made(*given: Any, **named: Any) -> Any:
            place = key(*given)
            if place not in memory:
                memory[place] = make(*given, **named)
            return memory[place]

        return made

    changed: Any = asking
    changed.similarity = kept(asking.similarity, lambda words, group: (id(group), words))
    changed.features_of = kept(asking.features_of, lambda window, group, _: (id(group), window))
    changed.windows = kept(asking.windows, lambda sentence, _: sentence)


def use(values: dict[str, float], part: str) -> None:
    """Make ``values`` the ``part`` (weights, thresholds) which replies are read with in this process."""
    table("asking.toml")[part].update(values)
    changed: Any = asking
    changed._coefficients.cache_clear()  # noqa: SLF001 the product never changes them while it runs


def tallies(known: list[Reply]) -> dict[str, Tally]:
    """Read all replies; return the counts by language."""
    counts = {language: Tally() for language in LANGUAGES}
    for reply in known:
        facts, commands = asked(reply.row["text"], reply.parts, reply.targets)
        counts[reply.language].add(
            reply.row,
            {match.target for match in facts},
            {match.target for match in commands},
            reply.targets,
        )
    return counts


def worth(counts: dict[str, Tally], most_wrong: float) -> float:
    """Return how good the counts are (more is better); too many wrong facts in a language weigh heavily."""
    result = 0.0
    for tally in counts.values():
        wrong = tally.wrong_fact / max(tally.replies, 1)
        result += tally.right / max(tally.asking, 1) - PRICE * wrong - 10 * max(wrong - most_wrong, 0.0)
    return result


def searched(known: list[Reply], most_wrong: float = MOST_WRONG) -> dict[str, float]:
    """Move one threshold at a time while that helps; return all."""
    best = dict(table("asking.toml")["thresholds"])
    value = worth(tallies(known), most_wrong)
    for _ in range(ROUNDS):
        before = value
        for name, start in list(best.items()):
            for threshold in _near(start):
                use({**best, name: threshold}, "thresholds")
                tried = worth(tallies(known), most_wrong)
                if tried > value + 1e-9:
                    value, best = tried, {**best, name: threshold}
        use(best, "thresholds")
        if value == before:
            break
    return best


def _near(start: float) -> Iterator[float]:
    for step in STEPS:
        threshold = round(start + step, 2)
        if LOWEST <= threshold <= HIGHEST:
            yield threshold
