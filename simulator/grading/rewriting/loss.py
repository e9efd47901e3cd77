"""The first sentence: what stands still for this customer, said to his face, and that it is being worked on."""

import re

from simulator.grading.dossier import Dossier, Reply
from simulator.grading.rewriting.known import Known
from simulator.grading.wording import likeness, mentions, sentences

HEARD = 0.5
"""Share of the loss's words that must have been heard before it may be named."""
LONG = 12
"""Words of a loss from which a part of it says enough."""
SHORTEST, LONGEST = 4, 16
"""Words of the customer's own sentence that can be repeated to him."""
_TO_FACE = (
    (r"^(?:he|she) says ", ""),
    (r"^fear that ", "you're afraid that "),
    (r"^страх, что ", "вы опасаетесь, что "),
    (r"\bthe admin\b|\b(?:he|she) (?=cannot|can't|had|did)", "you "),
    (r"\b(?:he|she) (?:does not|doesn't)", "you don't"),
    (r"\b(?:he|she) (?:was|is) ", lambda m: "you were " if "was" in m[0] else "you are "),
    (r"\b(?:he|she) has\b", "you have"),
    (r"\b(?:he|she) (\w+?)s\b", r"you \1"),
    (r"\b(?:his|her|the customer's) ", "your "),
    (r"^по (?:его|её) словам, ", ""),
    (r"\bадминистратор (.*?)не может\b", r"вы \1не можете"),
    (r"\bон не (\w+?)ет\b", r"вы не \1ете"),
    (r"\b(?:его|её) никто\b", "вас никто"),
    (r"\bна (?:него|неё)\b", "на вас"),
    (r"  +", " "),
)
_ABSENT = re.compile(
    r"\b(?:he|she|him|they|the (?:admin|customer|caller))\b|\b(?:он|она|ему|ей|него|неё|них|администратор|клиент|(?:your|his|her) fault)\b",
    re.IGNORECASE,
)


def loss(d: Dossier, known: Known, reply: Reply) -> str:
    """Return the acknowledgement, or what the customer himself said when the card's words were not heard yet."""
    russian = d.case.lang == "ru"
    seen = from_card(d, known)
    said = f"Вижу: {lower_first(seen)}" if seen and russian else seen or _from_customer(d, known, reply)
    if not said:
        return "Занимаюсь этим прямо сейчас." if russian else "I'm taking this first."
    return f"{said}. Занимаюсь этим прямо сейчас." if russian else f"{said}: I'm taking this first."


def lower_first(text: str) -> str:
    """Return ``text`` for use after a colon; an id, an abbreviation or «Вы» at the start stays."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


def from_card(d: Dossier, known: Known) -> str:
    """Return the card's loss said to the customer's face, or a clause of it; empty when it was not heard yet."""
    stake = d.scenario.stake.within(d.case.lang).split(";")[0]
    for pattern, instead in _TO_FACE:
        stake = re.sub(pattern, instead, stake)
    stake = stake.strip()
    clauses = [
        stake,
        *(part.strip() for part in re.split(r",? and |, а |, ", stake) if len(part.split()) > 2),
    ]
    if len(stake.split()) > LONG and len(clauses) > 1:
        clauses.append(clauses.pop(0))
    for clause in clauses:
        heard = mentions(known.text, d.scenario.stake_words.within(d.case.lang)) if clause == stake else False
        if not _ABSENT.search(clause) and known.allows(clause) and (heard or _heard(d, known, clause)):
            return clause[:1].upper() + clause[1:]
    return ""


def _heard(d: Dossier, known: Known, clause: str) -> bool:
    words = [w for w in d.scenario.stake_words.within(d.case.lang) if w.lower() in clause.lower()]
    return mentions(known.text, words) or likeness(known.text, [clause]) >= HEARD


def _from_customer(d: Dossier, known: Known, reply: Reply) -> str:
    words = d.scenario.stake_words.within(d.case.lang)
    lines = (*sentences(reply.customer), *sentences(d.run.opened.text))
    for line in lines:
        fits = SHORTEST <= len(line.split()) <= LONGEST and not line.endswith("?") and not line.isupper()
        if fits and mentions(line, words):
            told = line.rstrip(" .!…;")
            if d.scenario.channel == "phone":
                return f"Вы говорите: «{told}»" if d.case.lang == "ru" else f"You said “{told}”"
            return f"Вы пишете: «{told}»" if d.case.lang == "ru" else f"You write “{told}”"
    return ""
