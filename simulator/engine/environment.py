"""The tools console: what a typed command shows in this case.

Consoles are read-only and probes run from the provider's host. A command the card lists gives the card's output,
whatever the order of its flags; any other plausible command gives a neutral, healthy result made from the resource
state; a command that belongs on the customer's machine is not run at all.
"""

from dataclasses import dataclass

from simulator.domain.case import Case
from simulator.domain.provider import ToolKind
from simulator.domain.run import Run
from simulator.domain.scenario import Tool
from simulator.engine import neutral
from simulator.engine.shell import CommandLine, parse

PATTERN_CONSOLES = frozenset({"status", "incidents", "changes", "queue", "oncall"})
IDENTITY_CONSOLES = frozenset({"crm", "verify"})
FREE = frozenset({"help", "history", "clear"})
WITH_TARGET = frozenset(
    "opsview audit billing asset photo ping traceroute mtr dig nslookup host curl nc telnet".split()
)
"""Programs that ask about something: without an argument they only print their usage."""


@dataclass(frozen=True)
class Output:
    """What the console printed."""

    text: str
    minutes: int
    tool: str | None = None
    family: str = ""
    ok: bool = True


def run_command(case: Case, run: Run, command: str) -> Output:
    """Return what ``command`` prints in ``case`` after the events of ``run``."""
    line = parse(command)
    if line.program in FREE:
        return Output(_free(case, run, line), 0, family=line.program)
    kind = tool_kind(case, line)
    if kind is None:
        return _unknown(case, line)
    listed = match_tool(case.scenario.tools, line)
    if listed is not None and listed.down:
        return Output(listed.out.rstrip("\n"), _minutes(kind, line), family=line.family, ok=False)
    if listed is not None:
        restored = run.restored_at is not None and listed.after is not None
        shown = listed.after if restored and listed.after is not None else listed.out
        return Output(shown.rstrip("\n"), _minutes(kind, line), listed.id, line.family)
    if line.program in WITH_TARGET and not line.values and not line.flags:
        return Output(f"usage: {kind.usage}", 0, family=line.family, ok=False)
    text, ok = neutral.output(case, line)
    return Output(text, _minutes(kind, line) if ok else 0, family=line.family, ok=ok)


def tool_kind(case: Case, line: CommandLine) -> ToolKind | None:
    """Return the console or probe that ``line`` names, or None."""
    kinds = {kind.name: kind for kind in case.provider.tools}
    return kinds.get(line.family) or kinds.get(line.program) or kinds.get(line.layer)


def _minutes(kind: ToolKind, line: CommandLine) -> int:
    # A long mtr (hundreds of cycles) takes the time it takes.
    return 5 if line.program == "mtr" and "-c" in line.flags else kind.minutes


def match_tool(tools: tuple[Tool, ...], line: CommandLine) -> Tool | None:
    """Return the listed tool which ``line`` means, or None.

    Exact family and values win; then the same values under an equivalent program; then an unambiguous part of
    the values; then, for consoles that default to everything, the only tool of the family.
    """
    # A tool's own command comes before other tools' second spellings.
    parsed = [(tool, parse(tool.cmd)) for tool in tools]
    parsed += [(tool, parse(spelling)) for tool in tools for spelling in tool.also]
    same = [(tool, other) for tool, other in parsed if other.layer == line.layer]
    if not same:
        return None
    wanted = frozenset(line.values)
    exact = [(tool, other) for tool, other in same if frozenset(other.values) == wanted]
    if exact:
        return _best(exact, line)
    if line.program in IDENTITY_CONSOLES:
        return same[0][0]
    if line.program == "kb":
        return _by_words(same, wanted)
    partial = {tool.id: tool for tool, other in same if wanted and wanted < frozenset(other.values)}
    if len(partial) == 1:
        return next(iter(partial.values()))
    return _default(same, line, wanted)


def _best(exact: list[tuple[Tool, CommandLine]], line: CommandLine) -> Tool:
    """Among tools with the same values prefer the one with the same flags (``dig`` and ``dig +trace``)."""
    for tool, other in exact:
        if other.flags == line.flags and other.program == line.program:
            return tool
    return exact[0][0]


def _by_words(same: list[tuple[Tool, CommandLine]], wanted: frozenset[str]) -> Tool | None:
    words = {word for value in wanted for word in value.split()}
    for tool, other in same:
        key = {word for value in other.values for word in value.split()}
        if key and len(words & key) * 2 >= len(key):
            return tool
    return None


def _default(same: list[tuple[Tool, CommandLine]], line: CommandLine, wanted: frozenset[str]) -> Tool | None:
    only = {tool.id: tool for tool, _ in same}
    if line.program in PATTERN_CONSOLES and len(only) == 1:
        tool, other = same[0]
        # `changes --zone ru-1b` must not show the answer for ru-1a.
        zones = {value for value in wanted if value.startswith("ru-")}
        if not zones or zones <= frozenset(other.values):
            return tool
    return None


def _free(case: Case, run: Run, line: CommandLine) -> str:
    if line.program == "history":
        typed = [event.command for event in run.events if event.kind == "tool"]
        return "\n".join(f"{number:4d}  {command}" for number, command in enumerate(typed, 1))
    if line.program == "clear":
        return ""
    if line.values:
        return _help_on(case, " ".join(line.values))
    width = max(len(kind.usage) for kind in case.provider.tools)
    return "\n".join(
        f"{kind.usage:<{width}}  {kind.minutes} min  {kind.does.within(case.lang)}"
        for kind in case.provider.tools
    )


def _help_on(case: Case, name: str) -> str:
    found = [kind for kind in case.provider.tools if kind.name == name or kind.name.split()[0] == name]
    if not found:
        return f"no such tool: {name}"
    return "\n".join(
        f"{kind.usage}\n    {kind.does.within(case.lang)} ({kind.minutes} min)" for kind in found
    )


ON_CUSTOMER_SIDE = frozenset(
    "ssh scp ls cat grep df du free top htop ps ss netstat systemctl journalctl service chmod chown ip ifconfig "
    "kubectl docker aws s3cmd lsblk mount fsck fdisk chronyc date printf tail head less vim nano mkfs rm dd psql mysql "
    "sudo uname uptime who last nginx certbot tcpdump iptables ufw ssh-keygen ssh-copy-id crontab find hostname "
    "ipconfig powershell lc cloud terraform ansible npm python python3 pip git".split()
)


def _unknown(case: Case, line: CommandLine) -> Output:
    if not line.program:
        return Output("", 0, ok=False)
    if line.program in ON_CUSTOMER_SIDE:
        text = (
            f"{line.program}: это выполняется на стороне клиента. Попросите его запустить команду и прислать вывод."
            if case.lang == "ru"
            else f"{line.program}: that runs on the customer's side. Ask the customer to run it and paste the output."
        )
        return Output(text, 0, family=line.program, ok=False)
    near = neutral.nearest(line.family, [kind.name for kind in case.provider.tools])
    tail = f" Did you mean `{near}`?" if near else ""
    return Output(
        f"{line.program}: unknown command.{tail} Type `help` for the list.", 0, family=line.program, ok=False
    )


def complete(case: Case, run: Run, typed: str) -> list[str]:
    """Return tab completions of ``typed``: tool names first, then identifiers of this ticket."""
    names = sorted({kind.name for kind in case.provider.tools} | FREE)
    options = [name for name in names if name.startswith(typed) and name != typed]
    head, space, last = typed.rpartition(" ")
    if space and head:
        known = visible_ids(case, run)
        options += [f"{head} {name}" for name in known if name.startswith(last) and name != last]
    return options[:20]


def visible_ids(case: Case, run: Run) -> list[str]:
    """Return identifiers the trainee has already seen: in the ticket, in outputs, in what was said."""
    texts = [event.text for event in run.events if event.kind in ("opened", "customer")]
    texts += [event.output for event in run.events if event.kind in ("tool", "command")]
    seen = "\n".join(texts)
    ids = [*case.scenario.known_ids, case.scenario.contact.account]
    ids += [resource.id for resource in case.scenario.resources if resource.id in seen]
    return list(dict.fromkeys(ids))
