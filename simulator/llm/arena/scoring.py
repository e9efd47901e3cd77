"""Scoring answers by code alone. Nothing here knows which model an answer is from."""

import re
import statistics
from collections import Counter
from collections.abc import Container, Sequence
from random import Random

from simulator.calibration.agreement import Pair, agreement
from simulator.domain.arena import Contestant, Interval
from simulator.domain.event import CustomerSaid, Opened
from simulator.engine.customers.memory import sentences
from simulator.llm.arena.asking import Answer, Spent
from simulator.llm.customer import whole_sentences
from simulator.llm.endpoint import Price
from simulator.llm.judge import place_of

RESAMPLES = 1_000
LEAK = "locked"
_ARTICLE = re.compile(r"\bKB-\d{3,5}\b")
_LINK = re.compile(r"https?://[^\s\"'<>)]+")


def scored(
    alias: str, answers: Sequence[Answer], spent: Spent, articles: Container[str], price: Price | None
) -> Contestant:
    """Return the figures of one model's answers."""
    phrases = [one for one in answers if one.question.guard is not None]
    spoken = [one for one in phrases if not one.fault]
    faults = [faults_of(one) for one in spoken]
    clean = [float(not found) for found in faults] + [0.0] * (len(phrases) - len(spoken))
    repeated = [float(again) for one in spoken for again in _repeats(one)]
    verdicts = [one for one in answers if one.question.guard is None and not one.fault]
    levels = agreement([pair for one in verdicts for pair in _pairs(one)])
    quotes = [float(valid) for one in verdicts for valid in _quotes(one)]
    links = [float(valid) for one in (*spoken, *verdicts) for valid in _links(one, articles)]
    times = sorted(one.seconds for one in answers if not one.fault)
    return Contestant(
        name=alias, calls=len(answers), failed=sum(bool(one.fault) for one in answers),
        usable=interval(clean), leaks=sum(LEAK in found for found in faults),
        faults=dict(Counter(name for found in faults for name in found)),
        repeats=interval(repeated),
        kappa=Interval(n=levels.n, value=levels.kappa, low=levels.low, high=levels.high),
        quotes=interval(quotes), links=interval(links),
        seconds_median=round(statistics.median(times), 3) if times else None,
        seconds_p95=round(times[min(len(times) - 1, int(0.95 * len(times)))], 3) if times else None,
        prompt_tokens=sum(one.prompt_tokens for one in spent.usages),
        completion_tokens=sum(one.completion_tokens for one in spent.usages),
        cost=sum(price.of(one) for one in spent.usages) if price else None,
    )  # fmt: skip


def faults_of(answer: Answer) -> frozenset[str]:
    """Return every check that a message of the customer fails, not only the first one."""
    guard = answer.question.guard
    assert guard is not None
    found: set[str] = set()
    said = ""
    for sentence in whole_sentences(iter([answer.text])):
        found |= guard.faults(sentence, said)
        said = f"{said} {sentence}".strip()
    lacking = guard.lacks(answer.text)
    return frozenset(found | ({f"lacks-{lacking}"} if lacking else set()))


def interval(values: Sequence[float]) -> Interval:
    """Return a mean with its 95 % interval by resampling; the same values give the same interval."""
    if not values:
        return Interval(n=0)
    mean = statistics.fmean(values)
    if len(values) < 3:
        return Interval(n=len(values), value=mean)
    rng = Random(7)  # noqa: S311 — the same figures each time, no secret
    means = sorted(statistics.fmean(rng.choices(values, k=len(values))) for _ in range(RESAMPLES))
    low, high = means[int(0.025 * (RESAMPLES - 1))], means[int(0.975 * (RESAMPLES - 1))]
    if low == high:
        # All alike: resampling cannot tell what the next one would be, the rule of three can.
        spare = 3 / len(values)
        low, high = max(0.0, low - (spare if mean > 0 else 0)), min(1.0, high + (spare if mean < 1 else 0))
    return Interval(n=len(values), value=mean, low=low, high=high)


def _pairs(answer: Answer) -> list[Pair]:
    gold = answer.question.recorded.gold
    return [
        (gold[one.criterion], one.level)
        for one in answer.verdicts
        if one.criterion in gold
        and one.level is not None
        and place_of(one, answer.question.turns) is not None
    ]


def _quotes(answer: Answer) -> list[bool]:
    return [
        place_of(one, answer.question.turns) is not None for one in answer.verdicts if one.level is not None
    ]


def _repeats(answer: Answer) -> list[bool]:
    told = [event.text for event in answer.question.events if isinstance(event, Opened | CustomerSaid)]
    before = {sentence for text in told for sentence in sentences(text)}
    return [sentence in before for sentence in sentences(answer.text)]


def _links(answer: Answer, articles: Container[str]) -> list[bool]:
    text = " ".join([answer.text, *(f"{one.quote} {one.reason}" for one in answer.verdicts)])
    shown = " ".join(message.content for message in answer.question.request.messages)
    named = [name in articles for name in _ARTICLE.findall(text)]
    return named + [link.rstrip(".,;") in shown for link in _LINK.findall(text)]
