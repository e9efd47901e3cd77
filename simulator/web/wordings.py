"""Names of what people do with grades, training and hiring, in the person's language: more of ``labels``."""

from flask_babel import lazy_gettext

_l = lazy_gettext

SAMPLED = {
    "dispute": _l("Disputed"),
    "red": _l("Critical fail"),
    "ungraded": _l("Not graded"),
    "unsure": _l("Doubtful level"),
    "amber": _l("Serious fail"),
    "random": _l("By lot"),
}
"""Why a run is on a reviewer's list."""
VERDICTS = {
    "accepted": _l("Accepted"),
    "partly": _l("Accepted in part"),
    "rejected": _l("Not accepted"),
}
