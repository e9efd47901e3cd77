"""A root cause: the timeline in order, a chain that ends at a process, the fishbone, measures one can check."""

import re
from collections.abc import Iterator
from itertools import combinations, pairwise

from simulator.domain.appraisal import Appraisal, Point
from simulator.domain.exercise import Fields
from simulator.domain.text import Language
from simulator.domain.writing import ACTIONS, WHYS, Link, RootCause
from simulator.exercises.writing.points import appraisal, hygiene, padding, point, told_points
from simulator.exercises.writing.senses import Senses
from simulator.exercises.writing.words import count, day_in, sentences

TEXTS = ("problem", "detection")
_BLAME = re.compile(
    r"\b(?:careless|negligen|incompeten|his fault|her fault|to blame|human error|lazy|should have known)\w*|"
    r"\b(?:халатн|невнимательн|безответственн|виноват|по вине|человеческ\w+ фактор|разгильд|поленил|накосяч)\w*",
    re.IGNORECASE,
)
_WISH = re.compile(
    r"\b(?:be (?:more )?careful|more careful|pay attention|remind|be attentive|try to)\b|"
    r"\b(?:внимательнее|быть внимательн|напомнить|стараться|провести беседу|усилить контроль)",
    re.IGNORECASE,
)


def appraise_cause(task: RootCause, fields: Fields, language: Language, senses: Senses) -> Appraisal:
    """Return what rules see: order, links, branches, measures, words of blame."""
    actions = [
        fields.get(f"action-{n}-{part}", "") for n in range(1, ACTIONS + 1) for part in ("what", "check")
    ]
    text = "\n".join([*(fields.get(name, "") for name in TEXTS), *actions])
    found = [
        *_timeline(task, fields, language),
        *_chain(task, fields, language),
        *_bones(task, fields, language),
    ]
    found += told_points(task, fields, TEXTS, language)
    found += [one for n in range(1, ACTIONS + 1) for one in _action(fields, n)]
    found += _blame(text)
    found += hygiene(task, text, senses, "R8")
    found += padding(task, text, "R1")
    return appraisal(found)


def _timeline(task: RootCause, fields: Fields, language: Language) -> Iterator[Point]:
    given = {}
    for moment in task.moments:
        place = fields.get(f"moment-{moment.id}", "")
        if place.isascii() and place.isdigit() and len(place) < 3:
            given[moment.id] = int(place)
    for moment in task.moments:
        text = moment.text.within(language)
        if moment.place is None and moment.id in given:
            because = ("This does not belong in the timeline.", "Этого в хронологии быть не должно.")
            yield point(f"moment-{moment.id}", "R2", 0, because, quote=text, weight=0.5)
        elif moment.place is not None:
            because = (
                f"In the timeline: {moment.text.en}",
                f"В хронологии: {moment.text.ru}",
            )
            here = moment.id in given
            yield point(
                f"moment-{moment.id}", "R2", float(here), because, quote=text if here else "", weight=0.4
            )
    wanted = [one for one in sorted(task.moments, key=lambda one: one.place or 0) if one.place is not None]
    pairs = list(combinations([one.id for one in wanted], 2))
    fine = sum(a in given and b in given and given[a] < given[b] for a, b in pairs)
    because = (
        f"Pairs of events in the right order: {fine} of {len(pairs)}.",
        f"Пар событий в верном порядке: {fine} из {len(pairs)}.",
    )
    texts = {one.id: one.text.within(language) for one in task.moments}
    quote = " → ".join(texts[one] for one in sorted(given, key=lambda one: given[one]))
    yield point("order", "R2", max(0.0, 2 * fine / len(pairs) - 1), because, quote=quote, weight=2)


def _chain(task: RootCause, fields: Fields, language: Language) -> Iterator[Point]:
    by_id = {link.id: link for link in task.links}
    chosen = [by_id[name] for n in range(1, WHYS + 1) if (name := fields.get(f"why-{n}", "")) in by_id]
    length = sum(link.place is not None for link in task.links)
    fine = {(a.place, b.place): (a, b) for a, b in pairwise(chosen) if a.place and b.place == a.place + 1}
    for place in range(1, length):
        pair = fine.get((place, place + 1))
        because = (
            f"Link {place}: the next answer causes this one.",
            f"Звено {place}: следующий ответ объясняет этот.",
        )
        quote = " ← ".join(one.text.within(language) for one in pair) if pair else ""
        yield point(f"link-{place}", "R3", float(pair is not None), because, quote=quote)
    yield _root(chosen, length, language)
    for link in {link.id: link for link in chosen if link.person}.values():
        because = (
            "A person is no cause: ask why the process let it happen.",
            "Человек не причина: спросите, почему процесс это допустил.",
        )
        yield point(f"person-{link.id}", "R8", 0, because, quote=link.text.within(language), weight=2)


def _root(chosen: list[Link], length: int, language: Language) -> Point:
    last = chosen[-1] if chosen else None
    because = (
        "The last answer is something the organisation can change.",
        "Последний ответ — то, что организация может изменить.",
    )
    quote = last.text.within(language) if last else ""
    return point(
        "root", "R4", float(last is not None and last.place == length), because, quote=quote, weight=2
    )


def _bones(task: RootCause, fields: Fields, language: Language) -> Iterator[Point]:
    for bone in task.bones:
        chosen = fields.get(f"bone-{bone.id}", "")
        quote = bone.text.within(language) if chosen else ""
        because = (f"Its branch: {bone.text.en}", f"Его ветвь: {bone.text.ru}")
        yield point(f"bone-{bone.id}", "R5", float(chosen == bone.branch), because, quote=quote, weight=0.4)


def _action(fields: Fields, number: int) -> Iterator[Point]:
    what, owner, day, check = (
        fields.get(f"action-{number}-{part}", "").strip() for part in ("what", "owner", "date", "check")
    )
    if not (what or number == 1):
        return
    parts = (count(what) >= 4, bool(owner), day_in(day) is not None, count(check) >= 3)
    share = sum(parts) / len(parts)
    because = (
        f"Measure {number}: what, owner, date, how one sees that it worked.",
        f"Мера {number}: что, владелец, срок, как увидеть, что помогло.",
    )
    if _WISH.search(what):
        share *= 0.3
        because = (
            f"Measure {number} is a wish: nobody can check it.",
            f"Мера {number} — пожелание: проверить её нельзя.",
        )
    yield point(f"action-{number}", "R7", share, because, quote=what, weight=1.5)


def _blame(text: str) -> Iterator[Point]:
    for number, sentence in enumerate((one for one in sentences(text) if _BLAME.search(one)), 1):
        because = (
            "Words of blame: name the decision, not the person.",
            "Слова о вине: назовите решение, а не человека.",
        )
        yield point(f"blame-{number}", "R8", 0, because, quote=sentence, weight=2)
