"""T6 respect and steadiness."""

from simulator.domain.grade import CriterionGrade
from simulator.domain.reading import Act, ActKind as A
from simulator.grading.tone.acknowledgement import acknowledged
from simulator.grading.tone.manner import coarse, lowered
from simulator.grading.tone.mark import verdict
from simulator.grading.tone.message import Found, Message, shows
from simulator.grading.tone.ownership import blame

STUNG, SORE = -0.75, -0.4
"""What hurting signs take away when a text counts as irritated, and as defensive."""
CURT = -1.6


def respect(m: Message) -> CriterionGrade:
    """T6."""
    return _harsh(m) or _defensive(m) or _kind(m) or _usual(m)


def _harsh(m: Message) -> CriterionGrade | None:
    rude = m.of(A.INSULT, A.SARCASM)
    words: Found = coarse(m.low)[0] if m.language == "ru" and coarse(m.low) else None
    if rude or words or (m.language == "en" and m.impression.signs.get("swear")):
        return verdict(m, "T6", "insult", rude, words)
    contempt = m.seen("regard", "contempt")
    if contempt:
        return verdict(m, "T6", "contempt", contempt)
    irritated: tuple[Act, ...] = m.of(A.CALM_DOWN, A.AS_I_SAID, A.SHOUTING, A.NOT_OUR_PROBLEM)
    lecture = m.seen("regard", "lecture") or m.seen("clarity", "patronising")
    if irritated or lecture:
        return verdict(m, "T6", "irritated", irritated, lecture)
    return verdict(m, "T6", "stings") if m.impression.sting < STUNG else None


def _defensive(m: Message) -> CriterionGrade | None:
    blamed, own = blame(m), m.seen("ownership", "own")
    if blamed:
        return verdict(m, "T6", "blames", blamed)
    deflect, away, denial = (
        m.seen("ownership", "deflect"),
        m.seen("ownership", "send_away"),
        m.seen("regard", "denial"),
    )
    idle = not own and (away or (denial and not m.does(A.PROMISE)))
    if deflect or idle or m.impression.sting < SORE:
        return verdict(m, "T6", "defensive", deflect, away, denial)
    return None


def _kind(m: Message) -> CriterionGrade | None:
    own, dignity = m.seen("ownership", "own"), m.seen("regard", "dignity")
    if not own:
        return None
    if m.does(A.BOUNDARY):
        return verdict(m, "T6", "boundary", m.of(A.BOUNDARY))
    part, effect = acknowledged(m)
    if dignity or m.does(A.GAP_ADMITTED):
        return verdict(m, "T6", "steady", dignity, m.of(A.GAP_ADMITTED))
    if part is not None and effect:
        pressed = shows("regard", "upset", lowered(m.customer))
        return verdict(m, "T6", "steady" if pressed else "on_his_side", part)
    return None


def _usual(m: Message) -> CriterionGrade:
    if m.shuts:
        return verdict(m, "T6", "shuts", m.seen("closure", "closed"))
    if m.impression.score < CURT:
        return verdict(m, "T6", "curt")
    formula, template = m.of(A.ACKNOWLEDGE_FORMULA), m.seen("regard", "template")
    if (formula or template) and not m.seen("ownership", "own"):
        return verdict(m, "T6", "template", formula, template)
    return verdict(m, "T6", "even", m.of(A.THANKS, A.GREETING))
