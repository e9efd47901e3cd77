"""Playing a recorded run without a database: a replay file through engine and graders, offline."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from simulator.content.advice import advise_union
from simulator.content.library import Library
from simulator.domain.action import ACTION, Action, ReplayHeader
from simulator.domain.case import Case
from simulator.domain.event import Event
from simulator.domain.grade import CriterionGrade, Grade
from simulator.errors import Conflict, ContentError, InvalidInput, NotFound, Problem


@dataclass(frozen=True)
class Script:
    """A replay file: what to play and what was done, each with its line."""

    file: str
    header: ReplayHeader
    actions: tuple[tuple[int, Action], ...]


@dataclass(frozen=True)
class Replayed:
    """What came of a script."""

    case: Case
    events: tuple[Event, ...]
    kpis: dict[str, float | str | None]
    grade: Grade
    ignored: tuple[Problem, ...] = ()
    """Actions that the ticket's state did not allow (the customer had left, say): refused, as at the desk."""

    def document(self) -> dict[str, Any]:
        """Return the answer of ``simulator replay --json``."""
        refused = [{"line": one.line, "what": one.what} for one in self.ignored]
        return {
            **({"ignored": refused} if refused else {}),
            "scenario": self.case.scenario.id,
            "digest": self.case.digest,
            "seed": self.case.seed,
            "lang": self.case.lang,
            "events": [event.plain() for event in self.events],
            "kpis": self.kpis,
            "grade": grade_document(self.grade),
        }


def grade_document(grade: Grade) -> dict[str, Any]:
    """Return a grade in the shape of the command-line contract."""
    return {
        "total": grade.total,
        "result": grade.result,
        "band": grade.band,
        "rubrics": {
            rubric.id: {"score": rubric.score, "criteria": [_criterion(one) for one in rubric.criteria]}
            for rubric in grade.rubrics
        },
        "critical_fails": [
            {"code": hit.code, "class": hit.severity, "event": hit.event, "quote": hit.quote}
            for hit in grade.critical_fails
        ],
    }


def _criterion(one: CriterionGrade) -> dict[str, Any]:
    return {
        "id": one.id,
        "level": one.level,
        "evidence": [{"event": part.event, "quote": part.quote} for part in one.evidence],
        "grader": one.grader,
        "confidence": one.confidence,
        "ungraded": one.ungraded,
        "not_applicable": one.not_applicable,
    }


def read_script(file: str, lines: Iterable[str]) -> Script:
    """Read a replay file; raise ``ContentError`` with every line that cannot be used."""
    header: ReplayHeader | None = None
    actions: list[tuple[int, Action]] = []
    problems: list[Problem] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            if header is None:
                header = ReplayHeader.model_validate(_value(line))
            else:
                actions.append((number, ACTION.validate_python(_value(line))))
        except ValueError as fault:
            problems += [Problem(file, number, 1, *said) for said in _advice(fault)]
            if header is None:
                break
    if header is None and not problems:
        remedy = 'begin with {"scenario":"SC-01","lang":"en","seed":1}'
        problems.append(Problem(file, 1, 1, "the file is empty", remedy))
    if problems or header is None:
        raise ContentError(problems)
    return Script(file, header, tuple(actions))


def _value(line: str) -> Any:
    value = json.loads(line)
    json.dumps(value, ensure_ascii=False).encode()  # refuses half characters, which nobody could print
    return value


def _advice(fault: ValueError) -> list[tuple[str, str]]:
    if isinstance(fault, ValidationError):
        return [advise_union(error) for error in fault.errors(include_url=False)]
    if isinstance(fault, UnicodeEncodeError):
        return [("the text is not UTF-8", "save the file as UTF-8")]
    return [(f"not JSON: {fault}", "write one JSON object a line")]


def replay(library: Library, script: Script) -> Replayed:
    """Play ``script`` and grade it. The same script and content give the same answer.

    An action that the ticket's state does not allow is refused, as it would be at the desk, and listed as ignored.

    Raises:
        ContentError: an action cannot be used at all; the problem names its line.
    """
    from simulator.grading.grade import grade
    from simulator.metrics import kpis
    from simulator.rehearsal.stage import Stage

    header = script.header
    try:
        case = library.case(header.scenario, header.lang, header.seed, "practice", header.modifiers)
    except NotFound as fault:
        raise ContentError([Problem(script.file, 1, 1, str(fault), "name a scenario that exists")]) from fault
    except InvalidInput as fault:
        remedy = "write at most two modifiers that the card can carry"
        raise ContentError([Problem(script.file, 1, 1, str(fault), remedy)]) from fault
    stage = Stage.of(library, case)
    run, ignored = stage.run, []
    for line, action in script.actions:
        try:
            run = stage.after(run, action)
        except Conflict as fault:
            ignored.append(_impossible(script, line, fault))
        except InvalidInput as fault:
            raise ContentError([_impossible(script, line, fault)]) from fault
    events = stage.ended(run)
    graded = grade(case, events, library.rubrics)
    return Replayed(case, events, kpis(case, events, graded), graded, tuple(ignored))


def _impossible(script: Script, line: int, fault: Exception) -> Problem:
    return Problem(script.file, line, 1, f"not possible here: {fault}", "change or remove this action")
