"""One turn: what a reply brings about, and the customer's next act."""

import random
from dataclasses import dataclass

from simulator.domain.act import CustomerAct, Move, MoveKind
from simulator.domain.case import Case
from simulator.domain.event import (
    CommandRun,
    CustomerSaid,
    Event,
    Left,
    Promised,
    PromiseSettled,
    Read,
    Said,
    StepDone,
    Unlocked,
)
from simulator.domain.reading import ActKind, Match, Reading
from simulator.domain.run import Run, find
from simulator.domain.scenario import Fact
from simulator.engine import disclosure, mood, patience, promises, reaction
from simulator.engine.recorder import Recorder, record_mood

CLEAR = 0.62
"""Confidence from which a step was given beyond doubt. Below it only who has seen what the step rests on is understood:
a lucky guess that merely resembles the remedy mends nothing."""


@dataclass(frozen=True)
class Turn:
    """New events, and what the customer does next (None: he says nothing)."""

    events: tuple[Event, ...]
    act: CustomerAct | None = None


@dataclass(frozen=True)
class Understood:
    """A reply as it was read, with the tone of voice it was given (0–4, None: could not be graded)."""

    reading: Reading
    tone: float | None = None


def answer(case: Case, run: Run, said_n: int, understood: Understood) -> Turn:
    """Return what reply number ``said_n`` brings about. Deterministic in its arguments."""
    said = find(run.events, said_n)
    assert isinstance(said, Said)
    reading = understood.reading
    record = Recorder(run)
    record.add(Read, of=said_n, reading=reading, tone=understood.tone)
    extra = [*patience.waited_shares(case, run, before_reply=True)] if run.events[-1].n == said_n else []
    kept = _keep_promises(record, said, reading)
    told, half = _tell(case, record, said, reading)
    commands, repeated = _commands(case, record, said, reading)
    steps = _steps(case, record, said, reading)
    turned = _turned(run, record, reading, commands=commands, repeated=repeated, steps=steps, case=case)
    new_mood = mood.after_reply(case, run, reading, understood.tone, turned)
    if kept or extra:
        more = (*new_mood.shares, *extra, *(mood.Share("kept-promise", -6) for _ in range(kept)))
        new_mood = mood.moved(
            run, more, trust=new_mood.trust - run.trust + 10 * kept, effort=new_mood.effort - run.effort
        )
    record_mood(record, said_n, new_mood)
    told = (*told, *_volunteer(case, record, said, new_mood, told))
    for due, quote in promises.promised(reading, said.at):
        record.add(Promised, of=said_n, due=due, quote=quote)
    if run.anger >= mood.LEAVES and new_mood.anger >= mood.LEAVES and said.via == "reply":
        return Turn(record.events, CustomerAct(of=said_n, band=5, moves=(Move(kind=MoveKind.LEAVE),)))
    happening = reaction.Happening(
        case=case, before=run, after=record.run, said=said, reading=reading, mood=new_mood,
        told=tuple(fact.id for fact in told), half=half, commands=commands, steps=steps, repeated=repeated,
    )  # fmt: skip
    chosen = reaction.moves(happening)
    act = CustomerAct(of=said_n, band=new_mood.band, moves=chosen or (Move(kind=MoveKind.DEMAND),))
    return Turn(record.events, act)


def speak(case: Case, run: Run, act: CustomerAct, text: str, source: str = "offline") -> tuple[Event, ...]:
    """Return the customer's message and what follows from it."""
    record = Recorder(run)
    record.pass_minutes(_answer_minutes(case, act))
    kinds = tuple(move.kind.value for move in act.moves)
    facts = tuple(move.fact for move in act.moves if move.fact)
    record.add(CustomerSaid, of=act.of, text=text, acts=kinds, facts=facts, band=act.band, source=source)
    if MoveKind.LEAVE.value in kinds:
        record.add(Left, public=act.band == 5)
        record.move_to("abandoned")
    elif MoveKind.NOT_WORKING.value in kinds and record.run.status == "resolved":
        record.move_to("open")
    return record.events


def _keep_promises(record: Recorder, said: Said, reading: Reading) -> int:
    kept = [promise for promise in record.run.open_promises if promises.keeps(promise, said, reading)]
    for promise in kept:
        record.add(PromiseSettled, of=promise.n, kept=True)
    return len(kept)


def _tell(case: Case, record: Recorder, said: Said, reading: Reading) -> tuple[tuple[Fact, ...], bool]:
    """Unlock what was asked for in words; he answers two things a message at most."""
    asked = disclosure.by_question(case, record.run, reading)
    told = asked[: disclosure.TOLD_AT_ONCE]
    for fact in told:
        record.add(Unlocked, fact=fact.id, by=said.n, rule="asked")
    return told, len(asked) > len(told)


def _commands(
    case: Case, record: Recorder, said: Said, reading: Reading
) -> tuple[tuple[CommandRun, ...], tuple[str, ...]]:
    """Let the customer run what he was asked to, if he will."""
    runs: list[CommandRun] = []
    repeated: list[str] = []
    known = {command.id: command for command in case.scenario.commands}
    for match in _unique(reading.requests):
        command = known.get(match.target)
        if command is None:
            continue
        # Once the service is back, running a check again is verification, not re-asking.
        fresh = record.run.restored_at is not None
        if command.id in record.run.evidence and not fresh:
            repeated.append(command.id)
            continue
        result = _result(case, record.run, said, command.id, reading, command.wrong_out is not None)
        if result != "refused":
            record.pass_minutes(command.minutes * case.persona.delay)
        right = command.after if fresh and command.after is not None else command.out
        output = {"done": right, "wrong": command.wrong_out or "", "refused": ""}[result].rstrip("\n")
        ran = record.add(CommandRun, command=command.id, of=said.n, result=result, output=output)
        runs.append(ran)
        if result == "done":
            for fact in disclosure.by_evidence(case, record.run, command.id):
                record.add(Unlocked, fact=fact.id, by=ran.n, rule="command")
    return tuple(runs), tuple(repeated)


def _result(case: Case, run: Run, said: Said, command: str, reading: Reading, can_err: bool) -> str:  # noqa: FBT001
    if _unwilling(run, reading):
        return "refused"
    tried = any(e.kind == "command" and e.command == command and e.result == "wrong" for e in run.events)
    dice = random.Random(f"{case.scenario.id}:{case.seed}:{command}:{said.n}").random()  # noqa: S311
    # Seed 1 is the card as written: nobody mistypes there, so that replays are about the trainee.
    if can_err and not tried and case.seed != 1 and dice < case.persona.misstep:
        return "wrong"
    return "done"


def _unwilling(run: Run, reading: Reading) -> bool:
    return run.anger >= mood.REFUSES and not reading.does(ActKind.REASON)


def _steps(case: Case, record: Recorder, said: Said, reading: Reading) -> tuple[StepDone, ...]:
    """Let the customer carry out the steps he was given, if he will."""
    known = {step.id: step for step in case.scenario.steps}
    done: list[StepDone] = []
    for match in _unique(reading.steps):
        step = known.get(match.target)
        if step is None or step.by != "customer" or step.done is None or step.id in record.run.steps_done:
            continue
        if match.confidence < CLEAR and not set(step.needs) <= {*record.run.evidence, *record.run.facts}:
            continue
        refused = _unwilling(record.run, reading)
        if not refused:
            record.pass_minutes(step.minutes * case.persona.delay)
        result = "refused" if refused else "done"
        done.append(
            record.add(
                StepDone, step=step.id, of=said.n, result=result, restored=step.restores and not refused
            )
        )
    return tuple(done)


def _turned(
    run: Run,
    record: Recorder,
    reading: Reading,
    *,
    commands: tuple[CommandRun, ...],
    repeated: tuple[str, ...],
    steps: tuple[StepDone, ...],
    case: Case,
) -> mood.Turned:
    workarounds = {step.id for step in case.scenario.steps if step.workaround}
    before = {match.target for earlier in run.readings.values() for match in earlier.causes}
    now = {match.target for match in reading.causes}
    confirmed = (
        record.run.restored_at is not None
        and run.confirmed_at is None
        and (reading.does(ActKind.CONFIRM_ASKED) or any(step.restored for step in steps))
    )
    contradicted = reading.causes[0] if before and now and not before & now else None
    finding = next((match for match in reading.findings if match.target in run.evidence), None)
    return mood.Turned(
        finding=finding,
        workaround=any(step.step in workarounds and step.result == "done" for step in steps),
        restored=record.run.restored_at is not None,
        restored_confirmed=confirmed,
        repeated_requests=len(repeated),
        commands_run=sum(1 for ran in commands if ran.result != "refused"),
        contradiction=contradicted,
    )


def _volunteer(
    case: Case, record: Recorder, said: Said, new: mood.Mood, told: tuple[Fact, ...]
) -> tuple[Fact, ...]:
    if (
        new.anger > mood.VOLUNTEERS
        or told
        or record.run.restored_at is not None  # it works again: what could have helped is no news any more
        or any(e.kind == "unlocked" and e.rule == "calm" for e in record.run.events)
    ):
        return ()
    fact = disclosure.volunteered(case, record.run)
    if fact is None:
        return ()
    record.add(Unlocked, fact=fact.id, by=said.n, rule="calm")
    return (fact,)


def _unique(matches: tuple[Match, ...]) -> tuple[Match, ...]:
    return tuple({match.target: match for match in reversed(matches)}.values())[::-1]


def _answer_minutes(case: Case, act: CustomerAct) -> float:
    """Return how long he takes to write: questions cost him work, running a check has been counted."""
    prices = case.provider.prices
    told = sum(move.kind is MoveKind.TELL for move in act.moves)
    if told:
        return prices.ask * case.persona.delay + prices.extra_ask * (told - 1)
    return 2 * case.persona.delay if case.scenario.channel in patience.LIVE else 4 * case.persona.delay
