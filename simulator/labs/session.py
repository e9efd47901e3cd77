"""An attempt at a lab, replayed from the lines typed: the machines as they are, the screen, what was broken."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from simulator.domain.lab import Forbidden, Goal, Lab
from simulator.labs.answers import is_right
from simulator.labs.checks import all_hold, seen
from simulator.labs.limits import STEPS
from simulator.labs.machine import Machine, machine_of
from simulator.labs.shell import run


@dataclass(frozen=True)
class Entry:
    """A line and what it put on the screen."""

    n: int
    machine: str
    prompt: str
    line: str
    text: str
    code: int
    broke: tuple[Forbidden, ...] = ()
    """What must not happen and happened by it."""


@dataclass
class Session:
    """The machines of an attempt."""

    lab: Lab
    seed: int
    machines: dict[str, Machine] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    broken: dict[str, Forbidden] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Switch the machines on."""
        for name, spec in self.lab.machines.items():
            self.machines[name] = machine_of(spec, f"{self.lab.id}:{name}", self.seed)

    def prompt(self, name: str) -> str:
        """Return what stands before the next line."""
        machine = self.machines[name]
        where = machine.cwd
        if where == machine.home or where.startswith(machine.home + "/"):
            where = "~" + where[len(machine.home) :]
        return f"{machine.me.name}@{machine.spec.host}:{where}$"

    def type(self, name: str, line: str) -> Entry:
        """Run a line on a machine."""
        prompt = self.prompt(name)
        shown = run(self.machines[name], line)
        broke = tuple(
            one
            for one in self.lab.forbidden
            if one.id not in self.broken
            and (one.machine or self.lab.first) == name
            and all_hold(self.machines[name], one.holds)
        )
        self.broken |= {one.id: one for one in broke}
        entry = Entry(len(self.entries) + 1, name, prompt, line, shown.text, shown.code, broke)
        self.entries.append(entry)
        return entry

    @property
    def is_full(self) -> bool:
        """Whether no more lines are taken."""
        return len(self.entries) >= STEPS

    def reached(self, goal: Goal, answers: Mapping[str, str]) -> bool:
        """Tell whether a goal is reached."""
        machine = self.machines[goal.machine or self.lab.first]
        return (
            (goal.answer is None or is_right(goal.answer, answers.get(goal.id, "")))
            and all_hold(machine, goal.holds)
            and (not goal.seen or seen(machine, goal.seen))
        )


def played(lab: Lab, seed: int, lines: Iterable[tuple[str, str]]) -> Session:
    """Return an attempt after the lines (machine, text) typed in it."""
    session = Session(lab, seed)
    for name, line in lines:
        session.type(name, line)
    return session
