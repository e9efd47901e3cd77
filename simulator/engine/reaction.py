"""What the customer does in answer to a reply: the moves of his next message."""

from dataclasses import dataclass

from simulator.domain.act import Move, MoveKind
from simulator.domain.case import Case
from simulator.domain.event import CommandRun, Said, StepDone
from simulator.domain.reading import ActKind, Reading
from simulator.domain.run import Run
from simulator.engine.mood import ASKS_MANAGER, DOUBTS, Mood

MAX_MOVES = 4
CONTENT = 2
"""Mood band up to which a customer whose service is back asks for nothing more."""
ROUGH = (ActKind.INSULT, ActKind.SARCASM, ActKind.CALM_DOWN, ActKind.SHOUTING)
DISMISSIVE = (ActKind.BLAME, ActKind.PER_POLICY, ActKind.NOT_OUR_PROBLEM, ActKind.AS_I_SAID)


@dataclass(frozen=True)
class Happening:
    """Everything the choice of moves looks at."""

    case: Case
    before: Run
    """State before the reply."""
    after: Run
    """State with everything the reply brought about."""
    said: Said
    reading: Reading
    mood: Mood
    told: tuple[str, ...]
    """Facts he is going to tell."""
    half: bool
    """He was asked more than he answers."""
    commands: tuple[CommandRun, ...]
    steps: tuple[StepDone, ...]
    repeated: tuple[str, ...]
    """Commands he has already run and is asked for again."""


def moves(now: Happening) -> tuple[Move, ...]:
    """Return the moves of his next message, most pressing first."""
    if now.said.via == "close":
        return _farewell(now)
    feeling = _feeling(now)
    answers = _answers(now)
    verdict = _verdict(now)
    chosen = [*feeling, *answers, *verdict]
    if not any(move.kind is MoveKind.CONFIRM for move in chosen):
        chosen += _pressure(now, chosen)
    return tuple(_distinct(chosen)[:MAX_MOVES])


def _farewell(now: Happening) -> tuple[Move, ...]:
    closed = now.after.closed
    if closed is not None and closed.consent:
        return (Move(kind=MoveKind.CLOSE_OK), Move(kind=MoveKind.THANK))
    return (Move(kind=MoveKind.NO_CLOSE),)


def _feeling(now: Happening) -> list[Move]:
    """Return how he takes the manner of the reply."""
    reading = now.reading
    felt: list[Move] = []
    if reading.does(*ROUGH):
        felt.append(Move(kind=MoveKind.HURT))
    elif reading.does(*DISMISSIVE):
        felt.append(Move(kind=MoveKind.PUSH_BACK))
    if reading.does(ActKind.ASK_SECRET):
        felt.append(Move(kind=MoveKind.NO_SECRET))
    if reading.does(ActKind.INJECTION):
        felt.append(Move(kind=MoveKind.OFF_TOPIC))
    if now.repeated or reading.does(ActKind.REASK):
        felt.append(Move(kind=MoveKind.ALREADY_SAID))
    newly_seen = reading.does(ActKind.ACKNOWLEDGE) and not now.before.fired.get("acknowledged")
    if not felt and newly_seen and now.mood.change < 0:
        felt.append(Move(kind=MoveKind.UNDERSTOOD))
    return felt


def _answers(now: Happening) -> list[Move]:
    """Return what he tells and does."""
    moves: list[Move] = [
        Move(kind=MoveKind.TELL, fact=fact, half=now.half and index == len(now.told) - 1)
        for index, fact in enumerate(now.told)
    ]
    kinds = {"done": MoveKind.PASTE, "wrong": MoveKind.BUNGLE, "refused": MoveKind.REFUSE}
    moves += [Move(kind=kinds[run.result], command=run.command) for run in now.commands]
    for step in now.steps:
        if step.result == "refused":
            moves.append(Move(kind=MoveKind.REFUSE, step=step.step))
        else:
            moves.append(Move(kind=MoveKind.DONE if step.restored else MoveKind.TRIED, step=step.step))
    restored = now.after.restored_at is not None
    if now.reading.does(ActKind.CONFIRM_ASKED) or now.said.via == "resolve" or (restored and _polar(now)):
        if restored and (now.after.confirmed_at is None or not moves):
            moves.append(Move(kind=MoveKind.CONFIRM))
        elif not restored and not moves:
            moves.append(Move(kind=MoveKind.NOT_WORKING))
    return moves or _at_a_loss(now)


def _polar(now: Happening) -> bool:
    """Tell whether he is asked something that “yes, it works” answers."""
    return any(act.data.get("polar") for act in now.reading.of(ActKind.QUESTION)) and not now.told


def _at_a_loss(now: Happening) -> list[Move]:
    """Return his answer to a question or request that means nothing to him."""
    reading = now.reading
    if reading.does(ActKind.REASK) or now.repeated:
        return []
    if reading.does(ActKind.CONSENT_SOUGHT):
        return [Move(kind=MoveKind.AGREE)]
    if reading.does(ActKind.FISHING):
        return [Move(kind=MoveKind.WHICH)]
    vague = any(act.data.get("vague") for act in reading.of(ActKind.STEP))
    if vague or (reading.does(ActKind.REQUEST) and not reading.steps):
        return [Move(kind=MoveKind.WHICH)]
    if reading.does(ActKind.QUESTION):
        return [Move(kind=MoveKind.DONT_KNOW)]
    return []


def _verdict(now: Happening) -> list[Move]:
    """Return what he makes of findings, causes, plans and promises."""
    reading = now.reading
    tech = now.case.persona.tech
    # Whoever has just done what he was told has understood it.
    acted = any(step.result == "done" for step in now.steps) or any(
        run.result == "done" for run in now.commands
    )
    if tech <= 1 and not acted and len(reading.of(ActKind.JARGON)) >= 2:
        return [Move(kind=MoveKind.NOT_UNDERSTOOD)]
    if now.mood.trust < DOUBTS and (reading.findings or reading.causes or reading.does(ActKind.FINDING)):
        return [Move(kind=MoveKind.PROOF)]
    if any(step.restored for step in now.steps) or (
        now.after.restored_at and reading.does(ActKind.CONFIRM_ASKED)
    ):
        return [Move(kind=MoveKind.THANK)] if now.mood.band <= 2 else []
    if reading.causes and not any(r.causes for n, r in now.before.readings.items() if n != now.said.n):
        return [Move(kind=MoveKind.SURPRISED)]
    if reading.does(ActKind.ROUTE) and now.after.escalations:
        return [Move(kind=MoveKind.HANDED)]
    if reading.findings or reading.steps or reading.does(ActKind.PROMISE, ActKind.OPTION):
        return [Move(kind=MoveKind.ACCEPT)] if now.mood.band <= 4 else []
    return []


def _pressure(now: Happening, chosen: list[Move]) -> list[Move]:
    """Return what he insists on before he lets go."""
    if now.mood.anger >= ASKS_MANAGER and not _asked_for_manager(now.before):
        return [Move(kind=MoveKind.MANAGER)]
    kinds = {move.kind for move in chosen}
    if now.after.restored_at is not None and now.mood.band <= CONTENT:
        # It works again: whoever is no longer angry lets go instead of pressing on.
        return [] if kinds else [Move(kind=MoveKind.THANK)]
    satisfied = {
        MoveKind.PASTE,
        MoveKind.DONE,
        MoveKind.TELL,
        MoveKind.AGREE,
        MoveKind.HANDED,
        MoveKind.WHICH,
    }
    if not kinds or (kinds == {MoveKind.UNDERSTOOD} and not now.reading.does(ActKind.PROMISE)):
        return [Move(kind=MoveKind.DEMAND)]
    if now.mood.band >= 4 and not kinds & satisfied:
        return [Move(kind=MoveKind.DEMAND)]
    return []


def _asked_for_manager(run: Run) -> bool:
    return any(MoveKind.MANAGER.value in line.acts for line in run.customer_lines)


def _distinct(chosen: list[Move]) -> list[Move]:
    return list(dict.fromkeys(chosen))
