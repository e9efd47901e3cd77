"""All key figures of one run, flat, ready for a report and for rollups."""

from collections.abc import Sequence
from datetime import timedelta

from simulator.domain.case import Case
from simulator.domain.event import Event, StepDone, ToolRun
from simulator.domain.grade import Grade
from simulator.domain.run import Run
from simulator.domain.scenario import Outcome
from simulator.metrics import timing
from simulator.metrics.satisfaction import SATISFIED, Mood, expected_reopen, predicted_csat

Figures = dict[str, float | str | None]
GOOD_STEP = 2.0
RARE_REOPEN = 0.15
NEUTRAL_TONE = 2.0


def kpis(case: Case, events: Sequence[Event], grade: Grade | None = None) -> Figures:
    """Return the key figures of a run. None: the figure does not exist in this run."""
    run = Run.of(events)
    reopen = _reopen(case, run, grade)
    csat = predicted_csat(_mood(case, run, grade))
    kept, settled = timing.kept_promises(events)
    return {
        **_first_answers(case, run),
        **_resolution(case, run),
        "fcr": _flag(run.confirmed_at is not None and not run.escalations and reopen < RARE_REOPEN),
        "expected_reopen": round(reopen, 2),
        **_escalation(case, run, grade),
        "csat": round(csat, 2),
        "csat_satisfied": _flag(csat >= SATISFIED),
        "promises_kept": float(kept),
        "promises_settled": float(settled),
        "update_punctuality": round(kept / settled, 3) if settled else None,
        "replies": float(len(run.replies)),
        "checks": float(sum(isinstance(event, ToolRun) for event in events)),
        "hints": float(sum(event.kind == "hint" for event in events)),
        "effort": float(run.effort),
        "anger_start": float(case.scenario.anger.start),
        "anger_end": float(run.anger),
        "trust_end": float(run.trust),
        "minutes": round(run.minutes(), 2),
    }


def _flag(claim: bool) -> float:  # noqa: FBT001 - turns a claim into a countable 0 or 1
    return 1.0 if claim else 0.0


def _first_answers(case: Case, run: Run) -> Figures:
    opened = run.opened.at
    first = run.replies[0].at if run.replies else None
    real = timing.first_substantive(run)
    target = timing.first_response_target(case)
    taken = timing.taken_at(run.events)
    team = case.scenario.escalation
    right = next((each for each in run.escalations if team and each.team == team.team), None)
    wait = timing.minutes(opened, first) if first else None
    return {
        "first_response": wait,
        "first_response_target": target,
        "first_response_sla": _met(wait, target),
        "afrt": timing.minutes(opened, real.at) if real else None,
        "afat": timing.minutes(opened, taken) if taken else None,
        "afat_right_team": timing.minutes(opened, right.at) if right else None,
    }


def _resolution(case: Case, run: Run) -> Figures:
    target = float(case.provider.plan(case.scenario.plan).restore[case.scenario.priority.level])
    gross = _gross(case, run)
    net = max(0.0, gross - timing.customer_wait(run.events)) if gross is not None else None
    return {
        "ttr_gross": gross,
        "ttr_net": round(net, 2) if net is not None else None,
        "restore_target": target,
        "restore_ratio": round(net / target, 3) if net is not None and target else None,
        "resolution_sla": _met(net, target),
    }


def _gross(case: Case, run: Run) -> float | None:
    """Minutes to restored and confirmed; for a hand-over, to it plus what the team model takes."""
    if run.restored_at is not None:
        return timing.minutes(run.opened.at, run.confirmed_at or run.restored_at)
    team = timing.team_minutes(case, run)
    if team is None:
        return None
    target = case.scenario.escalation
    right = next(
        (each for each in run.escalations if target and each.team == target.team), run.escalations[-1]
    )
    return timing.minutes(run.opened.at, right.at + timedelta(minutes=team))


def _met(spent: float | None, target: float) -> str | None:
    return None if spent is None else "met" if spent <= target else "missed"


def _escalation(case: Case, run: Run, grade: Grade | None) -> Figures:
    target, made = case.scenario.escalation, run.escalations
    if not made:
        verdict = "none" if case.scenario.outcome is Outcome.RESOLVE else "missing"
    elif case.scenario.outcome is Outcome.RESOLVE or target is None:
        verdict = "unneeded"
    elif made[0].team == target.team:
        verdict = "right"
    else:
        verdict = "near" if made[0].team in target.near else "wrong"
    section = grade.rubric("E") if grade and verdict != "none" else None
    return {
        "escalated": _flag(bool(made)),
        "escalation": verdict,
        "escalation_quality": section.score if section else None,
        "bounced": _flag(timing.was_bounced(run.events)),
    }


def _level(grade: Grade | None, criterion: str) -> float | None:
    section = grade.rubric(criterion[0]) if grade else None
    return next((each.level for each in section.criteria if each.id == criterion), None) if section else None


def _reopen(case: Case, run: Run, grade: Grade | None) -> float:
    target = case.scenario.escalation
    handed = target is not None and any(each.team == target.team for each in run.escalations)
    restored = next((e for e in run.events if isinstance(e, StepDone) and e.restored), None)
    probed = restored is not None and any(isinstance(e, ToolRun) and e.n > restored.n for e in run.events)
    rests_with_team = case.scenario.outcome is Outcome.ESCALATE and handed
    step = _level(grade, "T4")
    return expected_reopen(
        addressed=rests_with_team or restored is not None,
        verified=rests_with_team or run.confirmed_at is not None or probed,
        clear_step=step is None or step >= GOOD_STEP,
    )


def _mood(case: Case, run: Run, grade: Grade | None) -> Mood:
    tone = grade.rubric("T") if grade else None
    score = tone.score if tone else None
    return Mood(
        outcome=outcome_value(case, run),
        tone=score / 25 if score is not None else NEUTRAL_TONE,
        anger=float(run.anger),
        wait=timing.wait_overrun(case, run.events),
        effort=float(run.effort),
        trust=float(run.trust),
    )


def outcome_value(case: Case, run: Run) -> float:
    """Return o of the prediction: 1, 0.5, 0 or −1."""
    target = case.scenario.escalation
    kept, settled = timing.kept_promises(run.events)
    handed = target is not None and any(each.team in (target.team, *target.near) for each in run.escalations)
    right = target is not None and any(each.team == target.team for each in run.escalations)
    if run.left or (
        run.closed is not None and not run.closed.consent and not handed and run.confirmed_at is None
    ):
        return -1.0
    if run.confirmed_at is not None:
        return 1.0
    if right and case.scenario.outcome is not Outcome.RESOLVE:
        return 0.5 if kept == settled else 0.0
    if run.restored_at is not None or handed:
        return 0.0
    return -1.0 if run.resolved is not None or run.closed is not None else 0.0
