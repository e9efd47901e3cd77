"""Taking people over from a sheet: first looked at, then all or none."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from sqlmodel import Session

from simulator.db.engine import Database
from simulator.db.queries import people as find
from simulator.db.tables import PersonRow
from simulator.domain.person import Person
from simulator.errors import InvalidInput
from simulator.services.access import must_administer
from simulator.services.people.directory import Directory
from simulator.services.people.entry import Entry
from simulator.services.people.sheet import Line, broken, read


@dataclass(frozen=True)
class Preview:
    """What a sheet would do."""

    lines: tuple[Line, ...]

    @property
    def is_good(self) -> bool:
        """Whether nothing has to be mended."""
        return not any(line.problems for line in self.lines)

    def count(self, state: str) -> int:
        """Return how many lines are in ``state``."""
        return sum(line.state == state and not line.problems for line in self.lines)

    @property
    def wrong(self) -> int:
        """Lines that have to be mended."""
        return sum(bool(line.problems) for line in self.lines)


@dataclass(frozen=True)
class TakenOver:
    """What an import did: ids of who is new, and how many were changed or were as they should be."""

    added: tuple[str, ...]
    changed: int
    same: int


class Importing:
    """Reads sheets of people. A login that exists is the same person: importing twice changes nothing."""

    def __init__(self, database: Database, directory: Directory) -> None:
        self._database = database
        self._directory = directory

    def preview(self, viewer: Person, text: str) -> Preview:
        """Return what a sheet would do; nothing is stored.

        Raises:
            InvalidInput: the sheet as a whole cannot be read.
        """
        must_administer(viewer)
        with self._database.reading() as session:
            return Preview(self._compared(session, text))

    def take_over(self, viewer: Person, text: str) -> TakenOver:
        """Store every line of a sheet, or none.

        Raises:
            InvalidInput: ``sheet-wrong`` when a line has to be mended.
        """
        must_administer(viewer)
        with self._database.writing() as session:
            lines = self._compared(session, text)
            if any(broken(lines)):
                raise InvalidInput("sheet-wrong", name="file")
            known = find.by_logins(session, {line.entry.login for line in lines})
            added = []
            # Leads first: others of the sheet may be led by them.
            for line in sorted(lines, key=lambda one: (one.entry.lead != "", one.entry.role == "trainee")):
                if line.state != "same":
                    row = self._directory.put(
                        session, replace(line.entry, lead=""), known.get(line.entry.login)
                    )
                    known[row.login] = row
                    added += [row.id] if line.state == "new" else []
            for line in lines:
                if line.entry.lead and line.state != "same":
                    self._directory.put(session, line.entry, known[line.entry.login])
        return TakenOver(
            tuple(added),
            sum(one.state == "changed" for one in lines),
            sum(one.state == "same" for one in lines),
        )

    def _compared(self, session: Session, text: str) -> tuple[Line, ...]:
        lines = read(text, {})
        logins = {line.entry.login for line in lines} | {line.entry.lead for line in lines}
        known = find.by_logins(session, logins)
        lines = read(text, {login: row.role for login, row in known.items() if row.is_active})
        there = self._entries(session, list(known.values()))
        return tuple(
            _compared(line, there, {row.login for row in known.values() if row.role == "candidate"})
            for line in lines
        )

    def _entries(self, session: Session, rows: Collection[PersonRow]) -> dict[str, Entry]:
        contacts = find.contacts(session, [row.id for row in rows])
        leads = find.logins_of(session, {row.lead_id for row in rows if row.lead_id})
        return {
            row.login: Entry(
                row.login, row.name, row.role, row.language, contacts[row.id].email if row.id in contacts else "",
                leads.get(row.lead_id or "", ""),
            )
            for row in rows
        }  # fmt: skip


def _compared(line: Line, there: dict[str, Entry], candidates: Collection[str]) -> Line:
    before = there.get(line.entry.login)
    if before is None or line.entry.login in candidates:
        return line
    kept = {
        name: getattr(before, name)
        for name in ("role", "language", "email", "lead")
        if name not in line.given
    }
    line = replace(line, entry=replace(line.entry, **kept))
    if before.role != line.entry.role:
        # A sheet makes nobody an admin by mistake: roles change on the person's own page.
        wrong = InvalidInput("line-role", name="role", login=before.login, role=before.role)
        return replace(line, problems=(*line.problems, wrong))
    changes = tuple(
        name
        for name in ("name", "language", "email", "lead")
        if getattr(before, name) != getattr(line.entry, name)
    )
    return replace(line, state="changed" if changes else "same", changes=changes)
