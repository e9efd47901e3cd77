"""Whether a typed answer is right: case, spaces and quotes do not matter; what it means does."""

import re

from simulator.domain.lab import Answer

_EDGES = " \t\r\n.,;:\"'`«»“”"
_NUMBER = re.compile(r"-?\d{1,12}(?:[.,]\d{1,6})?")
_TIME = re.compile(r"(\d{1,2})[:.](\d{2})")
LONGEST = 200


def normalised(text: str) -> str:
    """Return an answer in the form in which answers are compared."""
    plain = " ".join(text[:LONGEST].strip(_EDGES).lower().replace("ё", "е").split())
    return plain.rstrip("./") if "/" not in plain[1:-1] else plain.rstrip(".")


def is_right(answer: Answer, text: str) -> bool:
    """Tell whether an answer is right."""
    if not text.strip():
        return False
    if answer.kind == "set":
        return any(_parts(text) == _parts(one) for one in answer.accept)
    if answer.kind == "number":
        given = _NUMBER.findall(text[:LONGEST])
        return len(given) == 1 and any(
            abs(_figure(given[0]) - _figure(one)) <= answer.give for one in answer.accept
        )
    if answer.kind == "moment":
        minutes = _minutes(text)
        return minutes is not None and any(
            abs(minutes - (_minutes(one) or 0)) <= answer.give for one in answer.accept
        )
    given_text = normalised(text)
    return any(given_text == normalised(one) for one in answer.accept)


def _figure(text: str) -> float:
    return float(text.replace(",", "."))


def _parts(text: str) -> frozenset[str]:
    return frozenset(
        part.lstrip("0") or "0" if part.isdigit() else part.rstrip(".")
        for part in re.split(r"[\s,;]+", normalised(text))
        if part and part not in ("and", "и")
    )


def _minutes(text: str) -> int | None:
    hit = _TIME.search(text[:LONGEST])
    return int(hit[1]) * 60 + int(hit[2]) if hit else None
