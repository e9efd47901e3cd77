"""Words aimed at a grader are covered before anything is graded: they can raise nothing and prove nothing."""

from simulator.domain.reading import ActKind, Reading, Span
from simulator.grading.wording import sentences


def covered(text: str, reading: Reading) -> tuple[str, Reading]:
    """Return text and reading without the sentences that speak to a grader; offsets stay as they were.

    A message that is nothing else stays as it is: what is left to grade is then only itself.
    """
    aimed = [act.quote for act in reading.of(ActKind.INJECTION)]
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


def _placed(text: str) -> list[tuple[str, int]]:
    found, start = [], 0
    for part in sentences(text):
        start = text.index(part, start)
        found.append((part, start))
        start += len(part)
    return found


def _touches(span: Span, gone: list[tuple[int, int]]) -> bool:
    return any(span.start < end and start < span.end for start, end in gone)
