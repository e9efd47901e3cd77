"""What stands in the header of each page."""

from dataclasses import dataclass
from typing import Any, cast

from flask import Flask, g, request
from flask_babel import gettext

from simulator.domain.person import LEADS, Role
from simulator.services.hiring.candidacy import Candidacy
from simulator.web.guards import services, viewer, visitor
from simulator.web.language import current

THEME_COOKIE = "simulator_theme"
THEMES = ("auto", "light", "dark")


SECTION_OF = {
    "simulations": "library",
    "desk": "library",
    "assist": "library",
    "grades": "runs",
    "calibration": "reviews",
    "disputes": "reviews",
    "readings": "progress",
    "calendars": "progress",
    "portfolios": "progress",
    "badges": "progress",
    "careers": "progress",
    "coaching": "cohorts",
    "analytics": "cohorts",
    "workdays": "cohorts",
    "authoring": "library",
    "tickets": "library",
    "candidates": "hiring",
    "references": "hiring",
    "quizzes": "practice",
    "labs": "practice",
    "triage": "practice",
    "drafts": "practice",
    "writing": "practice",
}
"""Views that belong to another entry of the header."""


@dataclass(frozen=True)
class Item:
    """One entry of the header."""

    endpoint: str
    title: str
    icon: str
    is_here: bool


def init(app: Flask) -> None:
    """Give templates the header's entries, the person, the language and the theme."""
    app.context_processor(surroundings)


def surroundings() -> dict[str, Any]:
    """Return what every page needs besides its own content."""
    person = visitor()
    here = request.full_path.rstrip("?") if request.method == "GET" else ""
    return {
        "visitor": person,
        "nav_items": items() if person else (),
        "language": current(),
        "theme": theme(),
        "here": here,
        "candidacy": candidacy,
        "reminders": lambda: services().milestones.reminders.waiting(viewer()),
    }


def candidacy() -> Candidacy:
    """Return the candidate's own page for what stands above a stage; read when a template asks, once a request."""
    if "candidacy" not in g:
        g.candidacy = services().hiring.taking.page(viewer())
    return cast("Candidacy", g.candidacy)


def theme() -> str:
    """Return the chosen theme; ``auto`` follows the system."""
    chosen = request.cookies.get(THEME_COOKIE, "auto")
    return chosen if chosen in THEMES else "auto"


def items() -> tuple[Item, ...]:
    """Return the header's entries for the person who is signed in."""
    person = visitor()
    assert person is not None
    tickets = ("library.scenarios", gettext("Tickets"), "inbox")
    knowledge = ("articles.articles", gettext("Knowledge base"), "book-2")
    hiring = ("hiring.vacancies", gettext("Hiring"), "users")
    runs = ("runs.runs", gettext("Runs") if person.role in LEADS else gettext("My runs"), "history")
    reviews = ("reviews.queue", gettext("Reviews"), "eye")
    leading = [
        ("home.home", gettext("Home"), "target"), tickets, runs,
        reviews, ("cohorts.cohorts", gettext("Cohorts"), "school"),
    ]  # fmt: skip
    training = [
        ("progress.today", gettext("Today"), "target"), tickets,
        ("practice.practice", gettext("Practice"), "player-play"), runs,
    ]  # fmt: skip
    entries = {
        Role.TRAINEE: [*training, knowledge],
        Role.LEAD: [*leading, knowledge],
        # An interviewer plays no tickets of his own that anybody counts: he tries cards from Tickets.
        Role.INTERVIEWER: [hiring, reviews, tickets, knowledge],
        Role.ADMIN: [*leading, hiring, knowledge],
        Role.CANDIDATE: [("assessment.overview", gettext("Assessment"), "target"), knowledge],
    }[person.role]
    section = (request.endpoint or "").split(".")[0]
    section = SECTION_OF.get(section, section)
    return tuple(
        Item(endpoint, title, icon, is_here=endpoint.split(".")[0] == section)
        for endpoint, title, icon in entries
    )
