"""Reading people from a CSV, whatever spreadsheet has written it. Pure."""

import codecs
import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from simulator.errors import InvalidInput
from simulator.services.people.entry import Entry, faults

MOST_LINES = 1000
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "login": ("login", "sign-in name", "username", "логин", "имя входа"),
    "name": ("name", "full name", "имя", "фио", "ф.и.о.", "имя и фамилия"),
    "role": ("role", "роль"),
    "language": ("language", "lang", "язык"),
    "email": ("email", "e-mail", "mail", "почта", "эл. почта", "электронная почта"),
    "lead": ("lead", "team lead", "manager", "руководитель", "лид"),
}
"""Column → how its heading may be written."""
ROLES: Mapping[str, str] = {
    "стажёр": "trainee", "стажер": "trainee", "руководитель": "lead", "лид": "lead", "интервьюер": "interviewer",
    "администратор": "admin", "админ": "admin",
}  # fmt: skip
LANGUAGES: Mapping[str, str] = {
    "english": "en", "английский": "en", "англ": "en", "russian": "ru", "русский": "ru", "рус": "ru",
}  # fmt: skip
SAMPLE: Mapping[str, str] = {
    "en": "login,name,email,role,language,lead\n"
    "o.reed,Olivia Reed,o.reed@support.example,lead,en,\n"
    "d.kim,Daniel Kim,d.kim@support.example,trainee,en,o.reed\n",
    "ru": "логин;имя;почта;роль;язык;руководитель\n"
    "o.rudneva;Ольга Руднева;o.rudneva@support.example;руководитель;русский;\n"
    "d.kim;Денис Ким;d.kim@support.example;стажёр;русский;o.rudneva\n",
}
"""A file to begin with, as a spreadsheet of each language writes it."""


@dataclass(frozen=True)
class Line:
    """One line of the sheet: a person, or what to mend."""

    number: int
    entry: Entry
    problems: tuple[InvalidInput, ...] = ()
    given: frozenset[str] = frozenset()
    """What the sheet says of the person; of who is there already, the rest stays as it is."""
    state: str = "new"
    """``new``, ``changed`` or ``same``, once it was compared with who is there."""
    changes: tuple[str, ...] = ()


def decoded(data: bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16 with its mark, or Windows-1251."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1251", "replace")


def read(text: str, roles: Mapping[str, str]) -> tuple[Line, ...]:
    """Return the lines of a CSV with their problems. ``roles``: login → role of those who have accounts.

    Raises:
        InvalidInput: ``sheet-empty``, ``sheet-long``, ``sheet-broken``, ``sheet-unknown``, ``sheet-twice`` or
            ``sheet-columns``.
    """
    rows = _rows(text.removeprefix("\ufeff"))
    head, body = rows[0][1], rows[1:]
    columns = _columns(head)
    entries = [(number, _entry(columns, cells), cells) for number, cells in body]
    known = {**{entry.login: entry.role for _n, entry, _cells in entries}, **roles}
    seen: dict[str, int] = {}
    lines = []
    for number, entry, cells in entries:
        wrong = [InvalidInput("line-long", columns=len(columns))] if len(cells) > len(columns) else []
        wrong += faults(entry, known)
        if entry.login in seen:
            wrong.append(InvalidInput("line-twice", name="login", login=entry.login, other=seen[entry.login]))
        seen.setdefault(entry.login, number)
        lines.append(Line(number, entry, tuple(wrong), _given(columns, cells)))
    return tuple(lines)


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """Return (line number, cells) of every line that is not empty, the heading first."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), skipinitialspace=True
    )
    rows, before = [], 0
    try:
        for cells in reader:
            number, before = before + 1, reader.line_num
            if any(cell.strip() for cell in cells):
                rows.append((number, cells))
    except csv.Error as fault:
        raise InvalidInput("sheet-broken", name="file", line=reader.line_num) from fault
    if len(rows) < 2:
        raise InvalidInput("sheet-empty", name="file")
    if len(rows) > MOST_LINES + 1:
        raise InvalidInput("sheet-long", name="file", limit=MOST_LINES)
    return rows


def _columns(head: Sequence[str]) -> list[str]:
    names = {spelling: column for column, spellings in COLUMNS.items() for spelling in spellings}
    columns = []
    for cell in head:
        found = names.get(cell.strip().casefold())
        if found is None:
            raise InvalidInput(
                "sheet-unknown", name="file", heading=cell.strip()[:40], columns=", ".join(COLUMNS)
            )
        if found in columns:
            raise InvalidInput("sheet-twice", name="file", heading=cell.strip()[:40])
        columns.append(found)
    if not {"login", "name"} <= set(columns):
        raise InvalidInput("sheet-columns", name="file", columns=", ".join(COLUMNS))
    return columns


def _entry(columns: Sequence[str], cells: Sequence[str]) -> Entry:
    found = dict(zip(columns, cells, strict=False))
    role, language = (found.get(name, "").strip().casefold() for name in ("role", "language"))
    return Entry(
        login=found.get("login", ""), name=found.get("name", ""), email=found.get("email", ""),
        lead=found.get("lead", ""), role=ROLES.get(role, role) or "trainee",
        language=LANGUAGES.get(language, language) or "ru",
    ).tidy()  # fmt: skip


def _given(columns: Sequence[str], cells: Sequence[str]) -> frozenset[str]:
    """Return the columns that say something: an empty address or lead is a word, an empty role or language is none."""
    return frozenset(
        name for name, cell in zip(columns, cells, strict=False) if cell.strip() or name in ("email", "lead")
    )


def broken(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines that have to be mended first."""
    return (line for line in lines if line.problems)
