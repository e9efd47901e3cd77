"""What of the trainee's own message can stay: true, allowed and useful sentences without a fault."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from simulator.domain.reading import ActKind, Span
from simulator.grading.dossier import SURE, Dossier, Reply
from simulator.grading.rewriting.known import Known, sentence
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
_GREETING = re.compile(r"^(?:hello|hi|good \w+|здравствуйте|добрый день)[,.!]? ", re.IGNORECASE)
EXPLAINS = ("(", " — ", " – ", "that is", "i.e.", "то есть", "это ")


@dataclass(frozen=True)
class Kept:
    """Own sentences by what they do."""

    greeting: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    step: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    """A right step that does not bring the service back by itself."""


def kept(d: Dossier, known: Known, reply: Reply) -> Kept:
    """Sort the usable sentences of ``reply``."""
    if not known.open_for_account():
        return Kept()
    findings: list[str] = []
    steps: list[str] = []
    asks: list[str] = []
    other: list[str] = []
    greeting: list[str] = []
    for line in whole_sentences(reply.text):
        if "```" in line or line.endswith((":", ";")) or is_faulty(reply, line) or not known.allows(line):
            continue
        if len(line.split()) < SHORTEST:
            if reply.n == d.replies[0].n and _on(line, reply.reading.of(ActKind.GREETING)):
                greeting.append(sentence_end(line))
        elif _told(d, known, reply, line):
            findings.append(bare(line))
        elif _guides(d, known, reply, line, ends=True):
            steps.append(bare(line))
        elif _guides(d, known, reply, line, ends=False):
            other.append(bare(line))
        elif _seeks(d, known, reply, line):
            asks.append(bare(line))
    return Kept(tuple(greeting[:1]), tuple(findings), tuple(steps[:1]), tuple(asks[:1]), tuple(other[:1]))


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
    faults = [
        act for act in reading.of(*FAULTS) if not (act.kind is ActKind.JARGON and explained(line, act.quote))
    ]
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


def _told(d: Dossier, known: Known, reply: Reply, line: str) -> bool:
    sure = [m for m in reply.reading.findings if m.confidence >= SURE and d.is_seen(m.target, known.n)]
    return _on(line, sure)


def bare(line: str) -> str:
    """Return a sentence without the greeting it begins with."""
    item = line.lstrip("-–—• ")
    left = _GREETING.sub("", item)
    if left != item:
        return sentence(left)
    return f"{left}." if left[-1:].isalnum() else left


def _guides(d: Dossier, known: Known, reply: Reply, line: str, *, ends: bool) -> bool:
    """Tell whether the sentence gives a right step that rests on what was known; ``ends``: one that restores."""
    steps = {step.id: step for step in d.scenario.steps if (step.restores or step.workaround) is ends}
    sure = [m for m in reply.reading.steps if m.confidence >= SURE and m.target in steps]
    return _on(line, [m for m in sure if all(d.is_seen(need, known.n) for need in steps[m.target].needs)])


def _seeks(d: Dossier, known: Known, reply: Reply, line: str) -> bool:
    """Tell whether the sentence asks for something that was not known yet."""
    asks = [
        m for m in reply.reading.asks if m.confidence >= SURE and d.unlocked.get(m.target, known.n) >= known.n
    ]
    requests = [m for m in reply.reading.requests if not d.is_seen(m.target, known.n)]
    return _on(line, [*asks, *requests]) and not _on(line, reply.reading.steps)


def _on(line: str, spans: Iterable[Span]) -> bool:
    return any(span.quote.strip() and (span.quote in line or line in span.quote) for span in spans)
