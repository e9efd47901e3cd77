"""CF-07: words against the log. A check that never ran, a fact nobody had told, a link from nowhere."""

import re
from collections.abc import Iterator

from simulator.domain.event import CommandRun, ToolRun
from simulator.domain.grade import Hit
from simulator.domain.provider import ToolKind
from simulator.domain.reading import ActKind
from simulator.domain.text import Text
from simulator.grading.diagnosis import family
from simulator.grading.dossier import Dossier, Reply, shown_text
from simulator.grading.wording import sentences

ONLY_OURS = frozenset({"status", "incidents", "changes", "crm", "verify", "billing", "audit", "snap"})
"""Subjects a customer's own command can never show."""
BROAD = frozenset({"vm", "host", "log"})
"""Words for the machine as a whole: any look at a resource or a probe of it is a look at it."""
CLERICAL = frozenset(
    {"crm", "verify", "status", "incidents", "changes", "billing", "queue", "oncall", "kb", "help"}
)
NEAR: dict[str, tuple[str, ...]] = {
    "network": ("port", "http", "dns", "sg", "lb", "host"),
    "http": ("lb", "cert", "network"),
    "port": ("sg", "lb", "network", "http"),
    "host": ("vm", "status", "metrics", "disk"),
    "log": ("serial", "audit", "vm", "lb", "http"),
    "vm": ("metrics", "serial", "host", "disk"),
    "metrics": ("vm", "lb", "host"),
    "serial": ("vm", "log"),
    "status": ("incidents",),
    "incidents": ("status",),
    "lb": ("http", "metrics"),
    "sg": ("port", "network", "audit"),
    "crm": ("verify", "billing"),
    "verify": ("crm",),
    "billing": ("crm",),
    "audit": ("changes", "log"),
    "changes": ("audit",),
    "bucket": ("http", "audit"),
    "dns": ("network",),
    "cert": ("http",),
    "disk": ("vm", "snap", "metrics"),
    "snap": ("disk", "vm"),
}
"""Subjects close enough that a claim of one is no lie when the other was looked at."""
SENT = re.compile(
    r"\byou (?:sent|pasted|attached|gave|wrote|showed)|\byour (?:log|message|output|screenshot|ticket)|"
    r"вы (?:прислал|написал|приложил|показал|вставил)|ваш(?:ем|его|их|ему)? (?:лог|вывод|сообщени|письм|скриншот)|"
    r"в обращении|в заявке",
    re.IGNORECASE,
)
HEDGE = re.compile(
    r"\bif\b|\bmay\b|\bmight\b|\bmaybe\b|perhaps|whether|probably|likely|should|если|возможно|вероятно|похоже|"
    r"может|наверное|должн|либо|\?",
    re.IGNORECASE,
)
SPECIFIC = re.compile(
    r"(?<![\w.:])(?:\d{1,2}:\d\d(?::\d\d)?|\d+\.\d+\.\d+\.\d+|\d{4,}|[a-z]{1,6}-?[a-z]*\d[\w-]{2,})(?![\w:])",
    re.IGNORECASE,
)
LISTED = re.compile(
    r"(?:^|(?<=[\n.;:,] )|(?<=\n)|(?<=`))(?P<command>[a-z]+(?: [^\n.;→`]{1,60}?)?)`?\s*→[^\n.;]*",
    re.IGNORECASE,
)
"""A command with its result, as notes write it: ``opsview lb lb-31c → refused``."""
URL = re.compile(r"https?://([\w.-]+)", re.IGNORECASE)


def inventions(d: Dossier) -> Iterator[Hit]:
    """Yield every CF-07 of a run."""
    for reply in d.replies:
        yield from _claims(d, reply)
        yield from _untold(d, reply)
        yield from _links(d, reply)
    yield from unrun_checks(d)


def _hit(event: int, quote: str, en: str, ru: str) -> Hit:
    return Hit(code="CF-07", severity="RED", event=event, quote=quote, because=Text(en=en, ru=ru))


def _claims(d: Dossier, reply: Reply) -> Iterator[Hit]:
    for act in reply.reading.of(ActKind.CLAIM_CHECK):
        subject = act.data.get("subject", "other")
        sentence = _around(reply.text, act.quote)
        if SENT.search(sentence) or is_backed(d, subject, reply.n):
            continue
        yield _hit(
            reply.n,
            act.quote,
            f"The log before this message has no check of this kind ({subject}).",
            f"В журнале до этого сообщения нет такой проверки ({subject}).",
        )


def is_backed(d: Dossier, subject: str, before: int) -> bool:
    """Tell whether the log before event ``before`` holds a check of ``subject`` or of something close to it."""
    done = [
        e
        for e in d.events[: before - 1]
        if isinstance(e, ToolRun) or (isinstance(e, CommandRun) and e.result == "done")
    ]
    if subject not in ONLY_OURS and any(isinstance(e, CommandRun) for e in done):
        return True
    if subject == "other":
        return bool(done)
    tools = [e for e in done if isinstance(e, ToolRun)]
    if subject in BROAD:
        return any(family(tool) not in CLERICAL for tool in tools)
    wanted = {subject, *NEAR.get(subject, ())}
    return any(wanted & subjects_of(d, tool) for tool in tools)


def subjects_of(d: Dossier, tool: ToolRun) -> set[str]:
    """Return what a command may be said to have checked: its own words and its kind's subjects."""
    words = tool.command.lower().split()
    found = set(words[:2])
    kind: ToolKind | None = None
    for each in d.case.provider.tools:
        name = each.name.lower().split()
        if words[: len(name)] == name and (kind is None or len(each.name) > len(kind.name)):
            kind = each
    if kind is not None and (len(words) < 2 or kind.name.lower() != "opsview"):
        found |= set(kind.subjects)
    return found


def unrun_checks(d: Dossier) -> Iterator[Hit]:
    """Yield checks that a note or a pack lists with a result and that nobody had run."""
    ours = {kind.name.lower().split()[0] for kind in d.case.provider.tools} - {"kb"}
    for n, text in d.records:
        for match in LISTED.finditer(text):
            words = match.group("command").strip("` ").lower().split()
            # "Status → waiting" is prose; a command is known by its quoting or by what it was run on.
            is_typed = "`" in match.group() or any(char.isdigit() for char in match.group("command"))
            if is_typed and words[0] in ours and not _was_run(d, words, n):
                yield _hit(
                    n,
                    match.group().strip(),
                    f"The record gives a result of `{words[0]}`, which had not been run.",
                    f"В записи есть результат `{words[0]}`, а такой проверки не было.",
                )


def _was_run(d: Dossier, words: list[str], before: int) -> bool:
    """Compare by the tool, for ``opsview`` by the kind of resource too; a customer's own run counts."""
    depth = 2 if words[0] == "opsview" else 1
    customers = {command.id: command.cmd for command in d.scenario.commands}
    for event in d.events[: before - 1]:
        typed = event.command if isinstance(event, ToolRun) else ""
        if isinstance(event, CommandRun):
            typed = customers.get(event.command, "")
        if words[:depth] == typed.lower().split()[:depth] or (
            event.kind == "command" and words[0] in typed.lower()
        ):
            return True
    return False


def _around(text: str, quote: str) -> str:
    return next((sentence for sentence in sentences(text) if quote in sentence), quote)


def _untold(d: Dossier, reply: Reply) -> Iterator[Hit]:
    """Yield a value of evidence not seen, or of a locked fact, that is stated as found."""
    secret = _hidden_values(d, reply.n)
    if not secret:
        return
    told = reply.reading.of(ActKind.FINDING, ActKind.CAUSE)
    spans = [(a.start, a.end) for a in (*told, *reply.reading.findings, *reply.reading.causes)]
    aside = reply.reading.of(
        ActKind.QUESTION, ActKind.PROMISE, ActKind.CONDITIONAL, ActKind.OPTION, ActKind.WILL_CHECK
    )
    for match in SPECIFIC.finditer(reply.text):
        if match.group().lower() not in secret or not any(s <= match.start() < e for s, e in spans):
            continue
        sentence = _around(reply.text, match.group())
        if HEDGE.search(sentence) or any(a.start <= match.start() < a.end for a in aside):
            continue
        yield _hit(
            reply.n,
            sentence,
            f"Nothing had shown “{match.group()}” before this message.",
            f"До этого сообщения «{match.group()}» ниоткуда не было известно.",
        )
        return


def _hidden_values(d: Dossier, before: int) -> set[str]:
    lang = d.case.lang
    hidden = [source.out for source in d.sources if d.seen.get(source.id, before) >= before]
    for fact in d.scenario.facts:
        if d.unlocked.get(fact.id, before) >= before:
            hidden += [fact.text.within(lang), *(fact.guards.within(lang) if fact.guards else ())]
    values = {v.lower() for text in hidden for v in SPECIFIC.findall(text)}
    # What a remedy needs is worked out or known by heart; it claims no look at anything.
    advised = " ".join(phrase for step in d.scenario.steps for phrase in step.says.within(lang)).lower()
    told = f"{known_text(d, before)}\n{advised}"
    return {value for value in values if value not in told}


def known_text(d: Dossier, before: int) -> str:
    """Return everything the trainee could have read before event ``before``, lower-cased."""
    card = d.scenario
    ticket = (
        card.subject.within(d.case.lang),
        card.contact.account,
        card.contact.contract,
        card.contact.email,
        card.starts.strftime("%H:%M"),
        card.identity.crm,
        *card.known_ids,
    )
    shown = [shown_text(event) for event in d.events[: before - 1]]
    typed = [event.command for event in d.events[: before - 1] if isinstance(event, ToolRun)]
    return "\n".join((*ticket, *shown, *typed)).lower()


def _links(d: Dossier, reply: Reply) -> Iterator[Hit]:
    """Yield links to hosts that neither the case nor the provider knows."""
    for match in URL.finditer(reply.text):
        host = match.group(1).lower().rstrip(".")
        if host.endswith((".example", "localhost")) or host in known_text(d, reply.n) or host in d.case_text:
            continue
        yield _hit(
            reply.n,
            match.group(),
            "A link nobody in this case has given.",
            "Ссылка, которой в этом деле никто не давал.",
        )
