"""Choosing a wording of a voice: right mood, right length, not used yet, nothing locked in it."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from simulator.domain.persona import Voice
from simulator.domain.text import Language
from simulator.engine.customers.memory import Memory, word_count

_FURTHEST = 2
"""Wordings of a mood more than two bands away would sound like another mood."""
_CHAT_LENGTHS = (1, 1, 2, 2, 2, 8, 9, 10, 11, 13)
_LONG_LENGTHS = (7, 10, 12, 14, 18)
_SPREAD = 2.0
_PAIR = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")


@dataclass(frozen=True)
class Moment:
    """The circumstances a wording has to suit."""

    lang: Language
    channel: str
    band: int
    gender: str
    memory: Memory
    locked: tuple[str, ...] = ()
    """Words of locked facts, lower case: a wording that holds one is not used."""

    moves: int = 1
    """Moves that share the message: each gets fewer words."""

    def target(self, rng: Random) -> int:
        """Return how many words a wording should have here."""
        return rng.choice(_CHAT_LENGTHS if self.channel == "chat" else _LONG_LENGTHS) // self.moves

    def leaks(self, text: str) -> bool:
        """Tell whether ``text`` would give away a locked fact."""
        low = text.casefold()
        return any(word in low for word in self.locked)


def tiers(voice: Voice, act: str, moment: Moment) -> tuple[tuple[str, ...], ...]:
    """Return the wordings of ``act``: those of the band first, then of the nearest bands."""
    by_distance: dict[int, list[str]] = {}
    for line in voice.lines:
        if line.act != act or (line.channels and moment.channel not in line.channels):
            continue
        distance = min(abs(band - moment.band) for band in line.bands)
        wordings = line.en if moment.lang == "en" else line.ru
        by_distance.setdefault(distance, []).extend(gendered(text, moment.gender) for text in wordings)
    return tuple(tuple(by_distance[d]) for d in sorted(by_distance) if d <= _FURTHEST)


def gendered(text: str, gender: str) -> str:
    """Return ``text`` with ``{masculine|feminine}`` pairs resolved."""
    return _PAIR.sub(lambda pair: pair.group(1 if gender == "m" else 2), text)


def fresh(choices: Sequence[str], moment: Moment) -> tuple[str, ...]:
    """Return the choices that were not used yet and give nothing away."""
    return tuple(text for text in choices if not moment.memory.holds(text) and not moment.leaks(text))


def pick(pools: Sequence[Sequence[str]], moment: Moment, rng: Random) -> str | None:
    """Return a fresh wording from the first pool that has one, near a drawn length; else None."""
    target = moment.target(rng)
    for pool in pools:
        choices = fresh(pool, moment)
        if choices:
            weights = [math.exp(-abs(word_count(text) - target) / _SPREAD) + 1e-6 for text in choices]
            return rng.choices(choices, weights)[0]
    return None


def oldest(pools: Sequence[Sequence[str]], moment: Moment) -> str:
    """Return the wording used longest ago: everything fresh has run out."""
    known = [text for pool in pools for text in pool]
    safe = [text for text in known if not moment.leaks(text)]
    return min(safe or known, key=moment.memory.last_use)
