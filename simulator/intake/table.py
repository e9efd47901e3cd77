"""A sheet as it comes: which letters, which delimiter, how many rows; and what is wrong with it."""

import csv
import io
from dataclasses import dataclass

from simulator.errors import InvalidInput

LARGEST = 1024 * 1024
"""Bytes of a file."""
MOST_ROWS = 500
MOST_COLUMNS = 60
LONGEST_CELL = 20_000
"""Characters of one cell: a long thread of messages has some 8,000."""
_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE = 30
_NO_SHEET = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x1f\x8b")


@dataclass(frozen=True)
class Table:
    """Headings and rows of a sheet; every row has as many cells as there are headings."""

    encoding: str
    delimiter: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def read_table(data: bytes) -> Table:
    """Return the sheet in ``data``.

    Raises:
        InvalidInput: ``sheet-…``: empty, too large, no text, broken at a line, too many rows or columns, a long cell.
    """
    if len(data) > LARGEST:
        raise InvalidInput("sheet-too-large", name="file", limit=LARGEST // 1024 // 1024)
    if not data.strip():
        raise InvalidInput("tickets-empty", name="file")
    text, encoding = _decoded(data)
    delimiter = _delimiter(text)
    lines = _lines(text, delimiter)
    if len(lines) < 2:
        raise InvalidInput("tickets-empty", name="file")
    headings = tuple(cell.strip() for cell in lines[0])
    if len(headings) > MOST_COLUMNS:
        raise InvalidInput("sheet-too-wide", name="file", limit=MOST_COLUMNS)
    if len(lines) - 1 > MOST_ROWS:
        raise InvalidInput("sheet-too-long", name="file", limit=MOST_ROWS, found=len(lines) - 1)
    return Table(
        encoding,
        delimiter,
        headings,
        tuple(_fitted(line, headings, n) for n, line in enumerate(lines[1:], 2)),
    )


def _decoded(data: bytes) -> tuple[str, str]:
    if data.startswith(_NO_SHEET):
        raise InvalidInput("sheet-not-text", name="file")
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if data.startswith(mark):
            return _strictly(data, encoding), encoding.removesuffix("-sig")
    if b"\x00" in data:
        raise InvalidInput("sheet-not-text", name="file")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _strictly(data, "cp1251"), "cp1251"


def _strictly(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as fault:
        raise InvalidInput("sheet-not-text", name="file") from fault
    strange = sum(ord(char) < 32 and char not in "\r\n\t" for char in text)
    if strange:
        raise InvalidInput("sheet-not-text", name="file")
    return text


def _delimiter(text: str) -> str:
    """Return the sign that cuts the first lines into the most columns of one number."""

    def figure(sign: str) -> tuple[float, int]:
        try:
            lines = [row for row in csv.reader(io.StringIO(text[:200_000]), delimiter=sign) if row][:_SAMPLE]
        except csv.Error:
            return 0.0, 0
        wide = len(lines[0]) if lines else 0
        return (sum(len(row) == wide for row in lines) / len(lines) if wide > 1 else 0.0), wide

    best = max(_DELIMITERS, key=figure)
    if figure(best)[1] < 2:
        raise InvalidInput("sheet-one-column", name="file")
    return best


def _lines(text: str, delimiter: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    found: list[list[str]] = []
    try:
        found.extend(row for row in reader if any(cell.strip() for cell in row))
    except csv.Error as fault:
        raise InvalidInput("tickets-broken", name="file", line=reader.line_num) from fault
    return found


def _fitted(row: list[str], headings: tuple[str, ...], line: int) -> tuple[str, ...]:
    if len(row) > len(headings) and any(cell.strip() for cell in row[len(headings) :]):
        raise InvalidInput("tickets-broken", name="file", line=line)
    if any(len(cell) > LONGEST_CELL for cell in row):
        raise InvalidInput("sheet-long-cell", name="file", line=line, limit=LONGEST_CELL)
    cells = row[: len(headings)] + [""] * (len(headings) - len(row))
    return tuple(cell.replace("\r\n", "\n").replace("\x00", "") for cell in cells)
