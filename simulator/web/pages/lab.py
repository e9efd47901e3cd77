"""What the page of a lab shows."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from simulator.domain.lab import Forbidden, Lab, Way
from simulator.services.labviews import LabAttempt
from simulator.web.forms import new_key


@dataclass(frozen=True)
class LabPage:
    """An attempt at a lab with the machine that is looked at."""

    attempt: LabAttempt
    machine: str = ""
    seen: int = 0
    """The last entry the browser has."""
    problem: str = ""
    typed: str = ""
    key: str = field(default_factory=new_key)

    @property
    def id(self) -> str:
        """Id of the attempt."""
        return self.attempt.id

    @property
    def lab(self) -> Lab:
        """The lab, with the values of the attempt."""
        return self.attempt.lab

    @property
    def here(self) -> str:
        """Name of the machine one stands before."""
        return self.machine if self.machine in self.lab.machines else self.lab.first

    @property
    def prompt(self) -> str:
        """What stands before the next line."""
        return self.attempt.prompts[self.here]

    @property
    def entries(self) -> tuple[object, ...]:
        """Everything typed on this machine."""
        return self.attempt.of(self.here)

    @property
    def fresh(self) -> tuple[object, ...]:
        """What the browser has not seen yet."""
        return tuple(entry for entry in self.attempt.of(self.here) if entry.n > self.seen)

    @property
    def last(self) -> int:
        """Number of the last line on any machine."""
        return len(self.attempt.entries)

    @property
    def broken(self) -> tuple[Forbidden, ...]:
        """What must not happen and happened."""
        return self.attempt.broken

    @property
    def model(self) -> Way:
        """A path through the lab, shown afterwards."""
        return self.lab.right[0]

    @property
    def model_lines(self) -> Mapping[str, tuple[str, ...]]:
        """Machine → the lines of that path."""
        by: dict[str, list[str]] = {}
        for machine, line in self.model.commands(self.lab.first):
            by.setdefault(machine, []).append(line)
        return {name: tuple(lines) for name, lines in by.items()}
