"""Guesses: causes that are not the card's and times of repair that nobody gave."""

from simulator.domain.event import TeamAnswered, ToolRun
from simulator.domain.reading import Act, ActKind
from simulator.grading.dossier import Dossier, Reply
from simulator.grading.wording import CLOCK


def guess(d: Dossier, *, hedged: bool) -> tuple[Reply, str] | None:
    """Return a cause that is not the card's, or a time of repair nobody gave, with its reply."""
    for reply in d.replies:
        etas = [a for a in reply.reading.of(ActKind.ETA, ActKind.GUARANTEE) if not is_given(d, reply.n, a)]
        wrong = [m for m in reply.reading.causes if m.target != "CAUSE"]
        for part in (*etas, *wrong):
            if is_hedged(reply, part.start, part.end) == hedged:
                return reply, part.quote
    return None


def is_hedged(reply: Reply, start: int, end: int) -> bool:
    """Tell whether the words at ``start`` stand in a conditional or hedged statement."""
    near = (
        *reply.reading.of(ActKind.CONDITIONAL),
        *(a for a in reply.reading.of(ActKind.CAUSE) if a.data.get("hedged")),
    )
    return any(act.start <= end and start <= act.end for act in near)


def is_given(d: Dossier, before: int, act: Act) -> bool:
    """Tell whether the time in ``act`` was given by a console or a team before event ``before``."""
    times = CLOCK.findall(act.quote)
    earlier = d.events[: before - 1]
    shown = [event.output for event in earlier if isinstance(event, ToolRun)]
    shown += [event.text for event in earlier if isinstance(event, TeamAnswered)]
    return bool(times) and all(any(time in text for text in shown) for time in times)
