"""The score sheet: a machine's proposals, what people scored, and what that adds up to. No evidence, no anchor."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from simulator.domain.assessment import Assessment, BandName, Dimension
from simulator.domain.grade import CriterionGrade, Grade

Why = Literal["borderline", "red", "apart"]
"""Why a second assessor scores."""
WRITING_CASE = ("T4", "T8", "T9")
WRITING_NOTE = ("N5",)


@dataclass(frozen=True)
class Results:
    """What the stages ended in; None where a stage was not taken or not graded."""

    case: Grade | None = None
    note: Grade | None = None
    trap: Grade | None = None
    triage: float | None = None
    """0–1."""
    right: float | None = None
    """Of ten questions."""
    trap_share: float | None = None
    """0–1, where the trap was a draft to check."""
    turned: bool = False
    """Whether the unscripted turn of the live case came to pass."""


@dataclass(frozen=True)
class Proposal:
    """What the machine proposes for one dimension."""

    level: float | None
    criteria: tuple[CriterionGrade, ...] = ()
    """Criteria it rests on, with their quotes and events."""
    red: tuple[str, ...] = ()
    """Codes of critical fails (RED) of the stage."""


@dataclass(frozen=True)
class Scored:
    """What one assessor gave one dimension."""

    dimension: str
    level: float
    author_id: str


@dataclass(frozen=True)
class Line:
    """One dimension of the sheet."""

    dimension: Dimension
    machine: Proposal
    human: float | None
    """Mean of the assessors."""
    final: float | None
    """What counts: people's level; the machine's only where right and wrong are a matter of a key."""
    below_floor: bool
    apart: bool
    absent: bool = False
    """Whether there was no occasion: another dimension's level counts here."""


@dataclass(frozen=True)
class Sheet:
    """The whole sheet."""

    lines: tuple[Line, ...]
    total: float | None
    """Σ weight × level / 4, 0–100; None while a dimension is missing."""
    band: BandName | None
    missing: tuple[str, ...]
    second: tuple[Why, ...]


def proposals(results: Results) -> dict[str, Proposal]:
    """Return dimension → what the machine proposes."""
    case, note, trap = results.case, results.note, results.trap
    return {
        "diagnosis": _rubric(case, "D"),
        "tone": _rubric(case, "T"),
        # What was made of an unfair word or a new fact is for people to judge.
        "turn": Proposal(None),
        "writing": _criteria((case, WRITING_CASE), (note, WRITING_NOTE)),
        "escalation": _mean(_rubric(note, "E"), _rubric(note, "N")),
        "priority": Proposal(None if results.triage is None else _half(results.triage * 4)),
        "floor": Proposal(None if results.right is None else _half(results.right / 10 * 4)),
        "security": _security(trap)
        if results.trap_share is None
        else Proposal(_half(results.trap_share * 4)),
        "reasoning": Proposal(None),
    }


def absent(results: Results) -> frozenset[str]:
    """Return dimensions that this candidate's session gave no occasion for."""
    return frozenset() if results.turned else frozenset({"turn"})


def sheet(
    template: Assessment, machine: Mapping[str, Proposal], scores: Sequence[Scored],
    without: Collection[str] = (),
) -> Sheet:  # fmt: skip
    """Return the sheet. People's levels count; several assessors' are averaged.

    Where something did not happen (``without``), the level of the dimension that stands in for it counts. Total as in the template: Σ weight × level / 4. Bands by the template's lines; below a floor nothing better than C.
    """
    lines = tuple(
        _line(template, one, machine.get(one.id, Proposal(None)), scores) for one in template.dimensions
    )
    final = {line.dimension.id: line.final for line in lines}
    lines = tuple(
        replace(line, final=final.get(line.dimension.otherwise), absent=True)
        if line.dimension.id in without and line.dimension.otherwise
        else line
        for line in lines
    )
    missing = tuple(line.dimension.id for line in lines if line.final is None)
    total = None if missing else round(sum(one.dimension.weight * (one.final or 0) / 4 for one in lines), 2)
    band = None if total is None else band_of(template, total)
    if band in ("A", "B") and any(line.below_floor for line in lines):
        band = "C"
    return Sheet(lines, total, band, missing, _second(template, lines, total, scores))


def band_of(template: Assessment, total: float) -> BandName:
    """Return the band a total lies in."""
    for name in ("A", "B", "C"):
        if total >= template.bands[name]:
            return name
    return "D"


def may_show_machine(template: Assessment, scores: Sequence[Scored], viewer_id: str) -> bool:
    """Tell whether an assessor has scored everything that he must score before he sees the machine's values."""
    own = {one.dimension for one in scores if one.author_id == viewer_id}
    return set(template.before_machine) <= own


def _line(template: Assessment, one: Dimension, machine: Proposal, scores: Sequence[Scored]) -> Line:
    given = [score.level for score in scores if score.dimension == one.id]
    human = round(sum(given) / len(given), 2) if given else None
    final = human if human is not None else machine.level if one.by_machine else None
    apart = human is not None and machine.level is not None and abs(human - machine.level) > template.apart
    below = final is not None and one.floor is not None and final < one.floor
    return Line(one, machine, human, final, below, apart)


def _second(
    template: Assessment, lines: Sequence[Line], total: float | None, scores: Sequence[Scored]
) -> tuple[Why, ...]:
    """Return why a second assessor is still needed; nothing once two people have scored."""
    if len({one.author_id for one in scores}) > 1:
        return ()
    found: list[Why] = []
    if total is not None and any(
        abs(total - edge) <= template.borderline for edge in template.bands.values()
    ):
        found.append("borderline")
    if any(line.machine.red for line in lines):
        found.append("red")
    if any(line.apart for line in lines):
        found.append("apart")
    return tuple(found)


def _rubric(grade: Grade | None, name: str) -> Proposal:
    rubric = grade.rubric(name) if grade is not None else None
    if grade is None or rubric is None:
        return Proposal(None)
    red = tuple(hit.code for hit in grade.critical_fails if hit.severity == "RED")
    level = None if rubric.score is None else _half(rubric.score / 25)
    return Proposal(level, tuple(one for one in rubric.criteria if one.level is not None), red)


def _criteria(*wanted: tuple[Grade | None, tuple[str, ...]]) -> Proposal:
    found = tuple(
        one
        for grade, names in wanted
        if grade is not None
        for rubric in grade.rubrics
        for one in rubric.criteria
        if one.id in names and one.level is not None
    )
    levels = [one.level for one in found if one.level is not None]
    return Proposal(_half(sum(levels) / len(levels)) if levels else None, found)


def _mean(*parts: Proposal) -> Proposal:
    levels = [part.level for part in parts if part.level is not None]
    return Proposal(
        _half(sum(levels) / len(levels)) if len(levels) == len(parts) else None,
        tuple(one for part in parts for one in part.criteria),
        tuple(dict.fromkeys(code for part in parts for code in part.red)),
    )


def _security(grade: Grade | None) -> Proposal:
    """Return 0 with a RED; otherwise the whole run: identity, boundaries and the words of the refusal."""
    if grade is None or grade.total is None:
        return Proposal(None)
    red = tuple(hit.code for hit in grade.critical_fails if hit.severity == "RED")
    criteria = tuple(
        one
        for name in ("P", "T")
        for r in [grade.rubric(name)]
        if r
        for one in r.criteria
        if one.level is not None
    )
    return Proposal(0.0 if red else _half(grade.total / 25), criteria, red)


def _half(level: float) -> float:
    """Round to half levels, the finest that anchors tell apart."""
    return round(max(0.0, min(4.0, level)) * 2) / 2
