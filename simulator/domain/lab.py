"""A lab: a scripted machine, what is to be reached on it, what must not happen, and ways through it."""

import random
import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, ValidationInfo, model_validator
from pydantic.json_schema import SkipJsonSchema

from simulator.domain.career import CompetencyId
from simulator.domain.labcheck import Check
from simulator.domain.machine import (
    Deed,
    FileSpec,
    Group,
    Moment,
    Mount,
    Number,
    Process,
    Resource,
    Service,
    Socket,
    User,
)
from simulator.domain.network import Network
from simulator.domain.text import Content, Line, Text

LabId = Annotated[str, StringConstraints(pattern=r"^(LAB|PRAC)-\d{2}$")]
GoalId = Annotated[str, StringConstraints(pattern=r"^[gf]\d{1,2}$")]
SLOT = re.compile(r"@([a-z][a-z0-9_]*)@")


class Draw(Content):
    """How a value is drawn: one of a list, a number within bounds, or a shape (# a digit, % a hex digit)."""

    of: tuple[str | dict[str, str], ...] = ()
    number: tuple[int, int] | None = None
    shape: Line = ""

    def drawn(self, name: str, rng: random.Random) -> dict[str, str]:
        """Return slot → text. An alternative that is a mapping gives several slots at once."""
        if self.of:
            one = rng.choice(self.of)
            return (
                {name: one} if isinstance(one, str) else {f"{name}_{key}": text for key, text in one.items()}
            )
        if self.number:
            return {name: str(rng.randint(*self.number))}
        digits = {"#": "0123456789", "%": "0123456789abcdef"}
        return {name: "".join(rng.choice(digits.get(char, char)) for char in self.shape)}


class MachineSpec(Content):
    """One machine with everything around it."""

    title: Text | None = None
    host: Line
    user: Line = "student"
    start: Moment = "2026-03-10T09:30:00"
    users: tuple[User, ...] = ()
    files: tuple[FileSpec, ...] = ()
    processes: tuple[Process, ...] = ()
    sockets: tuple[Socket, ...] = ()
    mounts: tuple[Mount, ...] = ()
    services: tuple[Service, ...] = ()
    memory: tuple[Number, Number] = (2048, 1210)
    """Megabytes there are, and in use."""
    network: Network = Network()
    resources: tuple[Resource, ...] = ()
    groups: tuple[Group, ...] = ()
    deeds: tuple[Deed, ...] = ()


class Answer(Content):
    """What counts as a right answer to a question."""

    accept: tuple[Line, ...] = Field(min_length=1)
    kind: Literal["text", "number", "set", "moment", "choice"] = "text"
    """``set``: the same parts in any order; ``number``: within ``give``; ``moment``: a time, within ``give`` minutes."""
    give: float = 0.0
    choices: tuple[Text, ...] = ()
    """Offered to choose from; ``accept`` holds the number of the right one, counted from 1."""


class Goal(Content):
    """One thing to reach: a state, an observation, or a question answered."""

    id: GoalId
    what: Text
    machine: Line = ""
    weight: Annotated[float, Field(gt=0)] = 1.0
    answer: Answer | None = None
    holds: tuple[Check, ...] = ()
    seen: tuple[Line, ...] = ()
    """One of these must have stood in an output: where an answer could be guessed."""
    competencies: tuple[CompetencyId, ...] = ()
    """Whom of the lab's it proves; empty: all."""

    @model_validator(mode="after")
    def _asks_something(self) -> "Goal":
        if not (self.answer or self.holds or self.seen):
            raise ValueError("the goal asks nothing; write `answer`, `holds` or `seen`")
        return self


class Forbidden(Content):
    """An effect that fails the lab, and why."""

    id: GoalId
    machine: Line = ""
    holds: tuple[Check, ...] = Field(min_length=1)
    why: Text


class Way(Content):
    """A path through the lab: commands (of each machine) and answers; tests play it."""

    do: tuple[str, ...] | dict[str, tuple[str, ...]] = ()
    answers: dict[str, Line] = {}
    fails: tuple[GoalId, ...] = ()
    """Of a wrong path: goals it misses or forbidden effects it causes."""

    def commands(self, first: str) -> tuple[tuple[str, str], ...]:
        """Return (machine, command) in order."""
        by = self.do if isinstance(self.do, dict) else {first: self.do}
        return tuple((machine, line) for machine, lines in by.items() for line in lines)


class Lab(Content):
    """A lab or a practical. ``@name@`` in it is drawn by seed."""

    id: LabId
    title: Text
    briefing: Text
    minutes: Annotated[int, Field(ge=5, le=120)]
    timed: bool = False
    """The clock ends it: a practical."""
    difficulty: Annotated[int, Field(ge=1, le=5)] = 2
    competencies: tuple[CompetencyId, ...] = Field(min_length=1)
    pass_mark: Annotated[float, Field(gt=0, le=1)] = 0.8
    values: dict[str, Draw] = {}
    machines: dict[str, MachineSpec] = Field(min_length=1)
    goals: tuple[Goal, ...] = Field(min_length=1)
    forbidden: tuple[Forbidden, ...] = ()
    hints: tuple[Text, ...] = ()
    explanation: Text
    articles: tuple[Line, ...] = ()
    right: tuple[Way, ...] = Field(min_length=1)
    wrong: tuple[Way, ...] = Field(min_length=1)
    written: SkipJsonSchema[dict[str, Any]] = Field(default={}, exclude=True, repr=False)
    """As it stands in the file, before anything was drawn."""

    @model_validator(mode="before")
    @classmethod
    def _drawn(cls, data: Any, info: ValidationInfo) -> Any:
        if not isinstance(data, dict) or "written" in data:
            return data
        seed = (info.context or {}).get("seed", 1)
        table = table_of(data.get("values"), str(data.get("id")), seed)
        rest = {key: _filled(value, table) for key, value in data.items() if key != "values"}
        return rest | {"written": data} | ({"values": data["values"]} if "values" in data else {})

    def varied(self, seed: int) -> "Lab":
        """Return the lab with the values of a seed."""
        return Lab.model_validate(self.written, context={"seed": seed})

    @property
    def first(self) -> str:
        """Name of the machine one begins on."""
        return next(iter(self.machines))


def table_of(values: Any, name: str, seed: int) -> Mapping[str, str]:
    """Return slot → text of a seed; what cannot be drawn is left to validation to complain about."""
    rng = random.Random(f"{name}:{seed}")  # noqa: S311 — variety, not secrecy
    table: dict[str, str] = {}
    if isinstance(values, dict):
        for slot, draw in values.items():
            try:
                table |= Draw.model_validate(draw).drawn(str(slot), rng)
            except ValueError:
                continue
    return table


def _filled(node: Any, table: Mapping[str, str]) -> Any:
    if isinstance(node, str):
        return SLOT.sub(lambda hit: table.get(hit[1], hit[0]), node)
    if isinstance(node, dict):
        return {_filled(key, table): _filled(value, table) for key, value in node.items()}
    if isinstance(node, list | tuple):
        return [_filled(part, table) for part in node]
    return node
