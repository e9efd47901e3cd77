"""What a scenario says about this customer: his stake, his symptom, what is private in his account."""

import re
from dataclasses import dataclass

from simulator.domain.scenario import Scenario
from simulator.understanding.lexicon import weights
from simulator.understanding.words import plain, words_of

PRIVATE_ID = re.compile(
    r"\b(?:vm|dsk|snap|lb|sg|acc|prj|fip|net|pg|k8s|vpn|cmp|usr|inv|lc)-[\w/]*\d[\w/]*|\b(?:\d{1,3}\.){3}\d{1,3}\b"
)
MAILBOX = re.compile(r"\b[\w.+-]+@[\w-]+\.[\w.-]+\w")
CONTENT = 0.3


@dataclass(frozen=True)
class Background:
    """The circumstances of one scenario, ready for comparing."""

    openings: tuple[str, ...]
    stakes: tuple[frozenset[str], ...]
    """Each phrase for the loss, as stems."""
    symptoms: frozenset[str]
    """Content stems of the opening message."""
    known_ids: frozenset[str]
    private: frozenset[str]
    """Ids, addresses and mailboxes which only the consoles show."""


def background_of(scenario: Scenario) -> Background:
    """Gather the circumstances of a scenario."""
    openings = (scenario.opening.en, scenario.opening.ru)
    stakes = [_content(phrase, 0.0) for phrase in (*scenario.stake_words.en, *scenario.stake_words.ru)]
    consoles = (tool.out for tool in scenario.tools if tool.where == "internal")
    shown = plain(" ".join([scenario.identity.crm, *consoles]))
    return Background(
        openings=openings,
        stakes=tuple(phrase for phrase in stakes if phrase),
        symptoms=frozenset().union(*(_content(text, CONTENT) for text in openings)),
        known_ids=frozenset(plain(one) for one in scenario.known_ids),
        private=frozenset(found.group() for sign in (PRIVATE_ID, MAILBOX) for found in sign.finditer(shown)),
    )


def _content(text: str, above: float) -> frozenset[str]:
    return frozenset(word.stem for word in words_of(plain(text)) if weights().get(word.stem, 1.0) > above)
