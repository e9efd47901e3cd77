"""The same moment in another run of the same case: what an excellent engineer wrote when he stood there."""

from collections.abc import Sequence

from simulator.domain.event import CommandRun, Event, Said, ToolRun, Unlocked


def moment_of(exemplar: Sequence[Event], run: Sequence[Event], n: int) -> Said | None:
    """Return the exemplar's message at the moment of message ``n`` of ``run``: what was known then decides.

    First messages and closing messages meet their like; between them the one is taken before which most nearly
    the same was known. None when the exemplar has no message.
    """
    theirs = [event for event in exemplar if isinstance(event, Said)]
    ours = [event for event in run if isinstance(event, Said)]
    mine = next((event for event in ours if event.n == n), None)
    if mine is None or not theirs:
        return None
    if mine is ours[0]:
        return theirs[0]
    alike = [said for said in theirs if said.via == mine.via] or theirs
    known = _known(run, n)
    return max(alike, key=lambda said: (_likeness(_known(exemplar, said.n), known), -said.n))


def _known(events: Sequence[Event], n: int) -> frozenset[str]:
    found = set()
    for event in events[: n - 1]:
        if isinstance(event, ToolRun) and event.tool:
            found.add(event.tool)
        elif isinstance(event, CommandRun) and event.result == "done":
            found.add(event.command)
        elif isinstance(event, Unlocked):
            found.add(event.fact)
    return frozenset(found)


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 1.0
