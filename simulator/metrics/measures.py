"""What one run adds to the figures over many: measure → (n, total, squares). A figure that does not exist adds nothing."""

from collections.abc import Mapping

from simulator.domain.grade import Grade

Figures = Mapping[str, float | str | None]
Added = dict[str, tuple[float, float, float]]

MINUTES = {"afrt": "afrt", "afat": "afat", "ttr": "ttr_net"}
FLAGS = {"fcr": "fcr", "satisfied": "csat_satisfied", "reopen": "expected_reopen", "escalated": "escalated"}
SLAS = {"first_sla": "first_response_sla", "restore_sla": "resolution_sla"}
TOTAL, PASSED = "total", "passed"


def added(grade: Grade, figures: Figures) -> Added:
    """Return what a graded run adds. Shares count 0 or 1; promises count one by one."""
    found: Added = {}
    for measure, name in (MINUTES | FLAGS).items():
        _add(found, measure, figures.get(name))
    for measure, name in SLAS.items():
        said = figures.get(name)
        _add(found, measure, None if said is None else float(said == "met"))
    if figures.get("escalation") not in (None, "none"):
        _add(found, "routed", float(figures["escalation"] == "right"))
        _add(found, "pack", figures.get("escalation_quality"))
    kept, settled = figures.get("promises_kept"), figures.get("promises_settled")
    if isinstance(kept, float) and isinstance(settled, float) and settled:
        found["promises"] = (settled, kept, kept)
    _add(found, TOTAL, grade.total)
    _add(found, PASSED, float(grade.result == "pass"))
    for rubric in grade.rubrics:
        for one in rubric.criteria:
            _add(found, one.id, one.level)
    return found


def _add(found: Added, measure: str, value: float | str | None) -> None:
    if isinstance(value, int | float):
        found[measure] = (1.0, float(value), float(value) ** 2)
