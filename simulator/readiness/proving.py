"""What a graded run proves: criteria → competencies (RUBRICS.md §14), only those its card links."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from simulator.domain.career import Competency
from simulator.domain.grade import CriterionGrade, Grade
from simulator.domain.onboarding import Programme
from simulator.domain.proof import Proof, ProofKind

Figures = Mapping[str, float | str | None]

RELIEF = 30.0
"""Points of anger whose fall is worth a full score."""


@dataclass(frozen=True)
class ProvenRun:
    """Everything about a graded run that proves something."""

    simulation_id: str
    scenario: str
    competencies: tuple[str, ...]
    difficulty: int
    mode: str
    hints: int
    at: datetime
    grade: Grade
    figures: Figures
    commands: tuple[tuple[int, str], ...]
    """(event, program) of everything that was run or asked for."""


def proofs_of(run: ProvenRun, competencies: Sequence[Competency], programme: Programme) -> tuple[Proof, ...]:
    """Return one proof for each competency which the card links and the run says something about."""
    criteria = {one.id: one for rubric in run.grade.rubrics for one in rubric.criteria}
    kind: ProofKind = "exam" if run.mode == "exam" else "practice"
    found: list[Proof] = []
    for competency in competencies:
        if competency.id not in run.competencies:
            continue
        scores, events = _scores(run, competency, criteria, programme)
        if not scores:
            continue
        found.append(
            Proof(
                competency=competency.id,
                kind=kind,
                score=round(min(1.0, max(0.0, sum(scores) / len(scores))), 4),
                difficulty=run.difficulty,
                independence="hint" if run.hints else "alone",
                at=run.at,
                family=run.scenario,
                ref=f"run:{run.simulation_id}",
                events=tuple(sorted(events)),
                red=any(hit.severity == "RED" for hit in run.grade.critical_fails),
            )
        )
    return tuple(found)


def _scores(
    run: ProvenRun, competency: Competency, criteria: Mapping[str, CriterionGrade], programme: Programme
) -> tuple[list[float], set[int]]:
    """Return the scores that feed a competency, each 0–1, and the events they rest on."""
    scores: list[float] = []
    events: set[int] = set()
    for source in competency.fed_by:
        one = criteria.get(source)
        if one is not None:
            if one.level is not None:
                scores.append(one.level / 4)
                events |= {item.event for item in one.evidence}
        elif source == "command":
            programs = programme.commands.get(competency.id, ())
            used = [n for n, program in run.commands if any(program.startswith(name) for name in programs)]
            if used:  # what was never run says nothing about the skill
                scores.append(1.0)
                events |= set(used)
        else:
            value = _figure(source, run)
            if value is not None:
                scores.append(value)
    # Reading an output proves the tool only together with having used it.
    if "command" in competency.fed_by and not events & {n for n, _ in run.commands}:
        return [], set()
    return scores, events


def _figure(source: str, run: ProvenRun) -> float | None:
    """Return a source that is no criterion as 0–1, or None when the run says nothing about it."""
    figures = run.figures
    if source.startswith("CF-"):
        return 0.0 if any(hit.code == source for hit in run.grade.critical_fails) else 1.0
    if source == "anger":
        start, end = figures.get("anger_start"), figures.get("anger_end")
        if isinstance(start, float) and isinstance(end, float):
            return min(1.0, max(0.0, (start - end) / RELIEF))
    if source == "update_punctuality":
        value = figures.get("update_punctuality")
        return value if isinstance(value, float) else None
    if source in ("afat", "afrt"):
        value, target = figures.get(source), figures.get("first_response_target")
        if isinstance(value, float) and isinstance(target, float):
            return 1.0 if value <= target else 0.0
    return None
