"""Names of what people practise with, in the person's language, and where each exercise is found."""

from flask import current_app, url_for
from flask_babel import lazy_gettext

_l = lazy_gettext

SECTIONS = {
    "quizzes": (_l("Quizzes"), _l("Short questions with an explanation for each answer."), "quizzes.quizzes", "help"),
    "labs": (_l("Labs"), _l("Commands and consoles in a sandbox of your own."), "labs.labs", "terminal-2"),
    "triage": (
        _l("Triage"), _l("A queue against the clock: what is it, how bad, whose, and what comes first."),
        "triage.sets", "adjustments-horizontal",
    ),
    "writing": (_l("Writing"), _l("Replies, notes and articles, read by the same rules as in tickets."), "writing.tasks", "note"),
    "drafts": (
        _l("AI drafts"), _l("What the assistant wrote, checked by you before it goes out."), "drafts.checks", "bulb",
    ),
}  # fmt: skip
"""Section of the hub → its name, what it is, its page, its icon. A section without a page is not shown."""
PLACES = {
    "QZ": "quizzes.quizzes",
    "LAB": "labs.labs",
    "PRAC": "labs.labs",
    "TRI": "triage.sets",
    "AIX": "drafts.checks",
    "NA": "writing.tasks",
    "RW": "writing.tasks",
    "KBX": "writing.tasks",
    "DOC": "writing.tasks",
    "R": "writing.tasks",
    "AUT": "writing.tasks",
}
"""Letters of a planned task → the page that lists it."""

DIMENSIONS = {
    "category": _l("Category"),
    "impact": _l("Impact"),
    "urgency": _l("Urgency"),
    "priority": _l("Priority"),
    "team": _l("Team"),
    "pattern": _l("Signals of one fault"),
    "order": _l("Order"),
    "found": _l("Wrong sentences found"),
    "reason": _l("Reasons"),
    "rewrite": _l("Rewritten sentence"),
}
VERDICTS = {
    "fine": _l("fine as it is"),
    "not-in-log": _l("not in the log, or the log says otherwise"),
    "contradicts-article": _l("contradicts the article"),
    "invented": _l("an invented id, number or name"),
    "promise": _l("a promise we cannot keep"),
    "leak": _l("leaks a secret or an internal detail"),
}
CHECKS = {
    "gone": (_l("The wrong claim is gone"), _l("The wrong claim still stands")),
    "right": (_l("What is true stands in it"), _l("What is true is missing, in part or wholly")),
    "nothing-invented": (_l("Nothing invented"), _l("Holds something that no source says")),
    "nothing-leaked": (_l("No secret told"), _l("Tells a secret")),
}
FLAGS = {
    "too-easy": _l("nearly everybody is right"),
    "too-hard": _l("most are wrong"),
    "negative": _l("those who know more get it wrong: check the key"),
    "weak": _l("tells nothing apart"),
    "overexposed": _l("shown in nearly every attempt"),
}


def place_of(task: str) -> str | None:
    """Return the address where a planned task like ``TRI-01`` is found, or None while there is no such page."""
    endpoint = PLACES.get(task.partition("-")[0])
    if endpoint is None or endpoint not in current_app.view_functions:
        return None
    return url_for(endpoint, _anchor=task)
