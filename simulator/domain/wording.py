"""What a model made of the words of a feedback, after code has checked them. What is said, code had decided before."""

from typing import Literal, Protocol, get_args

from simulator.domain.case import Case
from simulator.domain.event import Event
from simulator.domain.grade import Feedback
from simulator.domain.rubric import Rubrics
from simulator.domain.text import Language, Value

Part = Literal["strength", "change", "rewritten", "link"]
PARTS: tuple[Part, ...] = get_args(Part)


class Wording(Value):
    """Words for a feedback in one language: the parts that hold, and why the others do not."""

    lang: Language
    words: dict[Part, str] = {}
    """Parts in the model's words. A part that is missing keeps the words it had."""
    refused: dict[Part, str] = {}
    """Part → the check it failed."""
    provenance: dict[str, str] = {}

    def applied(self, feedback: Feedback) -> Feedback:
        """Return ``feedback`` with these words; criteria, lines, moments and the place to practise stay."""
        strength, change, link = feedback.strength, feedback.change, feedback.link
        if strength is not None and (text := self.words.get("strength")):
            strength = strength.model_copy(
                update={"text": strength.text.model_copy(update={self.lang: text})}
            )
        if change is not None and (text := self.words.get("change")):
            change = change.model_copy(update={"text": change.text.model_copy(update={self.lang: text})})
        if change is not None and (text := self.words.get("rewritten")):
            change = change.model_copy(update={"rewritten": text})
        if link is not None and (text := self.words.get("link")):
            link = link.model_copy(update={"why": link.why.model_copy(update={self.lang: text})})
        return Feedback(strength=strength, change=change, link=link)


class Worder(Protocol):
    """Words a feedback. Raises ``ModelUnavailable`` when there are no words at all."""

    def word(self, case: Case, events: tuple[Event, ...], rubrics: Rubrics, feedback: Feedback) -> Wording:
        """Return words for the parts of ``feedback``, each checked against the run."""
        ...
