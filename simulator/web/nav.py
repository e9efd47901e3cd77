"""What stands in the header of each page."""

from dataclasses import dataclass
from typing import Any

from flask import Flask, request
from flask_babel import gettext

from simulator.domain.person import LEADS, Role
from simulator.web.guards import visitor
from simulator.web.language import current

THEME_COOKIE = "simulator_theme"
THEMES = ("auto", "light", "dark")


SECTION_OF = {
    "simulations": "library",
    "desk": "library",
    "grades": "runs",
    "calibration": "reviews",
    "disputes": "reviews",
    "readings": "progress",
    "careers": "progress",
    "authoring": "library",
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
    }


def theme() -> str:
    """Return the chosen theme; ``auto`` follows the system."""
    chosen = request.cookies.get(THEME_COOKIE, "auto")
    return chosen if chosen in THEMES else "auto"


def items() -> tuple[Item, ...]:
    """Return the header's entries for the person who is signed in."""
    person = visitor()
    leads = person is not None and person.role in LEADS
    runs = gettext("Runs") if leads else gettext("My runs")
    entries = [
        ("library.scenarios", gettext("Tickets"), "inbox"),
        ("runs.runs", runs, "history"),
        ("articles.articles", gettext("Knowledge base"), "book-2"),
    ]
    if leads:
        entries.insert(2, ("reviews.queue", gettext("Reviews"), "eye"))
        entries.insert(3, ("cohorts.cohorts", gettext("Cohorts"), "school"))
    elif person is not None and person.role is Role.TRAINEE:
        entries.insert(0, ("progress.today", gettext("Today"), "target"))
        entries.insert(2, ("quizzes.quizzes", gettext("Quizzes"), "help"))
    section = (request.endpoint or "").split(".")[0]
    section = SECTION_OF.get(section, section)
    return tuple(
        Item(endpoint, title, icon, is_here=endpoint.split(".")[0] == section)
        for endpoint, title, icon in entries
    )
