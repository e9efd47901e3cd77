"""Practice: everything one trains with besides tickets, and how far somebody is with each kind."""

from typing import Literal

from pydantic import Field

from simulator.domain.text import Value

SectionId = Literal["quizzes", "labs", "triage", "writing", "drafts"]


class Section(Value):
    """One kind of exercise, as its person sees it in the hub."""

    id: SectionId
    due: int = 0
    """Exercises with something that is due again."""
    open: int = 0
    """Attempts that go on."""
    done: int = 0
    """Exercises passed at least once."""
    of: int = 0
    """Exercises there are."""
    best: float | None = Field(default=None, ge=0, le=1)
    """Mean of the best result of each exercise tried."""
