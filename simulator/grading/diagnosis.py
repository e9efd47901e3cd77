"""D4 and D6: what the log proves about the way to a diagnosis."""

from collections.abc import Iterable

from simulator.domain.event import ToolRun
from simulator.domain.grade import CriterionGrade
from simulator.grading.dossier import Dossier
from simulator.grading.mark import at, rule, skipped

PATTERN = ("status", "incidents", "changes")
RIGHTS = ("crm", "verify")
FREE_CALLS = 3
"""Calls that show nothing and still cost no points."""


def family(tool: ToolRun) -> str:
    """Return the first word of a command."""
    return (tool.family or tool.command).split()[0].lower() if (tool.family or tool.command).split() else ""


def order_share(d: Dossier) -> float:
    """Return the D4 formula, 0–1."""
    key = [each for each in d.key if d.is_seen(each, d.decision)]
    strays = sum(1 for tool in d.tools if tool.n < d.decision and is_stray(tool))
    over = max(0, strays - FREE_CALLS)
    if not key:
        return 0.0
    return 0.6 * len(key) / len(d.key) + 0.4 * len(key) / (len(key) + over)


def is_stray(tool: ToolRun) -> bool:
    """Tell whether a call showed nothing of the case; rights and pattern checks are never stray."""
    return tool.tool is None and family(tool) not in (*PATTERN, *RIGHTS, "help", "kb")


def order_of_tests(d: Dossier) -> CriterionGrade:
    """D4: key evidence before the first cause statement, without wandering."""
    if not d.key:
        return skipped("D4", "no-key-evidence")
    share = order_share(d)
    level = 0 if share == 0 else 1 + sum(share >= line for line in (0.25, 0.5, 0.8))
    seen = [each for each in d.key if d.is_seen(each, d.decision)]
    proof = [at(d.causes[0].event, d.causes[0].quote)] if d.causes else []
    proof += [at(event.n) for each in seen if (event := d.met([each]))]
    return rule(
        "D4",
        level,
        *(proof or [at(d.last)]),
        en=f"{len(seen)} of {len(d.key)} key checks seen before the cause was named ({share:.0%}).",
        ru=f"До названной причины увидено ключевых проверок: {len(seen)} из {len(d.key)} ({share:.0%}).",
    )


def pattern_check(d: Dossier) -> CriterionGrade:
    """D6: status, incidents and changes looked at before a cause was named."""
    if not d.scenario.pattern_check:
        return skipped("D6", "card-does-not-need-it")
    listed = {tool.cmd.split()[0].lower() for tool in d.scenario.tools} & set(PATTERN)
    before = _families(tool for tool in d.tools if tool.n < d.decision)
    done = before & set(PATTERN)
    proof = [at(tool.n) for tool in d.tools if family(tool) in PATTERN and tool.n < d.decision]
    if done and (listed or set(PATTERN)) <= done:
        level = 4
    elif done:
        level = min(3, 1 + len(done))
    else:
        after = [at(tool.n) for tool in d.tools if family(tool) in PATTERN]
        level, proof = (1, after) if after else (0, [at(d.last)])
    names = ", ".join(sorted(done)) or "—"
    return rule(
        "D6",
        level,
        *proof,
        en=f"Looked at before the cause: {names}.",
        ru=f"До причины просмотрено: {names}.",
    )


def _families(tools: Iterable[ToolRun]) -> set[str]:
    return {family(tool) for tool in tools if tool.ok}
