"""A hand-over summary from the log: every line is the text of an event, shortened at most. Nothing is concluded."""

from collections.abc import Iterator, Mapping

from simulator.domain.assist import Told
from simulator.domain.event import (
    Classified,
    CommandRun,
    Escalated,
    Event,
    Noted,
    Opened,
    Promised,
    PromiseSettled,
    Resolved,
    StepDone,
    TeamAnswered,
    ToolRun,
    Unlocked,
)
from simulator.domain.run import Run

LONGEST = 220
"""Characters of a line; a cut ends in an ellipsis."""


def summary(run: Run, facts: Mapping[str, str], steps: Mapping[str, str]) -> tuple[Told, ...]:
    """Return what the log holds, in the order of the parts and then of time.

    ``facts`` and ``steps``: id → its text in the language of the run. Of facts only those the customer has told are
    read, of steps only those he has carried out.
    """
    kept = {event.of: event.kept for event in run.events if isinstance(event, PromiseSettled)}
    return tuple(
        line for event in run.events for line in (*_seen(event, facts, steps), *_written(event, kept))
    )


def _seen(event: Event, facts: Mapping[str, str], steps: Mapping[str, str]) -> Iterator[Told]:
    """Yield what the customer and the consoles showed."""
    match event:
        case Opened():
            yield Told("asked", short(event.text), event.n)
        case Unlocked() if event.fact in facts:
            yield Told("known", short(facts[event.fact]), event.n)
        case ToolRun():
            yield Told(
                "checked",
                short(_with_output(event.command, event.output)),
                event.n,
                "" if event.ok else "failed",
            )
        case CommandRun() if event.output:
            yield Told("checked", short(first_line(event.output)), event.n)
        case StepDone() if event.step in steps:
            mark = "refused" if event.result == "refused" else "restored" if event.restored else ""
            yield Told("done", short(steps[event.step]), event.n, mark)


def _written(event: Event, kept: Mapping[int, bool]) -> Iterator[Told]:
    """Yield what the person at the desk and the teams wrote."""
    match event:
        case Promised():
            settled = kept.get(event.n)
            mark = "" if settled is None else "kept" if settled else "missed"
            yield Told("told", short(event.quote), event.n, mark)
        case Noted():
            yield Told("state", short(event.text), event.n)
        case Classified():
            yield Told(
                "state", f"{event.category}, {event.impact} × {event.urgency} = {event.priority}", event.n
            )
        case Escalated():
            yield Told(
                "state", short(f"→ {event.team}: {event.request or event.pack.get('request', '')}"), event.n
            )
        case TeamAnswered():
            yield Told("state", short(event.text), event.n, "" if event.accepted else "refused")
        case Resolved():
            yield Told("state", short(event.cause), event.n)


def _with_output(command: str, output: str) -> str:
    said = first_line(output)
    return f"{command}: {said}" if said else command


def first_line(text: str) -> str:
    """Return the first line that says something."""
    return next((line.strip() for line in text.splitlines() if line.strip()), "")


def short(text: str) -> str:
    """Return a text on one line, cut at a word."""
    flat = " ".join(text.split())
    if len(flat) <= LONGEST:
        return flat
    return flat[:LONGEST].rsplit(" ", 1)[0] + "…"
