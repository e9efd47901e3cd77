"""A form as it is shown: empty, or with what was posted and what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from simulator.errors import InvalidInput
from simulator.web.problems import message_of


@dataclass(frozen=True)
class Posted:
    """The form that was refused: its name, its values and the problem."""

    form: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    problem: InvalidInput | None = None

    def value(self, form: str, name: str, default: str = "") -> str:
        """Return what the person had entered, or ``default``."""
        return self.values.get(name, default) if form == self.form else default

    def chosen(self, form: str, name: str) -> tuple[str, ...]:
        """Return every value of a group of boxes."""
        several = getattr(self.values, "getlist", None)
        return tuple(several(name)) if several is not None and form == self.form else ()

    def problem_of(self, form: str) -> str:
        """Return the message for ``form``, or an empty string."""
        return message_of(self.problem) if self.problem is not None and form == self.form else ""

    def is_wrong(self, form: str, name: str) -> bool:
        """Tell whether field ``name`` of ``form`` is the one to mend."""
        return self.problem is not None and form == self.form and self.problem.field in ("", name)
