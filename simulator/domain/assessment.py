"""The practical assessment of a candidate as content: stages with their minutes, what is scored, what is said to people."""

from typing import Annotated, Literal, get_args

from pydantic import Field, StringConstraints, model_validator

from simulator.domain.draft import DraftId
from simulator.domain.modifier import ModifierId, TurnId
from simulator.domain.scenario import ScenarioId
from simulator.domain.text import Content, Text

StageName = Literal["foundations", "case", "explain", "triage", "note", "trap"]
STAGES: tuple[StageName, ...] = ("foundations", "case", "explain", "triage", "note", "trap")
"""Stages a candidate takes alone, in their order; the interview is with a person."""
DimensionId = Literal[
    "diagnosis", "tone", "turn", "writing", "escalation", "priority", "floor", "security", "reasoning"
]
FollowUpKind = Literal["order", "twice", "other", "unseen", "turn", "reply", "silent"]
"""What a question about the candidate's own log is made from."""
ReferenceKind = Literal["fact", "referee"]
SignalKind = Literal["paste", "focus", "gap", "alike", "contradiction", "split"]
Anchor = Annotated[float, Field(ge=0, le=4)]
BandName = Literal["A", "B", "C", "D"]


class Stage(Content):
    """One timed stage."""

    name: StageName
    minutes: Annotated[int, Field(ge=1, le=60)]
    title: Text
    about: Text
    """What the candidate reads before the clock starts."""


class Played(Content):
    """A card that may be drawn, and with which modifiers it has the wanted difficulty."""

    scenario: ScenarioId | DraftId
    """The trap may be a draft of the assistant instead of a card."""
    modifiers: tuple[ModifierId, ...] = ()

    @property
    def is_draft(self) -> bool:
        """Whether a draft is checked, and no ticket played."""
        return not self.scenario.startswith("SC-")


class Families(Content):
    """What each stage draws from."""

    usual: tuple[Played, ...] = Field(min_length=2)
    """Live cases by default."""
    harder: tuple[Played, ...] = Field(min_length=2)
    """Live cases for experienced applicants."""
    note: tuple[Played, ...] = Field(min_length=2)
    """Cards whose diagnosis is finished when the candidate begins: their telling checks were run."""
    trap: tuple[Played, ...] = Field(min_length=4)
    """Four or more: a second session of one person, and a third, get another one."""

    @model_validator(mode="after")
    def _drafts_are_traps(self) -> "Families":
        for one in (*self.usual, *self.harder, *self.note):
            if one.is_draft:
                raise ValueError(f"{one.scenario} is a draft; only `trap` may hold one")
        return self


class Dimension(Content):
    """One line of the score sheet."""

    id: DimensionId
    weight: Annotated[int, Field(ge=1, le=100)]
    stage: StageName | Literal["interview"]
    title: Text
    source: Text
    """What it is read from, for the assessor."""
    anchors: tuple[Text, Text, Text]
    """What 0, 2 and 4 look like."""
    floor: Anchor | None = None
    by_machine: bool = False
    """Right or wrong by a key alone: the machine's value counts without a person."""
    otherwise: DimensionId | None = None
    """The dimension whose level counts here too when what this one is about did not happen."""


class Question(Content):
    """One fixed question of the interview."""

    id: Annotated[str, StringConstraints(pattern=r"^Q[0-9]$")]
    ask: Text
    probes: tuple[Text, ...] = ()
    anchors: tuple[Text, Text, Text]


class FollowUp(Content):
    """How a question about the candidate's own log is put; ``{first}`` and ``{second}`` are his commands or words."""

    kind: FollowUpKind
    ask: Text


class ReferenceQuestion(Content):
    """One question of a reference check, the same for everybody: to an official source or to a referee."""

    id: Annotated[str, StringConstraints(pattern=r"^[FR][0-9]$")]
    kind: ReferenceKind
    ask: Text


class SignalText(Content):
    """What a signal is, what else it could be, and what to do about it."""

    kind: SignalKind
    title: Text
    could_be: Text
    follow_up: Text


class Assessment(Content):
    """A template of assessments."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$")]
    version: Annotated[int, Field(ge=1)]
    title: Text
    invited_days: Annotated[int, Field(ge=1, le=60)]
    """Days for which an invitation can be used."""
    retention_days: Annotated[int, Field(ge=1)]
    """Days after the decision for which data are kept."""
    appeal_days: Annotated[int, Field(ge=1)]
    sample: ScenarioId
    """The public card a candidate may try before the clock."""
    notice: tuple[Text, ...] = Field(min_length=3)
    consent: Text
    stages: tuple[Stage, ...]
    families: Families
    dimensions: tuple[Dimension, ...]
    bands: dict[Literal["A", "B", "C"], float]
    borderline: float
    """Points around a band line within which a second assessor scores."""
    apart: float
    """Difference between person and machine from which a second assessor scores."""
    before_machine: tuple[DimensionId, ...]
    """What a person must have scored before the machine's values are shown."""
    turns: tuple[TurnId, ...] = Field(min_length=2)
    """What happens unasked in the live case; one is drawn."""
    follow_ups: tuple[FollowUp, ...]
    follow_up_anchors: tuple[Text, Text, Text]
    """What 0, 2 and 4 look like in an answer to one."""
    questions: tuple[Question, ...]
    interview_rules: tuple[Text, ...]
    references: tuple[ReferenceQuestion, ...]
    reference_rules: tuple[Text, ...]
    signals: tuple[SignalText, ...]

    @model_validator(mode="after")
    def _adds_up(self) -> "Assessment":
        if tuple(stage.name for stage in self.stages) != STAGES:
            raise ValueError(f"write the stages in this order, each once: {', '.join(STAGES)}")
        total = sum(dimension.weight for dimension in self.dimensions)
        if total != 100:
            raise ValueError(f"the weights of the dimensions add up to {total}; make them 100")
        if {one.kind for one in self.follow_ups} != set(get_args(FollowUpKind)):
            raise ValueError(f"write each follow-up once: {', '.join(get_args(FollowUpKind))}")
        return self

    def stage(self, name: str) -> Stage:
        """Return one stage."""
        return next(stage for stage in self.stages if stage.name == name)

    def dimension(self, name: str) -> Dimension | None:
        """Return one dimension."""
        return next((one for one in self.dimensions if one.id == name), None)

    def follow_up(self, kind: str) -> FollowUp:
        """Return how a question about the own log is put."""
        return next(one for one in self.follow_ups if one.kind == kind)
