"""What an admin writes about a person, and what is wrong with it. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from simulator.domain.person import LEADS, Role
from simulator.domain.text import LANGUAGES
from simulator.errors import InvalidInput

ROLES = (Role.TRAINEE, Role.LEAD, Role.INTERVIEWER, Role.ADMIN)
"""What an account may be; candidates have none."""
_LOGIN = re.compile(r"[a-z0-9][a-z0-9._@+-]{1,79}")
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
RESERVED = ("candidate-", "erased-")
"""Logins that begin so are made by the product."""


@dataclass(frozen=True)
class Entry:
    """A person as a form or a line of a sheet gives him."""

    login: str
    name: str
    role: str = "trainee"
    language: str = "ru"
    email: str = ""
    lead: str = ""
    """Login of the lead, or nothing."""

    def tidy(self) -> "Entry":
        """Return the same without needless spaces, the login in lower case."""
        return Entry(
            login=self.login.strip().casefold(), name=" ".join(self.name.split()), role=self.role.strip(),
            language=self.language.strip(), email=self.email.strip(), lead=self.lead.strip().casefold(),
        )  # fmt: skip


def is_address(text: str) -> bool:
    """Tell whether a text can be an e-mail address."""
    return len(text) <= 200 and _ADDRESS.fullmatch(text) is not None


def faults(entry: Entry, roles: Mapping[str, str]) -> Iterator[InvalidInput]:
    """Yield what is wrong with a tidy entry. ``roles``: login → role of whoever could be its lead."""
    if not _LOGIN.fullmatch(entry.login) or entry.login.startswith(RESERVED):
        yield InvalidInput("person-login", name="login", login=entry.login[:80])
    if not 1 <= len(entry.name) <= 120 or not entry.name.isprintable():
        yield InvalidInput("person-name", name="name")
    if entry.role not in ROLES:
        yield InvalidInput("role-unknown", name="role", role=entry.role[:40])
    if entry.language not in LANGUAGES:
        yield InvalidInput("person-language", name="language", language=entry.language[:40])
    if entry.email and not is_address(entry.email):
        yield InvalidInput("person-email", name="email", email=entry.email[:80])
    if entry.lead and entry.lead == entry.login:
        yield InvalidInput("own-lead", name="lead")
    elif entry.lead and roles.get(entry.lead) not in LEADS:
        yield InvalidInput("lead-unknown", name="lead", lead=entry.lead[:80])
