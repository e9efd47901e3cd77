"""Style, distinctness and leaks of the offline customer over all cards.

    python -m bench.voice [--lines 10000] [--humans FILE.jsonl] [--samples 0] [--recorded]

Prints the style of chat messages beside figures of real upset people (5,800 support dialogues), the share
of repeated lines within a run, distinct-2, how well personas are told apart (without words of the cards), and locked facts given away.
Exit 1 when a leak is found or a chat figure lies outside ±30 % of the human one.
"""

import argparse
import json
import math
import re
import statistics
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from bench.conversation import Line, conversation, own_words
from simulator.content.library import Library
from simulator.domain.case import Case
from simulator.domain.event import CustomerSaid
from simulator.domain.text import LANGUAGES, Language
from simulator.engine.customers.memory import sentences
from simulator.rehearsal.exemplars import exemplar_file
from simulator.rehearsal.replay import read_script, replay

HUMAN = {
    "median words": 7.0,
    "share of 1-3 words": 0.33,
    "share of 1-5 words": 0.45,
    "share polite": 0.20,
    "share polite, annoyed": 0.14,
    "share without final punctuation": 0.47,
}
TOLERANCE = 0.30
ANNOYED = 3
POLITE = {
    "en": re.compile(
        r"\b(please|thank\w*|thx|ty|cheers|sorry|appreciate\w*|excuse me|grateful)\b", re.IGNORECASE
    ),
    "ru": re.compile(
        r"\b(пожалуйста|спасибо|спс|благодар\w+|извини\w*|прост[ии]те|прошу|признател\w+)\b", re.IGNORECASE
    ),
}
WORD = re.compile(r"[\w'’-]+")


@dataclass(frozen=True)
class Message:
    """One message as a measurer sees it."""

    text: str
    lang: Language
    annoyed: bool

    @property
    def words(self) -> int:
        """Return the number of words."""
        return len(WORD.findall(self.text))


def style(messages: Sequence[Message]) -> dict[str, float]:
    """Return the figures of ``HUMAN`` for ``messages``."""
    words = [message.words for message in messages]
    annoyed = [message for message in messages if message.annoyed]
    return {
        "median words": float(statistics.median(words)),
        "share of 1-3 words": share(count <= 3 for count in words),
        "share of 1-5 words": share(count <= 5 for count in words),
        "share polite": share(bool(POLITE[m.lang].search(m.text)) for m in messages),
        "share polite, annoyed": share(bool(POLITE[m.lang].search(m.text)) for m in annoyed),
        "share without final punctuation": share(not re.search(r"[.!?…]\W*$", m.text) for m in messages),
    }


def share(claims: Iterable[bool]) -> float:
    """Return the share of true claims."""
    values = list(claims)
    return sum(values) / len(values) if values else 0.0


def humans(path: Path) -> list[Message]:
    """Read real customers' turns: JSON lines with ``text`` and ``annoyed``."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [Message(row["text"].strip(), "en", bool(row["annoyed"])) for row in rows if row["text"].strip()]


def distinct_two(texts: Iterable[str]) -> float:
    """Return the share of different word pairs among all word pairs."""
    pairs: Counter[tuple[str, str]] = Counter()
    for text in texts:
        words = [word.casefold() for word in WORD.findall(text)]
        pairs.update(pairwise(words))
    return len(pairs) / max(1, pairs.total())


def repeated(run: Sequence[Line]) -> tuple[int, int]:
    """Return how many sentences of a run were said before in it, and how many there are."""
    told = [sentence for line in run for sentence in sentences(line.own_words)]
    return len(told) - len(set(told)), len(told)


def told_apart(lines: dict[str, list[str]]) -> float:
    """Return how often a guess by words names the right persona for five unseen lines."""
    learned = {persona: Counter(_words(texts[::2])) for persona, texts in lines.items()}
    vocabulary = len({word for counts in learned.values() for word in counts})
    right = total = 0
    for persona, texts in lines.items():
        unseen = texts[1::2]
        for start in range(0, len(unseen) - 4, 5):
            words = _words(unseen[start : start + 5])
            guess = max(learned, key=lambda other: _likelihood(words, learned[other], vocabulary))
            right += guess == persona
            total += 1
    return right / max(1, total)


def _words(texts: Iterable[str]) -> list[str]:
    return [word for text in texts for word in re.findall(r"[\w'’-]+|[?.,]", text)]


def _likelihood(words: Sequence[str], counts: Counter[str], vocabulary: int) -> float:
    whole = counts.total() + vocabulary
    return sum(math.log((counts[word] + 1) / whole) for word in words)


def generate(library: Library, wanted: int) -> list[tuple[Case, list[Line]]]:
    """Play conversations over all cards, languages and seeds until ``wanted`` lines are there."""
    runs: list[tuple[Case, list[Line]]] = []
    count, seed = 0, 1
    while count < wanted:
        for scenario in library.scenarios:
            for lang in LANGUAGES:
                case = library.case(scenario.id, lang, seed, "practice")
                run = conversation(case)
                runs.append((case, run))
                count += len(run)
        seed += 1
    return runs


def recorded(library: Library, lang: Language) -> list[Message]:
    """Return what customers write in chat in the recorded runs of the cards, played through the engine."""
    found: list[Message] = []
    for scenario in library.scenarios:
        for quality in ("excellent", "average", "poor") if scenario.channel == "chat" else ():
            file = exemplar_file(library, scenario.id, quality, lang)
            if not file.is_file():
                continue
            played = replay(library, read_script(file.name, file.read_text(encoding="utf-8").splitlines()))
            said = [event for event in played.events if isinstance(event, CustomerSaid)]
            found += [Message(own_words(played.case, e.text), lang, e.band >= ANNOYED) for e in said]
    return [message for message in found if message.text]


def messages_of(runs: Iterable[tuple[Case, list[Line]]], lang: Language) -> dict[str, list[Message]]:
    """Return what was written in ``lang``, by channel; pasted output is not counted."""
    found: dict[str, list[Message]] = defaultdict(list)
    for case, run in runs:
        if case.lang == lang:
            found[case.scenario.channel] += [
                Message(line.own_words, lang, line.band >= ANNOYED) for line in run if line.own_words
            ]
    return found


def table(columns: dict[str, dict[str, float]]) -> str:
    """Return figures as text, one column a source."""
    head = f"{'':34}" + "".join(f"{name:>12}" for name in columns)
    rows = [f"{name:34}" + "".join(f"{column[name]:12.2f}" for column in columns.values()) for name in HUMAN]
    return "\n".join([head, *rows])


def outside(figures: dict[str, float]) -> list[str]:
    """Return names of figures further than the tolerance from the human ones."""
    return [name for name, human in HUMAN.items() if abs(figures[name] - human) > TOLERANCE * human]


def report(
    runs: list[tuple[Case, list[Line]]],
    real: dict[str, float] | None,
    played: dict[Language, list[Message]],
) -> int:
    """Print the tables and return how many things are wrong."""
    wrong = 0
    for lang in LANGUAGES:
        by_channel = messages_of(runs, lang)
        columns = {"humans": HUMAN} | ({"file": real} if real else {})
        columns |= {channel: style(found) for channel, found in sorted(by_channel.items())}
        if played.get(lang):
            columns["recorded"] = style(played[lang])
        print(f"\n{lang}\n{table(columns)}")
        missed = outside(columns["chat"])
        print("chat outside ±30 %:", ", ".join(missed) or "nothing")
        personas: dict[str, list[str]] = defaultdict(list)
        for case, run in runs:
            if case.lang == lang:
                personas[case.persona.id] += [line.own_words for line in run if line.persona_only]
        apart = told_apart(personas)
        print(f"distinct-2 {distinct_two(t for texts in personas.values() for t in texts):.3f}", end="  ")
        print(f"persona named from five lines {apart:.2f} of {len(personas)} personas")
        wrong += len(missed)
    counts = [repeated(run) for _, run in runs]
    again, told = sum(one for one, _ in counts), sum(all_ for _, all_ in counts)
    whole = sum(len(run) - len({line.text for line in run}) for _, run in runs)
    leaks = [leak for _, run in runs for line in run for leak in line.leaks]
    print(f"\nlines {sum(len(run) for _, run in runs)}  runs {len(runs)}")
    print(f"sentences repeated within a run {again} of {told} ({again / told:.4f}); whole lines {whole}")
    print(f"locked facts given away {len(leaks)}", *sorted(set(leaks))[:20], sep="\n  ")
    return wrong + len(leaks)


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lines", type=int, default=10_000)
    parser.add_argument("--humans", type=Path)
    parser.add_argument("--samples", type=int, default=0, help="print this many whole runs")
    parser.add_argument("--recorded", action="store_true", help="add chat of the recorded runs (slower)")
    options = parser.parse_args()
    library = Library.load()
    runs = generate(library, options.lines)
    real = style(humans(options.humans)) if options.humans else None
    played = {lang: recorded(library, lang) for lang in LANGUAGES} if options.recorded else {}
    wrong = report(runs, real, played)
    for case, run in runs[: options.samples]:
        print(f"\n--- {case.scenario.id} {case.persona.id} {case.lang} {case.scenario.channel}")
        for line in run:
            print(f"  {line.band} {'+'.join(line.kinds)}: {line.text}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
