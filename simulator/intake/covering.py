"""Rows of a sheet with everything covered, and tickets made of them."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from simulator.domain.text import Language
from simulator.domain.ticket import OldTicket, Role
from simulator.errors import InvalidInput
from simulator.intake.table import Table
from simulator.masking import Kind, Mask

_WHOLE: dict[Role, Kind] = {
    "person": "person",
    "email": "email",
    "phone": "phone",
    "company": "company",
    "number": "id",
}
"""Columns whose cells are one thing each, whatever stands in them."""
_PLAIN: frozenset[Role] = frozenset(("priority", "status", "opened"))
_FIRST: dict[Role, int] = {"person": 0, "email": 1, "company": 2}
"""Names are learned first, so that they are known when they come back in the text."""
LONGEST_WORD = 80
MOST_WORDS = 200


@dataclass(frozen=True)
class Covered:
    """A row after masking, with how much of what was covered."""

    cells: tuple[str, ...]
    kinds: dict[str, int]


def covered_rows(table: Table, roles: Sequence[Role]) -> tuple[Covered, ...]:
    """Return every row with all its cells masked: also those of columns that nobody will keep."""
    return tuple(_covered(row, roles) for row in table.rows)


def _covered(row: Sequence[str], roles: Sequence[Role]) -> Covered:
    mask = Mask(russian=language_of(" ".join(row)) == "ru")
    cells, kinds = [""] * len(row), Counter[str]()
    for place in sorted(range(len(row)), key=lambda at: (_FIRST.get(roles[at], 5), at)):
        role, cell = roles[place], row[place]
        if role in _PLAIN and _is_plain(cell):
            cells[place] = cell
            continue
        done = mask.masked(cell, whole=_WHOLE.get(role))
        cells[place] = done.text
        kinds.update(one.kind for one in done.found)
    return Covered(tuple(cells), dict(kinds))


def _is_plain(cell: str) -> bool:
    """Tell whether a cell of a column of states or dates is no longer than one: else it is text like any other."""
    return len(cell) <= 40 and "@" not in cell and bool(re.fullmatch(r"[\w\s.:/+-]*", cell))


def language_of(text: str) -> Language:
    """Return the language most of a text is in."""
    cyrillic = len(re.findall(r"[а-яё]", text, re.IGNORECASE))
    return "ru" if cyrillic * 3 > len(re.findall(r"[a-z]", text, re.IGNORECASE)) else "en"


def words_of(lines: str) -> tuple[str, ...]:
    """Return what a person wants covered besides, one a line.

    Raises:
        InvalidInput: ``words-too-many`` or ``words-too-short``.
    """
    words = tuple(dict.fromkeys(line.strip() for line in lines.splitlines() if line.strip()))
    if len(words) > MOST_WORDS or any(len(word) > LONGEST_WORD for word in words):
        raise InvalidInput("words-too-many", name="words", limit=MOST_WORDS, length=LONGEST_WORD)
    if any(len(word) < 3 for word in words):
        raise InvalidInput("words-too-short", name="words")
    return words


def without_words(text: str, words: Iterable[str]) -> str:
    """Return a text in which each of ``words`` is covered, in any case of letters."""
    for number, word in enumerate(sorted(words, key=len, reverse=True), 1):
        text = re.sub(rf"(?<!\w){re.escape(word)}\w{{0,3}}(?!\w)", f"[#{number}]", text, flags=re.IGNORECASE)
    return text


def ticket_of(row: Covered, roles: Sequence[Role], words: Sequence[str] = ()) -> OldTicket | None:
    """Return the ticket a row tells, or None when it has neither subject nor text."""
    said: dict[Role, list[str]] = {}
    for role, cell in zip(roles, row.cells, strict=True):
        if cell.strip():
            said.setdefault(role, []).append(without_words(cell.strip(), words))
    text, subject = "\n\n".join(said.get("description", [])), " ".join(said.get("subject", []))
    if not text and not subject:
        return None
    return OldTicket(
        subject=(subject or text.splitlines()[0])[:200],
        text=text or subject,
        replies=tuple(said.get("reply", [])),
        resolution="\n\n".join(said.get("resolution", [])),
        category=", ".join(said.get("category", []))[:80],
        priority=", ".join(said.get("priority", []))[:40],
        status=", ".join(said.get("status", []))[:40],
        opened=", ".join(said.get("opened", []))[:40],
        lang=language_of(f"{subject} {text}"),
        covered=row.kinds,
    )


def digest_of(ticket: OldTicket) -> str:
    """Return what tells one ticket from another: the same row of the same sheet gives the same."""
    parts = (ticket.subject, ticket.text, ticket.opened, *ticket.replies, ticket.resolution)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
