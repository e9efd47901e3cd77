"""T1 specific acknowledgement, T6 respect and steadiness, T7 listening."""

from simulator.domain.grade import CriterionGrade
from simulator.domain.reading import Act, ActKind as A
from simulator.grading.tone.manner import coarse
from simulator.grading.tone.mark import aside, made
from simulator.grading.tone.message import Message, Sentence, shows, sign

ACTION = (A.OWNERSHIP, A.STEP, A.COMMAND, A.REQUEST, A.PROMISE, A.OPTION, A.FINDING, A.ROUTE, A.QUESTION)
STUNG, SORE = -0.75, -0.4
"""What hurting signs take away when a reply counts as irritated, and as defensive."""


def acknowledged(m: Message) -> tuple[Sentence | None, bool]:
    """Return the sentence that names what happened to this customer, and whether its effect is named."""
    hurting = {A.CALM_DOWN, A.AS_I_SAID, A.SARCASM, A.INSULT, A.BLAME, A.NOT_OUR_PROBLEM}
    weak: Sentence | None = None
    for index, part in enumerate(m.parts):
        if part.is_question or shows("regard", "denial", part.low):
            continue
        inside = [act for act in m.acts if part.start <= act.start < part.end]
        if hurting & {act.kind for act in inside} or shows("ownership", "deflect", part.low):
            continue
        formula = any(act.kind is A.ACKNOWLEDGE_FORMULA for act in inside)
        effect, stake = shows("regard", "effect", part.low), shows("regard", "stake", part.low)
        if effect and stake and index < 4 and not shows("guidance", "differs", part.low):
            return part, True
        told = [act for act in inside if act.kind is A.ACKNOWLEDGE]
        if told and not formula and index < 4:
            if "effect" in told[0].data and stake:
                return part, True
            weak = weak or part
    return weak, False


def acknowledgement(m: Message) -> CriterionGrade:
    """T1."""
    part, effect = acknowledged(m)
    refused = m.of(A.NOT_OUR_PROBLEM)
    denial = m.seen("regard", "denial") or m.seen("ownership", "deflect")
    closed = m.seen("closure", "closed") if _shuts(m) else None
    formula = m.of(A.ACKNOWLEDGE_FORMULA, A.APOLOGY)
    helps = m.does(A.PROMISE, A.GAP_ADMITTED, A.COMMAND) or bool(m.seen("regard", "dignity"))
    if refused or (denial and part is None and not helps) or (closed and part is None):
        return made(
            "T1",
            0,
            m.quote(refused, denial, closed),
            "Denies the effect or argues with it.",
            "Отрицает последствия или спорит с ними.",
        )
    if part is not None and effect:
        after = any(act.kind in ACTION and act.end >= part.start for act in m.acts) or m.seen(
            "ownership", "own"
        )
        full = bool(after) and len(m.of(A.APOLOGY)) <= 1
        return made("T1", 4 if full else 3, m.quote(part),
            "Names what it does to this customer" + (" and acts at once." if full else "."),
            "Названо, чем это обернулось для клиента" + (", и сразу дело." if full else "."), 0.75)  # fmt: skip
    if part is not None:
        return made(
            "T1",
            2,
            m.quote(part),
            "Names the fault, not what it does to the customer.",
            "Назван сбой, но не его последствия для клиента.",
        )
    finding = m.of(A.FINDING)
    if not m.is_support and not formula:
        return aside("T1", "nothing-to-acknowledge")
    generic = m.seen("regard", "feeling_generic")
    if generic and finding and not formula:
        return made(
            "T1",
            1.5,
            m.quote(generic),
            "The feeling is met, the loss is not named.",
            "Чувство замечено, потери не названы.",
            0.6,
        )
    if formula or (generic and not finding):
        return made(
            "T1",
            1,
            m.quote(formula, generic),
            "A formula that would fit any customer.",
            "Формула, которая подошла бы любому клиенту.",
        )
    busy = (
        m.seen("ownership", "own")
        or m.seen("guidance", "exact")
        or m.seen("closure", "asks")
        or m.seen("guidance", "unknown")
    )
    if not finding and not busy:
        return made(
            "T1",
            0.5,
            m.quote(),
            "As if nothing had happened to the customer.",
            "Как будто у клиента ничего не случилось.",
            0.6,
        )
    return made(
        "T1",
        1.5 if finding else 1,
        m.quote(finding),
        "The customer's loss is not named.",
        "Потери клиента не названы.",
        0.6,
    )


def respect(m: Message) -> CriterionGrade:
    """T6."""
    rude = m.of(A.INSULT, A.SARCASM)
    swear = coarse(m.low) if m.language == "ru" else []
    sting = m.impression.sting
    signs = m.impression.signs
    if (
        rude
        or any(match.group() not in {"спам"} for match in swear)
        or signs.get("swear", 0)
        and m.language == "en"
    ):
        return made(
            "T6",
            0,
            m.quote(rude, swear[0] if swear else None),
            "An insult, sarcasm or a coarse word.",
            "Оскорбление, сарказм или грубое слово.",
            0.8,
        )
    irritated = m.of(A.CALM_DOWN, A.AS_I_SAID, A.SHOUTING, A.NOT_OUR_PROBLEM)
    lecture = m.seen("regard", "lecture") or m.seen("clarity", "patronising")
    if irritated or lecture:
        return made(
            "T6", 1, m.quote(irritated, lecture), "Irritation or a lecture.", "Раздражение или нотация.", 0.8
        )
    if sting < STUNG:
        return made("T6", 1, m.quote(), "Sounds irritated.", "Звучит раздражённо.", 0.5)
    blamed, deflect = blame(m), m.seen("ownership", "deflect")
    away = m.seen("ownership", "send_away")
    dismissed = m.seen("regard", "denial") and not m.does(A.PROMISE) and not m.seen("ownership", "own")
    if blamed or deflect or sting < SORE or (away and not m.seen("ownership", "own")) or dismissed:
        return made(
            "T6",
            1.5 if blamed else 2,
            m.quote(blamed, deflect, away),
            "Polite at best, but defensive.",
            "В лучшем случае вежливо, но в обороне.",
            0.6,
        )
    if m.does(A.BOUNDARY) and m.seen("ownership", "own"):
        return made(
            "T6", 4, m.quote(m.of(A.BOUNDARY)), "States a boundary calmly.", "Спокойно обозначает границу."
        )
    part, effect = acknowledged(m)
    kind = m.seen("regard", "dignity")
    own = m.seen("ownership", "own")
    warm = part is not None and effect and own is not None
    if (warm and own) or (kind and own) or m.does(A.GAP_ADMITTED) and own:
        pressed = sign("regard", "upset").search(m.customer.lower()) is not None
        level = 4 if pressed or kind or m.does(A.GAP_ADMITTED) else 3.5
        return made(
            "T6",
            level,
            m.quote(part, kind, own),
            "Even and on the customer's side.",
            "Ровно и на стороне клиента.",
        )
    if _shuts(m):
        return made(
            "T6",
            2,
            m.quote(m.seen("closure", "closed")),
            "Shuts the door politely.",
            "Вежливо закрывает дверь.",
            0.6,
        )
    if m.impression.score < -1.6:
        return made("T6", 2, m.quote(), "Curt.", "Резковато.", 0.5)
    template = m.of(A.ACKNOWLEDGE_FORMULA) or m.seen("regard", "template")
    if template and not own:
        return made(
            "T6",
            2.5,
            m.quote(m.of(A.ACKNOWLEDGE_FORMULA), m.seen("regard", "template")),
            "Courtesy of a template.",
            "Вежливость по шаблону.",
            0.6,
        )
    courteous = m.of(A.THANKS, A.GREETING)
    return made("T6", 3, m.quote(courteous), "Even and courteous.", "Ровно и вежливо.", 0.6)


def _shuts(m: Message) -> bool:
    """Tell whether the message ends the talk without asking or offering anything."""
    return bool(m.seen("closure", "closed")) and not (
        m.seen("closure", "asks") or m.seen("closure", "open") or m.seen("closure", "works")
    )


def blame(m: Message) -> tuple[Act, ...]:
    """Return the words that blame somebody, none when the log is quoted or the blame is taken away."""
    acts = [
        act
        for act in m.of(A.BLAME)
        if (part := m.part_at(act.start)) and not shows("ownership", "no_blame", part.low)
    ]
    if acts:
        return tuple(acts)
    for part in m.parts:
        found = sign("ownership", "blame").search(m.low, part.start, part.end)
        if found and not shows("ownership", "no_blame", part.low) and not part.is_question:
            return (
                Act(kind=A.BLAME, start=found.start(), end=found.end(), quote=m.text[slice(*found.span())]),
            )
    return ()


def listening(m: Message) -> CriterionGrade:
    """T7."""
    again, template = m.of(A.REASK), m.seen("regard", "template")
    if _shuts(m) and m.is_support:
        return made(
            "T7",
            1,
            m.quote(m.seen("closure", "closed")),
            "Ends the talk without asking the customer.",
            "Завершает разговор, не спросив клиента.",
            0.65,
        )
    if again:
        return made(
            "T7",
            1,
            m.quote(again),
            "Asks again for what was given.",
            "Переспрашивает то, что уже сказано.",
            0.75,
        )
    part, effect = acknowledged(m)
    if not m.is_support:
        if part is not None and m.does(A.FINDING, A.OWNERSHIP, A.STEP):
            return made(
                "T7", 3, m.quote(part), "Uses what the customer said.", "Использует сказанное клиентом.", 0.5
            )
        if m.seen("clarity", "thing") and m.seen("ownership", "own"):
            return made(
                "T7",
                3,
                m.quote(m.seen("clarity", "thing")),
                "About this very case.",
                "Именно про этот случай.",
                0.5,
            )
        if template:
            return made("T7", 1, m.quote(template), "A template.", "Шаблон.")
        return aside("T7", "nothing-to-hear")
    deaf = blame(m) or m.seen("ownership", "deflect") or m.seen("regard", "denial")
    useful = m.does(A.FINDING, A.STEP, A.COMMAND, A.OWNERSHIP, A.PROMISE, A.OPTION, A.CONFIRM_ASKED) or bool(
        m.seen("ownership", "own")
    )
    if (
        template
        and len(m.shared) < 3
        or deaf
        and not m.does(A.PROMISE, A.GAP_ADMITTED, A.COMMAND)
        and part is None
    ):
        return made(
            "T7",
            1,
            m.quote(template, m.seen("ownership", "deflect")),
            "Not about this customer's case.",
            "Не про случай этого клиента.",
            0.6,
        )
    if part is not None and effect and useful:
        need = m.of(A.PROMISE, A.STAYS_OPEN)
        return made(
            "T7",
            4 if need or m.seen("guidance", "time") else 3.5,
            m.quote(part),
            "Uses what was said and meets the need behind it.",
            "Использует сказанное и отвечает на то, что за ним.",
        )
    known = m.seen("guidance", "known") or m.does(A.FINDING)
    if useful and (len(m.shared) >= 3 or part is not None) and known:
        return made(
            "T7", 3, m.quote(part, m.of(A.FINDING)), "Uses the given facts.", "Использует сказанное.", 0.6
        )
    if m.does(A.FINDING) and m.seen("clarity", "thing") and useful:
        return made(
            "T7", 2.5, m.quote(m.of(A.FINDING)), "About this very case.", "Именно про этот случай.", 0.55
        )
    if known or len(m.shared) >= 2 or useful and m.shared or m.does(A.CONFIRM_ASKED):
        return made(
            "T7",
            2,
            m.quote(m.of(A.FINDING)),
            "Uses part of what was given.",
            "Использует часть сказанного.",
            0.6,
        )
    if not template and (m.seen("guidance", "exact") or (useful and m.words >= 8)):
        return made(
            "T7",
            2,
            m.quote(),
            "Moves this case on, without what the customer said.",
            "Двигает дело, но без того, что сказал клиент.",
            0.5,
        )
    return made("T7", 1.5, m.quote(), "Would fit any case.", "Подошло бы к любому случаю.", 0.5)
