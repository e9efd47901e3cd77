"""Words with which a talk about a run could begin: what the log holds, in its order, and what the scorecard advises.

Nothing is concluded and nobody is promised anything: quotes stand in the run letter by letter, times are those of events.
"""

from collections.abc import Iterator, Sequence

from simulator.domain.case import Case
from simulator.domain.coaching import Suggestion
from simulator.domain.event import Escalated, Event, Promised, PromiseSettled, TeamAnswered
from simulator.domain.grade import Grade, Hit, Remark
from simulator.domain.rubric import Rubrics
from simulator.domain.text import Language, Text
from simulator.grading.dossier import Dossier
from simulator.grading.rewriting.loss import lower_first

LONGEST = 240
"""Letters of a quote; a longer line is shown by its beginning."""


def suggested(case: Case, events: Sequence[Event], grade: Grade, rubrics: Rubrics) -> Suggestion:
    """Return a wording for what happened and for what could be agreed, in both languages."""
    d = Dossier.of(case, events)
    return Suggestion(
        happened=Text(en=_happened(d, grade, rubrics, "en"), ru=_happened(d, grade, rubrics, "ru")),
        agreed=Text(en=_agreed(grade, rubrics, "en"), ru=_agreed(grade, rubrics, "ru")),
    )


def _happened(d: Dossier, grade: Grade, rubrics: Rubrics, lang: Language) -> str:
    said = grade.feedback
    lines = [_line(d, one, lang) for one in (said.strength, said.change) if one is not None and one.quote]
    lines += [_fail(d, hit, rubrics, lang) for hit in grade.critical_fails]
    lines += [*_promises(d, lang), *_handed(d, lang)]
    ordered = [text for _n, text in sorted(dict.fromkeys(lines))]
    return "\n".join([*ordered, _checks(d, lang)])


def _line(d: Dossier, remark: Remark, lang: Language) -> tuple[int, str]:
    at, quote = _at(d, remark.event), quoted(remark.quote, lang)
    return remark.event, f"{at} you wrote: {quote}" if lang == "en" else f"{at} вы написали: {quote}"


def _fail(d: Dossier, hit: Hit, rubrics: Rubrics, lang: Language) -> tuple[int, str]:
    rule = next((one for one in rubrics.scoring.critical_fails if one.code == hit.code), None)
    told = rule.name.within(lang) if rule else hit.code
    words = f": {quoted(hit.quote, lang)}" if hit.quote else ""
    return hit.event, f"{_at(d, hit.event)} {hit.code}, {told[:1].lower()}{told[1:]}{words}"


def _promises(d: Dossier, lang: Language) -> Iterator[tuple[int, str]]:
    promised = {event.n: event for event in d.events if isinstance(event, Promised)}
    for event in d.events:
        if isinstance(event, PromiseSettled) and event.of in promised:
            due = promised[event.of].due.strftime("%H:%M")
            if lang == "en":
                yield (
                    event.n,
                    f"A message was promised by {due}: {'sent in time' if event.kept else 'missed'}.",
                )
            else:
                yield (
                    event.n,
                    f"Обещали написать к {due}: {'написали вовремя' if event.kept else 'срок пропущен'}.",
                )


def _handed(d: Dossier, lang: Language) -> Iterator[tuple[int, str]]:
    answers = {event.of: event for event in d.events if isinstance(event, TeamAnswered)}
    for event in d.events:
        if not isinstance(event, Escalated):
            continue
        answer = answers.get(event.n)
        en = "" if answer is None else ", taken" if answer.accepted else ", sent back"
        ru = "" if answer is None else ", приняли" if answer.accepted else ", вернули"
        at = _at(d, event.n)
        yield (
            event.n,
            f"{at} handed to {event.team}{en}." if lang == "en" else f"{at} передано в {event.team}{ru}.",
        )


def _checks(d: Dossier, lang: Language) -> str:
    seen = sum(d.is_seen(each, d.decision) for each in d.key)
    if lang == "en":
        return f"Key checks seen before the first cause or hand-over: {seen} of {len(d.key)}."
    return f"Ключевых проверок до первой причины или передачи: {seen} из {len(d.key)}."


def _agreed(grade: Grade, rubrics: Rubrics, lang: Language) -> str:
    """Return the scorecard's advice for the change, else for the weakest criterion, and where to practise it."""
    advice = {one.id: one.advice.within(lang) for card in rubrics.rubrics.values() for one in card.criteria}
    graded = [(one.level, one.id) for part in grade.rubrics for one in part.criteria if one.level is not None]
    change, link = grade.feedback.change, grade.feedback.link
    wanted = [change.criterion] if change else [name for _level, name in sorted(graded)]
    told = next((advice[name] for name in wanted if name in advice), "")
    parts = (
        [f"Next time: {lower_first(told)}" if lang == "en" else f"В следующий раз: {lower_first(told)}"]
        if told
        else []
    )
    if not told and change is not None:  # A critical fail: the remark says what to do instead.
        parts.append(change.text.within(lang))
    if link is not None:
        parts.append(f"To practise: {link.id}." if lang == "en" else f"Для тренировки: {link.id}.")
    return " ".join(parts) or ("To be agreed." if lang == "en" else "Договориться в разговоре.")


def _at(d: Dossier, n: int) -> str:
    return d.events[n - 1].at.strftime("%H:%M")


def quoted(text: str, lang: Language) -> str:
    """Return ``text`` in the language's quotation marks, cut at the end only."""
    bare = text.strip() if len(text) <= LONGEST else text[:LONGEST].strip() + "…"
    return f"“{bare}”" if lang == "en" else f"«{bare}»"
