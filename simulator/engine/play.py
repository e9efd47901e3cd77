"""What each action of the trainee does: a case, the run so far and an action give new events.

``Say`` (and texts of ``Resolve`` and ``Close``) only append the message: it is stored and acknowledged before it
is read. ``engine.turn.answer`` then decides what it brings about.
"""

from functools import singledispatch

from simulator.domain.action import (
    Action,
    Classify,
    Close,
    Escalate,
    Hint,
    Kb,
    Major,
    Note,
    Open,
    Resolve,
    Run as RunTool,
    Say,
    Wait,
)
from simulator.domain.case import Case
from simulator.domain.event import (
    ArticleOpened,
    Classified,
    Closed,
    Escalated,
    Event,
    Hinted,
    MajorRaised,
    MoodMoved,
    Noted,
    Opened,
    Resolved,
    Said,
    Searched,
    ToolRun,
    Unlocked,
    Waited,
)
from simulator.domain.priority import priority_of
from simulator.domain.reading import Reading
from simulator.domain.run import Run
from simulator.domain.scenario import PACK_FIELDS, Category
from simulator.engine import disclosure
from simulator.engine.environment import run_command
from simulator.engine.lifecycle import next_status
from simulator.engine.recorder import Recorder
from simulator.engine.replies import clean_reply, clean_text
from simulator.errors import Conflict, InvalidInput

COMMAND_LIMIT = 500


def begin(case: Case) -> tuple[Event, ...]:
    """Return the first events of a run: the ticket is open and the customer is as angry as the card says."""
    record = Recorder(Run(), case.scenario.starts)
    record.add(
        Opened,
        scenario=case.scenario.id,
        digest=case.digest,
        seed=case.seed,
        lang=case.lang,
        mode=case.mode,
        text=case.scenario.opening.within(case.tongue),
    )
    start = case.scenario.anger.start
    record.add(
        MoodMoved,
        anger=start,
        trust=case.persona.trust,
        effort=0,
        change=0,
        because=1,
        rules=(("start", start),),
    )
    return record.events


def act(
    case: Case, run: Run, action: Action, *, cause: Reading | None = None, found: tuple[str, ...] = ()
) -> tuple[Event, ...]:
    """Return the events of ``action``.

    Args:
        case: the case being played.
        run: state so far.
        action: what the trainee does.
        cause: for ``Resolve``, the recorded cause as understood.
        found: for a knowledge search, ids of the articles found.

    Raises:
        InvalidInput: the action's values can be mended.
        Conflict: the action is not legal in this state.
    """
    status = next_status(run, action)
    record = Recorder(run)
    extra: dict[str, object] = {"cause": cause, "found": found}
    _do(action, case, record, extra)
    record.move_to(status)
    return record.events


@singledispatch
def _do(action: object, _case: Case, _record: Recorder, _extra: dict[str, object]) -> None:
    msg = f"no such action: {action!r}"
    raise TypeError(msg)


@_do.register
def _(action: Say, case: Case, record: Recorder, _extra: dict[str, object]) -> None:
    _say(case, record, action.text, "reply")


def _say(case: Case, record: Recorder, text: str, via: str) -> None:
    cleaned = clean_reply(text)
    record.pass_minutes(case.provider.prices.reply)
    record.add(Said, text=cleaned, via=via)


@_do.register
def _(action: RunTool, case: Case, record: Recorder, _extra: dict[str, object]) -> None:
    command = " ".join(clean_text(action.tool, name="tool").split())
    if len(command) > COMMAND_LIMIT:
        raise InvalidInput("command-too-long", name="tool", limit=COMMAND_LIMIT)
    _run(case, record, command)


def _run(case: Case, record: Recorder, command: str) -> None:
    output = run_command(case, record.run, command)
    record.pass_minutes(output.minutes)
    ran = record.add(
        ToolRun,
        command=command,
        tool=output.tool,
        family=output.family,
        output=output.text,
        minutes=output.minutes,
        ok=output.ok,
    )
    if output.tool is not None:
        for fact in disclosure.by_evidence(case, record.run, output.tool):
            record.add(Unlocked, fact=fact.id, by=ran.n, rule="tool")


@_do.register
def _(action: Kb, case: Case, record: Recorder, extra: dict[str, object]) -> None:
    query = " ".join(clean_text(action.query, name="query").split())[:COMMAND_LIMIT]
    listed = run_command(case, record.run, f'kb search "{query}"')
    if listed.tool is not None:
        _run(case, record, f'kb search "{query}"')
    else:
        record.pass_minutes(case.provider.prices.kb_search)
    record.add(Searched, query=query, articles=extra["found"])


@_do.register
def _(action: Open, _case: Case, record: Recorder, _extra: dict[str, object]) -> None:
    record.pass_minutes(1)
    record.add(ArticleOpened, article=action.article)


@_do.register
def _(action: Note, case: Case, record: Recorder, _extra: dict[str, object]) -> None:
    text = clean_text(action.text, name="text")
    record.pass_minutes(case.provider.prices.note)
    record.add(Noted, text=text)


@_do.register
def _(action: Classify, _case: Case, record: Recorder, _extra: dict[str, object]) -> None:
    if action.category not in {category.value for category in Category}:
        raise InvalidInput("category-unknown", name="category", category=action.category)
    record.add(
        Classified,
        category=action.category,
        impact=action.impact,
        urgency=action.urgency,
        priority=priority_of(action.impact, action.urgency),
    )


@_do.register
def _(action: Escalate, case: Case, record: Recorder, _extra: dict[str, object]) -> None:
    if case.provider.team(action.team) is None:
        raise InvalidInput("team-unknown", name="team", team=action.team)
    answered = {answer.of for answer in record.run.answers}
    if any(earlier.team == action.team and earlier.n not in answered for earlier in record.run.escalations):
        raise Conflict("already-escalated")
    allowed = {*PACK_FIELDS, "items"}
    pack = {
        str(name): clean_text(text, name=str(name), required=False)
        for name, text in action.pack.items()
        if str(name) in allowed
    }
    request = clean_text(action.request, name="request", required=False)
    record.pass_minutes(case.provider.prices.escalate)
    record.add(Escalated, team=action.team, request=request, pack=pack)


@_do.register
def _(action: Major, _case: Case, record: Recorder, _extra: dict[str, object]) -> None:
    if record.run.major is not None:
        raise Conflict("already-raised")
    record.pass_minutes(1)
    record.add(MajorRaised, reason=clean_text(action.reason, name="reason"))


@_do.register
def _(action: Resolve, case: Case, record: Recorder, extra: dict[str, object]) -> None:
    cause = clean_text(action.cause, name="cause")
    if action.text.strip():
        _say(case, record, action.text, "resolve")
    record.add(Resolved, cause=cause, reading=extra["cause"])


@_do.register
def _(action: Close, case: Case, record: Recorder, _extra: dict[str, object]) -> None:
    consent = has_consent(record.run)
    if action.text.strip():
        _say(case, record, action.text, "close")
    record.add(Closed, consent=consent)


def has_consent(run: Run) -> bool:
    """Tell whether closing is fair: the customer confirmed, or an accepted hand-over keeps the case alive."""
    handed = any(answer.accepted for answer in run.answers)
    return run.confirmed_at is not None or handed


@_do.register
def _(action: Wait, _case: Case, record: Recorder, _extra: dict[str, object]) -> None:
    record.pass_minutes(action.minutes)
    record.add(Waited, minutes=action.minutes)


@_do.register
def _(_action: Hint, case: Case, record: Recorder, _extra: dict[str, object]) -> None:
    level = record.run.hints + 1
    if level > len(case.scenario.hints):
        raise Conflict("no-more-hints")
    record.add(Hinted, level=level, text=case.scenario.hints[level - 1].within(case.lang))
