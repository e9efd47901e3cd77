"""D1: the right to help and who is writing, checked before anything about the account is said or done."""

from simulator.domain.event import Escalated, Event, Resolved, StepDone
from simulator.domain.grade import CriterionGrade
from simulator.domain.reading import ActKind
from simulator.grading.diagnosis import PATTERN, RIGHTS, family
from simulator.grading.dossier import GRAVE, Dossier
from simulator.grading.mark import at, rule, skipped


def right_to_help(d: Dossier) -> CriterionGrade:
    """D1: the check of person and plan against the first account-specific word and the first deed."""
    wanted = ("verify",) if d.scenario.identity.decisive else RIGHTS
    check = next((tool for tool in d.tools if tool.ok and family(tool) in wanted), None)
    word = first_disclosure(d)
    deed = first_deed(d)
    if check is None:
        if word is None and deed is None:
            return skipped("D1", "nothing-disclosed")
        return rule(
            "D1",
            0,
            at(*word) if word else at(deed.n if deed else d.last),
            en="Went ahead without `crm` or `verify`.",
            ru="Действовал без `crm` и `verify`.",
        )
    if word is None or check.n < word[0]:
        gentle = _kept_painless(d)
        return rule(
            "D1",
            4 if gentle else 3,
            at(check.n),
            en="Checked before anything about the account was said.",
            ru="Проверил до первого слова об учётной записи.",
        )
    if deed is not None and deed.n < check.n:
        level, en, ru = 0, "Acted first, checked afterwards.", "Сначала сделал, потом проверил."
    elif d.scenario.identity.decisive:
        level, en, ru = 1, "Checked after account data had been given.", "Проверил, когда сведения уже даны."
    else:
        level, en, ru = 2, "Checked late, but before acting.", "Проверил поздно, но до действий."
    return rule("D1", level, at(check.n), at(*word), en=en, ru=ru)


def first_disclosure(d: Dossier) -> tuple[int, str] | None:
    """Return the first account-specific words: (event, quote)."""
    if d.scenario.identity.decisive:
        return private_word(d)
    return next(
        (
            (r.n, r.reading.of(ActKind.DISCLOSURE)[0].quote)
            for r in d.replies
            if r.reading.does(ActKind.DISCLOSURE)
        ),
        None,
    )


def private_word(d: Dossier) -> tuple[int, str] | None:
    """Return the first words that only the account's own people may hear.

    An id or a contact that the ticket did not hold, or what an internal console shows. A sentence that
    merely speaks of "the owner" or "the server" is not enough.
    """
    internal = {tool.id for tool in d.scenario.tools if tool.where == "internal" and not is_public(tool.cmd)}
    for reply in d.replies:
        for act in reply.reading.of(ActKind.DISCLOSURE):
            if act.data.get("what") in ("id", "contact"):
                return reply.n, act.quote
        told = [m for m in reply.reading.findings if m.target in internal and m.confidence >= GRAVE]
        if told:
            return reply.n, told[0].quote
    return None


def is_public(command: str) -> bool:
    """Tell whether a command shows what anybody may know: the status page and open incidents."""
    return command.split(maxsplit=1)[0].lower() in PATTERN


def first_deed(d: Dossier) -> Event | None:
    """Return the first event by which something was done on the account."""
    return next((e for e in d.events if isinstance(e, Resolved | Escalated | StepDone)), None)


def _kept_painless(d: Dossier) -> bool:
    asking = [reply for reply in d.replies if reply.reading.does(ActKind.VERIFY_IDENTITY)]
    if any(
        r.reading.does(ActKind.BLAME, ActKind.PER_POLICY, ActKind.INSULT, ActKind.SARCASM) for r in asking
    ):
        return False
    if d.scenario.identity.decisive and not d.scenario.identity.passes:
        # Refusing well means that a lawful way is offered with the refusal.
        return any(r.reading.does(ActKind.ROUTE, ActKind.OPTION, ActKind.VERIFY_IDENTITY) for r in d.replies)
    return True
