"""What can go wrong, in the words of the product. Only ``web.errors`` and ``cli`` turn these into statuses."""

from dataclasses import dataclass, field


class SimulatorError(Exception):
    """Base of every error the product raises on purpose."""


class NotFound(SimulatorError):
    """No such thing, or not yours to know about."""


class NotAllowed(SimulatorError):
    """You are known, and this is not yours to do."""


class Conflict(SimulatorError):
    """The thing has moved on since you looked at it: a stale tab, an illegal transition."""


class InvalidInput(SimulatorError):
    """A value a person can mend.

    ``code`` names the message in the catalogue (``web`` translates it), ``field`` the form field,
    ``values`` what the message mentions.
    """

    def __init__(self, code: str, *, name: str = "", **values: object) -> None:
        super().__init__(f"{code}: {values}" if values else code)
        self.code = code
        self.field = name
        self.values = values


class TooMuch(SimulatorError):
    """A limit of rate or size was passed; try later."""


class ModelUnavailable(SimulatorError):
    """The language model did not answer usefully; the offline path goes on."""


@dataclass(frozen=True)
class Problem:
    """One fault in a content file: where it is, what is wrong and what to write instead."""

    file: str
    line: int
    column: int
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.what}; {self.remedy}"


@dataclass
class ContentError(SimulatorError):
    """Content cannot be used. Raised at start-up and by ``simulator check``, never in a request."""

    problems: list[Problem] = field(default_factory=list)

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))
