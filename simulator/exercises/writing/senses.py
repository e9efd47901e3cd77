"""What scoring needs from packages it does not know: a service hands it in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from simulator.domain.exercise import Fields
from simulator.domain.grade import CriterionGrade
from simulator.domain.text import Language
from simulator.domain.writing import Rewrite


@dataclass(frozen=True)
class Senses:
    """Readers of text."""

    tone: Callable[[str, Rewrite, Language], Mapping[str, CriterionGrade]]
    """Reply, exercise, language → T criteria."""
    secrets: Callable[[str], tuple[str, ...]]
    """Text → passages that are unmasked secrets."""
    places: Callable[[Fields, tuple[str, ...], Language], tuple[int | None, ...]]
    """Article, questions, language → where each question finds it, from 1; None when it does not."""
    names: Callable[[Language], tuple[str, ...]]
    """Language → names of the criteria of all scorecards."""
    cards: Callable[[Language], tuple[str, ...]]
    """Language → what the scorecards say besides: questions, anchors, advice."""
