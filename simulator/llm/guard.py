"""What a model may not say as the customer. Checked sentence by sentence; the first fault ends the model's turn.

The offline wording of the same act is the measure: the model may say it in other words and of other length, and may
add no name, number, link, command, courtesy or news to it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from simulator.domain.act import CustomerAct
from simulator.domain.case import Case
from simulator.domain.run import Run
from simulator.domain.text import Language
from simulator.engine.customers.scripted import locked_words

WORDS: dict[str, int] = {"chat": 45, "phone": 60, "portal": 110, "ticket": 110}
"""Words a message may have on each channel, pasted output not counted."""
TIMES = 2.5
"""… and never more than so many times the offline wording, plus a short sentence."""
SPARE = 12
ANGRY = 4
"""Mood band from which courtesy that the offline wording lacks is a softening."""

_FOREIGN: dict[Language, re.Pattern[str]] = {
    "en": re.compile(r"[а-яё]{2,}", re.IGNORECASE),
    "ru": re.compile(r"(?:\b[a-z]{2,}\b[\s,]+){5}", re.IGNORECASE),
}
_HELPER = re.compile(
    r"\b(?:how (?:can|may) i (?:help|assist)|i(?:'d| would) be happy to|let me know if (?:you|there)|as an ai|language model"
    r"|is there anything else|i understand your frustration|we apologi[sz]e|our (?:team|engineers) (?:will|are)|i recommend"
    r"|you (?:should|need to|can) (?:try|check|run|restart|open)|please (?:provide|run|check|try)|i(?:'ll| will) (?:check|look into|investigate))\b"
    r"|\b(?:чем (?:я )?могу (?:вам )?помочь|буду рад[аы]? помочь|как (?:ии|языковая модель)|обращайтесь,? если|наши? (?:инженеры|команда|специалисты)"
    r"|приносим извинения|рекомендую|попробуйте|вам (?:нужно|следует|стоит)|проверьте|я проверю|мы проверим|понимаю ваше)\b",
    re.IGNORECASE,
)
_COURTESY = re.compile(
    r"\b(?:thank\w*|thanks|please|no worries|no problem|sorry|appreciate\w*|kindly|great|wonderful)\b"
    r"|\b(?:спасибо|благодар\w+|пожалуйста|извин\w+|прости\w*|ничего страшного|не волнуйтесь|отлично|замечательно)\b",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[\w./:@-]*\d[\w./:@-]*")
_LINK = re.compile(r"https?://|www\.|\b[\w-]+\.(?:com|ru|org|net|io|example)\b", re.IGNORECASE)
_COMMAND = re.compile(r"`[^`]+`|```|(?:^|\s)(?:sudo|curl|ssh|kubectl|systemctl|ping|dig)\s+\S", re.IGNORECASE)
_ROLE = re.compile(
    r"^\s*(?:support|agent|engineer|assistant|customer|поддержка|инженер|клиент|ассистент)\s*:", re.IGNORECASE
)
OUTPUT = "{output}"
"""Stands for pasted output, which a model never words."""


@dataclass(frozen=True)
class Guard:
    """The checks of one message."""

    lang: Language
    channel: str
    band: int
    offline: str
    """The offline wording, output replaced by ``{output}``."""
    known: str
    """Everything that may be repeated: the offline wording, the opening, what was said so far."""
    numbers: frozenset[str]
    """Numbers, ids, addresses and times in it, whole: 300 is no part of 3000."""
    locked: tuple[str, ...]
    """Words of facts that are still locked, in lower case."""

    @classmethod
    def of(cls, case: Case, run: Run, act: CustomerAct, offline: str) -> "Guard":
        """Return the guard of a message that is to say what ``offline`` says."""
        said = [run.opened.text, *(line.text for line in run.customer_lines), *(r.text for r in run.replies)]
        known = "\n".join([offline, *said, case.scenario.contact.name.within(case.tongue)]).lower()
        told = run.facts | {move.fact for move in act.moves if move.fact}
        return cls(
            lang=case.tongue,
            channel=case.scenario.channel,
            band=act.band,
            offline=offline,
            known=known,
            numbers=frozenset(figures(known)),
            locked=locked_words(case, told),
        )

    def fault(self, sentence: str, before: str = "") -> str | None:
        """Return why ``sentence`` may not follow ``before``, or None: the gravest reason."""
        return next((name for name, failed in self._checks(sentence, before) if failed()), None)

    def faults(self, sentence: str, before: str = "") -> set[str]:
        """Return every reason why ``sentence`` may not follow ``before``."""
        return {name for name, failed in self._checks(sentence, before) if failed()}

    def _checks(self, sentence: str, before: str) -> tuple[tuple[str, Callable[[], bool]], ...]:
        """Return the checks in order of gravity: what must never leak comes first."""
        lowered = sentence.lower()
        new = self._new(sentence)
        words = len(re.findall(r"\w+", f"{before} {sentence}".replace(OUTPUT, " ")))
        return (
            ("locked", lambda: any(word in lowered for word in self.locked)),
            ("language", lambda: bool(_FOREIGN[self.lang].search(self._foreign_to(sentence)))),
            ("role", lambda: bool(_ROLE.search(sentence) or _HELPER.search(sentence))),
            ("link", lambda: bool(_LINK.search(new))),
            ("command", lambda: bool(_COMMAND.search(new))),
            ("invented", lambda: not self.numbers.issuperset(figures(lowered))),
            ("softened", lambda: self.band >= ANGRY and bool(_COURTESY.search(new))),
            ("length", lambda: words > self._most_words()),
        )

    def lacks(self, text: str) -> str | None:
        """Return what a whole message must say and does not: output, or a number or name of a fact."""
        if OUTPUT in self.offline and text.count(OUTPUT) != 1:
            return "output"
        missing = set(figures(self.offline.lower())) - set(figures(text.lower()))
        return "fact" if missing else None

    def _most_words(self) -> int:
        own = len(re.findall(r"\w+", self.offline.replace(OUTPUT, " ")))
        return min(WORDS.get(self.channel, 110), round(own * TIMES) + SPARE)

    def _new(self, sentence: str) -> str:
        """Return a sentence without the words that the offline wording has as well."""
        own = set(self.offline.lower().split())
        return " ".join(word for word in sentence.split() if word.lower() not in own)

    def _foreign_to(self, sentence: str) -> str:
        """Return a sentence without what is quoted from elsewhere: names, output, what stands in the ticket."""
        return " ".join(
            word for word in sentence.split() if word.lower().strip(".,!?«»\"'") not in self.known
        )


def figures(lowered: str) -> list[str]:
    """Return words with digits of a lowered text: numbers, ids, addresses, times."""
    return [token.strip(".,:/-") for token in _TOKEN.findall(lowered.replace(OUTPUT, " "))]
