"""Triage sets: drawing a queue by seed and scoring what was decided about it. No tables, no clock."""

import math
import random
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from simulator.domain.priority import Level, priority_of
from simulator.domain.text import Text
from simulator.domain.triage import Asked, Call, Key, Names, Ticket, TriageSet, Vignette

LEVELS: tuple[Level, ...] = ("L", "M", "H")
NEAR = 0.5
"""A neighbouring cell is worth half, as in the scorecard for priority (10 of 20 points)."""
SPAN_MINUTES = 14
"""A queue arrives within a quarter of an hour: the window in which three signals make a candidate."""
_SLOT = re.compile(r"\{([a-z]+\d?|t[+-]\d+)\}")


@dataclass(frozen=True)
class Score:
    """What an attempt is worth."""

    total: float
    """0–1: the mean of its dimensions."""
    dimensions: Mapping[str, float]
    vignettes: Mapping[str, Mapping[str, float]]
    """Vignette → dimension → share."""
    pattern_found: bool


def drawn(plan: TriageSet, names: Names, seed: int, excluded: Collection[str] = ()) -> tuple[Ticket, ...]:
    """Return the queue of one seed, in order of arrival: all signals of one pattern, single vignettes besides.

    ``excluded`` vignettes (shown too often of late) are left out, a pattern with one of them as a whole, as long as
    enough others exist; otherwise the exclusion is given up rather than the size of the set. The same arguments
    give the same queue.
    """
    rng = random.Random(f"{plan.id}:{seed}")  # noqa: S311 — variety, not secrecy
    fresh = [p for p in plan.patterns if not any(one.id in excluded for one in plan.signals(p.id))]
    pattern = rng.choice(fresh or list(plan.patterns))
    signals = list(plan.signals(pattern.id))
    single = [one for one in plan.single if one.id not in excluded]
    tired = [one for one in plan.single if one.id in excluded]
    rng.shuffle(single)
    rng.shuffle(tired)
    chosen = [*signals, *(single + tired)[: plan.draw - len(signals)]]
    rng.shuffle(chosen)
    start = rng.randrange(8 * 60 + 30, 16 * 60)
    arrivals = sorted(
        rng.sample(range(start, start + SPAN_MINUTES + 1), k=min(len(chosen), SPAN_MINUTES + 1))
    )
    shared = _values(pattern.values, rng) | {"onset": _same(_clock(start - rng.randrange(2, 7)))}
    shared["zone"] = _same(f"ru-1{rng.choice('abc')}")
    people = rng.sample(names.people, len(names.people))
    companies = rng.sample(names.companies, len(chosen))
    writers: dict[str, Text] = {}
    # Whose voice is given chooses first, so that nobody who fits is taken by a text that fits anybody.
    for one in sorted(chosen, key=lambda each: each.gender is None):
        person = next(who for who in people if one.gender in (None, who.gender))
        people.remove(person)
        writers[one.id] = person.name
    return tuple(
        _ticket(one, arrives, (writers[one.id], company), shared if one.pattern else {}, rng)
        for one, arrives, company in zip(chosen, arrivals, companies, strict=True)
    )


def _ticket(
    one: Vignette, arrives: int, who: tuple[Text, Text], shared: Mapping[str, Text], rng: random.Random
) -> Ticket:
    table = _values(one.values, rng) | dict(shared)

    def value(slot: str) -> Text:
        if slot not in table:
            table[slot] = _same(
                _clock(arrives + int(slot[1:])) if slot[1:2] in "+-" and slot[0] == "t" else _id(slot, rng)
            )
        return table[slot]

    # The Russian text reuses what the English one drew: both languages speak of the same machine.
    text = Text(
        en=_SLOT.sub(lambda hit: value(hit[1]).en, one.text.en),
        ru=_SLOT.sub(lambda hit: value(hit[1]).ru, one.text.ru),
    )
    return Ticket(vignette=one.id, person=who[0], company=who[1], arrives=_clock(arrives), text=text)


def _values(offered: Mapping[str, Sequence[Text]], rng: random.Random) -> dict[str, Text]:
    return {name: rng.choice(list(choices)) for name, choices in offered.items()}


def _same(text: str) -> Text:
    return Text(en=text, ru=text)


def _clock(minutes: int) -> str:
    hours, rest = divmod(minutes % (24 * 60), 60)
    return f"{hours:02}:{rest:02}"


def _id(slot: str, rng: random.Random) -> str:
    """Return a drawn id for a slot like ``vm``, ``ip`` or ``lb2``."""
    name = slot.rstrip("0123456789")
    if name == "ip":
        return f"{rng.choice(('192.0.2', '198.51.100', '203.0.113'))}.{rng.randrange(11, 250)}"
    if name == "zone":
        return f"ru-1{rng.choice('abc')}"
    if name == "inv":
        return f"INV-{rng.randrange(10_000, 99_999)}"
    if name == "n":
        return str(rng.randrange(12, 90))
    return f"{name}-{rng.randrange(16**3, 16**4):x}"


def scored(plan: TriageSet, shown: Sequence[str], calls: Mapping[str, Call]) -> Score:
    """Return what the calls about the ``shown`` vignettes are worth.

    Each dimension that the set asks for weighs the same (as in the scorecard for priority); the resulting priority
    is a dimension of its own wherever impact and urgency are asked. What was not decided is worth nothing.
    """
    vignettes = [one for one in (plan.vignette(name) for name in shown) if one is not None]
    each = {one.id: shares(one, calls.get(one.id, Call()), plan.asks) for one in vignettes}
    singles = [
        name
        for name in ("category", "impact", "urgency", "priority", "team")
        if any(name in s for s in each.values())
    ]
    dimensions = {name: _mean([s[name] for s in each.values()]) for name in singles}
    found = False
    if "major" in plan.asks:
        flagged = {name for name in each if calls.get(name, Call()).major}
        signals = {one.id for one in vignettes if one.key.major}
        dimensions["pattern"] = pattern_share(flagged, signals)
        found = bool(signals) and flagged == signals
    if "order" in plan.asks:
        ranks = {one.id: urgency_rank(one.key) for one in vignettes}
        dimensions["order"] = order_share(ranks, {name: calls.get(name, Call()).place for name in each})
    rounded = {name: round(worth, 4) for name, worth in dimensions.items()}
    return Score(round(_mean(list(rounded.values())), 4), rounded, each, found)


def shares(one: Vignette, call: Call, asks: Sequence[Asked]) -> dict[str, float]:
    """Return dimension → share of one vignette; the flag and the order are scored across vignettes."""
    key, found = one.key, dict[str, float]()
    if "category" in asks:
        named = {category.value: worth for category, worth in one.also.category.items()}
        found["category"] = (
            1.0 if call.category == key.category.value else named.get(call.category or "", 0.0)
        )
    if "impact" in asks:
        found["impact"] = _near(call.impact, key.impact)
    if "urgency" in asks:
        found["urgency"] = _near(call.urgency, key.urgency)
    if "impact" in asks and "urgency" in asks:
        found["priority"] = 0.0
        if call.impact is not None and call.urgency is not None:
            steps = abs(int(priority_of(call.impact, call.urgency)[1]) - int(key.priority[1]))
            found["priority"] = {0: 1.0, 1: NEAR}.get(steps, 0.0)
    if "team" in asks:
        found["team"] = 1.0 if call.team == key.team else one.also.team.get(call.team or "", 0.0)
    return found


def _near(mine: Level | None, right: Level) -> float:
    if mine is None:
        return 0.0
    return {0: 1.0, 1: NEAR}.get(abs(LEVELS.index(mine) - LEVELS.index(right)), 0.0)


def pattern_share(flagged: Collection[str], signals: Collection[str]) -> float:
    """Return |flagged ∩ signals| / |flagged ∪ signals| (Jaccard 1901): flagging everything gains little."""
    union = set(flagged) | set(signals)
    return len(set(flagged) & set(signals)) / len(union) if union and signals else 0.0


def urgency_rank(key: Key) -> int:
    """Return when a vignette is due: 0 for a candidate for a major incident, then 1 to 4 by priority."""
    return 0 if key.major else int(key.priority[1])


def order_share(ranks: Mapping[str, int], places: Mapping[str, int | None]) -> float:
    """Return how well places follow ranks, 0 (no better than chance) to 1.

    Somers' D of the places given the ranks (Somers, 1962): pairs the right way round minus pairs the wrong way
    round, over all pairs whose ranks differ; each pair weighs as many steps as its ranks are apart, so that a P4
    before a P1 costs more than a P2 before a P1. A missing or shared place settles no pair.
    """
    balance = total = 0
    for first, second in combinations(ranks, 2):
        weight = abs(ranks[first] - ranks[second])
        total += weight
        one, other = places.get(first), places.get(second)
        if weight and one is not None and other is not None and one != other:
            balance += weight if (one < other) == (ranks[first] < ranks[second]) else -weight
    return max(0.0, balance / total) if total else 0.0


def _mean(worths: Sequence[float]) -> float:
    return math.fsum(worths) / len(worths) if worths else 0.0
