"""Levels of T1…T10 from the acts of a message. Every level quotes the message."""

from collections.abc import Mapping

from simulator.domain.grade import CriterionGrade, Evidence
from simulator.domain.reading import Act, ActKind, Reading
from simulator.domain.text import Language, Text

WEIGHTS = {"T1": 14, "T2": 12, "T3": 12, "T4": 13, "T5": 14, "T6": 12, "T7": 10, "T8": 5, "T9": 5, "T10": 3}
A = ActKind


def _made(name: str, level: float, quote: str, en: str, ru: str, confidence: float = 0.6) -> CriterionGrade:
    return CriterionGrade(
        id=name, level=level, evidence=(Evidence(event=1, quote=quote),), grader="language",
        confidence=confidence, because=Text(en=en, ru=ru),
    )  # fmt: skip


def _q(acts: tuple[Act, ...], text: str) -> str:
    return acts[0].quote if acts else text.splitlines()[0][:120]


def grade_message(  # noqa: PLR0913
    text: str,
    reading: Reading,
    *,
    customer: str = "",
    language: Language = "en",
    tech: int = 1,
    channel: str = "chat",
) -> dict[str, CriterionGrade]:
    """Return T1…T10 of one message."""
    does, of = reading.does, reading.of
    act = does(A.STEP, A.COMMAND, A.OWNERSHIP, A.PROMISE) or bool(reading.steps)
    t1 = (
        4
        if does(A.ACKNOWLEDGE) and act
        else 3
        if does(A.ACKNOWLEDGE)
        else 1
        if does(A.ACKNOWLEDGE_FORMULA, A.APOLOGY)
        else 2
    )
    if does(A.NOT_OUR_PROBLEM, A.CALM_DOWN):
        t1 = 0
    t2 = (
        0
        if does(A.BLAME, A.INSULT)
        else 1
        if does(A.HIDING, A.PER_POLICY) and not does(A.OWNERSHIP)
        else 4
        if does(A.OWNERSHIP) and does(A.GAP_ADMITTED)
        else 3
        if does(A.OWNERSHIP)
        else 2
    )
    jargon = len(of(A.JARGON))
    t3 = (
        4
        if jargon == 0 and (does(A.EXPLAINED_TERM) or reading.findings)
        else 3
        if jargon == 0
        else 2
        if jargon < 3
        else 1
    )
    step = does(A.STEP, A.REQUEST, A.COMMAND) or bool(reading.steps or reading.requests)
    vague = any(a.data.get("vague") for a in of(A.STEP))
    t4 = (
        1
        if vague
        else 0
        if not step and not does(A.PROMISE, A.OWNERSHIP, A.OPTION)
        else 4
        if does(A.COMMAND) and does(A.EXPECTED_RESULT)
        else 3
        if step or does(A.OPTION)
        else 2
    )
    t5 = (
        0
        if does(A.ETA, A.COMPENSATION, A.GUARANTEE)
        else 1
        if does(A.PROMISE_VAGUE)
        else 4
        if does(A.PROMISE) and does(A.UNKNOWN_STATED)
        else 3
        if does(A.PROMISE, A.UNKNOWN_STATED, A.CONDITIONAL)
        else 2
    )
    t6 = (
        0
        if does(A.INSULT, A.SARCASM)
        else 1
        if does(A.CALM_DOWN, A.AS_I_SAID, A.SHOUTING, A.NOT_OUR_PROBLEM)
        else 3
    )
    t7 = (
        1
        if does(A.REASK)
        else 4
        if reading.findings and does(A.ACKNOWLEDGE)
        else 3
        if does(A.ACKNOWLEDGE) or reading.findings
        else 2
    )
    words = len(text.split())
    limit = 90 if channel == "chat" else 200
    t8 = 4 if words <= limit / 2 else 3 if words <= limit else 2 if words <= 2 * limit else 1
    grades = {
        "T1": _made(
            "T1",
            t1,
            _q(of(A.ACKNOWLEDGE, A.ACKNOWLEDGE_FORMULA, A.APOLOGY), text),
            "acknowledgement",
            "признание",
        ),
        "T2": _made("T2", t2, _q(of(A.BLAME, A.HIDING, A.OWNERSHIP), text), "ownership", "ответственность"),
        "T3": _made("T3", t3, _q(of(A.JARGON), text), "clarity", "ясность"),
        "T4": _made("T4", t4, _q(of(A.STEP, A.COMMAND, A.REQUEST), text), "next step", "следующий шаг"),
        "T5": _made("T5", t5, _q(of(A.PROMISE, A.ETA, A.PROMISE_VAGUE), text), "expectations", "ожидания"),
        "T6": _made("T6", t6, _q(of(A.INSULT, A.SARCASM, A.CALM_DOWN), text), "respect", "уважение"),
        "T7": _made("T7", t7, _q(of(A.REASK), text), "listening", "внимание"),
        "T8": _made("T8", t8, _q((), text), "size", "размер"),
        "T9": _made("T9", 3, _q((), text), "language", "язык"),
    }
    if does(A.CLOSING, A.CONFIRM_ASKED, A.STAYS_OPEN):
        t10 = (
            4
            if does(A.CONFIRM_ASKED) and does(A.STAYS_OPEN, A.INVITES)
            else 3
            if does(A.CONFIRM_ASKED)
            else 1
        )
        grades["T10"] = _made(
            "T10", t10, _q(of(A.CLOSING, A.CONFIRM_ASKED, A.STAYS_OPEN), text), "closure", "закрытие"
        )
    else:
        grades["T10"] = CriterionGrade(id="T10", not_applicable="not-closing")
    return grades


def overall(grades: Mapping[str, CriterionGrade]) -> float | None:
    """Return the weighted level 0–4 over graded criteria, or None."""
    graded = [(WEIGHTS[name], grade.level) for name, grade in grades.items() if grade.level is not None]
    if not graded:
        return None
    return sum(weight * level for weight, level in graded) / sum(weight for weight, _ in graded)
