"""From points and signs to a level for each criterion: advice for a reviewer, with the words it rests on.

Points say what of the task is there. Signs say what a reviewer would stumble over: a cause where the symptom belongs,
a chain that ends at a person, a measure that is everybody's. They hold a level down; only where a chain ends, and that
nothing forbidden was found, is a level of its own.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from simulator.domain.appraisal import Appraisal, Point, Proposal
from simulator.domain.exercise import Fields
from simulator.domain.text import Language, Text
from simulator.domain.writing import ACTIONS, WHYS, ArticleTask, Link, RootCause, Writing
from simulator.exercises.writing.words import day_in, sentences, tokens

QUOTES = 3
SUBSTANCE = 0.4
"""Share of an answer's points from which it means something that a fault is not there."""
REPEATED = 0.7
"""Share of a cause's words that the symptom has as well: it says the same once more."""
_CLOCK = re.compile(r"(?<![\d:.])(?:[01]?\d|2[0-3]):[0-5]\d")
_AMOUNT = re.compile(
    r"\d[\d\s.,]*\s*(?:%|[a-zа-яё]{2,})|\b(?:one|two|three|ten|both|all|один|два|три|оба|обе|все)\b \w+",
    re.IGNORECASE,
)
_BECAUSE = re.compile(
    r"\bbecause\b|\bcaused by\b|\bdue to\b|\bthe (?:cause|reason) (?:is|was)\b|\bfault of\b|\bиз-за\b|потому что|по вине|по причине|"
    r"причин\w+ (?:в|стал|был)|так как|вызван\w* ",
    re.IGNORECASE,
)
_WHY = re.compile(
    r"\bbecause\b|\bsince\b|\bwhy\b|\bso that\b|\bonly\b|\bnobody\b|\bno one\b|\bnot\b|\bnever\b|;|\bпотому\b|\bтак как\b|\bпоэтому\b|"
    r"\bтолько\b|\bникто\b|\bне\b|\bни\b|\bа не\b",
    re.IGNORECASE,
)
_EXACT = re.compile(r"\d|`[^`]+`|“[^”]+”|«[^»]+»|\"[^\"]+\"|[A-Z]{3,}")
_EVERYBODY = re.compile(
    r"^(?:all|everyone|everybody|we|us|team|the team|staff|engineers?|все|мы|команда|сотрудники|инженеры|коллеги)\.?$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Sign:
    """Something a reviewer would stumble over, or find in order: a level set, or the most that can be given."""

    criterion: str
    because: Text
    quote: str = ""
    level: float | None = None
    most: float = 4.0


def proposals(task: Writing, fields: Fields, seen: Appraisal, language: Language) -> tuple[Proposal, ...]:
    """Return one proposal for each criterion of ``task``. ``fields`` hold no words of the scorecards."""
    signs = [*_signs(task, fields, language), *_clean(task, seen)]
    return tuple(
        _proposal(
            name, [p for p in seen.points if p.criterion == name], [s for s in signs if s.criterion == name]
        )
        for name in task.criteria
    )


def level_of(points: Sequence[Point]) -> float | None:
    """Return the level, in halves, that points come to; None when there are none."""
    total = sum(one.weight for one in points)
    return round(8 * sum(one.weight * one.share for one in points) / total) / 2 if total else None


def _proposal(name: str, points: Sequence[Point], signs: Sequence[Sign]) -> Proposal:
    level = next((sign.level for sign in signs if sign.level is not None), level_of(points))
    if level is None:
        text = Text(
            en="Rules see nothing of this; it is yours to judge.", ru="Правила этого не видят, решать вам."
        )
        return Proposal(criterion=name, because=(text,))
    told = [sign.because for sign in signs if sign.level is not None or sign.most < level]
    level = min([level, *(sign.most for sign in signs)])
    held = sum(one.share >= 1 for one in points)
    counted = Text(
        en=f"Points of the rules that hold: {held} of {len(points)}.",
        ru=f"Пунктов правил выполнено: {held} из {len(points)}.",
    )
    quotes = [sign.quote for sign in signs] + [
        one.quote for one in points if one.share > 0 and one.quote != "✓"
    ]
    own = tuple(dict.fromkeys(quote for quote in quotes if quote))[:QUOTES]
    return Proposal(criterion=name, level=level, because=(*told, *((counted,) if points else ())), quotes=own)


def _signs(task: Writing, fields: Fields, language: Language) -> Iterator[Sign]:
    match task:
        case RootCause():
            yield from _statement(fields.get("problem", ""))
            yield _depth(task, fields, language)
            yield from _detection(fields.get("detection", ""))
            yield from _measures(fields)
        case ArticleTask():
            yield from _symptom(fields.get("symptom", ""))
            yield from _cause(fields)
        case _:
            return


def _statement(text: str) -> Iterator[Sign]:
    """R1: the symptom as one could measure it, not what is held to be its cause."""
    if not text.strip():
        return
    cause = next((one for one in sentences(text) if _BECAUSE.search(one)), "")
    if cause:
        because = Text(
            en="A cause stands where the symptom belongs; say what could be seen.",
            ru="На месте симптома названа причина; опишите то, что было видно.",
        )
        yield Sign("R1", because, cause, most=2)
    if not _CLOCK.search(text) and day_in(text) is None:
        yield Sign("R1", Text(en="It does not say when.", ru="Не сказано когда."), most=2)
    if not _AMOUNT.search(_CLOCK.sub(" ", text)):
        yield Sign("R1", Text(en="It does not say how much.", ru="Не сказано сколько."), most=2)


def _depth(task: RootCause, fields: Fields, language: Language) -> Sign:
    """R4: where the chain ends: at a person, at the symptom, at technology, at something that can be changed."""
    by_id = {link.id: link for link in task.links}
    chosen = [by_id[name] for n in range(1, WHYS + 1) if (name := fields.get(f"why-{n}", "")) in by_id]
    last = chosen[-1] if chosen else None
    level, because = _end(last, sum(link.place is not None for link in task.links))
    return Sign("R4", because, last.text.within(language) if last else "", level=level)


def _end(last: Link | None, length: int) -> tuple[float, Text]:
    if last is None:
        return 0, Text(en="There is no chain.", ru="Цепочки нет.")
    if last.person:
        return 0, Text(en="The chain ends at a person.", ru="Цепочка кончается на человеке.")
    if last.place is None:
        return 0, Text(
            en="The chain ends at something the records do not bear out.",
            ru="Цепочка кончается тем, чего записи не подтверждают.",
        )
    if last.place == length:
        return 4, Text(
            en="The chain ends at why it could happen.",
            ru="Цепочка доходит до того, почему это стало возможно.",
        )
    if last.place == 1:
        return 1, Text(
            en="The chain ends where it began: at the symptom.",
            ru="Цепочка кончается там, где началась: на симптоме.",
        )
    return 2, Text(
        en="The chain ends at technology; ask why it could happen at all.",
        ru="Цепочка кончается на технике; спросите, почему это вообще стало возможно.",
    )


def _detection(text: str) -> Iterator[Sign]:
    """R6: late detection has a chain of its own."""
    if text.strip() and not _WHY.search(text):
        because = Text(en="It says that it was late, not why.", ru="Сказано, что поздно, но не почему.")
        yield Sign("R6", because, sentences(text)[0], most=2)


def _measures(fields: Fields) -> Iterator[Sign]:
    """R7: a measure has one owner; what is everybody's is nobody's."""
    rows = range(1, ACTIONS + 1)
    owners = [owner for n in rows if (owner := fields.get(f"action-{n}-owner", "").strip())]
    nobody = next((owner for owner in owners if _EVERYBODY.match(owner)), "")
    if nobody:
        because = Text(
            en="What is everybody's is nobody's: name one owner.",
            ru="Общее — значит ничьё: назовите одного владельца.",
        )
        yield Sign("R7", because, nobody, most=2)
    if not any(day_in(fields.get(f"action-{n}-date", "")) for n in rows):
        yield Sign("R7", Text(en="No measure has a day.", ru="Ни у одной меры нет срока."), most=2)


def _symptom(text: str) -> Iterator[Sign]:
    """K2: exact is what one could search for."""
    if text.strip() and not _EXACT.search(text):
        because = Text(
            en="No error text, code, command or version: it is not exact.",
            ru="Нет ни текста ошибки, ни кода, ни команды, ни версии: это неточно.",
        )
        yield Sign("K2", because, sentences(text)[0], most=2)


def _cause(fields: Fields) -> Iterator[Sign]:
    """K3: a cause that only repeats the symptom explains nothing."""
    cause, symptom = fields.get("cause", ""), set(tokens(fields.get("symptom", "")))
    own = {word for word in tokens(cause) if len(word) > 3}
    if own and len(own & symptom) >= REPEATED * len(own):
        because = Text(en="The cause repeats the symptom.", ru="Причина повторяет симптом.")
        yield Sign("K3", because, sentences(cause)[0], most=1)


_FREE: Mapping[str, Text] = {
    "R8": Text(en="No word of blame was found.", ru="Слов о чьей-то вине не найдено."),
    "K7": Text(
        en="No secret and nothing of one customer was found.", ru="Секретов и данных клиента не найдено."
    ),
    "N6": Text(en="No secret and no judgement was found.", ru="Секретов и оценок людей не найдено."),
}
"""Criteria that hold by themselves, once there is a text in which they could fail."""


def _clean(task: Writing, seen: Appraisal) -> Iterator[Sign]:
    carried = {one.criterion for one in seen.points}
    for name, because in _FREE.items():
        if name in task.criteria and seen.score >= SUBSTANCE and name not in carried:
            yield Sign(name, because, level=4)
