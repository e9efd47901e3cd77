"""Talks and assignments as their templates see them, and how their forms are read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from werkzeug.datastructures import MultiDict

from simulator.domain.coaching import (
    ITEM_KINDS,
    Assignment,
    Item,
    Order,
    Playlist,
    Proposal,
    Talk,
    TalkForm,
)
from simulator.domain.event import Mode
from simulator.domain.person import LEADS, Person
from simulator.domain.rubric import Rubrics
from simulator.domain.text import Language
from simulator.errors import InvalidInput
from simulator.web.forms import day, new_key, number

Form = MultiDict[str, str]


@dataclass(frozen=True)
class TalksPage:
    """The talks with one person."""

    viewer: Person
    person_id: str
    person: str
    talks: tuple[Talk, ...]
    tasks: tuple[Assignment, ...]
    items: tuple[Item, ...]
    proposal: Proposal | None
    form: Mapping[str, str]
    problem: str
    wrong: str | None
    language: Language
    rubrics: Rubrics
    takes: bool = False
    """Whether the lead asked for the suggested wording to be filled in."""

    @property
    def is_own(self) -> bool:
        """Whether the viewer looks at himself."""
        return self.viewer.id == self.person_id

    @property
    def leads(self) -> bool:
        """Whether the viewer may write here."""
        return self.viewer.role in LEADS and not self.is_own

    @property
    def key(self) -> str:
        """Makes one submission count once; a form that comes back keeps its own."""
        return self.form.get("key") or new_key()

    def value(self, name: str) -> str:
        """Return what was typed, else what the product proposes, else nothing."""
        proposed = getattr(self.proposal, name, "") if self.proposal else ""
        return self.form.get(name, proposed or (self.suggested(name) if self.takes else ""))

    def suggested(self, name: str) -> str:
        """Return the wording which rules suggest for a field, or nothing."""
        text = getattr(self.proposal.suggestion, name, None) if self.proposal else None
        return text.within(self.language) if text is not None else ""

    def criterion(self, name: str) -> str:
        """Return what a criterion is called."""
        every = (one for rubric in self.rubrics.rubrics.values() for one in rubric.criteria)
        return next((one.name.within(self.language) for one in every if one.id == name), name)

    @property
    def open_tasks(self) -> tuple[Assignment, ...]:
        """What is still to be done."""
        return tuple(one for one in self.tasks if one.is_open)

    @property
    def groups(self) -> tuple[tuple[str, tuple[Item, ...]], ...]:
        """Exercises by kind."""
        return grouped(self.items)


@dataclass(frozen=True)
class AssignPage:
    """What a lead has assigned, and the form for more."""

    tasks: tuple[Assignment, ...]
    items: tuple[Item, ...]
    playlists: tuple[Playlist, ...]
    people: tuple[tuple[str, str, str], ...]
    """(id, login, name)."""
    form: Mapping[str, str]
    problem: str
    wrong: str | None
    chosen: tuple[str, ...]
    asked: tuple[str, ...]

    @property
    def key(self) -> str:
        """Makes one submission count once; a form that comes back keeps its own."""
        return self.form.get("key") or new_key()

    @property
    def groups(self) -> tuple[tuple[str, tuple[Item, ...]], ...]:
        """Exercises by kind."""
        return grouped(self.items)


def grouped(items: tuple[Item, ...]) -> tuple[tuple[str, tuple[Item, ...]], ...]:
    """Return exercises by kind, without kinds of which there are none."""
    found = ((kind, tuple(item for item in items if item.kind == kind)) for kind in ITEM_KINDS)
    return tuple((kind, own) for kind, own in found if own)


def order_of(form: Form, people: tuple[str, ...]) -> Order:
    """Return what a form assigns."""
    mode = form.get("mode", "practice")
    if mode not in ("practice", "exam"):
        raise InvalidInput("mode-unknown", name="mode")
    return Order(
        people=people,
        items=tuple(one for one in form.getlist("items") if one),
        due=day(form.get("due", ""), "due"),
        mode=cast("Mode", mode),
        hints=form.get("hints") != "off",
        attempts=number(form, "attempts", "attempts-range"),
        seed=number(form, "seed", "seed-out-of-range"),
        why=form.get("why", ""),
    )


def talk_of(form: Form) -> TalkForm:
    """Return the talk a form holds."""
    run = form.get("run", "")
    return TalkForm(
        happened=form.get("happened", ""),
        agreed=form.get("agreed", ""),
        strongest=form.get("strongest", ""),
        change=form.get("change", ""),
        rewritten=form.get("rewritten", ""),
        promise=form.get("promise", ""),
        promise_due=day(form["promise_due"], "promise_due") if form.get("promise_due") else None,
        focus=tuple((run, name) for name in form.getlist("focus")) if run else (),
    )
