"""Where each exercise is found."""

from flask import current_app, url_for

PLACES = {
    "QZ": "quizzes.quizzes",
    "NA": "writing.tasks",
    "RW": "writing.tasks",
    "KBX": "writing.tasks",
    "DOC": "writing.tasks",
    "R": "writing.tasks",
    "AUT": "writing.tasks",
}
"""Letters of a planned task → the page that lists it."""


def place_of(task: str) -> str | None:
    """Return the address where a planned task like ``TRI-01`` is found, or None while there is no such page."""
    endpoint = PLACES.get(task.partition("-")[0])
    if endpoint is None or endpoint not in current_app.view_functions:
        return None
    return url_for(endpoint, _anchor=task)
