"""C: what customers are told in a mass incident, and how soon it is raised."""

import re

from simulator.domain.event import PromiseSettled
from simulator.domain.grade import CriterionGrade, Evidence
from simulator.domain.reading import ActKind
from simulator.grading.diagnosis import PATTERN, family
from simulator.grading.dossier import Dossier
from simulator.grading.framing import SCOPE
from simulator.grading.guess import guess
from simulator.grading.incident import speed
from simulator.grading.mark import at, language, rule, skipped, unknown
from simulator.grading.wording import CLOCK, likeness, says

PLACE = re.compile(r"\bru-\d\w?\b|\bzone|\bregion|зон[аеуы]|регион", re.IGNORECASE)
DATA = re.compile(r"\bdata\b|\borders?\b.{0,20}lost|данн(?:ые|ых)|потер", re.IGNORECASE)
FOLLOWS = re.compile(
    r"report|review|summary|RCA|write-up|post.?mortem|отч[её]т|разбор|итог|письмо", re.IGNORECASE
)


def communication(d: Dossier) -> tuple[CriterionGrade, ...]:
    """C1…C8."""
    first = speed(d)
    if not d.replies:
        return (first, *(unknown(f"C{i}", "no-reply") for i in range(2, 9)))
    return (
        first,
        impact(d),
        known_unknown(d),
        no_guess(d),
        advice(d),
        next_update(d),
        one_voice(d),
        closing(d),
    )


def impact(d: Dossier) -> CriterionGrade:
    """C2: the stake in the customer's words, where or for whom, since when."""
    words = d.scenario.stake_words.within(d.case.lang)
    best, level, quote = d.replies[0], 0.0, ""
    for reply in d.replies:
        stake = says(reply.text, words, least=1.0)
        named = reply.reading.of(ActKind.ACKNOWLEDGE)
        core = stake or (named[0].quote if named else "")
        here = (
            (2 if core else 0)
            + bool(CLOCK.search(reply.text))
            + bool(PLACE.search(reply.text) or SCOPE.search(reply.text))
        )
        if here > level:
            best, level, quote = reply, here, core
    return language(
        "C2",
        min(4, level),
        at(best.n, quote),
        confidence=0.65,
        en="What people cannot do, where, since when.",
        ru="Чего люди не могут, где и с какого времени.",
    )


def known_unknown(d: Dossier) -> CriterionGrade:
    """C3."""
    sure = guess(d, hedged=False)
    if sure:
        return language(
            "C3",
            0,
            at(sure[0].n, sure[1]),
            en="Certain about what was not known.",
            ru="Уверенно о том, чего не знали.",
        )
    known = _first(d, ActKind.FINDING)
    if known is None and d.findings:
        known = at(d.findings[0].event, d.findings[0].quote)
    open_ = _first(d, ActKind.UNKNOWN_STATED)
    proof = [each for each in (known, open_) if each is not None]
    yes = {True: ("said", "названо"), False: ("not said", "не названо")}
    told, left = yes[known is not None], yes[open_ is not None]
    return language(
        "C3",
        2 * len(proof),
        *(proof or [at(d.replies[0].n)]),
        en=f"Known {told[0]}, unknown {left[0]}.",
        ru=f"Известное {told[1]}, неизвестное {left[1]}.",
    )


def _first(d: Dossier, kind: ActKind) -> Evidence | None:
    """Return the first act of ``kind`` as evidence."""
    return next((at(reply.n, act.quote) for reply in d.replies for act in reply.reading.of(kind)), None)


def no_guess(d: Dossier) -> CriterionGrade:
    """C4."""
    for hedged, level, en, ru in (
        (False, 0.0, "A guess was stated.", "Догадка подана как факт."),
        (True, 2.0, "A hedged guess.", "Догадка с оговоркой."),
    ):
        said = guess(d, hedged=hedged)
        if said:
            return language("C4", level, at(said[0].n, said[1]), confidence=0.75, en=en, ru=ru)
    return language(
        "C4",
        4,
        *(at(reply.n) for reply in d.replies),
        confidence=0.75,
        en="No guessed cause, no guessed time.",
        ru="Ни догадок о причине, ни выдуманных сроков.",
    )


def advice(d: Dossier) -> CriterionGrade:
    """C5."""
    bad = [*d.pitfalls]
    unsafe = next(
        ((r.n, a.quote) for r in d.replies for a in r.reading.of(ActKind.UNSAFE, ActKind.INSECURE_FIX)), None
    )
    if bad or unsafe:
        proof = at(bad[0].event, bad[0].quote) if bad else at(*unsafe) if unsafe else at(d.last)
        return language("C5", 0, proof, en="Advice that does harm.", ru="Совет, который вредит.")
    for reply in d.replies:
        acts = reply.reading.of(ActKind.OPTION)
        if acts or reply.reading.steps:
            quote = acts[0].quote if acts else reply.reading.steps[0].quote
            return language(
                "C5",
                4,
                at(reply.n, quote),
                en="Something safe to do meanwhile.",
                ru="Безопасное дело на это время.",
            )
    return language(
        "C5",
        2,
        at(d.replies[-1].n),
        en="Nothing to do meanwhile was offered.",
        ru="Чем заняться пока, не сказано.",
    )


def next_update(d: Dossier) -> CriterionGrade:
    """C6."""
    dated = [(r, a) for r in d.replies for a in r.reading.of(ActKind.PROMISE)]
    if not dated:
        vague = next(((r, a) for r in d.replies for a in r.reading.of(ActKind.PROMISE_VAGUE)), None)
        if vague:
            return rule("C6", 2, at(vague[0].n, vague[1].quote), en="A vague time.", ru="Размытый срок.")
        return rule(
            "C6",
            0,
            at(d.replies[-1].n),
            en="No time for the next update.",
            ru="Время следующего сообщения не названо.",
        )
    missed = next((e for e in d.events if isinstance(e, PromiseSettled) and not e.kept), None)
    reply, act = dated[0]
    if missed:
        return rule(
            "C6",
            2,
            at(reply.n, act.quote),
            at(missed.n),
            en="Exact, but not kept.",
            ru="Точное, но не выдержано.",
        )
    return rule(
        "C6",
        4,
        at(reply.n, act.quote),
        en="Exact" + (" and kept." if _kept(d) else "."),
        ru="Точное" + (" и выдержано." if _kept(d) else "."),
    )


def _kept(d: Dossier) -> bool:
    return any(isinstance(e, PromiseSettled) and e.kept for e in d.events)


def one_voice(d: Dossier) -> CriterionGrade:
    """C7: the status text is the approved one; a reply should mean the same in its own words."""
    said = guess(d, hedged=False)
    if said:
        return language(
            "C7",
            0,
            at(said[0].n, said[1]),
            confidence=0.55,
            en="Says what the approved text does not.",
            ru="Говорит то, чего нет в согласованном тексте.",
        )
    looked = [t for t in d.tools if family(t) in PATTERN]
    if not looked or looked[0].n > d.replies[-1].n:
        return language(
            "C7",
            2,
            at(d.replies[0].n),
            confidence=0.5,
            en="Retold without having looked at the status.",
            ru="Пересказано без взгляда на статус.",
        )
    copied = any(likeness(reply.text, (looked[0].output,)) >= 0.9 for reply in d.replies)
    return language(
        "C7",
        3 if copied else 4,
        at(looked[0].n),
        at(d.replies[0].n),
        confidence=0.5,
        en="Keeps to the approved meaning.",
        ru="Держится согласованного смысла.",
    )


def closing(d: Dossier) -> CriterionGrade:
    """C8: applies when the case was closed or declared solved."""
    if d.run.closed is None and d.run.resolved is None:
        return skipped("C8", "not-closed")
    last = d.replies[-1]
    parts = [
        last.reading.does(ActKind.CONFIRM_ASKED, ActKind.FINDING),
        bool(DATA.search(last.text)),
        bool(FOLLOWS.search(last.text))
        or last.reading.does(ActKind.STAYS_OPEN, ActKind.ROUTE, ActKind.PROMISE),
    ]
    return language(
        "C8",
        (0, 2, 3, 4)[sum(parts)],
        at(last.n),
        confidence=0.6,
        en=f"{sum(parts)} of recovery sign, data, what follows.",
        ru=f"{sum(parts)} из трёх: признак восстановления, данные, что дальше.",
    )
