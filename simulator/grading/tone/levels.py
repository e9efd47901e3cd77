"""Tone of voice of one message: T1…T10, and one figure for how it sounds."""

from collections.abc import Mapping

from simulator.domain.grade import CriterionGrade
from simulator.domain.reading import Reading
from simulator.domain.text import Language
from simulator.grading.tone.acknowledgement import acknowledgement
from simulator.grading.tone.clarity import clear
from simulator.grading.tone.closure import closure
from simulator.grading.tone.expectations import expectations
from simulator.grading.tone.guidance import next_step
from simulator.grading.tone.layout import size, style
from simulator.grading.tone.listening import listening
from simulator.grading.tone.message import Message
from simulator.grading.tone.ownership import ownership
from simulator.grading.tone.respect import respect

WEIGHTS = {"T1": 14, "T2": 12, "T3": 12, "T4": 13, "T5": 14, "T6": 12, "T7": 10, "T8": 5, "T9": 5, "T10": 3}
IMPRESSION, IMPRESSION_LEAST = 80.0, 15.0
"""Weight of the impression in ``overall``: much when little else can be graded, little beside a full reply."""
OF_A_CASE = frozenset({"T1", "T2", "T3", "T4", "T5", "T7", "T10"})
CRITERIA = (
    acknowledgement, ownership, clear, next_step, expectations, respect, listening, size, style, closure,
)  # fmt: skip


class MessageTone(dict[str, CriterionGrade]):
    """The levels of a message by criterion, with the impression it makes as a whole (0–4)."""

    impression: float = 2.0


def grade_message(
    text: str,
    reading: Reading,
    *,
    customer: str = "",
    language: Language = "en",
    tech: int = 1,
    channel: str = "chat",
) -> MessageTone:
    """Return T1…T10 of one message; every level quotes it.

    Without the customer's words only the criteria are graded which the message itself gives a reason for.
    """
    message = Message(text, reading, customer, _spoken(reading, language), tech, channel)
    tone = MessageTone((grade.id, grade) for grade in (criterion(message) for criterion in CRITERIA))
    tone.impression = message.impression.level
    return tone


def overall(grades: Mapping[str, CriterionGrade]) -> float | None:
    """Return how a message sounds, 0–4: the weighted levels and, for a message just graded, its impression."""
    graded: list[tuple[float, float]] = [
        (WEIGHTS[name], grade.level) for name, grade in grades.items() if grade.level is not None
    ]
    if isinstance(grades, MessageTone):
        case = sum(
            WEIGHTS[name] for name, grade in grades.items() if name in OF_A_CASE and grade.level is not None
        )
        graded.append((max(IMPRESSION_LEAST, IMPRESSION - case), grades.impression))
    total = sum(weight for weight, _ in graded)
    return round(sum(weight * level for weight, level in graded) / total, 4) if total else None


def _spoken(reading: Reading, language: Language) -> Language:
    return language if reading.language == "mixed" else reading.language
