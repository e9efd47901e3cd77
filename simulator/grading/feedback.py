"""What a person reads first: one strength, one change with his own line rewritten, one place to practise."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from simulator.domain.event import Said
from simulator.domain.grade import CriterionGrade as Graded, Evidence, Feedback, Hit, Remark, RubricGrade
from simulator.domain.reading import ActKind
from simulator.domain.rubric import Criterion, Profile, Rubrics
from simulator.domain.text import Text
from simulator.grading.dossier import Dossier, Reply
from simulator.grading.practice import practice
from simulator.grading.remarks import has_words, remark
from simulator.grading.rewriting import example, rewritten
from simulator.grading.rewriting.kept import SHORTEST, explained, is_faulty, whole_sentences
from simulator.grading.wording import mentions

STRONG = 3.0
WEAK = 3.5
"""A criterion below this can be the change."""
STEPS = frozenset({"T4", "D8"})
"""A question is not praised as a step."""
GOOD = 2.5
"""From here the line was good: advice for the next level, not another line."""
LETTERS = ("N", "E1", "E2", "E3", "E4", "E5", "P")
"""Criteria about records and classification: a message to the customer is no example for them."""
NO_LINE = 0.5
"""Without a line to show, a remark says less: its weight is lowered by this factor."""


@dataclass(frozen=True)
class _Line:
    criterion: Criterion
    grade: Graded
    share: float
    """Points of the total that hang on the criterion."""
    below_floor: bool

    @property
    def level(self) -> float:
        return self.grade.level or 0.0


def feedback(
    d: Dossier,
    rubrics: Rubrics,
    profile: Profile,
    sections: Sequence[RubricGrade],
    hits: Sequence[Hit],
    places: Collection[str] | None = None,
) -> Feedback:
    """Choose the three points. ``places``: ids that exist, when the caller knows them."""
    lines = list(_lines(rubrics, profile, sections))
    change, worst = (_from_hit(d, rubrics, hits), None) if hits else _change(d, lines)
    code = change.criterion if change else None
    criterion = worst.criterion if worst else None
    level = worst.level if worst else 0.0
    return Feedback(
        strength=_strength(d, lines, hits, change),
        change=change,
        link=practice(d, code, criterion, level, places),
    )


def _lines(rubrics: Rubrics, profile: Profile, sections: Sequence[RubricGrade]) -> Iterator[_Line]:
    floors = dict(profile.floors)
    for section in sections:
        weight = dict(profile.weights).get(section.id, 0.0)  # type: ignore[call-overload]
        rubric = rubrics.rubrics.get(section.id)
        if rubric is None or not weight:
            continue
        whole = sum(criterion.weight for criterion in rubric.criteria)
        by_id = {criterion.id: criterion for criterion in rubric.criteria}
        below = section.score is not None and section.score < floors.get(section.id, 0)  # type: ignore[call-overload]
        for grade in section.criteria:
            if grade.level is not None and grade.id in by_id:
                yield _Line(by_id[grade.id], grade, weight * by_id[grade.id].weight / whole, below)


def _strength(
    d: Dossier, lines: Sequence[_Line], hits: Sequence[Hit], change: Remark | None
) -> Remark | None:
    """Return the best thing that can be shown in the trainee's own words; none is better than a false one."""
    spoiled = {hit.event for hit in hits} | ({change.event} if change and hits else set())
    strong = [line for line in lines if line.level >= STRONG and has_words("strength", line.criterion.id)]
    for line in sorted(strong, key=lambda line: -line.share * line.level):
        # The weakest message comes first in a case level; a strength is shown by the strongest one.
        for proof in reversed(line.grade.evidence):
            quote = _praised(d, proof, line.criterion.id)
            if not quote or proof.event in spoiled or (change and change.quote == quote):
                continue
            words = remark(d, "strength", line.criterion.id, proof.event, quote)
            if words:
                return Remark(criterion=line.criterion.id, event=proof.event, quote=quote, text=words)
    return None


def _praised(d: Dossier, proof: Evidence, criterion: str) -> str:
    """Return the whole sentence around ``proof`` when it says something and holds no fault."""
    quote = _sentence(d, proof)
    reply = _reply(d, proof.event)
    if (criterion in STEPS and quote.endswith("?")) or quote.endswith((":", ";")):
        return ""
    if criterion == "T1" and not mentions(quote, d.scenario.stake_words.within(d.case.lang)):
        return ""
    if len(quote.split()) < SHORTEST or (reply is not None and is_faulty(reply, quote)):
        return ""
    # A cause that was wrong is no example of sound order, however many checks came before.
    wrong = criterion in ("D4", "D6", "D7") and any(cause.target != "CAUSE" for cause in d.causes)
    return "" if wrong else quote


def _change(d: Dossier, lines: Sequence[_Line]) -> tuple[Remark | None, _Line | None]:
    weak = [line for line in lines if line.level < WEAK and not _only_explained(d, line)]
    if any(line.below_floor for line in weak):
        weak = [line for line in weak if line.below_floor]

    def rank(line: _Line) -> float:
        own = 1.0 if line.criterion.id[0] == "T" or any(e.quote for e in line.grade.evidence) else NO_LINE
        # The outcome follows from what was done: advice about the deed is worth more than about its result.
        return line.share * (4 - line.level) * own * (0.3 if line.criterion.id == "O1" else 1.0)

    for line in sorted(weak, key=rank, reverse=True):
        code, proof = line.criterion.id, _shown(d, line)
        better, quote = _better(d, code, proof)
        if line.level >= GOOD:
            advice = line.criterion.advice
            return Remark(criterion=code, event=proof.event, quote=quote, text=advice), line
        if better or line is min(weak, key=rank):
            words = remark(d, "change", code, proof.event, quote) or line.criterion.advice
            return Remark(criterion=code, event=proof.event, quote=quote, text=words, rewritten=better), line
    return None, None


def _shown(d: Dossier, line: _Line) -> Evidence:
    """Return the place where the change is best shown: a loss belongs into the first message."""
    if line.criterion.id == "T1" and d.replies:
        first = d.replies[0]
        return next((e for e in line.grade.evidence if e.event == first.n), Evidence(event=first.n))
    return next((e for e in line.grade.evidence if e.quote), line.grade.evidence[0])


def _better(d: Dossier, code: str, proof: Evidence) -> tuple[str | None, str]:
    """Return what should have stood there, and the trainee's own words."""
    quote = _sentence(d, proof)
    line = example(d, code, proof.event if quote else d.last)
    if line:
        return line, quote
    reply = _reply(d, proof.event) or _last_reply(d, proof.event)
    if reply is None or code.startswith(LETTERS):
        return None, quote
    return rewritten(d, code, reply), quote or next(iter(whole_sentences(reply.text)), "")


def _only_explained(d: Dossier, line: _Line) -> bool:
    """Tell whether T3 rests on terms which the message explains on the spot."""
    if line.criterion.id != "T3":
        return False
    terms = [(r.text, act.quote) for r in d.replies for act in r.reading.of(ActKind.JARGON)]
    return bool(terms) and all(explained(text, term) for text, term in terms)


def _from_hit(d: Dossier, rubrics: Rubrics, hits: Sequence[Hit]) -> Remark:
    hit = min(hits, key=lambda each: (each.severity != "RED", not each.quote, each.code, each.event))
    proof = Evidence(event=hit.event, quote=hit.quote)
    better, quote = _better(d, hit.code, proof)
    rule = next((each for each in rubrics.scoring.critical_fails if each.code == hit.code), None)
    told = rule.what if rule else hit.because or Text(en=hit.code, ru=hit.code)
    words = remark(d, "change", hit.code, hit.event, quote) or told
    return Remark(criterion=hit.code, event=hit.event, quote=quote, text=words, rewritten=better)


def _sentence(d: Dossier, proof: Evidence) -> str:
    """Return the whole sentence of the trainee in which the quote stands."""
    if not proof.quote:
        return ""
    for text in d.texts.get(proof.event, ()):
        if proof.quote in text:
            return next((s for s in whole_sentences(text) if proof.quote in s), proof.quote)
    return proof.quote


def _reply(d: Dossier, event: int) -> Reply | None:
    return next((reply for reply in d.replies if reply.n == event), None)


def _last_reply(d: Dossier, event: int) -> Reply | None:
    """Return the message that stood last before a deed without words."""
    if isinstance(d.events[event - 1], Said):
        return None
    return next((reply for reply in reversed(d.replies) if reply.n <= event), None)
