"""Calendar feeds: secret addresses that calendars subscribe to, one's own or of a cohort one leads."""

import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event
from sqlmodel import Session

from simulator.clock import Clock
from simulator.content.library import Library
from simulator.db.engine import Database
from simulator.db.queries import milestones as find
from simulator.db.tables import CohortRow, FeedRow, PersonRow
from simulator.domain.person import Person, Role
from simulator.domain.text import Language, Text
from simulator.domain.workday import Workdays
from simulator.errors import NotFound
from simulator.exercises.quizzing import due_times
from simulator.services.access import must_lead
from simulator.services.milestones.courses import courses
from simulator.services.milestones.occurrences import Course

OWN = Text(en="My ninety days", ru="Мои девяносто дней")
GATE = Text(en="Gate {ref}: {name}", ru="Рубеж {ref}: {name}")
WEEK = Text(en="Week {ref}: {name}", ru="Неделя {ref}: {name}")
REPEAT = Text(en="Repeat quiz {ref}", ru="Повторить тест {ref}")


@dataclass(frozen=True)
class Entry:
    """One line of a calendar."""

    uid: str
    title: str
    on: date
    until: date


class Feeds:
    """Makes and takes back feeds, and writes them."""

    def __init__(self, database: Database, content: Library, clock: Clock, zone: ZoneInfo) -> None:
        self._database = database
        self._content = content
        self._clock = clock
        self._zone = zone

    def make(self, viewer: Person, cohort_id: str | None = None) -> str:
        """Return the token of a new feed; the one before it ends. A cohort's is for its lead.

        Raises:
            NotFound: the cohort is not the viewer's.
        """
        token = secrets.token_urlsafe(24)
        with self._database.writing() as session:
            if cohort_id is not None:
                must_lead(viewer)
                _cohort(session, viewer.id, viewer.role, cohort_id)
            find.end_feeds(session, viewer.id, cohort_id)
            session.add(
                FeedRow(
                    token_hash=_hash(token),
                    person_id=viewer.id,
                    cohort_id=cohort_id,
                    created_at=self._clock(),
                )
            )
        return token

    def revoke(self, viewer: Person, cohort_id: str | None = None) -> None:
        """End a feed."""
        with self._database.writing() as session:
            find.end_feeds(session, viewer.id, cohort_id)

    def is_made(self, viewer: Person, cohort_id: str | None = None) -> bool:
        """Tell whether there is a feed."""
        with self._database.reading() as session:
            return bool(find.feeds(session, viewer.id, cohort_id))

    def read(self, token: str) -> bytes:
        """Return a feed as iCalendar, in the language of its person.

        Raises:
            NotFound: no such feed, or its person may not see it any more.
        """
        with self._database.reading() as session:
            row = session.get(FeedRow, _hash(token))
            person = session.get(PersonRow, row.person_id) if row else None
            if row is None or person is None or not person.is_active:
                raise NotFound("feed")
            language: Language = "ru" if person.language == "ru" else "en"
            if row.cohort_id is None:
                title = OWN.within(language)
                own = self._courses(session, people=[person.id])
                entries = [
                    *self._of(own, language, named=False),
                    *self._repeats(session, person.id, own, language),
                ]
            else:
                cohort = _cohort(session, person.id, Role(person.role), row.cohort_id)
                title = cohort.name
                entries = list(self._of(self._courses(session, cohort_id=cohort.id), language, named=True))
        return self._written(title, entries)

    def _of(self, found: list[Course], language: Language, *, named: bool) -> Iterator[Entry]:
        for course in found:
            for one in course.calendar.milestones(self._content.programme, course.starts):
                if named and one.kind == "week":
                    continue  # thirteen weeks of everybody would bury the gates
                wording = GATE if one.kind == "gate" else WEEK
                title = wording.within(language).format(ref=one.ref, name=one.name.within(language))
                on = until = one.on
                if one.kind == "gate" and one.ref in course.extended and one.ref not in course.passed:
                    on = until = max(one.on, course.calendar.workdays.at_or_after(course.extended[one.ref]))
                elif one.kind == "week":
                    until = one.until
                who = f"{course.name}: " if named else ""
                yield Entry(f"{course.person_id}-{one.kind}-{one.ref}", who + title, on, until)

    def _courses(
        self, session: Session, *, people: list[str] | None = None, cohort_id: str | None = None
    ) -> list[Course]:
        holidays = self._content.programme.holidays
        return courses(session, holidays, self._clock(), people=people, cohort_id=cohort_id)

    def _repeats(
        self, session: Session, person_id: str, own: list[Course], language: Language
    ) -> Iterator[Entry]:
        pauses, today = self._content.programme.spacing_days, self._today()
        workdays = own[0].calendar.workdays if own else Workdays(self._content.programme.holidays)
        for (_person, quiz_id), rows in find.quizzes_of_members(session, [person_id]).items():
            history = [(row.ended_at, json.loads(row.body)["shares"]) for row in rows if row.ended_at]
            times = due_times(history, pauses)
            if times:
                day = workdays.at_or_after(max(today, min(times.values()).astimezone(self._zone).date()))
                title = REPEAT.within(language).format(ref=quiz_id)
                yield Entry(f"{person_id}-repeat-{quiz_id}", title, day, day)

    def _today(self) -> date:
        return self._clock().astimezone(self._zone).date()

    def _written(self, title: str, entries: list[Entry]) -> bytes:
        calendar = Calendar()
        calendar.add("prodid", "-//Support Simulator//milestones//EN")
        calendar.add("version", "2.0")
        calendar.add("x-wr-calname", title)
        calendar.add("x-wr-timezone", self._zone.key)
        calendar.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
        for entry in entries:
            event = Event()
            event.add("uid", f"{entry.uid}@support-simulator")
            event.add("dtstamp", self._clock())
            event.add("dtstart", entry.on)
            event.add("dtend", entry.until + timedelta(days=1))  # the day after: RFC 5545 counts so
            event.add("summary", entry.title)
            event.add("transp", "TRANSPARENT")
            calendar.add_component(event)
        return bytes(calendar.to_ical())


def _cohort(session: Session, person_id: str, role: Role, cohort_id: str) -> CohortRow:
    row = session.get(CohortRow, cohort_id)
    if row is None or not (role is Role.ADMIN or (role is Role.LEAD and row.lead_id == person_id)):
        raise NotFound(cohort_id)
    return row


def _hash(token: str) -> str:
    return sha256(token.encode("utf-8", "replace")).hexdigest()
