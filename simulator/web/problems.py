"""What to tell a person about input that cannot be used. Codes come from domain and services."""

from flask_babel import gettext, lazy_gettext

from simulator.errors import InvalidInput
from simulator.web.labels import status_name
from simulator.web.refusals import SHEETS

_l = lazy_gettext

MESSAGES = {
    **SHEETS,
    "sign-in-failed": _l("The name or the password is wrong. Check both and try again."),
    "reply-empty": _l("Write something first: an empty message was not sent."),
    "reply-too-long": _l("The message is longer than 4,000 characters. Shorten it; nothing was sent."),
    "text-empty": _l("Fill this in first."),
    "text-too-long": _l("This text is too long. Shorten it and send it again."),
    "note-empty": _l("An empty note was not saved. Write what the next engineer must know."),
    "tool-empty": _l("Type a command, for example “help”."),
    "tool-too-long": _l("The command is too long for the console."),
    "query-empty": _l("Type what you are looking for."),
    "article-unknown": _l("There is no such article."),
    "category-unknown": _l("Choose a category from the list."),
    "level-unknown": _l("Choose impact and urgency from the lists."),
    "team-unknown": _l("Choose the team that should take it over."),
    "team-empty": _l("Choose the team that should take it over."),
    "cause-empty": _l("Write down the cause before you declare the ticket solved."),
    "reason-empty": _l("Say what makes this look like a major incident."),
    "minutes-wrong": _l("Choose a waiting time between 1 and 1,440 minutes."),
    "no-more-hints": _l("There are no more hints for this ticket."),
    "illegal-transition": _l("The ticket cannot go from its present state to that one."),
    "run-over": _l("This run is over. Nothing more can be changed in it."),
    "already-escalated": _l("The ticket is already with that team."),
    "card-empty": _l("The text is empty. Nothing was saved; the card is as it was."),
    "card-too-long": _l("The text is longer than 200,000 characters. Nothing was saved."),
    "card-unreadable": _l("The text is not a card yet. Fix what the list of problems names, then go on."),
    "card-begun": _l("This ticket has a version of yours already. Open it in the list."),
    "cards-full": _l(
        "There is no free number left between SC-60 and SC-99. Withdrawn cards can be written anew."
    ),
    "card-wrong": _l(
        "The card still has problems. Fix them first; the list names each line and what to write."
    ),
    "card-untried": _l("Play this text to its end once before others do. Any change asks for a new try."),
    "card-moved-on": _l(
        "Somebody saved this card after you had opened it. Your text stands below; compare and save again."
    ),
    "review-moved-on": _l(
        "Somebody handed in a review after you had opened this page. His levels are shown now; yours stand as you wrote them. Look and hand in again."
    ),
    "reviewer-unknown": _l("Choose somebody who may review and is not you."),
    "asked-already": _l("This reviewer was asked already."),
    "given-already": _l("You have given your second opinion on this run."),
    "opinion-empty": _l("Give at least one level."),
    "answered-already": _l("This question was answered already."),
    "questions-full": _l("There are already twenty questions about this run. Talk to each other instead."),
    "title-needed": _l("Give it a title of 3 to 160 characters."),
    "candidate-name": _l("Line %(line)s: write a name of 1 to 120 characters. Nobody was invited."),
    "candidate-email": _l(
        "Line %(line)s: that is no e-mail address. Write one like name@company.example, or none. Nobody was invited."
    ),
    "candidate-address": _l(
        "Line %(line)s: there is no e-mail address to send the link to. Add one, or take the tick away and hand the "
        "link over yourself. Nothing was changed."
    ),
    "candidate-language": _l("Line %(line)s: the language is en or ru. Nobody was invited."),
    "csv-columns": _l(
        "The first line names the columns: %(columns)s. Only the name is needed. Nobody was invited."
    ),
    "csv-rows": _l("Paste a heading and 1 to %(limit)s lines. Nobody was invited."),
    "factor-unknown": _l("Choose the time from the list."),
    "assessor-unknown": _l(
        "Nobody who may assess signs in so. Ask an administrator to add the person as an interviewer."
    ),
    "consent-needed": _l("Tick the box if you agree; without it the assessment does not begin."),
    "not-consented": _l("Read the notice and agree to it first."),
    "notice-changed": _l("The notice has changed since you opened this page. Read it again."),
    "stage-order": _l("Stages are taken in order. Begin the one that is next."),
    "stage-over": _l("This stage is over; what you had done by then is handed in."),
    "draw-empty": _l("No ticket is left for this stage. Tell the person who invited you; nothing is lost."),
    "not-finished": _l("The candidate is still at work. Scores and decisions come after the last stage."),
    "score-reason": _l(
        "Say in at least ten characters what in the work shows this level. Nothing was saved."
    ),
    "ruling-unknown": _l("Choose whether you confirm or dismiss it."),
    "ruling-note": _l("Write in a few words what you found out."),
    "reference-kind": _l("Choose whom you asked: an official source, or a referee."),
    "reference-who": _l("Name whom you asked, as the candidate named him."),
    "reference-consent": _l(
        "Write where and when the candidate consented in writing. Without it nobody is asked."
    ),
    "reference-outcome": _l("Choose what came of it."),
    "reference-answers": _l("Write down what was said, or choose “not confirmed”."),
    "reference-heard": _l("Write down what the candidate says to it, in a sentence at least."),
    "decision-unheard": _l(
        "A reference differs from what the candidate said. Hear the candidate first and write it down."
    ),
    "decision-reason": _l(
        "Write the reason in at least twelve words: what in the work, not only the result."
    ),
    "decision-hollow": _l("A low score or a machine's word is no reason. Say what in the work you saw."),
    "decision-evidence": _l("Choose at least one dimension whose evidence the reason cites."),
    "decision-missing": _l("Score every line of the sheet first. A decision needs the whole sheet."),
    "decision-second": _l("A second assessor has to score this candidate before anybody decides."),
    "decided-already": _l("There is a decision already. An appeal is ruled on by another assessor."),
    "appeal-same": _l("Who decided cannot rule on the appeal. Another assessor of the panel does."),
    "appeal-early": _l("There is no decision yet to appeal against."),
    "invited-already": _l(
        "This form was sent already: its candidates stand in the list, nobody was added. Links are shown once; make a new one in the candidate's file."
    ),
    "recheck-exists": _l("There is a second session already. A person has one at most."),
    "not-hired": _l("Evidence is imported after a decision to hire."),
    "trainee-unknown": _l("No trainee signs in with this login. Add the person first."),
    "seed-wrong": _l("The set of values is a number from 1 up."),
    "scenario-unknown": _l("There is no such ticket in the library."),
    "command-too-long": _l("The command is too long for the console."),
    "seed-out-of-range": _l("The set of values is a number from 1 up."),
    "modifiers-too-many": _l("Choose two at most of what makes a ticket harder."),
    "modifier-unfit": _l("This ticket cannot be made harder in that way. Choose from its list."),
    "already-raised": _l("A candidate has been raised already; the incident manager has it."),
    "busy": _l("The ticket is busy. Nothing was changed; try again in a moment."),
    "moved-on": _l("The ticket has moved on since you looked at it. Look again."),
    "not-graded": _l("There is no grade yet. Look again in a moment."),
    "not-ended": _l("The run is still going on. The report comes after its end."),
    "criterion-unknown": _l("There is no such criterion in this run."),
    "level-range": _l("A level is a number from 0 to 4, halves included."),
    "reason-needed": _l("Say why you see it differently from the grader; the trainee reads it."),
    "why-length": _l("Say in 10 to 1,000 characters what in the run shows it."),
    "verdict-unknown": _l("Choose whether you accept it, accept it in part or do not."),
    "disputed-already": _l(
        "You have asked about this criterion already; your lead's answer will stand here."
    ),
    "ruled-already": _l("Somebody has ruled on this dispute meanwhile. Look again."),
    "draft-moved-on": _l(
        "This review was changed in another tab. Reload to see it; what stands here is not stored."
    ),
    "round-closed": _l("The round has ended; nobody gives levels in it any more."),
    "scored-already": _l("You have given your levels in this round."),
    "nobody": _l("Choose at least one person."),
    "person-unknown": _l("There is no such person among those you lead. Check the sign-in name."),
    "dates-order": _l("The last day lies before the first. Put them the other way round."),
    "date-wrong": _l("Write the day as year, month, day, like 2026-03-02."),
    "date-needed": _l("Say until when it is extended."),
    "competency-unknown": _l("Choose a competency from the list."),
    "kind-unknown": _l("Choose what it was from the list."),
    "score-range": _l("Write how well it went as a number from 0 to 100."),
    "handed-in": _l("This attempt was handed in already. Its result is shown as it is."),
    "facts-needed": _l("Write three different facts, each in a sentence. What you wrote is still here."),
    "ticket-needed": _l("Say on which ticket it helped, or on which it would have."),
    "mark-unknown": _l("Choose how hard it was for you."),
    "lab-full": _l("This lab takes no more lines. Answer what is open and finish it, or begin anew."),
    "time-is-up": _l("Time is up. What had been kept is handed in; reload to see the result."),
    "attempt-moved-on": _l(
        "This attempt was changed in another tab. Reload to see it; what you set here is not kept."
    ),
    "place-twice": _l(
        "Two requests stand in one place. Give each a place of its own, or none; nothing is lost."
    ),
    "sentence-undecided": _l("Say of every sentence whether it may go out."),
    "worst-needed": _l("Choose the worst of the sentences you marked as wrong."),
    "rewrite-needed": _l("Write the worst sentence anew."),
    "writing-moved-on": _l(
        "This work was changed in another tab or has moved on. Your text stands below and is not stored; "
        "compare it with the other tab before you go on."
    ),
    "writing-accepted": _l("This work is accepted; it does not change any more."),
    "reviewed-already": _l("Somebody has reviewed this version meanwhile. Look again."),
    "levels-needed": _l("To accept it, give a level for one criterion or more."),
    "comment-needed": _l("To return it, say what to change: in one remark or more."),
    "date-past": _l("That day has passed. Choose today or a later one."),
    "attempts-range": _l("Attempts: a number from 1 to 20, or nothing for as many as one likes."),
    "nothing-assigned": _l("Choose at least one exercise or playlist."),
    "assigned-too-much": _l("That is more than 40 exercises or 200 people at once. Assign it in parts."),
    "exercise-unknown": _l("There is no exercise %(item)s. Choose from the list."),
    "attempts-used": _l("Every attempt at this assignment is used up. Ask your lead for another one."),
    "withdrawn": _l("Your lead has taken this assignment back."),
    "no-promise": _l("Nothing was promised in this talk."),
    "hints-off": _l("This ticket was assigned without hints."),
    "assist-off": _l("The assistant is off while an exam goes on. It is here again after the end."),
    "days-unknown": _l("It can be put off by one, three or seven days."),
    "answer-range": _l("Answer each question with a number from 1 to 5."),
    "gate-unknown": _l("There is no such gate."),
    "form-wrong": _l("Some of the fields could not be read. Check them and send the form again."),
    "stale": _l(
        "The ticket has moved on since this page was loaded, probably in another tab. "
        "It is shown as it is now; nothing of yours was lost."
    ),
}

OTHERWISE = _l("This could not be accepted. Check what you entered and try again.")


def message_of(problem: InvalidInput) -> str:
    """Return what to show for ``problem`` in the language of the request."""
    text = str(MESSAGES.get(problem.code, OTHERWISE))
    return text % problem.values if "%(" in text else text


def conflict_message(code: str) -> str:
    """Return what to show when something has moved on; ``illegal-<action>-<status>`` names the state."""
    if code.startswith("illegal-"):
        status = code.rsplit("-", 1)[-1]
        now = status_name(status)
        return str(gettext("That cannot be done while the ticket is in the state “%(status)s”.", status=now))
    return str(MESSAGES.get(code) or gettext("The ticket has moved on since you looked at it. Look again."))
