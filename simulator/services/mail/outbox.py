"""Letters: written in the transaction of what they tell of, sent by the worker, taken by a server once at most."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime

from sqlmodel import Session

from simulator.clock import Clock
from simulator.db.engine import Database
from simulator.db.queries import mail as find
from simulator.db.tables import MailRow
from simulator.domain.person import Person
from simulator.errors import InvalidInput, NotFound
from simulator.services.access import must_administer
from simulator.services.jobs import Job, Jobs, NewJob
from simulator.services.mail.letters import Composed, Letter, composed
from simulator.services.mail.seal import Seal, Unreadable
from simulator.services.mail.transport import Lost, Refused, Transport

KIND = "mail"
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))
"""How long after each failure the next attempt comes; after the last one it has failed."""
PAGE = 50
TIDY_EVERY = timedelta(hours=1)


@dataclass(frozen=True)
class Post:
    """How this installation sends mail. Without a transport it sends none."""

    transport: Transport | None = None
    sender: str = ""
    public_url: str = ""
    secret: str = ""
    keep_days: float = 30
    """How long letters that were sent or given up stay listed."""


class Mail:
    """The outbox."""

    def __init__(self, database: Database, jobs: Jobs, clock: Clock, post: Post) -> None:
        self._database = database
        self._jobs = jobs
        self._clock = clock
        self._post = post
        self._seal = Seal(post.secret)
        self._tidied: datetime | None = None

    @property
    def is_on(self) -> bool:
        """Whether this installation sends mail."""
        return self._post.transport is not None

    def send(self, session: Session, letter: Letter) -> str | None:
        """Write a letter in the caller's transaction; ``ring`` with the returned job after the commit.

        Nothing is written where mail is off, or when a letter with the same key is there.
        """
        mail_id = secrets.token_hex(8)
        if not self.is_on or (letter.key and find.by_key(session, letter.key)):
            return None
        now = self._clock()
        row = MailRow(
            id=mail_id, key=letter.key or mail_id, person_id=letter.person_id, kind=letter.kind, address=letter.address,
            sealed=self._seal.close(composed(letter, self._post.public_url)), next_at=now, created_at=now,
            link=letter.link, expires_at=letter.expires_at,
        )  # fmt: skip
        session.add(row)
        return self._job(session, row)

    def withdraw(self, session: Session, person_id: str, kind: str) -> None:
        """Take back a person's letters of a kind, in the caller's transaction, as far as no server has taken them.

        Their jobs find nothing to send.
        """
        for row in find.untaken(session, person_id, kind):
            session.delete(row)

    def ring(self, jobs: Iterable[str | None]) -> None:
        """Wake the worker for letters that are committed."""
        for job in jobs:
            if job is not None:
                self._jobs.ring(job)

    def rouse(self) -> int:
        """Ring for letters whose time has come; return how many there are."""
        if not self.is_on:
            return 0
        with self._database.reading() as session:
            due = find.due(session, self._clock())
        if not due:
            return 0
        with self._database.writing() as session:
            jobs = [self._job(session, row) for row in due]
        self.ring(jobs)
        return len(jobs)

    def tidy(self) -> bool:
        """Wipe texts whose links have expired, erase old letters; at most once an hour. Return whether it was done."""
        now = self._clock()
        if self._tidied is not None and now < self._tidied + TIDY_EVERY:
            return False
        with self._database.writing() as session:
            find.wipe_expired(session, now)
            find.forget(session, now - timedelta(days=self._post.keep_days))
        self._tidied = now
        return True

    def deliver(self, job: Job) -> None:
        """Send the letter a job is about. A letter is never sent when it may have been taken before."""
        row = self._claimed(job)
        if row is None:
            return
        status, problem, detail, wait = "sent", "", "", None
        try:
            text = self._seal.open(row.sealed)
            assert self._post.transport is not None
            self._post.transport.deliver(self._message(row, text), row.address)
        except Unreadable:
            status, problem = "failed", "secret"
        except Lost as fault:
            status, problem, detail = "unclear", "lost", str(fault)[:300]
        except Refused as fault:
            problem, detail = fault.problem, fault.detail[:300]
            last = fault.for_good or row.attempts > len(WAITS)
            status = "failed" if last else "waiting"
            wait = None if last else WAITS[row.attempts - 1]
        now = self._clock()
        with self._database.writing() as session:
            fresh = find.to_change(session, row.id)
            if fresh is not None and fresh.attempts == row.attempts:
                fresh.status, fresh.problem, fresh.detail = status, problem, detail
                fresh.next_at = now + wait if wait else now
                if status == "sent":
                    fresh.sent_at, fresh.sealed = now, ""
                elif not fresh.sealed:  # its link was used or taken back meanwhile
                    fresh.status, fresh.problem = "failed", find.DEAD
            self._jobs.finish(session, job)

    def _claimed(self, job: Job) -> MailRow | None:
        """Return the letter to send now; settle what needs no sending."""
        with self._database.writing() as session:
            row = find.to_change(session, job.subject)
            if row is not None and row.status == "sending":
                # Who sent it has died in the act: it may have been taken.
                row.status, row.problem = "unclear", "lost"
            elif row is not None and row.status == "waiting" and self.is_on:
                row.status, row.attempts = "sending", row.attempts + 1
                return row
            self._jobs.finish(session, job)
            return None

    def _message(self, row: MailRow, text: Composed) -> EmailMessage:
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = self._post.sender, row.address, text.subject
        message["Date"] = format_datetime(row.created_at)
        # The same on every attempt: should one arrive twice after all, mailboxes show it once.
        message["Message-ID"] = f"<{row.id}@{self._post.sender.rpartition('@')[2].rstrip('> ')}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(text.plain)
        message.add_alternative(text.html, subtype="html")
        return message

    def _job(self, session: Session, row: MailRow) -> str:
        return self._jobs.add(session, NewJob(f"mail:{row.id}:{row.attempts}", KIND, row.id, {}))

    def letters(self, viewer: Person, *, after: str = "") -> tuple[Sequence[tuple[MailRow, str]], str | None]:
        """Return a page of letters with their readers' names, the newest first, and where the next begins."""
        must_administer(viewer)
        with self._database.reading() as session:
            row = session.get(MailRow, after) if after else None
            found = find.newest(session, (row.created_at, row.id) if row else None, PAGE + 1)
        return found[:PAGE], found[PAGE - 1][0].id if len(found) > PAGE else None

    def again(self, viewer: Person, mail_id: str) -> None:
        """Send a letter that failed, or that may not have arrived, once more.

        Raises:
            InvalidInput: ``mail-off``; ``letter-gone`` for one that needs no sending; ``letter-empty`` when its
                link has ended.
        """
        must_administer(viewer)
        if not self.is_on:
            raise InvalidInput("mail-off")
        with self._database.writing() as session:
            row = find.to_change(session, mail_id)
            if row is None:
                raise NotFound(mail_id)
            if row.status not in ("failed", "unclear"):
                raise InvalidInput("letter-gone")
            if not row.sealed or (row.expires_at is not None and row.expires_at <= self._clock()):
                raise InvalidInput("letter-empty")
            row.status, row.next_at, row.problem = "waiting", self._clock(), ""
            job = self._job(session, row)
        self.ring([job])

    def try_out(self, viewer: Person, address: str) -> None:
        """Send a trial letter to the admin who asks; raise ``InvalidInput`` when there is no address or no mail."""
        must_administer(viewer)
        if not self.is_on:
            raise InvalidInput("mail-off")
        if not address:
            raise InvalidInput("address-missing", login=viewer.login)
        with self._database.writing() as session:
            letter = Letter("trial", viewer.id, address, viewer.language, values={"name": viewer.name})
            job = self.send(session, letter)
        self.ring([job])
