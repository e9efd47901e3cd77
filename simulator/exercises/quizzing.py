"""Drawing a quiz, scoring answers, and when a missed item comes back."""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations

from simulator.domain.quiz import Item, Quiz

Answers = Mapping[str, tuple[str, ...]]
"""Item → chosen option ids, or the one text that was typed."""


@dataclass(frozen=True)
class Drawn:
    """One item as an attempt shows it: its options in a drawn order."""

    item: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class Result:
    """What an attempt is worth."""

    score: float
    passed: bool
    shares: Mapping[str, float]
    """Item → share of it that is right, 0–1."""


def drawn(quiz: Quiz, seed: int, due: Sequence[str] = (), seen: Sequence[str] = ()) -> tuple[Drawn, ...]:
    """Return the items of an attempt: those that are due, then unseen ones, then others; options shuffled.

    Difficulty rises through the attempt. The same arguments give the same attempt.
    """
    rng = random.Random(f"{quiz.id}:{seed}")  # noqa: S311 — variety, not secrecy
    items = [item for item in quiz.items if item.use != "hiring"]
    rng.shuffle(items)
    rank = {item.id: 0 if item.id in due else 1 if item.id not in seen else 2 for item in items}
    # A critical item is never left out by lot.
    chosen = sorted(items, key=lambda item: (not item.critical, rank[item.id]))[: quiz.draw]
    made = []
    for item in sorted(chosen, key=lambda one: (one.difficulty, one.id)):
        options = [option.id for option in item.options]
        rng.shuffle(options)
        made.append(Drawn(item.id, tuple(options)))
    return tuple(made)


def share(item: Item, answer: Sequence[str]) -> float:
    """Return how much of an answer is right: all or nothing, except for several right options and for orders.

    Several: (right ones chosen − wrong ones chosen) / right ones, never below 0. An order: how far the pairs stand
    the right way round, from 0 (no better than chance) to 1.
    """
    if item.kind in ("short", "number"):
        given = plain(answer[0]) if answer else ""
        right = {plain(one) for one in item.accept}
        if item.kind == "number" and given not in right:
            # A unit behind the number is forgiven: “8 rps”, «43,2 мин».
            given = re.sub(r"(?<=\d)\s*[^\d\s.].*$", "", given)
        return 1.0 if given and given in right else 0.0
    if item.kind == "order":
        return _order_share([option.id for option in item.options], answer)
    right = {option.id for option in item.options if option.right}
    chosen = {one for one in answer if any(option.id == one for option in item.options)}
    if item.kind == "single":
        return 1.0 if chosen == right else 0.0
    return max(0.0, (len(chosen & right) - len(chosen - right)) / len(right))


def _order_share(right: Sequence[str], answer: Sequence[str]) -> float:
    """Return (pairs the right way round − pairs the wrong way round) / pairs, never below 0."""
    if sorted(answer) != sorted(right):
        return 0.0
    place = {one: number for number, one in enumerate(answer)}
    pairs = list(combinations(right, 2))
    fine = sum(place[first] < place[second] for first, second in pairs)
    return max(0.0, (2 * fine - len(pairs)) / len(pairs))


def ordered(positions: Mapping[str, str]) -> tuple[str, ...]:
    """Return options in the order of the places a person gave them; nothing when a place is missing or taken twice."""
    given = {
        option: int(place)
        for option, place in positions.items()
        if place.isascii() and place.isdigit() and len(place) < 4
    }
    if len(given) != len(positions) or len(set(given.values())) != len(given):
        return ()
    return tuple(sorted(given, key=lambda option: given[option]))


def plain(text: str) -> str:
    """Return a typed answer without case, outer spaces and punctuation; a decimal comma is a point."""
    bare = re.sub(r"\s+", " ", text.strip().strip(".!?«»\"'` ").casefold())
    return re.sub(r"(?<=\d),(?=\d)", ".", bare)


def result(quiz: Quiz, shown: Sequence[Drawn], answers: Answers) -> Result:
    """Return what an attempt is worth. An item without an answer is worth nothing."""
    shares: dict[str, float] = {}
    failed = False
    for one in shown:
        item = quiz.item(one.item)
        if item is None:
            continue
        shares[item.id] = round(share(item, answers.get(item.id, ())), 4)
        failed = failed or (item.critical and shares[item.id] < 1)
    score = sum(shares.values()) / len(shares) if shares else 0.0
    return Result(round(score, 4), score >= quiz.pass_mark - 1e-9 and not failed, shares)


def due_items(
    history: Sequence[tuple[datetime, Mapping[str, float]]], pauses: Sequence[int], now: datetime
) -> tuple[str, ...]:
    """Return items whose time has come, the longest overdue first.

    A right answer sends an item to the next longer pause, a wrong one back to the first. History: the oldest first.
    """
    late = {item: now - at for item, at in due_times(history, pauses).items()}
    return tuple(
        sorted((item for item in late if late[item] >= timedelta(0)), key=lambda item: (-late[item], item))
    )


def due_times(
    history: Sequence[tuple[datetime, Mapping[str, float]]], pauses: Sequence[int]
) -> dict[str, datetime]:
    """Return item → when its time comes again. History: the oldest first."""
    box: dict[str, int] = {}
    last: dict[str, datetime] = {}
    for at, shares in history:
        for item, worth in shares.items():
            box[item] = min(box.get(item, -1) + 1, len(pauses) - 1) if worth >= 1 else 0
            last[item] = at
    return {item: last[item] + timedelta(days=pauses[box[item]]) for item in box}
