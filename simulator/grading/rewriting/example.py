"""An example line for what is not a message: a note, a field of the pack, a recorded cause, a classification."""

from collections.abc import Callable, Iterator

from simulator.domain.event import (
    CommandRun,
    Event,
    Promised,
    Said,
    ToolRun,
)
from simulator.domain.scenario import Command, Tool
from simulator.grading.dossier import Dossier
from simulator.grading.rewriting.known import Known, sentence
from simulator.grading.rewriting.loss import from_card
from simulator.grading.rewriting.message import due

WIDEST = 110
"""Letters of an output line that still make a readable note."""
LINES = 3


def example(d: Dossier, criterion: str, n: int) -> str | None:
    """Return what could have been written there from what had been seen before event ``n``, or None."""
    writer = _WRITERS.get(criterion)
    text = writer(d, Known.before(d, n)) if writer is not None else ""
    return text or None


def has_example(criterion: str) -> bool:
    """Tell whether what is shown for ``criterion`` is such a line and no message."""
    return criterion in _WRITERS


def check_lines(d: Dossier, known: Known) -> list[str]:
    """Return one line a check: command → decisive part of the output → what it means."""
    found = []
    for event, source in sorted(_checks(d, known), key=lambda pair: not pair[1].key):
        line = decisive(event.output, source)
        command = event.command if isinstance(event, ToolRun) else source.cmd
        found.append(f"`{command}` → {line} → {source.tells.within(d.case.lang).rstrip('.')}")
    return found


def decisive(output: str, source: Tool | Command) -> str:
    """Return the line of ``output`` that says most of what the check tells."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    words = ("unhealthy", "error", "fail", "denied", "refused", "timeout", "expired", "stuck", "blocked", "%")
    best = max(
        lines, key=lambda line: (sum(word in line.lower() for word in words), -lines.index(line)), default=""
    )
    return best if len(best) <= WIDEST else best[: WIDEST - 1].rstrip() + "…"


def _checks(d: Dossier, known: Known) -> Iterator[tuple[ToolRun | CommandRun, Tool | Command]]:
    by_id = {source.id: source for source in d.sources}
    shown: set[str] = set()
    for event in d.events[: known.n - 1]:
        name = (
            event.tool
            if isinstance(event, ToolRun)
            else event.command
            if isinstance(event, CommandRun)
            else None
        )
        if name in by_id and name not in shown and getattr(event, "output", None):
            shown.add(name)
            assert isinstance(event, ToolRun | CommandRun)
            yield event, by_id[name]


def _note_checks(d: Dossier, known: Known) -> str:
    return "\n".join(check_lines(d, known)[:LINES])


def _header(d: Dossier, known: Known) -> str:
    card, lang = d.scenario, d.case.lang
    who, role = card.contact.name.within(lang), card.contact.role.within(lang)
    cell = f"{card.priority.impact}×{card.priority.urgency} = {card.priority.level}"
    ids = ", ".join(word for word in card.known_ids if word != card.contact.account)
    plan = "план" if lang == "ru" else "plan"
    return f"{who}, {role}, {card.contact.account}, {plan} {card.plan}. {ids + '. ' if ids else ''}{card.category}, {cell}."


def _timeline(d: Dossier, known: Known) -> str:
    zone = d.run.opened.at.strftime("%z")
    ru = d.case.lang == "ru"
    lines = [f"{'Время' if ru else 'Times'} UTC{zone[:3]}."]
    for event in d.events[: known.n - 1]:
        what = _entry(event, ru=ru)
        if what:
            lines.append(f"{event.at:%H:%M} {what}")
    return "\n".join(lines[:6]) if len(lines) > 1 else ""


def _entry(event: Event, *, ru: bool) -> str:
    if event.n == 1:
        return "обращение клиента" if ru else "customer writes"
    if isinstance(event, ToolRun) and event.tool:
        return f"`{event.command}`"
    if isinstance(event, Promised):
        return (
            f"обещано написать в {event.due:%H:%M}" if ru else f"next message promised for {event.due:%H:%M}"
        )
    if isinstance(event, Said) and event.via == "reply":
        return "ответ клиенту" if ru else "reply to the customer"
    return ""


def _apart(d: Dossier, known: Known) -> str:
    ru = d.case.lang == "ru"
    facts = "; ".join(check_lines(d, known)[:2])
    promised = [e for e in d.events[: known.n - 1] if isinstance(e, Promised)]
    times = ", ".join(f"{e.due:%H:%M}" for e in promised) or ("нет" if ru else "none")
    if not facts:
        return ""
    open_ = (
        ("нет" if ru else "none")
        if known.all_key()
        else ("причина не подтверждена" if ru else "cause not confirmed")
    )
    if ru:
        return f"Факты: {facts}.\nГипотезы: {open_}.\nОбещания: {times}."
    return f"Facts: {facts}.\nHypotheses: {open_}.\nPromises: {times}."


def _next(d: Dossier, known: Known) -> str:
    at = due(d, d.events[known.n - 1].at if known.n <= len(d.events) else d.events[-1].at)
    done = any(getattr(e, "restored", False) for e in d.events[: known.n - 1])
    if d.case.lang == "ru":
        status = (
            "работа восстановлена, ждём подтверждения клиента"
            if done
            else "клиент ждёт, причина " + ("ясна" if known.all_key() else "не подтверждена")
        )
        return f"Состояние: {status}. Дальше: написать клиенту в {at}, отвечает дежурный первой линии."
    status = (
        "restored, customer's confirmation awaited"
        if done
        else "customer waiting, cause " + ("clear" if known.all_key() else "not confirmed")
    )
    return f"Status: {status}. Next: message to the customer by {at}, first line on shift does it."


def _pack(d: Dossier, known: Known) -> str:
    ru = d.case.lang == "ru"
    checks, stake = "; ".join(check_lines(d, known)[:2]), d.scenario.stake.within(d.case.lang).split(";")[0]
    zone = d.run.opened.at.strftime("%H:%M UTC%z")[:-2]
    priority = (
        f"{d.scenario.priority.level} – {stake}"
        if known.keeps_secret(stake)
        else str(d.scenario.priority.level)
    )
    rows = [("priority", priority), ("timeline", zone), ("checks", checks)]
    rows.append(("consent", "не требуется: ничего не меняли" if ru else "not needed: nothing was changed"))
    return "\n".join(f"{name}: {value}" for name, value in rows if value)


def _request(d: Dossier, known: Known) -> str:
    escalation = d.scenario.escalation
    text = escalation.request.within(d.case.lang) if escalation else ""
    return text if known.keeps_secret(text) else ""


def _framing(d: Dossier, known: Known) -> str:
    """Return the problem in one line: what the decisive check shows, since when it is known, what it costs."""
    found = [s.finding.within(d.case.lang) for s in known.findings() if s.finding]
    fact = next((w for wordings in found for w in wordings if known.allows(w)), "")
    parts = [sentence(part) for part in (fact, from_card(d, known)) if part]
    return " ".join(parts)


def _cause(d: Dossier, known: Known) -> str:
    text = d.scenario.cause.text.within(d.case.lang)
    if known.all_key() and known.keeps_secret(text):
        return sentence(text)
    lines = check_lines(d, known)[:1]
    not_yet = "Причина не подтверждена." if d.case.lang == "ru" else "Cause not confirmed."
    return f"{not_yet} {lines[0]}" if lines else ""


def _priority(d: Dossier, known: Known) -> str:
    cell = d.scenario.priority
    why = cell.why.within(d.case.lang)
    return f"{cell.impact}×{cell.urgency} = {cell.level}." + (f" {why}" if known.keeps_secret(why) else "")


def _team(d: Dossier, known: Known) -> str:
    lines = check_lines(d, known)
    if d.scenario.escalation is None or not lines:
        return ""
    return f"{d.scenario.escalation.team}: {lines[0]}"


_WRITERS: dict[str, Callable[[Dossier, Known], str]] = {
    "N1": _header, "N2": _timeline, "N3": _apart, "N4": _note_checks, "N5": _next, "N6": _note_checks,
    "E1": _team, "E2": _team, "E3": _pack, "E4": _request, "E5": _priority,
    "D2": _framing, "D5": _note_checks, "D6": _note_checks, "D7": _cause,
    "P1": _priority, "P2": _priority, "P3": _priority, "P5": _priority,
    "P4": lambda d, _known: str(d.scenario.category),
}  # fmt: skip
