"""What a person reads first: one strength, one change with his own line rewritten, one place to practise."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from simulator.domain.event import Escalated
from simulator.domain.grade import CriterionGrade, Evidence, Feedback, Hit, Link, Remark, RubricGrade
from simulator.domain.rubric import Criterion, Profile, Rubrics
from simulator.domain.text import Text
from simulator.grading.dossier import Dossier, Reply
from simulator.grading.rewriting import rewritten

STRONG = 3
NO_QUOTE = 0.6
"""A remark without the trainee's own words says less: its weight is lowered by this factor."""
GENERIC = frozenset({"T8", "T9", "P5", "N6", "D9", "O1"})
"""Nearly everybody has these: never the one strength when there is another."""


@dataclass(frozen=True)
class _Line:
    criterion: Criterion
    grade: CriterionGrade
    share: float
    """Points of the total that hang on the criterion."""

    @property
    def level(self) -> float:
        return self.grade.level or 0.0


def feedback(
    d: Dossier, rubrics: Rubrics, profile: Profile, sections: Sequence[RubricGrade], hits: Sequence[Hit]
) -> Feedback:
    """Choose the three points."""
    lines = list(_lines(rubrics, profile, sections))
    change, criterion = _change(d, rubrics, lines, hits)
    taken = change.quote if change else None
    return Feedback(strength=_strength(lines, taken), change=change, link=_link(d, criterion))


def _lines(rubrics: Rubrics, profile: Profile, sections: Sequence[RubricGrade]) -> Iterator[_Line]:
    for section in sections:
        weight = dict(profile.weights).get(section.id, 0.0)  # type: ignore[call-overload]
        rubric = rubrics.rubrics.get(section.id)
        if rubric is None or not weight:
            continue
        whole = sum(criterion.weight for criterion in rubric.criteria)
        by_id = {criterion.id: criterion for criterion in rubric.criteria}
        for grade in section.criteria:
            if grade.level is not None and grade.id in by_id:
                yield _Line(by_id[grade.id], grade, weight * by_id[grade.id].weight / whole)


def _strength(lines: Sequence[_Line], taken: str | None) -> Remark | None:
    strong = [line for line in lines if line.level >= STRONG]
    if not strong:
        return None

    def rank(line: _Line) -> float:
        own = 1.0 if any(each.quote and each.quote != taken for each in line.grade.evidence) else 0.3
        return line.share * line.level * own * (0.3 if line.criterion.id in GENERIC else 1.0)

    best = max(strong, key=rank)
    # The weakest message comes first in a case level; a strength is shown by the strongest one.
    proof = _quoted(tuple(reversed(best.grade.evidence))) or best.grade.evidence[0]
    name, anchor = best.criterion.name, _anchor(best)
    return Remark(
        criterion=best.criterion.id,
        event=proof.event,
        quote=proof.quote or "",
        text=Text(en=f"{name.en}. {anchor.en}", ru=f"{name.ru}. {anchor.ru}"),
    )


def _anchor(line: _Line) -> Text:
    below = [anchor for anchor in line.criterion.anchors if anchor.level <= line.level]
    return max(below or line.criterion.anchors, key=lambda anchor: anchor.level).text


def _change(
    d: Dossier, rubrics: Rubrics, lines: Sequence[_Line], hits: Sequence[Hit]
) -> tuple[Remark | None, Criterion | None]:
    if hits:
        return _from_hit(d, rubrics, hits), None
    weak = [line for line in lines if line.level < STRONG + 0.5]
    if not weak:
        return None, None

    def rank(line: _Line) -> float:
        own = 1.0 if _quoted(line.grade.evidence) else NO_QUOTE
        # The outcome follows from what was done: advice about the deed is worth more than about its result.
        return line.share * (4 - line.level) * own * (0.3 if line.criterion.id == "O1" else 1.0)

    worst = max(weak, key=rank)
    proof = _quoted(worst.grade.evidence) or worst.grade.evidence[0]
    reply = _reply(d, proof)
    better = rewritten(d, worst.criterion.id, reply) if reply else _request(d, worst.criterion.id, proof)
    quote = proof.quote or (d.texts[reply.n][0] if reply else "")
    return Remark(
        criterion=worst.criterion.id,
        event=proof.event,
        quote=quote,
        text=worst.criterion.advice,
        rewritten=better,
    ), worst.criterion


def _from_hit(d: Dossier, rubrics: Rubrics, hits: Sequence[Hit]) -> Remark:
    hit = min(hits, key=lambda each: (each.severity != "RED", each.code, each.event))
    rule = next((each for each in rubrics.scoring.critical_fails if each.code == hit.code), None)
    reply = next((reply for reply in d.replies if reply.n == hit.event), None)
    text = hit.because or (rule.what if rule else Text(en=hit.code, ru=hit.code))
    name = rule.name if rule else Text(en=hit.code, ru=hit.code)
    return Remark(
        criterion=hit.code,
        event=hit.event,
        quote=hit.quote or "",
        text=Text(en=f"{name.en}. {text.en}", ru=f"{name.ru}. {text.ru}"),
        rewritten=rewritten(d, hit.code, reply) if reply else None,
    )


def _quoted(evidence: Sequence[Evidence]) -> Evidence | None:
    return next((each for each in evidence if each.quote), None)


def _reply(d: Dossier, proof: Evidence) -> Reply | None:
    return next((reply for reply in d.replies if reply.n == proof.event), None)


def _request(d: Dossier, criterion: str, proof: Evidence) -> str | None:
    """For E4 the card's own request is the rewriting."""
    event = d.events[proof.event - 1]
    if criterion != "E4" or not isinstance(event, Escalated) or d.scenario.escalation is None:
        return None
    return d.scenario.escalation.request.within(d.case.lang)


def _link(d: Dossier, criterion: Criterion | None) -> Link | None:
    knowledge = criterion is None or criterion.id[0] in "DOE"
    if knowledge and d.scenario.articles:
        return Link(
            kind="article",
            id=d.scenario.articles[0],
            why=Text(en="The article for this very case.", ru="Статья как раз об этом случае."),
        )
    if criterion is None or criterion.link is None:
        return None
    return Link(
        kind=_kind(criterion.link),
        id=criterion.link,
        why=Text(en=f"Practise there: {criterion.name.en}.", ru=f"Потренируйте там: {criterion.name.ru}."),
    )


def _kind(link: str) -> str:
    return {"SC": "scenario", "KB": "article", "LA": "lab"}.get(link[:2], "reading")
