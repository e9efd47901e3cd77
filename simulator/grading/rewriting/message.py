"""The message an excellent engineer would have sent at that moment, with the trainee's usable sentences in it."""

from datetime import datetime, timedelta

from simulator.domain.event import Escalated, StepDone, TeamAnswered
from simulator.domain.reading import ActKind
from simulator.domain.scenario import Outcome, Step
from simulator.grading.dossier import Dossier, Reply
from simulator.grading.rewriting.kept import kept
from simulator.grading.rewriting.known import Known, plainest, sentence
from simulator.grading.rewriting.loss import loss, lower_first
from simulator.grading.rewriting.phrases import phrase

ROUND = 5
"""Times are promised to five minutes."""
SOON = {"chat": 15, "phone": 15, "ticket": 30, "portal": 30}
FIRST_WHO = frozenset({"D1", "CF-02", "CF-03"})
"""Here nothing about the account may be said yet."""
ROOM = {"chat": 1, "phone": 1, "ticket": 2, "portal": 2}
"""How many findings a message of the channel carries."""


def rewritten(d: Dossier, criterion: str, reply: Reply) -> str | None:
    """Return the message that should have been sent instead of ``reply``, or None when it is the same."""
    known = Known.before(d, reply.n)
    if _restored(d, reply):
        parts = _after_restoring(d, known, reply)
    else:
        parts = _on_the_way(d, known, reply, criterion)
    gap = "\n" if d.scenario.channel in ("ticket", "portal") else " "
    text = gap.join(part for part in parts if part).strip()
    return text if text and text != reply.text.strip() else None


def _on_the_way(d: Dossier, known: Known, reply: Reply, criterion: str) -> list[str]:
    own = kept(d, known, reply)
    asks_more = criterion in ("D3", "D4", "CF-07")
    silent = criterion in FIRST_WHO
    told = () if silent else own.findings or _findings(d, known)
    mine = "" if asks_more or silent else " ".join(own.step)
    better = "" if asks_more or silent or mine else _step(d, known, reply)
    asking = f"{own.ask[0]} {phrase(d, 'why')}" if own.ask else " ".join(own.other) or _ask(d, known, reply)
    asking = phrase(d, "identity" if d.scenario.identity.decisive else "rights") if silent else asking
    lead = ("" if silent else _route(d, known)) or mine or better or asking
    first = " ".join(
        [*own.greeting, loss(d, known, reply) if _is_unheard(d, reply, criterion) else ""]
    ).strip()
    is_step = lead in (mine, better) and "?" not in lead and known.open_for_account()
    unknown = (
        "" if is_step or silent or known.all_key() or not known.open_for_account() else phrase(d, "unknown")
    )
    expect = phrase(d, "expect") if is_step else ""
    return [
        first,
        " ".join([*told[: ROOM[d.scenario.channel] + bool(own.findings)], unknown]).strip(),
        " ".join(part for part in (lead, expect) if part),
        phrase(d, "next", time=due(d, reply.at)),
    ]


def _after_restoring(d: Dossier, known: Known, reply: Reply) -> list[str]:
    checks = (
        w for s in d.scenario.steps for w in s.says.within(d.case.lang)[:1] if w.endswith("?") and not s.needs
    )
    works = next((sentence(w) for w in checks if known.keeps_secret(w)), phrase(d, "works"))
    cause = next((w for w in d.scenario.cause.says.within(d.case.lang) if known.allows(w)), "")
    was = phrase(d, "it-was", cause=lower_first(cause).rstrip(".") + ".") if cause and known.all_key() else ""
    prevents = [s for s in d.scenario.steps if s.prevents and _is_ready(d, known, s)]
    later = _spoken(d, known, prevents[0]) if prevents else ""
    return [
        was,
        f"{works} " + phrase(d, "confirm", time=due(d, reply.at + timedelta(hours=2))),
        later,
    ]


def due(d: Dossier, at: datetime) -> str:
    """Return the time of the next message."""
    soon = at + timedelta(minutes=SOON[d.scenario.channel])
    return (soon + timedelta(minutes=-soon.minute % ROUND)).strftime("%H:%M")


def _restored(d: Dossier, reply: Reply) -> bool:
    return any(isinstance(e, StepDone) and e.restored for e in d.events[: reply.n - 1])


def _is_unheard(d: Dossier, reply: Reply, criterion: str) -> bool:
    """Tell whether the loss is still to be named: not again when an earlier message did it and nothing has broken the talk since."""
    return (
        criterion == "T1"
        or criterion.startswith("CF")
        or not any(r.reading.does(ActKind.ACKNOWLEDGE) for r in d.replies if r.n < reply.n)
    )


def _findings(d: Dossier, known: Known) -> tuple[str, ...]:
    if not known.open_for_account():
        return ()
    found = []
    for source in known.findings():
        assert source.finding is not None
        wordings = plainest(source.finding.within(d.case.lang), d.case.persona.tech, d.case.lang)
        found += [sentence(wording) for wording in wordings if known.may_tell(wording)][:1]
    return tuple(found)


def _route(d: Dossier, known: Known) -> str:
    """Return who has it, when the case goes to another team."""
    handed = next((e for e in reversed(d.events[: known.n - 1]) if isinstance(e, Escalated)), None)
    accepted = any(isinstance(e, TeamAnswered) and e.accepted for e in d.events[: known.n - 1])
    if handed is not None:
        return phrase(d, "accepted" if accepted else "handed", time=handed.at.strftime("%H:%M"))
    due_now = d.scenario.outcome is Outcome.ESCALATE and known.all_key() and known.open_for_account()
    return phrase(d, "handing") if due_now else ""


def _step(d: Dossier, known: Known, reply: Reply) -> str:
    given = {step.target for step in d.steps if step.event < reply.n}
    ready = [s for s in d.scenario.steps if s.id not in given and not s.prevents and _is_ready(d, known, s)]
    if not known.open_for_account():
        return " ".join(_spoken(d, known, each) for each in ready[:2])
    best = next((s for s in ready if (s.restores or s.workaround) and s.needs and known.all_key()), None)
    return _spoken(d, known, best) if best else ""


def _is_ready(d: Dossier, known: Known, step: Step) -> bool:
    return (
        step.by != "team" and all(d.is_seen(n, known.n) for n in step.needs) and bool(_spoken(d, known, step))
    )


def _spoken(d: Dossier, known: Known, step: Step) -> str:
    """Return the step in a sentence; a bare command is introduced and stands on its own line."""
    wordings = [w for w in step.says.within(d.case.lang) if known.keeps_secret(w)]
    spoken = [w for w in wordings if not _is_command(w, d.case.lang)]
    if spoken or not wordings:
        return sentence(spoken[0]) if spoken else ""
    if d.scenario.channel == "phone":
        return ""
    return f"{phrase(d, 'run')}\n```\n{wordings[0]}\n```"


def _is_command(wording: str, language: str) -> bool:
    first = wording.split(maxsplit=1)[0]
    return first[:1].islower() and (
        (language == "ru" and first.isascii()) or " -" in wording or "/" in wording
    )


def _ask(d: Dossier, known: Known, reply: Reply) -> str:
    """Return the one question or check that comes next, with its reason."""
    asked = {m.target for r in d.replies if r.n < reply.n for m in (*r.reading.requests, *r.reading.asks)}
    if not known.open_for_account():
        return phrase(d, "identity")
    for command in d.scenario.commands:
        wording = command.asks.within(d.case.lang)[0]
        is_next = command.key and command.id not in asked and not d.is_seen(command.id, known.n)
        if is_next and known.keeps_secret(wording):
            return f"{sentence(wording)} {phrase(d, 'why')} {phrase(d, 'else')}"
    for fact in d.scenario.facts if _own_checks_done(d, known) else ():
        asks = fact.reveal.asks
        if asks and fact.critical and fact.id not in asked and d.unlocked.get(fact.id, known.n) >= known.n:
            wording = asks.within(d.case.lang)[0]
            if known.allows(wording) and not any(n not in d.unlocked for n in fact.reveal.needs):
                return f"{sentence(wording)} {phrase(d, 'why')}"
    return phrase(d, "checking")


def _own_checks_done(d: Dossier, known: Known) -> bool:
    return all(d.is_seen(tool.id, known.n) for tool in d.scenario.tools if tool.key)
