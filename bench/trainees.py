"""Synthetic trainees: what somebody of a given skill would leave behind in ninety days of the programme."""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from simulator.content.library import Library
from simulator.domain.proof import Proof
from simulator.readiness.choice import Candidate, choices
from simulator.readiness.gates import RunFact
from simulator.readiness.levels import standing

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
KINDS = {"weak": (0.45, 0.65), "typical": (0.60, 0.86), "strong": (0.72, 0.92)}
"""Skill on the first and on the last day, 0–1 (ONBOARDING.md §6)."""
NOISE = 0.12
CHOSEN, CHOSEN_FROM = 3, 3
"""Cards a week that the product proposes, from this week on (§3)."""
REVIEWED = {5: 8, 6: 10, 7: 12, 8: 14, 9: 9, 10: 6, 11: 6, 12: 5, 13: 5}
"""Real tickets that are reviewed, by week (§3: 100 % at first, then samples)."""
TASK_KINDS = {"LAB": "lab", "QZ": "quiz", "TRI": "practical", "PRAC": "practical", "AIX": "lab"}
ACCEPTED_FROM = 0.6
QUIZ_LINE, PATIENCE = 0.8, 5
"""The line of the gate of day 30, and how often in a row somebody takes a quiz for it."""
LEARNT = 0.25
"""Share of what was missed that is known the next time, after its explanation was read."""


@dataclass
class Trainee:
    """What one person has left behind so far."""

    proofs: list[Proof] = field(default_factory=list)
    runs: list[RunFact] = field(default_factory=list)
    played: dict[str, datetime] = field(default_factory=dict)
    taken: list[tuple[datetime, str, float]] = field(default_factory=list)
    """When which quiz ended with which score, 0–1."""
    solved: list[tuple[datetime, str]] = field(default_factory=list)
    """When which lab was passed."""

    def quizzes(self, now: datetime) -> dict[str, float]:
        best: dict[str, float] = {}
        for at, name, score in self.taken:
            if at <= now:
                best[name] = max(best.get(name, 0.0), 100 * score)
        return best

    def labs(self, now: datetime) -> frozenset[str]:
        return frozenset(name for at, name in self.solved if at <= now)


class World:
    """The programme, and which task proves what."""

    def __init__(self, shown: Mapping[str, Sequence[str]]) -> None:
        """``shown``: card → the competencies that an average recorded run of it proves."""
        self.shown = shown
        self.content = Library()
        self.programme = self.content.programme
        self.competencies = self.content.career_paths[0].competencies
        self.cards = {one.id: one for one in self.content.scenarios if one.state == "published"}
        self.tasks: dict[str, list[str]] = {}
        for one in self.competencies:
            for text in one.evidence:
                for task in expanded(text):
                    self.tasks.setdefault(task, []).append(one.id)
        self.at_work = [one.id for one in self.competencies if one.group in "DSP"]

    def live(self, kind: str, seed: int) -> Trainee:
        """Let somebody live through the programme."""
        rng, self_ = random.Random(f"{kind}-{seed}"), Trainee()
        low, high = KINDS[kind]
        for week in self.programme.weeks:
            begin = START + timedelta(days=7 * (week.n - 1))
            skill = low + (high - low) * (week.n - 0.5) / 13
            cards = [name for name in week.scenarios if name in self.cards]
            if week.n >= CHOSEN_FROM:
                cards += self.proposed(self_, begin, set(cards))
            for number, name in enumerate(cards):
                self.play(
                    self_, rng, name, begin + timedelta(days=number % 5, hours=number), skill, "practice"
                )
            for number, task in enumerate(week.tasks):
                at = begin + timedelta(days=number % 5, hours=6)
                self.do(self_, rng, f"{task}:{week.n}", at, skill)
            self.work(self_, rng, week.n, begin, skill)
        for number, name in enumerate(rng.sample(sorted(self.cards), 5)):  # unseen values, not unseen cards
            self.play(self_, rng, name, START + timedelta(days=86, hours=number), high, "exam")
        self_.proofs.sort(key=lambda one: (one.at, one.ref))
        return self_

    def proposed(self, who: Trainee, now: datetime, planned: set[str]) -> list[str]:
        """Return what Today would propose besides the plan."""
        standings = {one.id: standing(one.id, who.proofs, self.programme, now) for one in self.competencies}
        candidates = [
            Candidate(one.id, one.competencies, one.difficulty, one.anger.start)
            for one in self.cards.values()
            if one.id not in planned
        ]
        found = choices(candidates, self.competencies, standings, who.played, self.programme, now)
        return [one.scenario for one in found[:CHOSEN]]

    def play(
        self, who: Trainee, rng: random.Random, name: str, at: datetime, skill: float, kind: str
    ) -> None:
        """Play a card once."""
        card, ref = self.cards[name], f"run:{len(who.runs)}"
        alone = rng.random() >= 0.3 * (1 - skill)
        for one in self.shown[name]:
            who.proofs.append(
                Proof(
                    competency=one, kind=kind, score=scored(rng, skill), difficulty=card.difficulty, at=at,
                    independence="alone" if alone else "hint", family=name, ref=ref,
                )
            )  # fmt: skip
        rubrics = {name: 100 * scored(rng, skill) for name in "TDNEP"}
        total = sum(rubrics.values()) / len(rubrics)
        red = rng.random() < 0.04 * (1 - skill)
        who.runs.append(
            RunFact(
                at,
                kind,
                name,
                2,
                total,
                red,
                card.anger.start,
                rubrics,
                kept=scored(rng, min(1, skill + 0.1)),
            )
        )
        who.played[name] = at

    def do(self, who: Trainee, rng: random.Random, task: str, at: datetime, skill: float) -> None:
        """Do a task: a quiz until it is well known, a lab until its goals are reached."""
        name, letters = task.split(":", maxsplit=1)[0], task.split("-", maxsplit=1)[0]
        kind = TASK_KINDS.get(letters, "written")
        tries = self.repeated(rng, skill) if kind == "quiz" else [(0, scored(rng, min(0.97, skill + 0.1)))]
        for again, score in tries:
            when = at + timedelta(days=again)
            if when > START + timedelta(days=90) or (kind == "written" and score < ACCEPTED_FROM):
                continue
            if kind == "quiz":
                who.taken.append((when, name, score))
            for one in self.tasks.get(name, ()):
                who.proofs.append(
                    Proof(competency=one, kind=kind, score=score, at=when, family=name, ref=f"{task}:{again}")
                )
        if letters == "LAB":  # a person goes on until the goals hold; the score is that of the first go
            who.solved.append((at + timedelta(days=rng.random() > skill), name))

    def repeated(self, rng: random.Random, skill: float) -> list[tuple[int, float]]:
        """Return (days after the first time, score) of a quiz: what was missed comes back after two days until the
        line of the gate is reached or patience ends, then after seven and thirty-five days.
        """
        known, day, found = min(0.97, skill + 0.1), 0, list[tuple[int, float]]()
        while not found or (found[-1][1] < QUIZ_LINE and len(found) < PATIENCE):
            found.append((day, scored(rng, known)))
            known, day = known + LEARNT * (1 - known), day + 2
        return found + [(later, scored(rng, known)) for later in (7, 35) if later > found[-1][0]]

    def work(self, who: Trainee, rng: random.Random, week: int, begin: datetime, skill: float) -> None:
        """Let real tickets be reviewed, and lead and buddy see something each week."""
        for number in range(REVIEWED.get(week, 0)):
            at = begin + timedelta(days=number % 5, hours=2 + number / 10)
            for one in rng.sample(self.at_work, 3):
                ref = f"real:{week}:{number}"
                who.proofs.append(
                    Proof(competency=one, kind="real", score=scored(rng, skill), at=at, family=ref, ref=ref)
                )
        for kind in ("lead", "buddy"):
            for one in rng.sample([one.id for one in self.competencies], 2):
                ref = f"note:{kind}:{week}:{one}"
                helped = week > 8 and rng.random() < 0.3
                at = begin + timedelta(days=4)
                who.proofs.append(
                    Proof(
                        competency=one,
                        kind=kind,
                        score=scored(rng, skill),
                        at=at,
                        family=ref,
                        ref=ref,
                        helped=helped,
                    )
                )


def scored(rng: random.Random, skill: float) -> float:
    """Return what somebody of a skill reaches this time."""
    return min(1.0, max(0.0, rng.gauss(skill, NOISE)))


def expanded(text: str) -> Iterator[str]:
    """Yield the tasks a line of evidence names: ``AIX-01…03`` are three."""
    found = re.fullmatch(r"([A-Z]+)-(\d+)…(?:[A-Z]+-)?(\d+)", text)
    if found:
        yield from (f"{found[1]}-{n:02}" for n in range(int(found[2]), int(found[3]) + 1))
    else:
        yield text
