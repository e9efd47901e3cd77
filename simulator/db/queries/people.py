"""People, sessions and failed sign-ins."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, col, delete, func, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from simulator.db.tables import AttemptRow, ContactRow, PasswordLinkRow, PersonRow, SessionRow


def person_by_login(session: Session, login: str) -> PersonRow | None:
    """Return the person who signs in as ``login`` (lower case)."""
    return session.exec(select(PersonRow).where(PersonRow.login == login)).first()


def person_of_token(session: Session, token_hash: str, now: datetime) -> PersonRow | None:
    """Return whose unexpired session this is."""
    return session.exec(
        select(PersonRow)
        .join(SessionRow, col(SessionRow.person_id) == col(PersonRow.id))
        .where(
            SessionRow.token_hash == token_hash,
            SessionRow.expires_at > now,
            col(PersonRow.is_active).is_(True),
        )
    ).first()


def candidates() -> SelectOfScalar[str]:
    """Return the question for the ids of candidates: their runs belong to the panel of a vacancy, to no list."""
    return select(PersonRow.id).where(col(PersonRow.role) == "candidate")


def failures_since(session: Session, since: datetime, *, ip: str, login: str | None = None) -> int:
    """Return how many sign-ins failed from ``ip`` (for ``login``) since a moment."""
    question = select(func.count()).select_from(AttemptRow).where(AttemptRow.ip == ip, AttemptRow.at > since)
    if login is not None:
        question = question.where(AttemptRow.login == login)
    return session.exec(question).one()


def forget_attempts(session: Session, before: datetime, *, ip: str = "", login: str = "") -> None:
    """Delete attempts that count no longer: old ones, and those of a person who got in."""
    session.exec(
        delete(AttemptRow).where(
            or_(col(AttemptRow.at) <= before, (col(AttemptRow.ip) == ip) & (col(AttemptRow.login) == login))
        )
    )


def forget_sessions(session: Session, now: datetime) -> None:
    """Delete sessions that have expired."""
    session.exec(delete(SessionRow).where(col(SessionRow.expires_at) <= now))


def forget_session(session: Session, token_hash: str) -> None:
    """Delete one session."""
    session.exec(delete(SessionRow).where(col(SessionRow.token_hash) == token_hash))


def listed(
    session: Session, words: Sequence[str], after: tuple[str, str] | None, limit: int
) -> Sequence[tuple[PersonRow, ContactRow | None]]:
    """Return people with accounts by name, those behind ``after`` (name, id); each word is in name, login or address."""
    question = (
        select(PersonRow, ContactRow)
        .join(ContactRow, col(ContactRow.person_id) == col(PersonRow.id), isouter=True)
        .where(col(PersonRow.role) != "candidate", col(PersonRow.login).not_like("erased-%"))
    )
    for word in words:
        question = question.where(_holds(word))
    if after is not None:
        name, person_id = after
        question = question.where(
            or_(col(PersonRow.name) > name, and_(col(PersonRow.name) == name, col(PersonRow.id) > person_id))
        )
    return session.exec(question.order_by(col(PersonRow.name), col(PersonRow.id)).limit(limit)).all()


def _holds(word: str) -> ColumnElement[bool]:
    # SQLite folds the case of Latin letters only, so a Cyrillic word is asked for in each of its usual spellings.
    spellings = {word, word.lower(), word.upper(), word.title()}
    columns = col(PersonRow.name), col(PersonRow.login), col(ContactRow.email)
    return or_(*(column.icontains(one, autoescape=True) for one in spellings for column in columns))


def person_to_change(session: Session, person_id: str) -> PersonRow | None:
    """Return a person with an account, held against other writers; nobody for a candidate."""
    question = select(PersonRow).where(PersonRow.id == person_id, PersonRow.role != "candidate")
    return session.exec(question.with_for_update()).first()


def active_admins(session: Session) -> Sequence[PersonRow]:
    """Return the active admins, held against other writers: two of them may not remove each other at once."""
    question = select(PersonRow).where(PersonRow.role == "admin", col(PersonRow.is_active).is_(True))
    return session.exec(question.order_by(col(PersonRow.id)).with_for_update()).all()


def by_logins(session: Session, logins: Collection[str]) -> dict[str, PersonRow]:
    """Return login → person for those who exist."""
    rows = session.exec(select(PersonRow).where(col(PersonRow.login).in_(logins))).all()
    return {row.login: row for row in rows}


def leads(session: Session) -> Sequence[PersonRow]:
    """Return the active people who may lead others."""
    question = select(PersonRow).where(
        col(PersonRow.role).in_(("lead", "admin")), col(PersonRow.is_active).is_(True)
    )
    return session.exec(question.order_by(col(PersonRow.name))).all()


def contacts(session: Session, people: Collection[str]) -> dict[str, ContactRow]:
    """Return person → how he is reached, for those who have a row."""
    rows = session.exec(select(ContactRow).where(col(ContactRow.person_id).in_(people))).all()
    return {row.person_id: row for row in rows}


def password_link(session: Session, token_hash: str) -> PasswordLinkRow | None:
    """Return the link with this token, held against other writers."""
    return session.exec(
        select(PasswordLinkRow).where(PasswordLinkRow.token_hash == token_hash).with_for_update()
    ).first()


def password_links(session: Session, people: Collection[str]) -> Sequence[PasswordLinkRow]:
    """Return the links of some people, the newest first."""
    question = select(PasswordLinkRow).where(col(PasswordLinkRow.person_id).in_(people))
    return session.exec(
        question.order_by(col(PasswordLinkRow.created_at).desc(), col(PasswordLinkRow.id))
    ).all()


def end_sessions(session: Session, person_id: str, *, but: str = "") -> None:
    """Sign a person out everywhere; ``but`` (the hash of a token) stays."""
    own = col(SessionRow.person_id) == person_id
    session.exec(delete(SessionRow).where(own, col(SessionRow.token_hash) != but))


def people_led(session: Session, lead_id: str) -> Sequence[PersonRow]:
    """Return the people of a lead."""
    return session.exec(select(PersonRow).where(PersonRow.lead_id == lead_id)).all()


def logins_of(session: Session, people: Collection[str]) -> dict[str, str]:
    """Return person → login."""
    return {
        row.id: row.login
        for row in session.exec(select(PersonRow).where(col(PersonRow.id).in_(people))).all()
    }
