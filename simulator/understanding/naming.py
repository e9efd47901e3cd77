"""Whether a Russian word is a given name, a surname or a patronymic, in any of its forms."""

from dataclasses import dataclass
from functools import lru_cache

from simulator.understanding.words import analyzer

_SURNAME = (
    "ов ев ёв ин ын ова ева ёва ина ына ский цкий ская цкая енко ко чук юк ук ян янц швили дзе ия ава ман берг штейн ер ель ич ых их "
    "ову еву ину ского цкого скую цкую ову ого ому ым ой ским ской"
).split()


@dataclass(frozen=True, slots=True)
class Naming:
    """What the dictionary says about a word written with a capital letter."""

    lemma: str
    given: bool
    surname: bool
    patronymic: bool
    share: float
    """How likely the word is a name of a person at all, out of all its readings."""
    known: bool

    @property
    def is_name(self) -> bool:
        """Whether any reading is a name of a person."""
        return self.given or self.surname or self.patronymic


@lru_cache(maxsize=20000)
def naming(word: str) -> Naming:
    """Return what kind of name ``word`` may be."""
    parses = analyzer().parse(word.lower())
    named = [one for one in parses if {"Name", "Surn", "Patr"} & set(map(str, one.tag.grammemes))]
    first = named[0] if named else parses[0]
    total = sum(one.score for one in parses) or 1.0
    return Naming(
        lemma=str(first.normal_form).replace("ё", "е"),
        given=any("Name" in one.tag.grammemes for one in named),
        surname=any("Surn" in one.tag.grammemes for one in named),
        patronymic=any("Patr" in one.tag.grammemes for one in named),
        share=sum(one.score for one in named) / total,
        known=bool(parses[0].is_known),
    )


def ends_like_a_surname(word: str) -> bool:
    """Tell whether a word that no dictionary has ends as Russian surnames do."""
    lowered = word.lower()
    return len(lowered) > 4 and any(lowered.endswith(end) for end in _SURNAME)
