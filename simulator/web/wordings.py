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
    "apart": _l("Reviewers differ"),
    "answered": _l("The trainee answered"),
    "split": _l("Graders differ"),
    "rubrics": _l("New scorecards"),
}
"""Why a run is on a reviewer's list."""
VERDICTS = {
    "accepted": _l("Accepted"),
    "partly": _l("Accepted in part"),
    "rejected": _l("Not accepted"),
}
NEEDS = {
    "dispute": _l("disagrees with a level and waits for your ruling"),
    "red": _l("a critical fail that nobody has reviewed"),
    "gate-late": _l("gate overdue, its conditions are not met"),
    "gate-ready": _l("the conditions of a gate hold: it waits for your signature"),
    "behind": _l("points behind the curve"),
    "amber": _l("a serious fail that nobody has reviewed"),
    "ungraded": _l("criteria the graders left open"),
    "unsure": _l("levels the graders are not sure of"),
    "written": _l("handed in a written exercise"),
    "promise": _l("you promised this, and its day has come"),
    "task-late": _l("is overdue on an assignment"),
    "stuck": _l("a must that does not rise although it is worked on"),
    "quiet": _l("working days without any evidence"),
    "overload": _l("days of the last week with all the anger a day may hold"),
    "apart": _l("reviewers differ by more than a level"),
    "answered": _l("answered a reviewer's question"),
    "opinion": _l("asks for your second opinion"),
}
"""Why somebody needs a lead now."""
STAGES = {
    "draft": _l("Draft"),
    "tried": _l("Tried"),
    "published": _l("Published"),
    "withdrawn": _l("Withdrawn"),
}
"""How far a card written here has come."""
TASK_STATES = {
    "open": _l("to do"),
    "late": _l("late"),
    "done": _l("done"),
    "used": _l("attempts used up"),
    "withdrawn": _l("taken back"),
}
ITEM_KINDS = {
    "scenario": _l("Tickets"),
    "quiz": _l("Quizzes"),
    "lab": _l("Labs"),
    "triage": _l("Triage"),
    "writing": _l("Writing"),
    "draft": _l("AI drafts"),
}
PULSE = {
    "load": _l("The load is bearable"),
    "help": _l("Help is near"),
    "candour": _l("Mistakes can be told"),
}
PULSE_QUESTIONS = {
    "load": _l("Was this week's load bearable?"),
    "help": _l("When you were stuck, did you know whom to ask?"),
    "candour": _l("Could you say openly that you had made a mistake?"),
}
TOLD_PARTS = {
    "asked": _l("What the customer came with"),
    "known": _l("What the customer told"),
    "checked": _l("What was checked"),
    "done": _l("Steps carried out"),
    "told": _l("What was promised"),
    "state": _l("Notes, classification, hand-over, cause"),
}
TOLD_MARKS = {
    "kept": _l("kept"),
    "missed": _l("missed"),
    "refused": _l("refused"),
    "failed": _l("failed"),
    "restored": _l("service restored"),
}
TILE_GROUPS = {
    "experience": _l("Is it better for the customer?"),
    "works": _l("What works?"),
    "flow": _l("Where does it stall?"),
}
CARD_FLAGS = {
    "easy": _l("nearly everybody passes"),
    "hard": _l("hardly anybody passes"),
    "weak": _l("tells nobody apart"),
    "negative": _l("the better fare worse: check it"),
    "overexposed": _l("nearly everybody knows it"),
    "disputed": _l("often disputed"),
    "unplayed": _l("not played yet"),
}
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
    "quizzes": _l("every quiz of weeks 1 to %(of)s at %(figure)s %%, the lowest so far"),
}
"""What a gate asks, as a phrase with its figures."""

COLUMNS = {
    "ignore": _l("leave out"),
    "number": _l("Number"),
    "subject": _l("Subject"),
    "description": _l("Text of the ticket"),
    "reply": _l("Replies"),
    "resolution": _l("Resolution"),
    "category": _l("Category"),
    "priority": _l("Priority"),
    "status": _l("State"),
    "opened": _l("Opened on"),
    "person": _l("Person (covered)"),
    "email": _l("E-mail (covered)"),
    "phone": _l("Phone (covered)"),
    "company": _l("Company (covered)"),
}
"""What a column of an imported sheet holds."""
COVERED = {
    "secret": _l("secrets"),
    "document": _l("documents and cards"),
    "email": _l("e-mail addresses"),
    "phone": _l("phones"),
    "ip": _l("IP addresses"),
    "mac": _l("MAC addresses"),
    "host": _l("hosts and domains"),
    "address": _l("postal addresses"),
    "person": _l("names"),
    "company": _l("companies"),
    "login": _l("logins"),
    "id": _l("numbers of contracts, orders, resources"),
}
"""What was covered in an imported sheet."""

WORKDAYS = {"off": _l("a day off"), "on": _l("a working day"), "usual": _l("what the law says")}

NAMES = {
    "workday": WORKDAYS,
    "column": COLUMNS,
    "covered": COVERED,
    "sampled": SAMPLED,
    "verdict": VERDICTS,
    "competency_group": COMPETENCY_GROUPS,
    "proof": PROOFS,
    "stage": STAGES,
    "need": NEEDS,
    "lack": LACKS,
    "task_state": TASK_STATES,
    "item_kind": ITEM_KINDS,
    "pulse": PULSE,
    "tile_group": TILE_GROUPS,
    "card_flag": CARD_FLAGS,
    "told_part": TOLD_PARTS,
    "told_mark": TOLD_MARKS,
    "pulse_question": PULSE_QUESTIONS,
    "book_mark": BOOK_MARKS,
    "gate_verdict": GATE_VERDICTS,
}
"""Kind → names, as templates ask for them."""
