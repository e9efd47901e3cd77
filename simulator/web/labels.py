"""Names of the fixed things of the domain, in the person's language."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext, lazy_gettext

from simulator.web import wordings
from simulator.web.correspondence import CORRESPONDENCE
from simulator.web.vocabulary import HIRING_NAMES

_l = lazy_gettext

CATEGORIES = {
    "access": _l("Access"),
    "billing-entitlement": _l("Billing and entitlement"),
    "change-caused": _l("Caused by a change"),
    "consultation": _l("Consultation"),
    "hardware-photo": _l("Hardware"),
    "hypercare-launch": _l("Launch hypercare"),
    "mass-incident": _l("Mass incident"),
    "network": _l("Network"),
    "performance": _l("Performance"),
    "platform-failure": _l("Platform failure"),
    "problem-pattern": _l("Recurring problem"),
    "security": _l("Security"),
}
CHANNELS = {"chat": _l("Chat"), "phone": _l("Phone"), "portal": _l("Portal"), "ticket": _l("E-mail ticket")}
PLANS = {"base": _l("Base"), "business": _l("Business"), "premium": _l("Premium")}
STATUSES = {
    "open": _l("Open"),
    "waiting": _l("Waiting for the customer"),
    "escalated": _l("Escalated"),
    "resolved": _l("Solved"),
    "closed": _l("Closed"),
    "abandoned": _l("Abandoned"),
}
MODES = {"practice": _l("Practice"), "exam": _l("Exam")}
LEVELS = {"H": _l("High"), "M": _l("Medium"), "L": _l("Low")}
IMPACTS = {
    "H": _l("High: critical, or data at risk"),
    "M": _l("Medium: degraded, or some users"),
    "L": _l("Low: one user, not critical"),
}
URGENCIES = {
    "H": _l("High: harm grows by the minute"),
    "M": _l("Medium: hours are tolerable"),
    "L": _l("Low: days are tolerable"),
}
BANDS = {1: _l("Calm"), 2: _l("Tense"), 3: _l("Angry"), 4: _l("Very angry"), 5: _l("Furious")}
BAND_ICONS = {1: "mood-smile", 2: "mood-neutral", 3: "mood-sad", 4: "mood-cry", 5: "mood-angry"}
TIMERS = {
    "first-response": _l("First response"),
    "restore": _l("Restore service"),
    "update": _l("Next update"),
    "promise": _l("You promised"),
}
TIMER_STATES = {"running": _l("running"), "late": _l("overdue"), "met": _l("met"), "missed": _l("missed")}
RESULTS = {
    "pass": _l("Passed"),
    "fail": _l("Not passed"),
    "unsafe": _l("Unsafe"),
    "ungraded": _l("Not graded yet"),
}
GRADE_BANDS = {
    "excellent": _l("Excellent"),
    "pass": _l("Good"),
    "below": _l("Below the pass line"),
    "unsafe": _l("Unsafe"),
    "ungraded": _l("Not graded"),
}
GRADERS = {
    "rule": _l("read from the log by a rule"),
    "language": _l("judged from the wording, offline"),
    "model": _l("judged by a language model, quotes verified"),
    "person": _l("decided by a person"),
}
ROLES = {
    "trainee": _l("Trainee"),
    "lead": _l("Team lead"),
    "interviewer": _l("Interviewer"),
    "admin": _l("Administrator"),
}
PACK = {
    "customer": _l("Customer, contract, plan, verified contact"),
    "resources": _l("Resource ids, project, zone"),
    "symptom": _l("Symptom and error text, word for word"),
    "timeline": _l("Timeline with time zone"),
    "priority": _l("Impact, urgency, priority"),
    "checks": _l("Checks done, with their outputs"),
    "excluded": _l("Hypotheses excluded, and by what"),
    "changes": _l("Recent changes, theirs and ours"),
    "promises": _l("What was promised, and the next update"),
    "request": _l("One concrete request to the team"),
    "links": _l("Links: tickets, incident, article"),
    "consent": _l("Consent for risky actions"),
    "items": _l("What else this team needs"),
}
RULES = {
    "start": _l("how he came"),
    "re-asked": _l("asked for what was already said"),
    "blame": _l("blamed"),
    "calm-down": _l("told to calm down"),
    "unexplained-request": _l("a request without a reason"),
    "several-questions": _l("several questions at once"),
    "acknowledged": _l("felt heard"),
    "finding": _l("a verified finding"),
    "workaround": _l("a workaround works"),
    "restored": _l("service is back"),
    "tone": _l("tone of the message"),
    "waited": _l("waited too long"),
    "missed-promise": _l("a promise was missed"),
    "kept-promise": _l("a promise was kept"),
    "contradiction": _l("contradicted the facts"),
    "invention": _l("caught an invention"),
}
KPIS = {
    "first_response": (_l("First response"), "min"),
    "first_response_target": (_l("Target for the first response"), "min"),
    "afrt": (_l("First substantive reply"), "min"),
    "ttr_gross": (_l("Time to restore, with waiting for the customer"), "min"),
    "ttr_net": (_l("Time to restore, own time"), "min"),
    "restore_target": (_l("Target for restoring"), "min"),
    "first_response_sla": (_l("First response in time"), "word"),
    "resolution_sla": (_l("Restored in time"), "word"),
    "fcr": (_l("Solved at first contact"), "yes"),
    "escalation": (_l("Hand-over"), "word"),
    "update_punctuality": (_l("Promised updates kept"), "share"),
    "expected_reopen": (_l("Expected to be reopened"), "share"),
    "csat": (_l("Predicted satisfaction, a model and not a survey"), "of5"),
    "anger_start": (_l("Anger at the start"), ""),
    "anger_end": (_l("Anger at the end"), ""),
    "effort": (_l("Work caused to the customer"), ""),
}
"""Figure → (its name, its unit), in the order of the report."""
FIGURES = {
    "met": _l("met"),
    "missed": _l("missed"),
    "none": _l("none, rightly"),
    "missing": _l("missing"),
    "unneeded": _l("not needed"),
    "right": _l("right team"),
    "near": _l("a team close to it"),
    "wrong": _l("wrong team"),
}
WHY_NOT = {
    "no-evidence": _l("Nothing in your messages or in the log shows it, so there is no level."),
    "judges-disagree": _l("Two readings of the model differ by more than a level; a person decides."),
    "no-quote": _l("The model gave no words of yours that show it; a person decides."),
    "missing": _l("The model said nothing about it; a person decides."),
    "no-reply": _l("Nothing was written to the customer, so there is no level."),
    "nothing-written": _l("Nothing was written that could show it, so there is no level."),
    "not-closed": _l("The ticket was not closed."),
    "nothing-disclosed": _l("Nothing about the account was disclosed."),
    "nothing-restored": _l("There was nothing to verify: the service was not restored."),
    "nothing-asked": _l("The customer was not asked anything."),
    "no-key-evidence": _l("This ticket has no key evidence."),
    "card-does-not-need-it": _l("This ticket does not need it."),
    "nothing-risky": _l("No risky step was given."),
    "nothing-due-yet": _l("No promise has fallen due yet."),
    "nothing-promised": _l("Nothing was promised."),
    "not-escalated": _l("The ticket was not handed over."),
    "unneeded-escalation": _l("The hand-over was not needed."),
    "no-article-written": _l("No article was written here."),
    "cause-is-the-problem-managers": _l(
        "A candidate need not know the root: the problem manager looks for it."
    ),
    "other-language": _l("The message is in another language than the ticket."),
}
"""Why a criterion has no level."""
KINDS = {
    "opened": _l("Ticket opened"),
    "said": _l("Message to the customer"),
    "customer": _l("Customer wrote"),
    "tool": _l("Console or probe"),
    "searched": _l("Searched the knowledge base"),
    "article": _l("Read an article"),
    "noted": _l("Internal note"),
    "classified": _l("Classified"),
    "escalated": _l("Escalated"),
    "team": _l("Team answered"),
    "major": _l("Major incident candidate"),
    "resolved": _l("Declared solved"),
    "closed": _l("Closed"),
    "waited": _l("Let time pass"),
    "command": _l("Customer ran a check"),
    "step": _l("Customer carried out a step"),
    "promised": _l("Promise made"),
    "status": _l("State changed"),
    "left": _l("Customer left"),
    "hint": _l("Hint"),
    "interlude": _l("Somebody spoke up"),
}
ARTICLE_KINDS = {
    "how-to": _l("How-to"),
    "error": _l("Known error"),
    "runbook": _l("Runbook"),
    "policy": _l("Policy"),
    "escalation": _l("Escalation"),
    "tone": _l("Tone of voice"),
}
ARTICLE_STATES = {
    "draft": _l("Draft"),
    "peer-checked": _l("Peer-checked"),
    "published": _l("Published"),
    "stale": _l("May be out of date"),
    "retired": _l("Retired"),
}

ALL: dict[str, Mapping[Any, object]] = {
    "category": CATEGORIES,
    "channel": CHANNELS,
    "plan": PLANS,
    "status": STATUSES,
    "mode": MODES,
    "level": LEVELS,
    "band": BANDS,
    "timer": TIMERS,
    "timer_state": TIMER_STATES,
    "result": RESULTS,
    "grade_band": GRADE_BANDS,
    "grader": GRADERS,
    "role": ROLES,
    "rule": RULES,
    "figure": FIGURES,
    "why_not": WHY_NOT,
    "kind": KINDS,
    "article_kind": ARTICLE_KINDS,
    "article_state": ARTICLE_STATES,
    "pack": PACK,
    **wordings.NAMES,
    **HIRING_NAMES,
    **CORRESPONDENCE,
}


def label(value: object, kind: str) -> str:
    """Return the name of ``value`` of ``kind``; what has no name is shown as it is."""
    names: Mapping[Any, object] = ALL[kind]
    return str(names.get(value, value))


def status_name(status: str) -> str:
    """Return the name of a ticket status."""
    return label(status, "status")


def difficulty_name(difficulty: int) -> str:
    """Return difficulty as a phrase for people who cannot see the dots."""
    return str(gettext("Difficulty %(n)s of 5", n=difficulty))
