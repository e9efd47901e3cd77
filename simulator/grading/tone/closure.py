"""T10 closure."""

from simulator.domain.grade import CriterionGrade
from simulator.domain.reading import ActKind as A
from simulator.grading.tone.mark import aside, verdict
from simulator.grading.tone.message import Message, Sentence, shows

BARE = 8
"""A closing formula has no more words."""


def asked(m: Message) -> Sentence | None:
    """Return the sentence that asks whether it works for the customer."""
    return next(
        (
            part for part in m.parts
            if shows("closure", "asks", part.low) and not shows("closure", "not_asks", part.low)
        ),
        None,
    )  # fmt: skip


def closure(m: Message) -> CriterionGrade:
    """T10."""
    closed, kept, works = (m.seen("closure", name) for name in ("closed", "open", "works"))
    asks = asked(m)
    if not (closed or kept or (asks and works)):
        return aside("T10", "not-closing")
    back = m.seen("closure", "back") or m.of(A.INVITES)
    if asks and kept:
        return verdict(m, "T10", "complete", kept)
    if kept or (asks and back):
        return verdict(m, "T10", "last_word", kept, asks, level=3.5 if back and kept else 3)
    if asks:
        return verdict(m, "T10", "asks", asks)
    if works:
        return verdict(m, "T10", "nothing_asked", closed)
    if m.does(A.FINDING, A.OWNERSHIP):
        return verdict(m, "T10", "unasked", closed)
    return verdict(m, "T10", "formula" if m.words <= BARE else "without_consent", closed)
