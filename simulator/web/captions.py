"""Names of what a written answer is made of: kinds, states, fields, faults, branches."""

from collections.abc import Mapping

from flask_babel import lazy_gettext

_l = lazy_gettext

WRITING_KINDS = {
    "note-audit": _l("Note audit"),
    "rewrite": _l("Rewriting a reply"),
    "article": _l("Knowledge article"),
    "guide": _l("Escalation guide"),
    "root-cause": _l("Root cause"),
    "automation": _l("Small automation"),
}
WRITING_STATES = {
    "new": _l("not begun"),
    "draft": _l("draft"),
    "handed-in": _l("handed in"),
    "returned": _l("returned"),
    "accepted": _l("accepted"),
}
FAULTS = {
    "wrong": _l("contradicts the log"),
    "mixed": _l("a guess written as a fact"),
    "secret": _l("a secret"),
    "judgement": _l("a judgement about a person"),
    "vague": _l("too vague to check"),
}
GAPS = {
    "contact": _l("who wrote, and with which plan"),
    "ids": _l("ids of machine, volume, account"),
    "priority": _l("priority"),
    "times": _l("times with the zone"),
    "checks": _l("checks with their results"),
    "hypothesis": _l("what is not confirmed, marked as such"),
    "promise": _l("what was promised, and by when"),
    "next-step": _l("the next step and who does it"),
}
BRANCHES = {
    "change": _l("A change"),
    "process": _l("Process"),
    "monitoring": _l("Monitoring"),
    "technology": _l("Technology"),
    "people": _l("People and skills"),
    "excluded": _l("Looked at and excluded"),
}
FIELDS = {
    "note": _l("The note, written right"),
    "reply": _l("Your reply to the customer"),
    "title": _l("Title, in the searcher's words"),
    "symptom": _l("Symptom, in the customer's words"),
    "audience": _l("For whom it is"),
    "cause": _l("Cause, three sentences at most"),
    "steps": _l("Steps: numbered, one action each"),
    "check": _l("Check: what is seen, and what if not"),
    "limits": _l("Where it does not apply"),
    "owner": _l("Owner: a team or a role"),
    "review": _l("Review by, like 2027-03-01"),
    "text": _l("The rule, written anew"),
    "reason": _l("What shows it: name the tickets"),
    "what": _l("What you do by hand today, when and why"),
    "before": _l("Minutes before"),
    "after": _l("Minutes after"),
    "times": _l("Times a week"),
    "script": _l("The script or macro"),
    "trial": _l("How you tried it, with figures"),
    "problem": _l("The problem: what, where, when, how much"),
    "detection": _l("Why it was not seen earlier"),
    "action-what": _l("What is done"),
    "action-owner": _l("Owner"),
    "action-date": _l("By, like 2027-03-01"),
    "action-check": _l("How to tell that it worked"),
}
LINES = {
    "note": 12, "reply": 12, "symptom": 4, "cause": 3, "steps": 9, "check": 3, "limits": 2, "text": 5,
    "reason": 4, "what": 4, "script": 10, "trial": 3, "problem": 3, "detection": 3,
}  # fmt: skip
"""Rows of an editor; a field that is not here is one line."""

CAPTIONS: Mapping[str, Mapping[str, object]] = {
    "writing_kind": WRITING_KINDS,
    "writing_state": WRITING_STATES,
    "fault": FAULTS,
    "gap": GAPS,
    "branch": BRANCHES,
    "field": FIELDS,
}


def caption(value: str, kind: str) -> str:
    """Return the name of ``value`` of ``kind``; what has no name is shown as it is."""
    return str(CAPTIONS[kind].get(value, value))
