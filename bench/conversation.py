"""Plausible conversations of one card without a trainee: acts drawn in the shares in which runs have them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from simulator.domain.act import CustomerAct, Move, MoveKind, band_of
from simulator.domain.case import Case
from simulator.domain.event import CustomerSaid, Opened, Unlocked
from simulator.domain.run import Run
from simulator.engine.customers.scripted import ScriptedCustomer

TURNS = 12
SHARES: dict[MoveKind, float] = {
    MoveKind.TELL: 22,
    MoveKind.PASTE: 10,
    MoveKind.ACCEPT: 17,
    MoveKind.DEMAND: 15,
    MoveKind.DONT_KNOW: 9,
    MoveKind.DONE: 4,
    MoveKind.TRIED: 3,
    MoveKind.CONFIRM: 3,
    MoveKind.NOT_WORKING: 3,
    MoveKind.THANK: 3,
    MoveKind.ALREADY_SAID: 3,
    MoveKind.WHICH: 4,
    MoveKind.PUSH_BACK: 3,
    MoveKind.SURPRISED: 3,
    MoveKind.AGREE: 3,
    MoveKind.UNDERSTOOD: 3,
    MoveKind.WAITING: 3,
    MoveKind.CHASE: 1,
    MoveKind.BUNGLE: 1,
    MoveKind.CANNOT: 1,
    MoveKind.REFUSE: 2,
    MoveKind.NO_CLOSE: 1,
    MoveKind.CLOSE_OK: 1,
    MoveKind.HURT: 1,
    MoveKind.NO_SECRET: 0.5,
    MoveKind.MANAGER: 1,
    MoveKind.PROOF: 1,
    MoveKind.HANDED: 1,
    MoveKind.NOT_UNDERSTOOD: 1,
    MoveKind.OFF_TOPIC: 0.5,
    MoveKind.LEAVE: 0.2,
}
"""Rough shares of first moves in rehearsed runs; a guess that the tables should be read with."""
SECOND = {MoveKind.DEMAND: 0.15, MoveKind.SURPRISED: 0.06, MoveKind.ACCEPT: 0.3, MoveKind.THANK: 0.2}
ONCE = frozenset(
    {MoveKind.UNDERSTOOD, MoveKind.SURPRISED, MoveKind.CLOSE_OK, MoveKind.MANAGER, MoveKind.LEAVE}
)


@dataclass(frozen=True)
class Line:
    """One message of the customer."""

    text: str
    own_words: str
    """Without pasted output."""
    kinds: tuple[str, ...]
    band: int
    leaks: tuple[str, ...]
    """Guarded words of facts that were locked when he wrote."""

    @property
    def persona_only(self) -> bool:
        """Whether no words of the card are in it."""
        return not {"tell", "paste", "done"} & set(self.kinds)


def conversation(case: Case, turns: int = TURNS) -> list[Line]:
    """Return what the customer writes in one drawn conversation."""
    scenario = case.scenario
    rng = Random(f"{scenario.id}/{case.lang}/{case.seed}")
    run = _opened(case)
    facts = iter(rng.sample(scenario.facts, len(scenario.facts)))
    commands = iter(scenario.commands)
    steps = iter([step for step in scenario.steps if step.done])
    lines: list[Line] = []
    used: set[MoveKind] = set()
    anger = scenario.anger.start
    for _ in range(turns):
        moves = _moves(
            rng,
            facts=(f.id for f in facts),
            commands=(c.id for c in commands),
            steps=(s.id for s in steps),
            used=used,
        )
        anger = min(95, max(5, anger + rng.choice((-12, -8, -6, -3, 0, 4, 8))))
        act = CustomerAct(of=run.next_n, band=band_of(anger), moves=moves)
        run = _unlocked(case, run, act)
        text = ScriptedCustomer().phrase(case, run, act)
        lines.append(_line(case, run, act, text))
        run = run.after(_said(run, act, text))
    return lines


def _moves(
    rng: Random, *, facts: Iterator[str], commands: Iterator[str], steps: Iterator[str], used: set[MoveKind]
) -> tuple[Move, ...]:
    kinds = [kind for kind in SHARES if kind not in used]
    kind = rng.choices(kinds, [SHARES[kind] for kind in kinds])[0]
    used |= {kind} & ONCE
    sources = {MoveKind.TELL: facts, MoveKind.PASTE: commands, MoveKind.DONE: steps}
    part = next(sources[kind], None) if kind in sources else None
    if kind in sources and part is None:
        kind = MoveKind.ACCEPT
    first = Move(
        kind=kind,
        fact=part if kind is MoveKind.TELL else None,
        command=part if kind is MoveKind.PASTE else None,
        step=part if kind is MoveKind.DONE else None,
    )
    others = [
        Move(kind=other) for other, share in SECOND.items() if other is not kind and rng.random() < share
    ]
    return (first, *others)


def _opened(case: Case) -> Run:
    scenario = case.scenario
    first = Opened(
        n=1,
        at=scenario.starts,
        scenario=scenario.id,
        digest=case.digest,
        seed=case.seed,
        lang=case.lang,
        mode=case.mode,
        text=scenario.opening.within(case.lang),
    )
    return Run.of([first])


def _unlocked(case: Case, run: Run, act: CustomerAct) -> Run:
    """Unlock what the act tells and what the pasted outputs show."""
    told = {move.fact for move in act.moves if move.fact}
    pasted = {move.command for move in act.moves if move.command}
    for fact in case.scenario.facts:
        if fact.id not in run.facts and (fact.id in told or pasted & set(fact.reveal.commands)):
            run = run.after(Unlocked(n=run.next_n, at=_now(run), fact=fact.id, by=run.next_n, rule="asked"))
    return run


def _said(run: Run, act: CustomerAct, text: str) -> CustomerSaid:
    kinds = tuple(move.kind.value for move in act.moves)
    facts = tuple(move.fact for move in act.moves if move.fact)
    return CustomerSaid(
        n=run.next_n, at=_now(run), of=act.of, text=text, acts=kinds, facts=facts, band=act.band
    )


def _now(run: Run) -> datetime:
    assert run.now is not None
    return run.now + timedelta(minutes=2)


def _line(case: Case, run: Run, act: CustomerAct, text: str) -> Line:
    own = own_words(case, text)
    return Line(
        text=text,
        own_words=own,
        kinds=tuple(move.kind.value for move in act.moves),
        band=act.band,
        leaks=tuple(_leaks(case, run, own, act)),
    )


def own_words(case: Case, text: str) -> str:
    """Return ``text`` without pasted output."""
    for command in case.scenario.commands:
        for output in (command.out, command.wrong_out):
            text = text.replace(output.strip("\n"), "") if output else text
    return text.strip()


def _leaks(case: Case, run: Run, text: str, act: CustomerAct) -> Iterator[str]:
    low = text.casefold()
    for fact in case.scenario.facts:
        if fact.id in run.facts:
            continue
        kinds = "+".join(move.kind.value for move in act.moves)
        for word in fact.guards.within(case.lang) if fact.guards else ():
            if re.search(rf"(?<!\w){re.escape(word.casefold())}", low):
                yield f"{case.scenario.id} {case.lang} {fact.id} “{word}” in {kinds}: {text}"
        for says in fact.says.within(case.lang):
            if says.casefold().rstrip(".") in low:
                yield f"{case.scenario.id} {case.lang} {fact.id} told while locked: {text}"
