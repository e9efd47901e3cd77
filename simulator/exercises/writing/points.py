"""Points that every kind of answer can earn or lose."""

from collections.abc import Iterator, Sequence

from simulator.domain.appraisal import Appraisal, Point
from simulator.domain.exercise import Exercise, Fields
from simulator.domain.text import Language, Text
from simulator.exercises.writing.senses import Senses
from simulator.exercises.writing.words import count, invented, is_hedged, sentences, told_in

QUOTE = 240
MOST_INVENTED = 3
COPIED, SENTENCE = 0.5, 4
"""Share of the sentences, of so many words or more, above which an answer is a copy."""
COPIED_WEIGHT = 8.0
"""In facts: a copy holds them all and shows no writing."""


def point(
    name: str, criterion: str, share: float, because: tuple[str, str], *, quote: str = "", weight: float = 1.0
) -> Point:
    """Return a point; ``because`` is English and Russian."""
    return Point(
        id=name, criterion=criterion, share=round(min(1.0, max(0.0, share)), 4), weight=weight,
        because=Text(en=because[0], ru=because[1]), quote=quote.strip()[:QUOTE],
    )  # fmt: skip


def told_points(
    exercise: Exercise, fields: Fields, main: Sequence[str], language: Language
) -> Iterator[Point]:
    """Yield a point for each thing that must be told: with the sentence that tells it, or as missing."""
    for told in exercise.told:
        names = (told.field,) if told.field else main
        text = "\n".join(fields.get(name, "") for name in names)
        found = told_in(text, told, language)
        if found is None:
            yield Point(id=told.id, criterion=told.criterion, share=0, weight=told.weight, because=told.what)
        elif told.hedged and not is_hedged(found, text):
            because = Text(
                en=f"{told.what.en} It is written as a fact; mark it as not confirmed.",
                ru=f"{told.what.ru} Написано как факт; пометьте, что это не подтверждено.",
            )
            yield Point(
                id=told.id, criterion=told.criterion, share=0.4, weight=told.weight, because=because, quote=found[:QUOTE]
            )  # fmt: skip
        else:
            yield Point(
                id=told.id, criterion=told.criterion, share=1, weight=told.weight, because=told.what, quote=found[:QUOTE]
            )  # fmt: skip


def hygiene(exercise: Exercise, text: str, senses: Senses, criterion: str) -> Iterator[Point]:
    """Yield what was copied and must not be: secrets, names, ids of a customer."""
    low = text.casefold()
    found = [one for one in exercise.secrets if one.casefold() in low]
    found += [one for one in senses.secrets(text) if not any(known in one for known in found)]
    for number, one in enumerate(found, 1):
        because = (
            "This must not stand here: a secret, or something of one customer.",
            "Этого здесь быть не должно: секрет или данные одного клиента.",
        )
        yield point(f"secret-{number}", criterion, 0, because, quote=one, weight=3)


def inventions(text: str, material: str, criterion: str) -> Iterator[Point]:
    """Yield figures and ids which the material does not hold."""
    for number, one in enumerate(invented(text, material)[:MOST_INVENTED], 1):
        because = (
            "This figure stands nowhere in the material.",
            "Этой цифры или идентификатора нет в материалах.",
        )
        yield point(f"invented-{number}", criterion, 0, because, quote=one, weight=2)


def padding(exercise: Exercise, text: str, criterion: str) -> Iterator[Point]:
    """Yield a point against a text that is too long to be read."""
    words = count(text)
    if words > exercise.longest:
        because = (
            f"{words} words; more than {exercise.longest} is not read. Cut what repeats.",
            f"Слов: {words}; больше {exercise.longest} не дочитают. Уберите повторы.",
        )
        yield point("too-long", criterion, 0, because, weight=2)


def copied(text: str, material: str, criterion: str) -> Iterator[Point]:
    """Yield a point against a text most of whose sentences stand in the material as they are."""
    own = [one for one in sentences(text) if count(one) >= SENTENCE]
    known = _bare(material)
    taken = [one for one in own if _bare(one) in known]
    if own and len(taken) > COPIED * len(own):
        because = (
            f"Sentences taken over from the material as they are: {len(taken)} of {len(own)}. Write it yourself.",
            f"Фраз, перенесённых из материала как есть: {len(taken)} из {len(own)}. Напишите своими словами.",
        )
        yield point("copied", criterion, 0, because, quote=taken[0], weight=COPIED_WEIGHT)


def _bare(text: str) -> str:
    return " ".join(text.casefold().split()).strip(".!?…;,:")


def appraisal(points: Sequence[Point]) -> Appraisal:
    """Return the weighted share of points."""
    total = sum(one.weight for one in points)
    score = sum(one.weight * one.share for one in points) / total if total else 0.0
    return Appraisal(score=round(score, 4), points=tuple(points))


def material_of(exercise: Exercise, language: Language) -> str:
    """Return everything the writer was shown."""
    return "\n".join(
        [
            exercise.task.within(language),
            *(part.title.within(language) + "\n" + part.body.within(language) for part in exercise.sources),
        ]
    )
