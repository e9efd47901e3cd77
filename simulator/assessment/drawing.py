"""Drawing what one candidate plays: by seed, of comparable difficulty, not what others of the same source had."""

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from simulator.assessment.equivalence import TOLERANCE
from simulator.domain.assessment import Assessment, Played
from simulator.domain.exposure import overexposed
from simulator.domain.modifier import TurnId
from simulator.domain.twin import parent_of
from simulator.errors import InvalidInput

STEP = 1
"""What a modifier adds to a card's difficulty."""
HIGHEST_SEED = 900_000


@dataclass(frozen=True)
class Plan:
    """What one candidate plays."""

    case: Played
    note: Played
    trap: Played
    seed: int
    """Of names, ids, addresses; always other values than the card's own."""
    triage_seed: int
    items_seed: int
    turn: TurnId | None = None
    """What happens unasked in the live case; None in draws of earlier templates."""


@dataclass(frozen=True)
class History:
    """What was played before, as far as it limits a draw."""

    month: Sequence[Collection[str]] = ()
    """Cards, or the twins of them that were drawn, of each session of the last thirty days."""
    by_source: Collection[str] = ()
    """Cards or twins that candidates of the same source (agency, course) have had."""
    own: Collection[str] = ()
    """Cards or twins this candidate has had: a second session shares none of them, in neither form."""


def plan(
    template: Assessment, difficulty: Mapping[str, int], seed: int, history: History, *, harder: bool
) -> Plan:
    """Return the draw of one session. The same arguments give the same draw.

    Args:
        template: the assessment.
        difficulty: card, twin, or draft to check → its difficulty, 1–5. What is not in it is not drawn.
        seed: of the session.
        history: what limits the draw.
        harder: whether the live case comes from the harder family.

    Raises:
        InvalidInput: ``draw-empty`` with the family in which no card is left.
    """
    rng = random.Random(f"{template.id}:{template.version}:{seed}")  # noqa: S311 — variety, not secrecy
    families = template.families
    live = families.harder if harder else families.usual
    taken = frozenset(parent_of(one) for one in history.own)
    case = _chosen("case", live, difficulty, history, taken, rng)
    taken |= {case.scenario}
    note = _chosen("note", families.note, difficulty, history, taken, rng)
    trap = _chosen("trap", families.trap, difficulty, history, taken | {note.scenario}, rng)
    case, note, trap = (_met(one, difficulty, history, seed) for one in (case, note, trap))
    # Seed 1 plays a card's own values, which stand in public files.
    seed, triage_seed, items_seed = (rng.randrange(2, HIGHEST_SEED) for _ in range(3))
    return Plan(case, note, trap, seed, triage_seed, items_seed, rng.choice(template.turns))


def effective(one: Played, difficulty: Mapping[str, int]) -> int:
    """Return the difficulty of a card with its modifiers."""
    return difficulty[one.scenario] + STEP * len(one.modifiers)


def _chosen(
    family: str, offered: Sequence[Played], difficulty: Mapping[str, int], history: History,
    taken: Collection[str], rng: random.Random,
) -> Played:  # fmt: skip
    """Return a card of a family; what is tired or known is given up before the difficulty is."""
    free = [one for one in offered if one.scenario in difficulty and one.scenario not in taken]
    if not free:
        raise InvalidInput("draw-empty", name=family, family=family)
    target = sorted(effective(one, difficulty) for one in offered if one.scenario in difficulty)
    middle = target[len(target) // 2]
    alike = [one for one in free if abs(effective(one, difficulty) - middle) <= TOLERANCE] or free
    tired, known = overexposed(history.month), frozenset(history.by_source)
    best = (
        [one for one in alike if set(_versions(one, difficulty)) - (tired | known)]
        or [one for one in alike if set(_versions(one, difficulty)) - known]
        or alike
    )
    return rng.choice(best)


def _met(one: Played, difficulty: Mapping[str, int], history: History, seed: int) -> Played:
    """Return the card or one of its twins: the same words, and nobody knows beforehand which fault."""
    tired, known = overexposed(history.month), frozenset(history.by_source)
    versions = _versions(one, difficulty)
    best = (
        [name for name in versions if name not in tired | known]
        or [name for name in versions if name not in known]
        or versions
    )
    # A sequence of its own: a twin more or less moves no other draw.
    rng = random.Random(f"{one.scenario}:{seed}")  # noqa: S311 — variety, not secrecy
    return one.model_copy(update={"scenario": rng.choice(best)})


def _versions(one: Played, difficulty: Mapping[str, int]) -> list[str]:
    """Return a card of a family and its twins of the same difficulty, in order of id."""
    level = difficulty[one.scenario]
    return sorted(
        name for name, own in difficulty.items() if parent_of(name) == one.scenario and own == level
    )
