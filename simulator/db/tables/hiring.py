"""Vacancies, candidates and everything that is kept of an assessment."""

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from simulator.db.columns import Moment, Row, long_text, one_of


class VacancyRow(Row, table=True):
    """A place to fill, with the assessment that is given for it."""

    __tablename__ = "vacancy"

    id: str = Field(primary_key=True, max_length=32)
    title: str = Field(max_length=160)
    template: str = Field(max_length=40)
    """Id of the assessment template."""
    harder: bool = False
    """Whether live cases come from the family for experienced applicants."""
    author_id: str = Field(foreign_key="person.id", max_length=32, index=True)
    created_at: Moment
    is_open: bool = True


class PanelRow(Row, table=True):
    """Who may see and score the candidates of a vacancy."""

    __tablename__ = "panel"

    vacancy_id: str = Field(primary_key=True, foreign_key="vacancy.id", max_length=32, ondelete="CASCADE")
    assessor_id: str = Field(primary_key=True, foreign_key="person.id", max_length=32)


class CandidateRow(Row, table=True):
    """A candidate of a vacancy. Name and address stand here and nowhere that graders or scoring pages look."""

    __tablename__ = "candidate"
    __table_args__ = (
        one_of("state", "invited", "begun", "finished", "decided", "withdrawn"),
        CheckConstraint("time_factor >= 1 AND time_factor <= 3", name="time_factor_range"),
    )

    person_id: str = Field(primary_key=True, foreign_key="person.id", max_length=32)
    vacancy_id: str = Field(foreign_key="vacancy.id", max_length=32, index=True)
    code: str = Field(max_length=12, unique=True)
    """What assessors call the candidate."""
    name: str = Field(max_length=120)
    email: str = Field(max_length=200, default="")
    source: str = Field(max_length=80, default="")
    """Where the candidate comes from: an agency, a course. Decides which cards are left out."""
    state: str = Field(max_length=16, default="invited")
    seed: int
    plan: str = long_text(default="{}")
    """JSON: what was drawn. Empty until consent: a draw is made when it is needed."""
    time_factor: float = 1.0
    no_tracking: bool = False
    """Accommodation: leaving the page is not recorded."""
    consent: str = Field(max_length=40, default="")
    """Template and version of the notice that was agreed to."""
    consent_at: Moment | None = None
    created_at: Moment
    retain_until: Moment | None = None
    """Until when data are kept: set with the invitation, moved on with each stage, and by the decision."""
    form_key: str | None = Field(default=None, max_length=48, unique=True)
    """Of the form that invited him: sent again it invites nobody."""
    sibling_of: str = Field(max_length=12, default="")
    """Code of the first session of the same person, for a session that checks it again."""


class InvitationRow(Row, table=True):
    """A link. Only the hash of its token is kept; it is used once."""

    __tablename__ = "invitation"

    id: str = Field(primary_key=True, max_length=32)
    token_hash: str = Field(max_length=64, unique=True)
    person_id: str = Field(foreign_key="person.id", max_length=32, index=True)
    author_id: str = Field(foreign_key="person.id", max_length=32)
    created_at: Moment
    expires_at: Moment
    used_at: Moment | None = None
    revoked_at: Moment | None = None


class StageRow(Row, table=True):
    """One stage of one candidate: its clock and what was answered."""

    __tablename__ = "stage"
    __table_args__ = (
        one_of("name", "foundations", "case", "explain", "triage", "note", "trap"),
        UniqueConstraint("person_id", "name"),
    )

    id: str = Field(primary_key=True, max_length=32)
    person_id: str = Field(foreign_key="person.id", max_length=32)
    name: str = Field(max_length=16)
    started_at: Moment
    deadline: Moment
    ended_at: Moment | None = None
    ran_out: bool = False
    version: int = 1
    run_id: str = Field(max_length=32, default="")
    """The run it is played in, for stages at the desk."""
    score: float | None = None
    """0–1, for stages with a key."""
    body: str = long_text(default="{}")


class SignalRow(Row, table=True):
    """Something noticed while a candidate worked. Never part of a score."""

    __tablename__ = "signal"
    __table_args__ = (
        one_of("kind", "paste", "focus", "gap", "alike", "contradiction", "split"),
        one_of("ruling", "open", "confirmed", "dismissed"),
        Index(None, "person_id", "at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    person_id: str = Field(foreign_key="person.id", max_length=32)
    stage: str = Field(max_length=16)
    kind: str = Field(max_length=16)
    at: Moment
    size: int = 0
    """Characters of a paste, seconds of an absence, per cent of a likeness."""
    about: str = Field(max_length=12, default="")
    """Code of the candidate whose text is alike."""
    ruling: str = Field(max_length=16, default="open")
    ruled_by: str | None = Field(default=None, foreign_key="person.id", max_length=32)
    note: str = Field(max_length=1000, default="")


class ScoreRow(Row, table=True):
    """What an assessor gave one dimension, with the reason. Appended; the newest of an assessor counts."""

    __tablename__ = "score"
    __table_args__ = (
        CheckConstraint("level >= 0 AND level <= 4", name="level_range"),
        Index(None, "person_id", "dimension"),
    )

    id: int | None = Field(default=None, primary_key=True)
    person_id: str = Field(foreign_key="person.id", max_length=32)
    dimension: str = Field(max_length=16)
    level: float
    reason: str = Field(max_length=2000)
    blind: bool
    """Whether it was given before the machine's values were shown to this assessor."""
    author_id: str = Field(foreign_key="person.id", max_length=32)
    at: Moment


class InterviewRow(Row, table=True):
    """An assessor's notes of the interview, word for word."""

    __tablename__ = "interview"

    person_id: str = Field(primary_key=True, foreign_key="person.id", max_length=32)
    author_id: str = Field(primary_key=True, foreign_key="person.id", max_length=32)
    body: str = long_text(default="{}")
    version: int = 1
    at: Moment


class ReferenceRow(Row, table=True):
    """What an official source or a referee said, with the candidate's written consent; he may read it."""

    __tablename__ = "reference_check"
    __table_args__ = (
        one_of("kind", "fact", "referee"),
        one_of("outcome", "confirmed", "unconfirmed", "differs"),
        CheckConstraint("length(consent) >= 10", name="consent_written"),
    )

    id: str = Field(primary_key=True, max_length=32)
    person_id: str = Field(foreign_key="person.id", max_length=32, index=True)
    kind: str = Field(max_length=8)
    who: str = Field(max_length=200)
    """Whom the candidate named: an official channel, or a referee."""
    consent: str = Field(max_length=400)
    """Where and when he consented in writing."""
    body: str = long_text(default="{}")
    """JSON: question → answer."""
    outcome: str = Field(max_length=16)
    heard: str = long_text(default="")
    """What the candidate said to a contradiction, before any decision."""
    author_id: str = Field(foreign_key="person.id", max_length=32)
    at: Moment


class DecisionRow(Row, table=True):
    """A decision and its reason, signed by a person. Appended: an appeal adds another."""

    __tablename__ = "decision"
    __table_args__ = (
        one_of("verdict", "offer", "training", "second", "no"),
        CheckConstraint("length(reason) >= 60", name="reason_written"),
        CheckConstraint("length(evidence) > 2", name="evidence_cited"),
    )

    id: int | None = Field(default=None, primary_key=True)
    person_id: str = Field(foreign_key="person.id", max_length=32, index=True)
    verdict: str = Field(max_length=16)
    reason: str = long_text()
    evidence: str = long_text()
    """JSON: dimensions and moments it cites, at least one."""
    author_id: str = Field(foreign_key="person.id", max_length=32)
    """A decision without a person who signs cannot be stored."""
    at: Moment
    is_appeal: bool = False


class DeclarationRow(Row, table=True):
    """A group a candidate declared of his own will: for the impact report only, on no page of the panel."""

    __tablename__ = "declaration"

    person_id: str = Field(primary_key=True, foreign_key="person.id", max_length=32)
    question: str = Field(primary_key=True, max_length=16)
    answer: str = Field(max_length=16)


class AuditRow(Row, table=True):
    """Who saw, scored, changed, decided: appended, each entry bound to the one before."""

    __tablename__ = "audit"

    n: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: Moment
    actor: str = Field(max_length=32)
    """Id of a person; no key: entries outlive an erasure."""
    kind: str = Field(max_length=24)
    subject: str = Field(max_length=40, index=True)
    """Code of a candidate, or id of a vacancy."""
    detail: str = long_text(default="{}")
    previous: str = Field(max_length=64)
    digest: str = Field(max_length=64)
