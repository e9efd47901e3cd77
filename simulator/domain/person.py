"""People who use the product and what they may do."""

from enum import StrEnum

from simulator.domain.text import Language, Value


class Role(StrEnum):
    """What a person is here for."""

    TRAINEE = "trainee"
    LEAD = "lead"
    INTERVIEWER = "interviewer"
    ADMIN = "admin"
    CANDIDATE = "candidate"
    """Has no account: comes by an invitation and sees the own assessment only."""


HIRERS = (Role.INTERVIEWER, Role.ADMIN)
"""Who may make vacancies and look after candidates."""
LEADS = (Role.LEAD, Role.ADMIN)
"""Who may look after other people: their runs, grades and gates."""


class Person(Value):
    """A signed-in person, as services receive it."""

    id: str
    name: str
    login: str
    role: Role
    language: Language = "en"
    lead_id: str | None = None
    """The lead who may see this person's runs."""
