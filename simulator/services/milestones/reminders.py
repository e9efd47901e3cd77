"""Reminders: worked out once a working day, each occurrence once, shown in the app and mailed when that is set."""

import json
import secrets
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from simulator.clock import Clock
from simulator.content.library import Library
from simulator.db.engine import Database
from simulator.db.queries import milestones as find, people, workdays
from simulator.db.tables import ContactRow, PersonRow, ReminderRow
from simulator.domain.person import Person
from simulator.domain.text import Language, Text
from simulator.domain.workday import Workdays
from simulator.errors import InvalidInput, NotFound
from simulator.exercises.quizzing import due_items
from simulator.services.jobs import Job, Jobs, NewJob
from simulator.services.mail import Letter, Mail
from simulator.services.milestones.courses import courses
from simulator.services.milestones.occurrences import Occurrence, of_gates, said

KIND = "remind"
MORNING = 7
"""Hour of the day from which reminders are made."""
WAYS = ("mail", "page", "none")


@dataclass(frozen=True)
class Reminder:
    """A reminder as its person sees it."""

    id: str
    text: Text
    kind: str
    other: str = ""
    """Id of whom it is about, where that is somebody else."""


class Reminders:
    """Makes, shows and mails reminders."""

    def __init__(
        self, database: Database, content: Library, jobs: Jobs, mail: Mail, clock: Clock, zone: ZoneInfo
    ) -> None:
        self._database = database
        self._content = content
        self._jobs = jobs
        self._mail = mail
        self._clock = clock
        self._zone = zone
        self._asked: date | None = None

    def rouse(self) -> int:
        """Ask for the day's reminders, once each working morning; return how many jobs were added."""
        now = self._clock().astimezone(self._zone)
        if now.hour < MORNING or self._asked == now.date() or not self._is_workday(now.date()):
            return 0
        with self._database.writing() as session:
            day = now.date().isoformat()
            job = self._jobs.add(session, NewJob(f"{KIND}:{day}", KIND, day, {"day": day}))
        self._jobs.ring(job)
        self._asked = now.date()
        return 1

    def _is_workday(self, today: date) -> bool:
        """Tell whether anybody may work: by law, or because a cohort makes up for a day."""
        if self._usual.is_workday(today):
            return True
        with self._database.reading() as session:
            return workdays.works_somewhere(session, today)

    @property
    def _usual(self) -> Workdays:
        return Workdays(self._content.programme.holidays)

    def remind(self, job: Job) -> None:
        """Make the reminders of a day, and a letter for each person who has new ones and wants letters."""
        today = date.fromisoformat(job.payload["day"])
        with self._database.writing() as session:
            letters = self._remind(session, today)
            self._jobs.finish(session, job)
        self._mail.ring(letters)

    def _remind(self, session: Session, today: date) -> list[str | None]:
        now = self._clock()
        made: dict[str, list[Occurrence]] = defaultdict(list)
        found = list(self._occurrences(session, today, now))
        known = find.reminded(session, {one.person_id for one in found})
        readers = find.readers(session, {one.person_id for one in found})
        for one in found:
            person, contact = readers.get(one.person_id, (None, None))
            silent = person is None or (contact is not None and contact.reminders == "none")
            if silent or (one.person_id, one.kind, one.ref) in known:
                continue
            known.add((one.person_id, one.kind, one.ref))
            about = json.dumps(dict(one.about), ensure_ascii=False)
            session.add(
                ReminderRow(
                    id=secrets.token_hex(8), person_id=one.person_id, kind=one.kind, ref=one.ref, due=one.due,
                    about=about, at=now,
                )
            )  # fmt: skip
            made[one.person_id].append(one)
        return [self._letter(session, *readers[name], news, today) for name, news in made.items()]

    def _occurrences(self, session: Session, today: date, now: datetime) -> Iterator[Occurrence]:
        everybody = courses(session, self._content.programme.holidays, now)
        for course in everybody:
            yield from of_gates(course, self._content.programme, today)
        away = {one.person_id for one in everybody if not one.calendar.works(today)}
        yield from self._repeats(session, today, now, away)
        if not self._usual.is_workday(today):
            return  # some cohort makes up for a day; leads are left in peace
        for pledge, name in find.pledges_due(session, today):
            about = {"person": name, "text": pledge.text[:140], "other": pledge.person_id}
            yield Occurrence(pledge.author_id, "pledge", pledge.id, pledge.due, about)

    def _repeats(self, session: Session, today: date, now: datetime, away: set[str]) -> Iterator[Occurrence]:
        pauses = self._content.programme.spacing_days
        for (person_id, quiz_id), rows in find.quizzes_of_members(session).items():
            if person_id in away:
                continue
            history = [(row.ended_at, json.loads(row.body)["shares"]) for row in rows if row.ended_at]
            if due_items(history, pauses, now):
                # Until the quiz is taken again it is one occurrence, however many items come due meanwhile.
                yield Occurrence(person_id, "repeat", f"{quiz_id}:{rows[-1].id}", today, {"quiz": quiz_id})

    def _letter(
        self, session: Session, person: PersonRow | None, contact: ContactRow | None,
        news: Sequence[Occurrence], today: date,
    ) -> str | None:  # fmt: skip
        if person is None or contact is None or not contact.email or contact.reminders != "mail":
            return None
        language: Language = "ru" if person.language == "ru" else "en"
        lines = [
            said(one.kind, one.about, one.due, own="other" not in one.about).within(language) for one in news
        ]
        values = {
            "name": person.name,
            "day": today.isoformat(),
            "list": "\n".join(f"– {line}" for line in lines),
        }
        letter = Letter(
            "reminders", person.id, contact.email, language, path="/", values=values,
            key=f"reminders:{person.id}:{today}",
        )  # fmt: skip
        return self._mail.send(session, letter)

    def waiting(self, viewer: Person) -> tuple[Reminder, ...]:
        """Return what the viewer has not put away yet, the newest first."""
        with self._database.reading() as session:
            rows = find.unseen(session, viewer.id)
        return tuple(_shown(row) for row in rows)

    def put_away(self, viewer: Person, reminder_id: str) -> None:
        """Show a reminder no more."""
        with self._database.writing() as session:
            row = session.get(ReminderRow, reminder_id)
            if row is None or row.person_id != viewer.id:
                raise NotFound(reminder_id)
            row.seen_at = row.seen_at or self._clock()

    def way(self, viewer: Person) -> tuple[str, str]:
        """Return how the viewer wants to be reminded, and at which address."""
        with self._database.reading() as session:
            row = session.get(ContactRow, viewer.id)
        return (row.reminders, row.email) if row else ("mail", "")

    def choose(self, viewer: Person, way: str) -> None:
        """Keep how the viewer wants to be reminded."""
        if way not in WAYS:
            raise InvalidInput("form-wrong", name="reminders")
        with self._database.writing() as session:
            row = people.contacts(session, [viewer.id]).get(viewer.id)
            if row is None:
                session.add(ContactRow(person_id=viewer.id, reminders=way))
            else:
                row.reminders = way


def _shown(row: ReminderRow) -> Reminder:
    about: dict[str, str] = json.loads(row.about)
    other = about.get("other", "")
    return Reminder(row.id, said(row.kind, about, row.due, own=not other), row.kind, other)
