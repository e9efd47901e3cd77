"""T3 clear for this reader."""

from simulator.domain.grade import CriterionGrade
from simulator.domain.reading import ActKind as A
from simulator.grading.tone.acknowledgement import acknowledged
from simulator.grading.tone.mark import aside, verdict
from simulator.grading.tone.message import Message, shows

MANY_TERMS, DENSE, VERY_DENSE = 4, 0.15, 0.2
"""Unexplained terms, and their share of the words, that leave the reader behind."""
ENOUGH = 12


def clear(m: Message) -> CriterionGrade:
    """T3."""
    jargon, office = m.of(A.JARGON), m.seen_all("clarity", "officialese")
    terms = {act.quote.lower() for act in jargon}
    share, down = len(terms) / max(1, m.words), m.seen("clarity", "patronising")
    if down or len(terms) >= MANY_TERMS or share > VERY_DENSE or (share > DENSE and len(terms) > 1):
        return verdict(m, "T3", "jargon", jargon, down)
    tells = informs(m)
    if not m.is_support and not terms and not tells:
        return aside("T3", "nothing-to-understand")
    if terms or len(office) > 1:
        mild = tells and len(terms) <= 2 and m.words > 40
        return verdict(m, "T3", "effort", jargon, office[0] if office else None, level=2.5 if mild else 2)
    if not tells:
        return verdict(m, "T3", "empty")
    drawn = m.does(A.EXPLAINED_TERM) or m.seen("clarity", "picture")
    if drawn and m.words >= ENOUGH and _opens(m):
        return verdict(m, "T3", "answers", m.parts[0])
    return verdict(m, "T3", "plain", m.parts[0], level=3.5 if drawn else 3)


def _opens(m: Message) -> bool:
    """Tell whether the first sentence answers."""
    first = m.parts[0]
    return (
        shows("guidance", "known", first.low)
        or shows("clarity", "thing", first.low)
        or acknowledged(m)[0] is first
    )


def informs(m: Message) -> bool:
    """Tell whether the reader gets something to hold: a thing seen, an exact step, what he loses."""
    exact = m.seen("guidance", "exact") or m.seen("clarity", "thing")
    part, effect = acknowledged(m)
    if (part is not None and effect) or m.seen("closure", "open"):
        return True
    if exact and m.does(A.STEP, A.REQUEST, A.QUESTION):
        return True
    if m.seen("clarity", "picture") and m.words >= ENOUGH - 3:
        return True
    told = m.does(A.FINDING, A.COMMAND, A.EXPLAINED_TERM, A.PROMISE, A.STAYS_OPEN)
    return told and bool(exact or m.seen("ownership", "own") or m.words >= ENOUGH)
