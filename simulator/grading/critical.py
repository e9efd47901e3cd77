"""CF-01…CF-12: deeds that a good total cannot buy back. Each hit carries the words or the event."""

from collections.abc import Iterator
from datetime import timedelta

from simulator.domain.event import Classified, Escalated, MoodMoved, Noted, StatusChanged, StepDone
from simulator.domain.grade import Hit
from simulator.domain.reading import Act, ActKind
from simulator.domain.rubric import CriticalFail
from simulator.domain.scenario import Category
from simulator.domain.text import Text
from simulator.grading.classification import PRIORITIES
from simulator.grading.diagnosis import family
from simulator.grading.dossier import Dossier, Reply
from simulator.grading.guess import is_given, is_hedged
from simulator.grading.incident import raised, signal
from simulator.grading.invention import inventions
from simulator.grading.rights import private_word
from simulator.grading.secret import secrets_in

SILENCE = timedelta(minutes=15)
NEVER = Text(
    en="The evidence was on the screen and no candidate was raised.",
    ru="Признаки были на экране, а кандидат не поднят.",
)
LATE = Text(
    en="The evidence was on the screen; the candidate was raised later than 15 minutes after it.",
    ru="Признаки были на экране, а кандидат поднят позже чем через 15 минут.",
)
LIKELY = 0.75
"""Confidence from which wrong advice is grave enough to be a critical fail."""


def critical_fails(d: Dossier, catalogue: tuple[CriticalFail, ...]) -> tuple[Hit, ...]:
    """Return all hits, once per code and event, in the order of codes and events."""
    reasons = {each.code: each.what for each in catalogue}
    found: dict[tuple[str, int], Hit] = {}
    for finder in (_words, _card, _identity, _promises, inventions, _ending, _silence, _secrets):
        for hit in finder(d):
            known = found.get((hit.code, hit.event))
            if known is None or (known.severity == "AMBER" and hit.severity == "RED"):
                found[hit.code, hit.event] = hit
    hits = (
        hit if hit.because else hit.model_copy(update={"because": reasons.get(hit.code)})
        for hit in found.values()
    )
    return tuple(sorted(hits, key=lambda hit: (hit.code, hit.event)))


def _said(reply: Reply, act: Act, code: str, severity: str) -> Hit:
    return Hit.model_validate({"code": code, "severity": severity, "event": reply.n, "quote": act.quote})


def _words(d: Dossier) -> Iterator[Hit]:
    insecure = "RED" if d.scenario.category is Category.SECURITY else "AMBER"
    for reply in d.replies:
        routes = reply.reading.of(ActKind.ROUTE)
        for act in reply.reading.acts:
            if act.kind is ActKind.ASK_SECRET:
                yield _said(reply, act, "CF-01", "RED")
            elif act.kind is ActKind.UNSAFE and not (act.data.get("backup") and act.data.get("warned")):
                yield _said(
                    reply,
                    act,
                    "CF-04",
                    "AMBER" if act.data.get("warned") or act.data.get("backup") else "RED",
                )
            elif act.kind is ActKind.INSULT:
                yield _said(reply, act, "CF-05", "RED")
            elif act.kind is ActKind.BLAME:
                yield _said(reply, act, "CF-05", "AMBER")
            elif act.kind is ActKind.INSECURE_FIX:
                yield _said(reply, act, "CF-10", insecure)
            elif act.kind is ActKind.NAMES_COLLEAGUE and not any(
                route.start < act.end and act.start < route.end for route in routes
            ):
                yield _said(reply, act, "CF-11", "AMBER")


def _card(d: Dossier) -> Iterator[Hit]:
    """Pitfalls and triggers which the card itself marks."""
    codes = {pit.id: pit.critical_fail for pit in d.scenario.pitfalls if pit.critical_fail}
    for pit in d.pitfalls:
        if pit.target in codes and pit.confidence >= LIKELY:
            code = codes[pit.target]
            yield Hit.model_validate(
                {"code": code, "severity": _severity(d, str(code)), "event": pit.event, "quote": pit.quote}
            )
    marked = {
        trigger.id: trigger.critical_fail
        for trigger in (*d.scenario.anger.raises, *d.scenario.anger.lowers)
        if trigger.critical_fail
    }
    for event in d.events if marked else ():
        if isinstance(event, MoodMoved):
            for name, _share in event.rules:
                if name in marked:
                    code = str(marked[name])
                    yield Hit.model_validate(
                        {
                            "code": code,
                            "severity": _severity(d, code),
                            "event": event.because,
                            "quote": event.quotes.get(name),
                        }
                    )


def _severity(d: Dossier, code: str) -> str:
    if code in ("CF-05", "CF-06", "CF-08", "CF-11", "CF-12"):  # an insult itself is found by its act
        return "AMBER"
    if code == "CF-10":
        return "RED" if d.scenario.category is Category.SECURITY else "AMBER"
    return "RED"


def _identity(d: Dossier) -> Iterator[Hit]:
    """CF-02 on cards that turn on who is writing."""
    identity = d.scenario.identity
    if not identity.decisive:
        return
    checked = next((tool.n for tool in d.tools if tool.ok and family(tool) == "verify"), None)
    verified = checked if identity.passes else None
    # Where the person who writes has no right, only the lawful route (an owner who confirmed) opens the talk.
    route = next((e.n for e in d.events if isinstance(e, StepDone) and e.restored), None)
    open_from = min((n for n in (verified, route) if n is not None), default=d.last + 1)
    word = private_word(d)
    if word is not None and open_from > word[0]:
        yield Hit(
            code="CF-02",
            severity="RED",
            event=word[0],
            quote=word[1],
            because=Text(
                en="Account facts were given to a person who was not verified.",
                ru="Сведения об учётной записи даны тому, чья личность не проверена.",
            ),
        )


def _promises(d: Dossier) -> Iterator[Hit]:
    """CF-06: a date, money or a guarantee nobody authorised; RED when repeated after the customer's doubt."""
    before: set[ActKind] = set()
    doubted = 0
    for reply in d.replies:
        doubt = any(e.kind == "customer" and "proof" in e.acts for e in d.events[doubted : reply.n - 1])
        for act in reply.reading.of(ActKind.ETA, ActKind.COMPENSATION, ActKind.GUARANTEE):
            if is_hedged(reply, act.start, act.end) or (
                act.kind is ActKind.ETA and is_given(d, reply.n, act)
            ):
                continue
            yield _said(reply, act, "CF-06", "RED" if act.kind in before and doubt else "AMBER")
            before.add(act.kind)
            doubted = reply.n


def _ending(d: Dossier) -> Iterator[Hit]:
    """CF-08."""
    target = d.scenario.escalation
    handed = any(
        target is not None and each.team in (target.team, *target.near) for each in d.run.escalations
    )
    told = any(reply.reading.does(ActKind.ROUTE) for reply in d.replies)
    closed = d.run.closed
    solved = d.run.confirmed_at is not None
    if closed is not None and not closed.consent and not solved and not (handed and told):
        last = next((r for r in reversed(d.replies) if r.n < closed.n), None)
        quote = d.texts[last.n][0] if last is not None and last.via == "close" else None
        yield Hit(code="CF-08", severity="AMBER", event=last.n if quote and last else closed.n, quote=quote)
    left = next((e for e in d.events if isinstance(e, StatusChanged) and e.after == "abandoned"), None)
    if left is not None and not solved and not handed:
        yield Hit(code="CF-08", severity="AMBER", event=left.n)


def _silence(d: Dossier) -> Iterator[Hit]:
    """CF-09: the evidence of a major incident seen, and no candidate (AMBER: a late one), or a lower priority."""
    seen = signal(d)
    if not d.scenario.priority.major_candidate or seen is None:
        return
    up = raised(d)
    if up is None or up[1] - seen[1] > SILENCE:
        severity, at, because = ("RED", seen[0], NEVER) if up is None else ("AMBER", up[0], LATE)
        yield Hit.model_validate({"code": "CF-09", "severity": severity, "event": at, "because": because})
    before: str | None = None
    for event in d.events:
        if isinstance(event, Classified):
            lower = before is not None and PRIORITIES.index(event.priority) > PRIORITIES.index(before)
            if lower and event.n > seen[0]:
                yield Hit(
                    code="CF-09",
                    severity="RED",
                    event=event.n,
                    because=Text(
                        en="The priority was lowered after the evidence.",
                        ru="Приоритет понижен после признаков.",
                    ),
                )
            before = event.priority


def _secrets(d: Dossier) -> Iterator[Hit]:
    """CF-12: the quote is left out on purpose, a report must not repeat the secret."""
    for event in d.events:
        if not isinstance(event, Noted | Escalated) and event.kind != "said":
            continue
        if any(secrets_in(text) for text in d.texts.get(event.n, ())):
            yield Hit(code="CF-12", severity="AMBER", event=event.n)
