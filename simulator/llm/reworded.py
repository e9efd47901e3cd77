"""What a model's words for a feedback must hold against: the run, the card's solved truth, and the offline graders.

Remarks may speak of everything the run and the solved card hold. A message written anew may hold only what was known
at its moment or stands in the offline wording, and must be graded better than the trainee's own.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from simulator.domain.case import Case
from simulator.domain.event import Event, Said
from simulator.domain.grade import Feedback
from simulator.domain.reading import ActKind, Reading
from simulator.domain.rubric import Rubrics
from simulator.domain.text import Language
from simulator.domain.wording import Part
from simulator.grading.dossier import GRAVE, SURE, Dossier, Reply
from simulator.grading.rewriting.kept import FAULTS
from simulator.grading.rewriting.known import Known
from simulator.grading.wording import sentences
from simulator.llm import telltale
from simulator.llm.bettering import is_better
from simulator.understanding import Targets, compile_targets, language_of, read

REMARK_WORDS, REMARK_LETTERS = 60, 420
TIMES, SPARE = 1.5, 15
"""A message written anew is no longer than so many times the offline one, and a short sentence."""
RUDE = (ActKind.INSULT, ActKind.SARCASM, ActKind.SHOUTING, ActKind.CALM_DOWN)
GRADED = frozenset({ActKind.JARGON, ActKind.CLAIM_CHECK, ActKind.CLOSING, ActKind.REASK})
"""Faults that grading the run again weighs by itself."""

Check = tuple[str, Callable[[], bool]]


@dataclass(frozen=True)
class Reworded:
    """The checks of one feedback."""

    d: Dossier
    rubrics: Rubrics
    feedback: Feedback
    targets: Targets

    @classmethod
    def of(cls, case: Case, events: Sequence[Event], rubrics: Rubrics, feedback: Feedback) -> "Reworded":
        """Return the checks of ``feedback``."""
        return cls(Dossier.of(case, events), rubrics, feedback, compile_targets(case.scenario))

    def fault(self, part: Part, text: str, *, line: str) -> str | None:
        """Return why ``text`` may not stand as ``part``, or None: the gravest reason.

        ``line`` is the line of the change as the model copied it: who cannot copy it speaks of something else.
        """
        if not text:
            return "empty"
        checks = [*self._anywhere(part, text)]
        if part in ("change", "rewritten"):
            checks.append(("line", lambda: not self._is_own(line)))
        checks += self._of_message(text) if part == "rewritten" else self._of_remark(part, text)
        return next((name for name, failed in checks if failed()), None)

    @property
    def lang(self) -> Language:
        """Language of the words."""
        return self.d.case.lang

    def _anywhere(self, part: Part, text: str) -> Iterator[Check]:
        offline = self._offline(part)
        yield "grader", lambda: telltale.is_aimed(text) or telltale.echoes(text, self._aimed)
        yield "language", lambda: language_of(telltale.without_code(text), self.lang) != self.lang
        yield "score", lambda: telltale.speaks_of_scores(text, offline)

    def _of_remark(self, part: Part, text: str) -> Iterator[Check]:
        offline = self._offline(part)
        known = f"{self._truth}\n{offline.lower()}"
        reading = read(text, self.targets, language=self.lang)
        stated = {cause.target for cause in self.d.causes} | {"CAUSE"}
        own = [text for texts in self.d.texts.values() for text in texts]
        yield "length", lambda: len(text) > REMARK_LETTERS or len(text.split()) > REMARK_WORDS
        yield "invented", lambda: telltale.invents(text, known)
        yield "quote", lambda: telltale.misquotes(text, (*own, offline, *self._customer))
        yield "cause", lambda: any(c.target not in stated for c in reading.causes if c.confidence >= GRAVE)
        yield "deed", lambda: telltale.tells_deeds(text) and not telltale.tells_deeds(offline)
        yield "manner", lambda: reading.does(*RUDE)

    def _of_message(self, text: str) -> Iterator[Check]:
        reply = self._reply
        if reply is None:
            yield "line", lambda: True
            return
        draft = self._offline("rewritten")
        before = Known.before(self.d, reply.n)
        given = f"{draft}\n{reply.text}".lower()
        reading = read(
            text, self.targets, tech=self.d.case.persona.tech, language=self.lang, previous=self._earlier
        )
        most = len(draft.split()) * TIMES + SPARE
        yield "length", lambda: len(text.split()) > most
        yield "same", lambda: text in (draft, reply.text.strip())
        yield "untold", lambda: not before.keeps_secret(text) or self._untold(reading, reply.n, draft)
        yield "promise", lambda: self._promises(text, reading, draft, reply)
        yield "invented", lambda: telltale.invents(text, f"{before.text}\n{given}")
        yield "duration", lambda: telltale.new_durations(text, given)
        yield "cause", lambda: self._guesses(reading, before, draft)
        yield "fault", lambda: self._has_faults(reading, draft)
        yield "worse", lambda: not is_better(self.d, self.rubrics, self.feedback, reply, (text, reading))

    def _is_own(self, line: str) -> bool:
        """Tell whether ``line`` is the line that code chose, and stands word for word in what the trainee wrote."""
        change = self.feedback.change
        if change is None:
            return False
        if not change.quote:
            return not line or any(line in text for text in self.d.texts.get(change.event, ()))
        own = self.d.texts.get(change.event, ()) or tuple(t for ts in self.d.texts.values() for t in ts)
        return bool(line) and line in change.quote and any(line in text for text in own)

    @cached_property
    def _reply(self) -> Reply | None:
        change = self.feedback.change
        return next((r for r in self.d.replies if change is not None and r.n == change.event), None)

    @cached_property
    def _earlier(self) -> tuple[str, ...]:
        return tuple(r.text for r in self.d.replies if self._reply is not None and r.n < self._reply.n)

    @cached_property
    def _truth(self) -> str:
        """Everything that happened, and the card as it is laid open after the run; lower-cased."""
        events = "\n".join(event.model_dump_json() for event in self.d.events)
        times = " ".join(event.at.strftime("%H:%M") for event in self.d.events)
        return f"{events}\n{self.d.scenario.model_dump_json()}\n{times}".replace("\\n", " ").lower()

    @cached_property
    def _customer(self) -> tuple[str, ...]:
        return tuple(text for event in self.d.events if (text := getattr(event, "text", "")))

    @cached_property
    def _aimed(self) -> tuple[str, ...]:
        """Sentences of the trainee that speak to a grader."""
        told = (event.text for event in self.d.events if isinstance(event, Said))
        return tuple(part for text in told for part in sentences(text) if telltale.is_aimed(part))

    def _offline(self, part: Part) -> str:
        said = self.feedback
        remark = {"strength": said.strength, "change": said.change}.get(part)
        if remark is not None:
            return f"{remark.quote}\n{remark.text.within(self.lang)}"
        if part == "rewritten":
            return (said.change.rewritten or "") if said.change else ""
        return said.link.why.within(self.lang) if said.link else ""

    def _reading(self, text: str) -> Reading:
        return read(text, self.targets, tech=self.d.case.persona.tech, language=self.lang)

    def _untold(self, reading: Reading, n: int, draft: str) -> bool:
        """Tell whether a message rests on what nobody had seen by then, or gives wrong advice."""
        theirs = self._reading(draft)
        allowed = {m.target for m in (*theirs.findings, *theirs.steps)}
        needs = {step.id: step.needs for step in self.d.scenario.steps}
        found = [m for m in reading.findings if m.confidence >= SURE and m.target not in allowed]
        steps = [m for m in reading.steps if m.confidence >= SURE and m.target not in allowed]
        return (
            any(not self.d.is_seen(m.target, n) for m in found)
            or any(not self.d.is_seen(need, n) for m in steps for need in needs.get(m.target, ()))
            or any(m.confidence >= SURE for m in reading.pitfalls)
        )

    def _promises(self, text: str, reading: Reading, draft: str, reply: Reply) -> bool:
        """Tell whether ``text`` promises what neither the offline wording nor the trainee's message does."""
        theirs = (*self._reading(draft).of(ActKind.PROMISE), *reply.reading.of(ActKind.PROMISE))
        given = [
            telltale.figures_of(part) for part in (*(act.quote for act in theirs), *_around(draft, theirs))
        ]
        allowed = {figure for figures in given for figure in figures}
        mine = reading.of(ActKind.PROMISE)
        told = {figure for part in _around(text, mine) for figure in telltale.clocks_of(part)}
        return bool(mine and not theirs) or not told <= allowed

    def _guesses(self, reading: Reading, before: Known, draft: str) -> bool:
        """Tell whether a message names a cause that was not proved by then."""
        told = {cause.target for cause in self._reading(draft).causes}
        proved = told | ({"CAUSE"} if before.all_key() else set())
        return any(c.confidence >= GRAVE and c.target not in proved for c in reading.causes)

    def _has_faults(self, reading: Reading, draft: str) -> bool:
        kinds = [kind for kind in FAULTS if kind not in GRADED]
        theirs = {act.kind for act in self._reading(draft).of(*kinds)}
        return any(act.kind not in theirs for act in reading.of(*kinds)) or any(
            trigger.target.startswith("R") for trigger in reading.triggers
        )


def _around(text: str, acts: Sequence[object]) -> list[str]:
    """Return the sentences of ``text`` in which ``acts`` stand."""
    quotes = [str(getattr(act, "quote", "")) for act in acts]
    return [
        part
        for part in sentences(text)
        if any(quote and (quote in part or part in quote) for quote in quotes)
    ]
