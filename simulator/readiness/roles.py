"""What a later role asks for, and what of it is proven: three lists, no total and no rank."""

from collections.abc import Mapping
from dataclasses import dataclass

from simulator.domain.career import NextRole, RoleAsk
from simulator.readiness.gates import Record


@dataclass(frozen=True)
class AskState:
    """One thing a role asks for: how much of it there is and what belongs to it."""

    ask: RoleAsk
    found: float | None
    """How many or how much there is; None when only work can show it."""
    wanted: float
    proven: tuple[str, ...] = ()
    """Competencies or cards that meet it."""
    missing: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether it is proven."""
        return self.found is not None and self.found >= self.wanted - 1e-9


def role_state(role: NextRole, record: Record, helped: int) -> tuple[AskState, ...]:
    """Return each thing ``role`` asks for with what stands in ``record`` and how often others were helped."""
    return tuple(_state(ask, record, helped) for ask in role.asks)


def _state(ask: RoleAsk, record: Record, helped: int) -> AskState:
    if ask.kind == "work":
        return AskState(ask, None, 0)
    if ask.kind in ("levels", "musts"):
        names = ask.of or tuple(one.id for one in record.competencies if one.must)
        return _listed(ask, names, {name: record.standings[name].level for name in names}, ask.level)
    if ask.kind == "cards":
        best: dict[str, float] = {}
        for run in record.runs:
            if run.total is not None and not run.red:
                best[run.scenario] = max(run.total, best.get(run.scenario, 0.0))
        return _listed(ask, ask.of, {name: best.get(name, 0.0) for name in ask.of}, ask.figure)
    return AskState(ask, _count(ask, record, helped), ask.figure)


def _listed(ask: RoleAsk, names: tuple[str, ...], values: Mapping[str, float], line: float) -> AskState:
    proven = tuple(name for name in names if values[name] >= line)
    missing = tuple(name for name in names if values[name] < line)
    return AskState(ask, float(len(proven)), float(len(names)), proven, missing)


def _count(ask: RoleAsk, record: Record, helped: int) -> float:
    if ask.kind == "count":
        return float(sum(one.level >= ask.level for one in record.standings.values()))
    if ask.kind == "written":
        return float(record.written)
    if ask.kind == "helped":
        return float(helped)
    if ask.kind == "quiz":
        return round(min(record.quizzes.get(name, 0.0) for name in ask.of), 1)
    return float(sum(run.rubrics.get(ask.of[0], 0.0) >= ask.level for run in record.runs))
