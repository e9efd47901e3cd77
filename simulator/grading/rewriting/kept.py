"""What of the trainee's own message can stay: true, allowed and useful sentences without a fault."""

from collections.abc import Iterable
from dataclasses import dataclass

from simulator.domain.reading import ActKind, Match, Span
from simulator.grading.dossier import SURE, Dossier, Reply
from simulator.grading.rewriting.known import Known
from simulator.grading.wording import sentences

FAULTS = (
    ActKind.ACKNOWLEDGE_FORMULA,
    ActKind.APOLOGY,
    ActKind.HIDING,
    ActKind.BLAME,
    ActKind.INSULT,
    ActKind.SARCASM,
    ActKind.CALM_DOWN,
    ActKind.AS_I_SAID,
    ActKind.NOT_OUR_PROBLEM,
    ActKind.PER_POLICY,
    ActKind.SHOUTING,
    ActKind.JARGON,
    ActKind.FISHING,
    ActKind.REASK,
    ActKind.PROMISE_VAGUE,
    ActKind.ETA,
    ActKind.COMPENSATION,
    ActKind.GUARANTEE,
    ActKind.ASK_SECRET,
    ActKind.UNSAFE,
    ActKind.INSECURE_FIX,
    ActKind.NAMES_COLLEAGUE,
    ActKind.CLOSING,
    ActKind.CLAIM_CHECK,
    ActKind.INJECTION,
)
SHORTEST = 4
"""Words below which a sentence says too little to be kept, and a greeting is a greeting."""
EXPLAINS = ("(", " — ", " – ", "that is", "i.e.", "то есть", "это ")


@dataclass(frozen=True)
class Kept:
    """Own sentences by what they do."""

    greeting: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    step: tuple[str, ...] = ()
    targets: frozenset[str] = frozenset()
    """What the kept findings tell of."""


def kept(d: Dossier, known: Known, reply: Reply) -> Kept:
    """Sort the usable sentences of ``reply``."""
    if not known.open_for_account():
        return Kept()
    findings: dict[str, str] = {}
    steps: list[str] = []
    greeting: list[str] = []
    for line in whole_sentences(reply.text):
        if "```" in line or line.endswith((":", ";")) or is_faulty(reply, line) or not known.allows(line):
            continue
        if len(line.split()) < SHORTEST:
            if reply.n == d.replies[0].n and _on(line, reply.reading.of(ActKind.GREETING)):
                greeting.append(sentence_end(line))
        elif told := _told(d, known, reply, line):
            findings[line] = told
        elif not steps and _leads(d, known, reply, line):
            steps.append(line)
    return Kept(tuple(greeting[:1]), tuple(findings), tuple(steps), frozenset(findings.values()))


def whole_sentences(text: str) -> list[str]:
    """Return the sentences of ``text``; what a colon announces on the next line belongs to its sentence."""
    found: list[str] = []
    start = 0
    for line in sentences(text):
        place = text.index(line, start)
        if found and found[-1].endswith(":") and "`" not in line:
            found[-1] = text[text.index(found[-1]) : place + len(line)]
        else:
            found.append(line)
        start = place + len(line)
    return found


def is_faulty(reply: Reply, line: str) -> bool:
    """Tell whether a sentence holds something that must not be sent, praised or kept."""
    reading = reply.reading
    wrong: list[Span] = [*reading.pitfalls, *(c for c in reading.causes if c.target != "CAUSE")]
    wrong += [trigger for trigger in reading.triggers if trigger.target.startswith("R")]
    faults = [act for act in reading.of(*FAULTS) if not (act.kind is ActKind.JARGON and explained(line, act.quote))]
    wrong += faults
    wrong += [act for act in reading.of(ActKind.STEP) if act.data.get("vague")]
    return _on(line, wrong)


def explained(text: str, term: str) -> bool:
    """Tell whether ``text`` explains ``term`` on the spot."""
    place = text.lower().find(term.lower())
    after = text[place + len(term) : place + len(term) + 12].lower() if place >= 0 else ""
    return any(sign in f" {after}" for sign in EXPLAINS)


def sentence_end(line: str) -> str:
    """Return a greeting with a full stop instead of a comma or an exclamation mark."""
    return line.rstrip(" ,!.") + "."


def _told(d: Dossier, known: Known, reply: Reply, line: str) -> str:
    sure = [m for m in reply.reading.findings if m.confidence >= SURE and d.is_seen(m.target, known.n)]
    return next((match.target for match in sure if _on(line, [match])), "")


def _leads(d: Dossier, known: Known, reply: Reply, line: str) -> bool:
    needs = {step.id: step.needs for step in d.scenario.steps}
    steps: list[Match] = [
        m
        for m in reply.reading.steps
        if m.confidence >= SURE and all(d.is_seen(n, known.n) for n in needs.get(m.target, ("",)))
    ]
    asks = [m for m in reply.reading.asks if m.confidence >= SURE and d.unlocked.get(m.target, known.n) >= known.n]
    requests = [m for m in reply.reading.requests if not d.is_seen(m.target, known.n)]
    return _on(line, [*steps, *asks, *requests])


def _on(line: str, spans: Iterable[Span]) -> bool:
    return any(span.quote.strip() and (span.quote in line or line in span.quote) for span in spans)
