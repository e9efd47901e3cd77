"""The trainee's own line, rewritten from the card: his words kept, the missing part added from what he had seen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from simulator.domain.reading import ActKind
from simulator.grading.dossier import Dossier, Reply
from simulator.grading.wording import sentences

NEXT_WORD = timedelta(minutes=15)
GREETING_WORDS = 4
"""A longer first sentence is more than a greeting."""
STRIKES: dict[str, tuple[ActKind, ...]] = {
    "T1": (ActKind.ACKNOWLEDGE_FORMULA, ActKind.APOLOGY),
    "T2": (ActKind.BLAME, ActKind.HIDING, ActKind.NOT_OUR_PROBLEM),
    "T5": (ActKind.PROMISE_VAGUE, ActKind.ETA, ActKind.COMPENSATION, ActKind.GUARANTEE),
    "T6": (
        ActKind.INSULT,
        ActKind.SARCASM,
        ActKind.CALM_DOWN,
        ActKind.AS_I_SAID,
        ActKind.PER_POLICY,
        ActKind.NOT_OUR_PROBLEM,
        ActKind.BLAME,
    ),
    "T7": (ActKind.REASK, ActKind.FISHING),
    "T10": (ActKind.CLOSING,),
    "D3": (ActKind.REASK, ActKind.FISHING),
    "D8": (ActKind.UNSAFE, ActKind.INSECURE_FIX),
    "D9": (ActKind.UNSAFE, ActKind.INSECURE_FIX),
    "CF-01": (ActKind.ASK_SECRET,),
    "CF-04": (ActKind.UNSAFE,),
    "CF-05": (ActKind.INSULT, ActKind.SARCASM, ActKind.BLAME),
    "CF-06": (ActKind.ETA, ActKind.COMPENSATION, ActKind.GUARANTEE),
    "CF-07": (ActKind.CLAIM_CHECK,),
    "CF-10": (ActKind.INSECURE_FIX,),
    "CF-11": (ActKind.NAMES_COLLEAGUE,),
}
"""Criterion → acts whose sentences are left out of the rewritten line."""
DATED = frozenset({"T5", "E6", "E7", "C6", "C1", "CF-06", "T2"})
SHOWS = frozenset({"T2", "T3", "T6", "T7", "D5", "D7", "C3", "CF-05"})
STEPS = frozenset({"T4", "D8", "D9", "C5", "CF-04", "CF-10"})


@dataclass(frozen=True)
class Pieces:
    """Sentences that can be added, in the language of the run, each from what was known at that moment."""

    stake: str
    finding: str
    step: str
    ask: str
    time: str
    confirm: str


def rewritten(d: Dossier, criterion: str, reply: Reply) -> str | None:
    """Return ``reply`` mended in what ``criterion`` looks at, or None when code cannot mend it."""
    pieces = _pieces(d, reply)
    own = _kept(reply, STRIKES.get(criterion, ()))
    if criterion in ("T1", "C2"):
        hello = [
            s for s in own[:1] if reply.reading.does(ActKind.GREETING) and len(s.split()) <= GREETING_WORDS
        ]
        parts = [*hello, pieces.stake, *own[len(hello) :]]
    elif criterion == "T10":
        parts = [*own, pieces.confirm]
    elif criterion in ("D3", "D4", "CF-07"):
        parts = [*_without_cause(reply, own), pieces.ask]
    elif criterion in STEPS:
        parts = [*own, pieces.step or pieces.ask]
    elif criterion in SHOWS | DATED:
        parts = [
            *own,
            pieces.finding if criterion in SHOWS else "",
            pieces.time if criterion in DATED | {"T6"} else "",
        ]
    elif criterion.startswith("CF"):
        parts = own
    else:
        return None
    text = " ".join(part for part in parts if part).strip()
    return text if text and text != reply.text.strip() else None


def _kept(reply: Reply, struck: Iterable[ActKind]) -> list[str]:
    gone = [act.quote for act in reply.reading.of(*struck)]
    return [s for s in sentences(reply.text) if not any(quote in s or s in quote for quote in gone)]


def _without_cause(reply: Reply, own: list[str]) -> list[str]:
    causes = [match.quote for match in reply.reading.causes]
    return [s for s in own if not any(quote in s or s in quote for quote in causes)]


def _pieces(d: Dossier, reply: Reply) -> Pieces:
    russian = d.case.lang == "ru"
    due = (reply.at + NEXT_WORD).strftime("%H:%M")
    stake = d.scenario.stake.within(d.case.lang)
    return Pieces(
        stake=f"Вижу, что на кону: {stake}. Занимаюсь этим прямо сейчас."
        if russian
        else f"I see what is at stake: {stake}. I'm on it now.",
        finding=_finding(d, reply),
        step=_step(d, reply),
        ask=_ask(d, reply),
        time=f"В {due} напишу, даже если новостей ещё не будет."
        if russian
        else f"I'll write at {due}, even if there is no news yet.",
        confirm="У вас всё заработало? Обращение держу открытым до вашего ответа."
        if russian
        else "Does it work on your side now? I'll keep this open until you reply.",
    )


def _finding(d: Dossier, reply: Reply) -> str:
    told = {finding.target for finding in d.findings if finding.event <= reply.n}
    for source in d.sources:
        if (
            source.key
            and source.finding
            and source.id not in told
            and d.seen.get(source.id, reply.n) < reply.n
        ):
            return _sentence(source.finding.within(d.case.lang)[0])
    return ""


def _step(d: Dossier, reply: Reply) -> str:
    given = {step.target for step in d.steps if step.event <= reply.n}
    open_ = [
        step
        for step in d.scenario.steps
        if step.id not in given and all(d.is_seen(n, reply.n) for n in step.needs)
    ]
    best = next((step for step in open_ if step.restores or step.workaround), None) or next(iter(open_), None)
    return _sentence(best.says.within(d.case.lang)[0]) if best is not None else ""


def _ask(d: Dossier, reply: Reply) -> str:
    for command in d.scenario.commands:
        if command.key and not d.is_seen(command.id, reply.n):
            return _sentence(command.asks.within(d.case.lang)[0])
    for tool in d.scenario.tools:
        if tool.key and not d.is_seen(tool.id, reply.n):
            return (
                f"Причину пока не называю: сначала посмотрю `{tool.cmd}`."
                if d.case.lang == "ru"
                else f"I won't name a cause yet: first I'll look at `{tool.cmd}`."
            )
    return ""


def _sentence(phrase: str) -> str:
    text = phrase[:1].upper() + phrase[1:]
    return text if text.endswith((".", "?", "…", ":", "`")) else f"{text}."
