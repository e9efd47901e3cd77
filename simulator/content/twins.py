"""Twins: an overlay and its parent's card to one whole card."""

from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from simulator.content.cache import cached_values
from simulator.content.loader import Loaded, shape_problems
from simulator.content.marks import Marks, marks_of
from simulator.content.overlay import MergedMarks, Part, merged, overlay_faults
from simulator.domain.scenario import Scenario
from simulator.domain.twin import Twin
from simulator.errors import ContentError


@dataclass(frozen=True)
class LoadedTwin(Loaded[Scenario]):
    """A twin as a whole card, from two files."""

    over: Loaded[Twin]
    under: Loaded[Scenario]
    part: Part

    def marks(self) -> MergedMarks:
        """Return positions in both files."""
        return MergedMarks(self.part, _marks(self.over), _marks(self.under), self.over.value.id)


def whole(twin: Loaded[Twin], parent: Loaded[Scenario]) -> LoadedTwin:
    """Return a twin as a whole card; raise ``ContentError`` with what is wrong with its shape."""
    below = cached_values(parent.text)
    faults = list(overlay_faults(below, twin.value.changes, ("changes",)))
    if faults:
        marks = twin.marks()
        raise ContentError([marks.problem(one.path, one.what, one.remedy) for one in faults])
    own = {"slug": f"{below['slug']}-{twin.value.id[-1].lower()}", **twin.value.changes, "id": twin.value.id}
    part = merged(below, own, (), ("changes",))
    try:
        card = Scenario.model_validate(part.value)
    except ValidationError as fault:
        marks = MergedMarks(part, _marks(twin), _marks(parent), twin.value.id)
        raise ContentError(shape_problems(marks, fault, Scenario)) from fault
    return LoadedTwin(twin.file, twin.name, twin.text, card, twin, parent, part)


def _marks(one: Loaded[Any]) -> Marks:
    marks = marks_of(one.name, one.text)
    assert isinstance(marks, Marks)
    return marks
