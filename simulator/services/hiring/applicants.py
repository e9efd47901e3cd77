"""People to be invited, as a form or a sheet names them."""

import csv
import io
from dataclasses import dataclass

from simulator.domain.text import LANGUAGES
from simulator.errors import InvalidInput

FACTORS = (1.0, 1.25, 1.5, 2.0)
CSV_COLUMNS = ("name", "email", "language", "source")
MOST_ROWS = 200


@dataclass(frozen=True)
class NewCandidate:
    """Somebody to be invited."""

    name: str
    email: str = ""
    language: str = "ru"
    source: str = ""
    time_factor: float = 1.0
    no_tracking: bool = False


def read_csv(text: str) -> tuple[NewCandidate, ...]:
    """Return the candidates of a CSV with the columns name, email, language, source (comma, semicolon or tab).

    Raises:
        InvalidInput: ``csv-columns`` or ``csv-rows``.
    """
    lines = [line for line in text.removeprefix("\ufeff").splitlines() if line.strip()]
    if not 2 <= len(lines) <= MOST_ROWS + 1:
        raise InvalidInput("csv-rows", name="csv", limit=MOST_ROWS)
    mark = max(";,\t", key=lines[0].count)
    rows = list(csv.DictReader(io.StringIO("\n".join(lines)), delimiter=mark, skipinitialspace=True))
    head = [name.strip().casefold() for name in rows[0]] if rows and None not in rows[0] else []
    if "name" not in head or not set(head) <= set(CSV_COLUMNS):
        raise InvalidInput("csv-columns", name="csv", columns=", ".join(CSV_COLUMNS))
    found = []
    for row in rows:
        plain = {str(name).strip().casefold(): str(value or "").strip() for name, value in row.items()}
        found.append(
            NewCandidate(
                plain["name"], plain.get("email", ""), plain.get("language") or "ru", plain.get("source", "")
            )
        )
    return tuple(found)


def check(new: NewCandidate, line: int) -> None:
    """Raise ``InvalidInput`` with the line of a candidate who cannot be invited so."""
    if not 1 <= len(new.name.strip()) <= 120:
        raise InvalidInput("candidate-name", name="name", line=line)
    if new.email and not (
        new.email.count("@") == 1 and 3 <= len(new.email) <= 200 and " " not in new.email.strip()
    ):
        raise InvalidInput("candidate-email", name="email", line=line)
    if new.language not in LANGUAGES:
        raise InvalidInput("candidate-language", name="language", line=line)
    if new.time_factor not in FACTORS:
        raise InvalidInput("factor-unknown", name="time_factor")
