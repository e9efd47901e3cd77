"""Tables for spreadsheets. No cell is ever taken for a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

from flask import Response, make_response
from xlsxwriter import Workbook

Row = Sequence[object]
RISKY = ("=", "+", "-", "@", "\t", "\r")
"""A text that begins so is a formula to some spreadsheet."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def safe_cell(value: object) -> object:
    """Return a cell that no spreadsheet takes for a formula: such texts get an apostrophe in front."""
    return f"'{value}" if isinstance(value, str) and value.startswith(RISKY) else value


def csv_file(name: str, rows: Iterable[Row]) -> Response:
    """Return rows as a CSV file, with the mark by which Excel knows UTF-8."""
    out = io.StringIO()
    csv.writer(out).writerows([safe_cell(cell) for cell in row] for row in rows)
    return _file(f"{name}.csv", ("\ufeff" + out.getvalue()).encode(), "text/csv")


def xlsx_file(name: str, title: str, rows: Iterable[Row]) -> Response:
    """Return rows as an Excel file of one sheet: the first row is the heading and stays in sight."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(out, options) as book:
        sheet = book.add_worksheet(_sheet_name(title))
        bold = book.add_format({"bold": True})
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, [safe_cell(cell) for cell in row], bold if number == 0 else None)
        sheet.freeze_panes(1, 0)
    return _file(f"{name}.xlsx", out.getvalue(), XLSX)


def _sheet_name(title: str) -> str:
    return "".join(sign for sign in title if sign not in "[]:*?/\\'")[:31].strip() or "1"


def _file(name: str, data: bytes, kind: str) -> Response:
    response = make_response(data)
    response.mimetype = kind
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
