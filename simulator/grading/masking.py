"""Words aimed at a grader are covered before anything is graded: they can raise nothing and prove nothing."""

import re
from collections.abc import Callable

from simulator.domain.reading import ActKind, Reading, Span
from simulator.grading.wording import sentences


def covered(text: str, reading: Reading) -> tuple[str, Reading]:
    """Return text and reading without the sentences that speak to a grader; offsets stay as they were.

    A message that is nothing else stays as it is: what is left to grade is then only itself.
    """
    aimed = [act.quote for act in reading.of(ActKind.INJECTION)] + disguised(text)
    if not aimed:
        return text, reading
    gone = [
        (start, start + len(part))
        for part, start in _placed(text)
        if any(q in part or part in q for q in aimed)
    ]
    left = text
    for start, end in gone:
        left = left[:start] + "\n" + " " * (end - start - 2) + "\n" * min(1, end - start - 1) + left[end:]
    if not left.strip():
        return text, reading
    names = ("asks", "requests", "steps", "findings", "causes", "pitfalls", "triggers", "acts")
    kept = {
        name: tuple(each for each in getattr(reading, name) if not _touches(each, gone)) for name in names
    }
    injections = reading.of(ActKind.INJECTION)
    return left, reading.model_copy(update={**kept, "acts": (*kept["acts"], *injections)})


def disguised(text: str) -> list[str]:
    """Return lines no customer is written in: invisible or wide letters, words of two alphabets, a score as JSON."""
    return [line for line in text.splitlines() if line.strip() and any(sign(line) for sign in _DISGUISES)]


_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060-\u2064\ufeff]")
_WIDE = re.compile(r"[\uff01-\uff5e]")
_MIXED = re.compile(r"\b(?=\w*[a-z])(?=\w*[а-яёі])[^\W\d_]{3,}\b", re.IGNORECASE)
_SCORE = re.compile(r"[{\[][^{}\[\]]*\"?(?:level|criterion|score|verdict|grade)\"?\s*[:=]", re.IGNORECASE)
_DISGUISES: tuple[Callable[[str], bool], ...] = (
    lambda line: len(_INVISIBLE.findall(line)) >= 3,
    lambda line: len(_WIDE.findall(line)) >= 5,
    lambda line: len(_MIXED.findall(line)) >= 2,
    lambda line: bool(_SCORE.search(line)),
)


def _placed(text: str) -> list[tuple[str, int]]:
    found, start = [], 0
    for part in sentences(text):
        start = text.index(part, start)
        found.append((part, start))
        start += len(part)
    return found


def _touches(span: Span, gone: list[tuple[int, int]]) -> bool:
    return any(span.start < end and start < span.end for start, end in gone)
