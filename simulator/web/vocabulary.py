"""Words of hiring: links, verdicts, signals, why a second person scores."""

from flask_babel import lazy_gettext

_l = lazy_gettext

LINKS = {
    "good": (_l("You are invited to an assessment"), _l("The link works once, in one browser. Open it on the device you will work on; you can pause between stages.")),
    "unknown": (_l("This link is not one of ours"), _l("Check that it was copied whole. If it was, ask the person who sent it for a new one.")),
    "used": (_l("This link was used already"), _l("It works once. Go on in the browser you opened it in; if that is not possible, ask the person who sent it for a new link. Nothing is lost.")),
    "expired": (_l("This link has expired"), _l("Ask the person who sent it for a new one. Nothing is lost.")),
    "revoked": (_l("This link was taken back"), _l("A newer one may be in your mail. If not, ask the person who sent it.")),
    "erased": (_l("Your data were erased"), _l("Nothing about you is kept besides a proof of the erasure without your name. You can close this page.")),
}  # fmt: skip
"""State of a link → title and what to do."""
CANDIDATE_STATES = {
    "invited": _l("Invited"),
    "begun": _l("At work"),
    "finished": _l("Handed in"),
    "decided": _l("Decided"),
    "withdrawn": _l("Withdrawn"),
}
LINK_STATES = {
    "none": _l("no link"),
    "waiting": _l("link waits"),
    "used": _l("link used"),
    "expired": _l("link expired"),
    "revoked": _l("link taken back"),
}
DECIDED = {
    "offer": _l("Offer"),
    "training": _l("Offer with a training plan"),
    "second": _l("Second session"),
    "no": _l("No offer"),
}
TOLD = {
    "offer": _l("We would like to make you an offer and will contact you about it."),
    "training": _l("We would like to make you an offer with a training plan and will contact you about it."),
    "second": _l("We would like to see a second session and will contact you about a time."),
    "no": _l("We will not make an offer this time. You can ask for another assessor to look at it again."),
}
"""What the candidate is told of a verdict."""
SECOND = {
    "borderline": _l("the total lies close to the line between two bands"),
    "red": _l("there is a critical fail"),
    "apart": _l("person and machine differ by more than 0.75"),
}
SIGNALS = {
    "paste": _l("A long text was pasted"),
    "focus": _l("The page was left"),
    "gap": _l("A long pause"),
    "alike": _l("Text alike with another candidate's"),
    "contradiction": _l("Words and log differ"),
    "split": _l("Strong in theory, little work with tools"),
}
RULINGS = {"open": _l("Open"), "confirmed": _l("Confirmed"), "dismissed": _l("Dismissed")}
DECLARATIONS = {"gender": ("woman", "man", "other"), "age": ("under30", "30to44", "45up")}
"""Question → answers a candidate may choose from."""
DECLARED = {
    "gender": _l("Gender"),
    "woman": _l("Woman"),
    "man": _l("Man"),
    "other": _l("Another"),
    "age": _l("Age"),
    "under30": _l("Under 30"),
    "30to44": _l("30 to 44"),
    "45up": _l("45 and over"),
}
REFERENCES = {
    "fact": _l("Official source"),
    "referee": _l("Referee"),
    "confirmed": _l("confirmed"),
    "unconfirmed": _l("not confirmed"),
    "differs": _l("differs"),
}
"""Whom a reference came from, and what came of it."""
HIRING_NAMES = {
    "reference": REFERENCES,
    "candidate_state": CANDIDATE_STATES,
    "link_state": LINK_STATES,
    "decided": DECIDED,
    "verdict_told": TOLD,
    "second": SECOND,
    "signal": SIGNALS,
    "ruling": RULINGS,
    "declared": DECLARED,
}
"""For the ``label`` filter."""
