"""A message as the graders of tone look at it: its words, its acts, and what is set aside."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache

from simulator.domain.reading import Act, ActKind, Reading
from simulator.domain.text import Language
from simulator.grading.tone.impression import Impression, impression
from simulator.grading.tone.manner import data, lowered

_END = re.compile(r"(?<=[.!?…])[\"')\]]*\s+|\s*\n+\s*")
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
_MENU = re.compile(r"(?:→|->|\s>\s)")
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_STEM = 5
ECHO = 3
_SMALL = frozenset(
    "this that with your have from they there what when which will would could about been were does just into then than them "
    "here some only also very please thank thanks hello after before where while because still again "
    "это этот если когда чтобы тоже также только есть было были быть меня тебя вас нас него ними очень пожалуйста спасибо "
    "здравствуйте после перед теперь сейчас потом еще уже почему который которые какой какая можно нужно".split()
)


@cache
def sign(group: str, name: str = "") -> re.Pattern[str]:
    """Return a sign of ``marks.toml``."""
    found = data("marks.toml")[group]
    return re.compile(found[name] if name else found)


@dataclass(frozen=True)
class Sentence:
    """One sentence with its place in the text."""

    start: int
    end: int
    low: str

    @property
    def is_question(self) -> bool:
        """Tell whether it ends with a question mark."""
        return self.low.rstrip(" \"')\n").endswith("?")


Found = Iterable[Act] | re.Match[str] | Sentence | None
"""What a verdict may rest on."""


@lru_cache(maxsize=4096)
def shows(group: str, name: str, low: str) -> bool:
    """Tell whether a sign of ``marks.toml`` shows in one sentence."""
    return sign(group, name).search(low) is not None


def sentences(low: str) -> Iterator[Sentence]:
    """Yield the sentences of a lower-case text; a block of code belongs to the sentence before it."""
    blocks = [match.span() for match in _CODE.finditer(low)]
    start = 0
    for cut in _END.finditer(low):
        if any(left < cut.end() and cut.start() < right for left, right in blocks):
            continue
        if low[start : cut.start()].strip():
            yield Sentence(start, cut.start(), low[start : cut.start()])
        start = cut.end()
    if low[start:].strip():
        yield Sentence(start, len(low), low[start:])


def _for_a_grader(part: Sentence) -> bool:
    """Tell whether a sentence speaks of levels and scores, or only lists what is graded."""
    if sign("grader_talk").search(part.low):
        return True
    return len({match.group() for match in sign("rubric_echo").finditer(part.low)}) >= ECHO


@dataclass(frozen=True)
class Message:
    """What is graded. Words aimed at a grader are blank in ``low``, so that nothing can rest on them."""

    text: str
    reading: Reading
    customer: str
    language: Language
    tech: int
    channel: str
    low: str = field(init=False)
    parts: tuple[Sentence, ...] = field(init=False)
    acts: tuple[Act, ...] = field(init=False)
    looked: dict[tuple[str, str], re.Match[str] | None] = field(
        init=False, default_factory=dict, compare=False
    )
    """What was looked for already: ten criteria ask for the same signs."""

    def __post_init__(self) -> None:
        low = lowered(self.text)
        every = tuple(sentences(low))
        aimed = self.reading.of(ActKind.INJECTION)
        masked, seen = set(), set()
        for index, part in enumerate(every):
            key = part.low.strip(" .!?")
            if (
                key in seen
                or _for_a_grader(part)
                or any(part.start < act.end and act.start < part.end for act in aimed)
            ):
                masked.add(index)
            seen.add(key)
        for index in masked:
            part = every[index]
            low = low[: part.start] + " " * (part.end - part.start) + low[part.end :]
        parts = tuple(part for index, part in enumerate(every) if index not in masked)
        acts = tuple(
            act
            for act in self.reading.acts
            if low[act.start : act.end].strip() and not self._misread(act, low)
        )
        object.__setattr__(self, "low", low)
        object.__setattr__(self, "parts", parts)
        object.__setattr__(self, "acts", acts)

    @staticmethod
    def _misread(act: Act, low: str) -> bool:
        """Tell whether an act is a term on the way through a menu or another known false alarm."""
        if act.kind is ActKind.JARGON:
            line = low[low.rfind("\n", 0, act.start) + 1 : (low.find("\n", act.end) + 1 or len(low) + 1) - 1]
            in_an_id = bool(re.match(r"[-_.]?\w*\d", low[act.end : act.end + 8]))  # “vm-2c90”
            return in_an_id or bool(_MENU.search(line))
        if act.kind is ActKind.NOT_OUR_PROBLEM:  # “I can't help you on this call” names another way
            return re.search(r"\bhelp|помочь", act.quote.lower()) is not None
        if act.kind is ActKind.PROMISE_VAGUE:
            return act.quote.lower() in {"сразу", "сразу же", "later", "позже", "right away", "straight away"}
        return False

    def of(self, *kinds: ActKind) -> tuple[Act, ...]:
        """Return the acts of the given kinds."""
        return tuple(act for act in self.acts if act.kind in kinds)

    def does(self, *kinds: ActKind) -> bool:
        """Tell whether the message does any of ``kinds``."""
        return any(act.kind in kinds for act in self.acts)

    def seen(self, group: str, name: str) -> re.Match[str] | None:
        """Return the first place where a sign of ``marks.toml`` shows."""
        key = (group, name)
        if key not in self.looked:
            self.looked[key] = sign(group, name).search(self.low)
        return self.looked[key]

    def seen_all(self, group: str, name: str) -> list[re.Match[str]]:
        """Return every place where a sign of ``marks.toml`` shows."""
        return list(sign(group, name).finditer(self.low))

    def quote(self, *found: Found) -> str:
        """Return the words of the first thing found, else the beginning of the message."""
        for one in found:
            if isinstance(one, re.Match):
                words = self.text[one.start() : one.end()].strip()
            elif isinstance(one, Sentence):
                words = self.text[one.start : one.end].strip()
            else:
                words = next((act.quote for act in one or ()), "")
            if words:
                return words
        return (
            self.text[self.parts[0].start : self.parts[0].end].strip()
            if self.parts
            else self.text.strip()[:120]
        )

    def first(self, group: str, name: str, unless: tuple[str, str] | None = None) -> re.Match[str] | None:
        """Return the first place where a sign shows in a statement whose sentence does not take it back."""
        for part in self.parts:
            found = None if part.is_question else sign(group, name).search(self.low, part.start, part.end)
            if found and not (unless and shows(*unless, part.low)):
                return found
        return None

    @property
    def questions(self) -> list[Sentence]:
        """Return the sentences that ask."""
        return [part for part in self.parts if part.is_question]

    @cached_property
    def shuts(self) -> bool:
        """Tell whether the message ends the talk without asking, offering or showing anything."""
        return bool(self.seen("closure", "closed")) and not any(
            self.seen("closure", name) for name in ("asks", "open", "works")
        )

    def part_at(self, place: int) -> Sentence | None:
        """Return the sentence at an offset."""
        return next((part for part in self.parts if part.start <= place < part.end), None)

    @cached_property
    def words(self) -> int:
        """Words that count: without code, repetitions and words to a grader."""
        return len(_WORD.findall(_CODE.sub(" ", self.low)))

    @cached_property
    def length(self) -> int:
        """Words of the whole text without code: what the customer has to read."""
        return len(_WORD.findall(_CODE.sub(" ", self.text)))

    @cached_property
    def impression(self) -> Impression:
        """How the text comes across, words to a grader aside."""
        kept = "\n".join(self.text[part.start : part.end] for part in self.parts)
        return impression(kept or ".", self.language)

    @cached_property
    def shared(self) -> frozenset[str]:
        """Beginnings of the content words and the ids that the customer wrote and the message uses."""
        return content(self.low) & content(lowered(self.customer))

    @cached_property
    def is_support(self) -> bool:
        """Tell whether this speaks to a customer about a case; anything said to a customer does."""
        return bool(self.customer)


def content(low: str) -> frozenset[str]:
    """Return the beginnings of the words that carry content, and ids and numbers whole."""
    words = re.findall(r"[\w.:/-]*\d[\w.:/-]*\w|\d+|[^\W\d_]{4,}", low)
    return frozenset(
        word if any(sign.isdigit() for sign in word) else word[:_STEM] for word in words if word not in _SMALL
    )
