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
NEEDS = {
    "dispute": _l("disagrees with a level and waits for your ruling"),
    "red": _l("a critical fail nobody has looked at"),
    "gate-late": _l("a gate's day has passed and its conditions do not hold"),
    "gate-ready": _l("the conditions of a gate hold: it waits for your signature"),
    "behind": _l("points behind the curve"),
    "amber": _l("a serious fail nobody has looked at"),
    "ungraded": _l("criteria the graders left open"),
    "unsure": _l("levels the graders are not sure of"),
    "written": _l("handed in a written work"),
}
"""Why somebody needs a lead now."""
STAGES = {
    "draft": _l("Draft"),
    "tried": _l("Tried"),
    "published": _l("Published"),
    "withdrawn": _l("Withdrawn"),
}
"""How far a card written here has come."""
COMPETENCY_GROUPS = {
    "D": _l("Duties"),
    "H": _l("Hard skills"),
    "P": _l("Processes"),
    "S": _l("Soft skills"),
    "G": _l("Growth"),
}
PROOFS = {
    "exam": _l("Exam ticket"),
    "practice": _l("Practice ticket"),
    "real": _l("Reviewed real ticket"),
    "practical": _l("Practical"),
    "lab": _l("Lab"),
    "quiz": _l("Quiz"),
    "written": _l("Accepted written work"),
    "buddy": _l("Seen by the buddy"),
    "lead": _l("Seen by the lead"),
    "hiring": _l("Hiring assessment"),
}
LACKS = {
    "families": _l("a second ticket of another kind, or a lab"),
    "items": _l("more proofs"),
    "kinds": _l("a proof of another kind"),
    "alone": _l("one without hints"),
    "last": _l("a better last result"),
    "hard": _l("a hard one"),
    "helped": _l("a note that you helped others"),
}
BOOK_MARKS = {"easy": _l("😎 easy"), "normal": _l("🤓 normal"), "hard": _l("🙈 hard")}
GATE_VERDICTS = {"passed": _l("Passed"), "extended": _l("Extended")}
CONDITIONS = {
    "quiz": _l("%(of)s at %(figure)s %%"),
    "buddy": _l("a buddy is named"),
    "musts": _l("%(figure)s %% of the musts at level %(level)s"),
    "none-below": _l("no must with evidence below %(figure)s"),
    "skills": _l("%(figure)s %% of duties and hard skills at level %(level)s"),
    "mean": _l("the last %(runs)s tickets at %(figure)s on average"),
    "no-red": _l("no RED in the last %(runs)s tickets"),
    "rubric": _l("rubric %(of)s at %(figure)s in the last %(runs)s tickets"),
    "angry": _l("%(figure)s of the last %(runs)s tickets with a customer at %(of)s anger or more"),
    "kept": _l("%(figure)s %% of promised updates kept"),
    "real": _l("%(figure)s %% of reviewed real tickets sent without a change of meaning"),
    "exam": _l("%(runs)s exam tickets at %(figure)s on average, each at %(of)s, no RED"),
    "target": _l("at most %(figure)s musts one level short, none of those without grace"),
    "readiness": _l("readiness at %(figure)s"),
    "confidence": _l("confidence at %(figure)s"),
    "written": _l("%(figure)s accepted article"),
    "labs": _l("%(figure)s %% of the labs of weeks 1 to %(of)s passed"),
}
"""What a gate asks, as a phrase with its figures."""

NAMES = {
    "sampled": SAMPLED,
    "verdict": VERDICTS,
    "competency_group": COMPETENCY_GROUPS,
    "proof": PROOFS,
    "stage": STAGES,
    "need": NEEDS,
    "lack": LACKS,
    "book_mark": BOOK_MARKS,
    "gate_verdict": GATE_VERDICTS,
}
"""Kind → names, as templates ask for them."""
