"""The customer's mood, by the numbers of SCENARIOS.md §6.

State: anger A 0–100, trust T 0–100, effort E (units of work caused to the customer). Every change is explained by
named rules with their shares, so that a review can show which sentence moved what.
"""

from dataclasses import dataclass, field, replace

from simulator.domain.act import band_of
from simulator.domain.case import Case
from simulator.domain.reading import ActKind, Match, Reading
from simulator.domain.run import Run
from simulator.domain.scenario import Condition, Trigger

CLAMP_DOWN, CLAMP_UP = -25, 30
NO_FREE_SMILE = 15
"""Points below the start which tone alone cannot pass while nothing has progressed."""
COLD = 60
"""From this anger up, progress counts half until one specific acknowledgement was made."""
REFUSES, ASKS_MANAGER, LEAVES, VOLUNTEERS = 70, 80, 90, 25
DOUBTS = 30
"""Trust below which he wants proof for every claim."""
MAX_FIRINGS = 2
PROGRESS = {"finding": -6, "workaround": -12, "restored": -20}
ACKNOWLEDGED = "acknowledged"


@dataclass(frozen=True)
class Share:
    """One rule's contribution before clamps."""

    rule: str
    delta: int
    quote: str = ""


@dataclass(frozen=True)
class Mood:
    """A mood change: the new state and the shares that made it."""

    anger: int
    trust: int
    effort: int
    change: int
    shares: tuple[Share, ...] = field(default_factory=tuple)

    @property
    def band(self) -> int:
        """Mood band 1–5."""
        return band_of(self.anger)


@dataclass(frozen=True)
class Turned:
    """What a reply brought about that matters to mood, besides its own words."""

    finding: Match | None = None
    """First finding that rests on evidence which was really seen."""
    workaround: bool = False
    restored: bool = False
    restored_confirmed: bool = False
    repeated_requests: int = 0
    commands_run: int = 0
    contradiction: Match | None = None
    handed_over_again: bool = False


def after_reply(case: Case, run: Run, reading: Reading, tone: float | None, turned: Turned) -> Mood:
    """Return the mood after a reply.

    Args:
        case: the case being played.
        run: state before the customer reacts.
        reading: what the reply does.
        tone: tone of voice of the reply on the 0–4 scale (T section score / 25), None when it could not be graded.
        turned: what the reply brought about.
    """
    words = [*_triggers(case, run, reading), *_generic(case, run, reading, turned)]
    progress = _progress(run, reading, turned)
    tone_share = _tone(case, run, tone, words, progressed=bool(progress))
    shares = [*words, *progress, *tone_share]
    trust = _trust(turned)
    effort = turned.commands_run + 2 * turned.repeated_requests + 3 * turned.handed_over_again
    return moved(run, tuple(shares), trust=trust, effort=effort)


def moved(run: Run, shares: tuple[Share, ...], *, trust: int = 0, effort: int = 0) -> Mood:
    """Return the mood after ``shares``, with the clamp per message and the bounds of the scales."""
    total = max(CLAMP_DOWN, min(CLAMP_UP, sum(share.delta for share in shares)))
    anger = max(0, min(100, run.anger + total))
    return Mood(
        anger=anger,
        trust=max(0, min(100, run.trust + trust)),
        effort=run.effort + effort,
        change=anger - run.anger,
        shares=shares,
    )


def _triggers(case: Case, run: Run, reading: Reading) -> list[Share]:
    """Return the card's own raises and lowers; each fires at most twice."""
    fired: list[Share] = []
    hits = {match.target: match for match in reading.triggers}
    for trigger in (*case.scenario.anger.raises, *case.scenario.anger.lowers):
        if run.fired.get(trigger.id, 0) >= MAX_FIRINGS:
            continue
        quote = _quote(trigger, reading, hits, run)
        if quote is not None:
            fired.append(Share(trigger.id, trigger.delta, quote))
    return fired


def _quote(trigger: Trigger, reading: Reading, hits: dict[str, Match], run: Run) -> str | None:
    if trigger.id in hits:
        return hits[trigger.id].quote
    return matched(trigger.when, reading, run)


def matched(condition: Condition, reading: Reading, run: Run) -> str | None:
    """Return the words by which ``reading`` meets ``condition`` (its phrases aside), or None.

    A finding counts only when its evidence was really seen.
    """
    for act in reading.of(*condition.acts):
        return act.quote
    groups = (
        (condition.facts, reading.asks),
        (condition.requests, reading.requests),
        (condition.steps, reading.steps),
        (condition.pitfalls, reading.pitfalls),
        (condition.findings, tuple(f for f in reading.findings if f.target in run.evidence)),
        (("CAUSE",) if condition.cause else (), reading.causes),
    )
    for wanted, found in groups:
        for match in found:
            if match.target in wanted:
                return match.quote
    return None


def _generic(case: Case, run: Run, reading: Reading, turned: Turned) -> list[Share]:
    shares = [
        Share(rule, delta, acts[0].quote)
        for rule, delta, kinds in (
            ("re-asked", 8, (ActKind.REASK,)),
            ("blame", 20, (ActKind.BLAME, ActKind.INSULT)),
            ("calm-down", 12, (ActKind.CALM_DOWN,)),
        )
        if (acts := reading.of(*kinds))
    ]
    if turned.repeated_requests:
        shares.append(Share("re-asked", 8, reading.requests[0].quote if reading.requests else ""))
    if reading.requests and not reading.does(ActKind.REASON):
        shares.append(Share("unexplained-request", 4, reading.requests[0].quote))
    asked = {(m.start, m.end) for m in (*reading.asks, *reading.requests)}
    if case.scenario.channel == "chat" and len(asked) > 2:
        shares.append(Share("several-questions", 4, ""))
    acknowledged = reading.of(ActKind.ACKNOWLEDGE)
    if acknowledged and not run.fired.get(ACKNOWLEDGED):
        shares.append(Share(ACKNOWLEDGED, -6, acknowledged[0].quote))
    return shares


def _progress(run: Run, reading: Reading, turned: Turned) -> list[Share]:
    """Return progress shares; halved while he is above 60 and nobody has seen what it costs him."""
    happened = (
        ("finding", turned.finding is not None, turned.finding.quote if turned.finding else ""),
        ("workaround", turned.workaround, ""),
        ("restored", turned.restored_confirmed, ""),
    )
    cold = run.anger >= COLD and not run.fired.get(ACKNOWLEDGED) and not reading.does(ActKind.ACKNOWLEDGE)
    return [
        Share(rule, PROGRESS[rule] // 2 if cold else PROGRESS[rule], quote)
        for rule, yes, quote in happened
        if yes and not run.fired.get(rule)
    ]


def _tone(case: Case, run: Run, tone: float | None, others: list[Share], *, progressed: bool) -> list[Share]:
    if tone is None:
        return []
    delta = round(5 * (2 - tone))
    has_progress = progressed or any(run.fired.get(rule) for rule in PROGRESS)
    if delta < 0 and not has_progress:
        floor = case.scenario.anger.start - NO_FREE_SMILE
        before = run.anger + sum(share.delta for share in others)
        delta = min(0, max(delta, floor - before))
    return [Share("tone", delta)] if delta else []


def _trust(turned: Turned) -> int:
    trust = -15 if turned.contradiction is not None else 0
    if turned.finding is not None:
        trust += 5
    if turned.restored_confirmed:
        trust += 10
    return trust


def waiting(run: Run, waited: float, expected: float, already: int = 0) -> tuple[Share, ...]:
    """Return the share of a wait: +3 for every full 50 % over the expected wait, at most +12 a gap.

    Args:
        run: state before.
        waited: minutes since the customer last wrote.
        expected: minutes he expects to wait on this channel.
        already: points already given for this same gap.
    """
    over = max(0.0, waited - expected)
    points = min(12, 3 * int(over // (expected / 2))) - already
    return (Share("waited", points),) if points > 0 else ()


def with_trust(mood: Mood, change: int) -> Mood:
    """Return ``mood`` with trust moved by ``change``."""
    return replace(mood, trust=max(0, min(100, mood.trust + change)))
