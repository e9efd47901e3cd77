"""The offline customer: wordings of the persona's voice around the words of the card."""

import re
from collections.abc import Iterable
from random import Random
from typing import TypeVar

from simulator.domain.act import CustomerAct, Move, MoveKind
from simulator.domain.case import Case
from simulator.domain.event import CommandRun
from simulator.domain.run import Run
from simulator.domain.scenario import Command, Fact, Step
from simulator.domain.text import Language, Phrases
from simulator.engine.customers.habits import Piece, joined, typed
from simulator.engine.customers.memory import Memory, sentences
from simulator.engine.customers.wordings import Moment, fresh, gendered, oldest, pick, tiers

_SLOT = re.compile(r"\{(fact|output|name|company|stake)\}")
_WRAPS = {"chat": 0.3}
"""Share of stated facts that get a phrase of the persona around them; elsewhere people write more."""
_WRAPS_ELSEWHERE = 0.65
_OWN_WORDS = 0.6
"""Share of pasted outputs and finished steps that are told in the words of the card."""
_PLEASANTRIES = frozenset({MoveKind.ACCEPT, MoveKind.THANK, MoveKind.UNDERSTOOD})
_LEFT_OUT = 0.85
_LEFT_OUT_IN_LETTERS = 0.3
_SAID_EACH = frozenset({MoveKind.TELL, MoveKind.PASTE, MoveKind.BUNGLE, MoveKind.DONE})
"""Moves of which one message may hold several; the others are said once."""
_DOUBLED = frozenset({MoveKind.DEMAND, MoveKind.PUSH_BACK, MoveKind.CHASE, MoveKind.WAITING})
"""Acts of which an angry letter holds two sentences rather than one."""
_DOUBLE = 0.4
_COMPLETE = frozenset({MoveKind.CLOSE_OK, MoveKind.THANK, MoveKind.LEAVE, MoveKind.CONFIRM, MoveKind.AGREE})
"""Messages that end here: neither a sigh nor a please follows."""
_PLAIN_UP_TO = 2
_ASIDES: dict[Language, float] = {"en": 0.08, "ru": 0.25}
"""Share of chat messages with a remark of his own; Russian says the rest in fewer words."""
_ASIDES_IN_LETTERS = 0.45
_ANGRY = 4
_ANGRY_COURTESY = 0.5

_Part = TypeVar("_Part", Fact, Command, Step)


class ScriptedCustomer:
    """Speaks for the customer without a model. The same seed, run and event give the same words."""

    def phrase(self, case: Case, run: Run, act: CustomerAct) -> str:
        """Return the message that carries out every move of ``act``, in order."""
        rng = Random(f"{case.seed}/{case.scenario.id}/{case.persona.id}/{act.of}/{act.band}")  # noqa: S311
        return _Turn(case, run, act, rng).message()


class _Turn:
    """One message in the making. Grows ``memory`` as it goes, so that it does not repeat itself."""

    def __init__(self, case: Case, run: Run, act: CustomerAct, rng: Random) -> None:
        self.case, self.act, self.rng = case, act, rng
        self.first = not run.customer_lines
        self.outputs = {ran.command: ran.output for ran in run.events if isinstance(ran, CommandRun)}
        """Command → what he saw when he ran it last."""
        self.told = [run.opened.text, *(line.text for line in run.customer_lines)] if run.events else []
        open_facts = run.facts | {move.fact for move in act.moves if move.fact}
        self.locked = locked_words(case, open_facts)
        self.moves = self._worded()

    @property
    def moment(self) -> Moment:
        """What a wording has to suit right now."""
        scenario = self.case.scenario
        memory = Memory.of(self.told)
        gender = scenario.contact.gender
        shared = len(self.moves)
        return Moment(self.case.tongue, scenario.channel, self.act.band, gender, memory, self.locked, shared)

    def message(self) -> str:
        """Return the finished message."""
        pieces: list[Piece] = []
        for move in self.moves:
            pieces += self._remember(self._pieces(move, alone=len(self.moves) == 1))
        pieces += self._ornament(pieces)
        greeting = self._greeting()
        channel = self.case.scenario.channel
        return typed([*greeting, *pieces], self.case.persona.habits, self.act.band, channel, self.rng)

    def _worded(self) -> tuple[Move, ...]:
        """Return the moves that get words: who has news to tell in a chat leaves pleasantries out."""
        kept: list[Move] = []
        news = any(move.kind not in _PLEASANTRIES for move in self.act.moves)
        leaves_out = _LEFT_OUT if self.case.scenario.channel == "chat" else _LEFT_OUT_IN_LETTERS
        for move in self.act.moves:
            said = move.kind not in _SAID_EACH and any(move.kind is other.kind for other in kept)
            if said or (news and move.kind in _PLEASANTRIES and self.rng.random() < leaves_out):
                continue
            kept.append(move)
        return tuple(kept) or self.act.moves[:1]

    def _ornament(self, pieces: list[Piece]) -> list[Piece]:
        """Return a sentence of the persona that adds colour and no news: a sigh, a please."""
        room = 1 if self.case.scenario.channel == "chat" else _PLAIN_UP_TO
        if len(self.moves) > room or pieces[-1].kind == "output":
            return []
        bare = not {move.kind for move in self.moves} & _COMPLETE
        courtesy = self.case.persona.habits.courtesy * (_ANGRY_COURTESY if self.act.band >= _ANGRY else 1)
        aside = _ASIDES[self.case.tongue] if self.case.scenario.channel == "chat" else _ASIDES_IN_LETTERS
        kind = None
        if bare and self.rng.random() < courtesy:
            kind = "courtesy"
        elif bare and self.rng.random() < aside:
            kind = "aside"
        words = self._optional(kind) if kind else None
        return self._remember(self._filled(words)) if words else []

    def _remember(self, pieces: list[Piece]) -> list[Piece]:
        self.told.append(joined([piece for piece in pieces if piece.kind != "output"]))
        return pieces

    def _greeting(self) -> list[Piece]:
        letter = self.case.scenario.channel in ("ticket", "portal")
        if not (letter and self.first) or self.rng.random() >= self.case.persona.habits.greeting:
            return []
        words = self._optional("greet")
        return [Piece(words, "voice")] if words else []

    def _pieces(self, move: Move, *, alone: bool) -> list[Piece]:
        match move.kind:
            case MoveKind.TELL:
                return self._tell(move)
            case MoveKind.PASTE | MoveKind.BUNGLE:
                return self._paste(move)
            case MoveKind.DONE | MoveKind.TRIED:
                return self._done(move)
            case _:
                return self._plain(move.kind, alone=alone)

    def _plain(self, kind: MoveKind, *, alone: bool) -> list[Piece]:
        pieces = self._filled(self._wording(kind))
        letter = self.case.scenario.channel != "chat"
        if alone and letter and kind in _DOUBLED and self.rng.random() < _DOUBLE:
            self.told.append(joined(pieces))
            more = self._optional(kind)
            pieces += self._filled(more) if more else []
        return pieces

    def _tell(self, move: Move) -> list[Piece]:
        fact = _part(self.case.scenario.facts, move.fact)
        if fact is None:
            return self._plain(MoveKind.DONT_KNOW, alone=False)
        words = self._card_words(fact.says)
        if words is None:
            moment = self.moment
            words = oldest(
                [[gendered(text, moment.gender) for text in fact.says.within(self.case.tongue)]], moment
            )
        share = _WRAPS.get(self.case.scenario.channel, _WRAPS_ELSEWHERE)
        wrapper = "{fact}"
        alone = self.case.scenario.channel != "chat" or len(self.moves) == 1
        if move.half:
            wrapper = self._optional("half") or wrapper
        elif alone and self.rng.random() < share:
            wrapper = self._optional(MoveKind.TELL) or wrapper
        if _stutters(wrapper, words):
            wrapper = "{fact}"
        return self._filled(wrapper, fact=words)

    def _paste(self, move: Move) -> list[Piece]:
        command = _part(self.case.scenario.commands, move.command)
        listed = command and (command.out if move.kind is MoveKind.PASTE else command.wrong_out)
        output = self.outputs.get(move.command or "") or listed
        if command is None or not output:
            return self._plain(MoveKind.CANNOT, alone=False)
        if move.kind is MoveKind.PASTE and self.rng.random() < _OWN_WORDS:
            words = self._card_words(command.says)
            if words:
                return self._filled(words if "{output}" in words else words + "\n{output}", output, "content")
        return self._filled(self._wording(move.kind), output)

    def _done(self, move: Move) -> list[Piece]:
        step = _part(self.case.scenario.steps, move.step)
        of_card = move.kind is MoveKind.TRIED or self.rng.random() < _OWN_WORDS
        if step is not None and step.done is not None and of_card:
            words = self._card_words(step.done)
            if words:
                return [Piece(words, "content")]
        return self._plain(move.kind, alone=False)

    def _card_words(self, phrases: Phrases) -> str | None:
        """Return a wording of the card that is fresh and gives nothing away, or None."""
        moment = self.moment
        return pick(
            [[gendered(text, moment.gender) for text in phrases.within(self.case.tongue)]], moment, self.rng
        )

    def _wording(self, act: str) -> str:
        moment = self.moment
        pools = tiers(self.case.voice, act, moment)
        assert pools, f"{self.case.voice.persona} has no wording for {act} in band {self.act.band}"
        return pick(pools, moment, self.rng) or oldest(pools, moment)

    def _optional(self, act: str) -> str | None:
        """Return a fresh wording or nothing: better no ornament than a repeated one."""
        moment = self.moment
        pools = [found for pool in tiers(self.case.voice, act, moment) if (found := fresh(pool, moment))]
        return pick(pools, moment, self.rng)

    def _filled(self, wording: str, output: str = "", kind: str = "voice", *, fact: str = "") -> list[Piece]:
        """Split a wording at its slots into pieces."""
        contact = self.case.scenario.contact
        lang = self.case.tongue
        names = {
            "name": contact.name.within(lang),
            "company": contact.company.within(lang),
            "stake": self.case.scenario.stake.within(lang),
        }
        text = _SLOT.sub(lambda slot: names.get(slot.group(1), slot.group(0)), wording)
        pieces: list[Piece] = []
        for part in re.split(r"(\{fact\}|\{output\})", text):
            if part == "{fact}":
                pieces.append(Piece(fact, "content"))
            elif part == "{output}":
                pieces.append(Piece(output, "output"))
            elif part.strip():
                pieces.append(Piece(part.strip(), "content" if kind == "content" else "voice"))
        return pieces


def _part(parts: Iterable[_Part], wanted: str | None) -> _Part | None:
    return next((part for part in parts if part.id == wanted), None)


def _stutters(wrapper: str, fact: str) -> bool:
    """Tell whether the persona would begin with the very word with which the fact begins."""
    before = sentences(wrapper.split("{fact}", maxsplit=1)[0])
    opening = sentences(fact)
    return bool(before and opening and before[-1][-1] == opening[0][0])


def locked_words(case: Case, unlocked: Iterable[str]) -> tuple[str, ...]:
    """Return words that must not be said while facts are locked, in lower case."""
    known = frozenset(unlocked)
    return tuple(
        word.casefold()
        for fact in case.scenario.facts
        if fact.id not in known and fact.guards is not None
        for word in fact.guards.within(case.tongue)
    )
