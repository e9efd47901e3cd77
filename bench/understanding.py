"""How well replies are understood offline: `python -m bench.understanding`.

Held-out replies were written by people who did not see the cards. The method may be tuned on scenarios with
an even number only; the odd half is run as a figure. Nothing of the held-out texts is printed.
"""

import argparse
import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from simulator.content.library import Library
from simulator.domain.scenario import Scenario
from simulator.understanding import Targets, compile_targets, read
from simulator.understanding.asking import hits
from simulator.understanding.sentence import Sentence, sentences
from simulator.understanding.windows import Method
from simulator.understanding.words import plain

ROOT = Path(__file__).parent.parent
HELD_OUT = ROOT / "tests" / "data" / "heldout"
METHODS: dict[str, Method | None] = {
    "phrases, exact": None,
    "stems": Method(synonyms=False, typos=False, force=False),
    "+ lexicon": Method(synonyms=True, typos=False, force=False),
    "+ typos": Method(synonyms=True, typos=True, force=False),
    "+ force (full)": Method(),
}


@dataclass
class Tally:
    """Counts of one language, half and method."""

    replies: int = 0
    asking: int = 0
    right: int = 0
    wrong: int = 0
    wrong_fact: int = 0
    kinds: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))

    def add(self, row: dict[str, Any], asks: set[str], requests: set[str], targets: Targets) -> None:
        """Count one reply; a command asked for also gives the facts of its output, and ``also`` is no error."""
        wanted, ordered, accepted = set(row["asks"]), set(row["requests"]), set(row.get("also", ()))
        granted = wanted.union(
            accepted, *(targets.reveals.get(command, ()) for command in ordered | accepted)
        )
        right = wanted <= asks and ordered <= requests
        wrong = bool(asks - granted or requests - ordered - accepted)
        kind = self.kinds[row["kind"]]
        self.replies += 1
        self.wrong += wrong
        self.wrong_fact += bool(asks - granted)
        kind[0] += 1
        kind[1] += right if wanted | ordered else not wrong
        kind[2] += wrong
        if wanted | ordered:
            self.asking += 1
            self.right += right


def cards() -> dict[str, Scenario]:
    """Return the scenario cards by id."""
    return {card.id: card for card in Library(ROOT).scenarios}


def held_out(language: str, half: int, known: dict[str, Targets]) -> Iterator[dict[str, Any]]:
    """Yield the replies of every held-out set (`en.jsonl`, `en-….jsonl`) to known cards of one half (0 even, 1 odd)."""
    for path in sorted(HELD_OUT.glob(f"{language}*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["scenario"] in known and int(row["scenario"][3:]) % 2 == half:
                yield row


def understood(text: str, targets: Targets, method: Method | None) -> tuple[set[str], set[str]]:
    """Return facts asked for and commands requested by one method."""
    if method == Method():
        reading = read(text, targets)
        return {match.target for match in reading.asks}, {match.target for match in reading.requests}
    asks: set[str] = set()
    requests: set[str] = set()
    before: Sentence | None = None
    for part in sentences(plain(text)):
        found = (
            _exact(part, targets)
            if method is None
            else [(hit.target, hit.kind) for hit in hits(part, targets.asked, method, before=before)]
        )
        for target, kind in found:
            if kind == "fact":
                asks.add(target)
            else:
                requests.add(target)
                asks.update(targets.reveals.get(target, ()))
        before = part
    return asks, requests


def _exact(part: Sentence, targets: Targets) -> list[tuple[str, str]]:
    said = part.text.strip(" .?!")
    return [
        (target.id, target.kind)
        for target in targets.asked.targets
        if any(plain(phrase).strip(" .?!") in said for phrase in target.phrases)
    ]


def measure(known: dict[str, Targets]) -> Iterator[tuple[str, str, str, Tally]]:
    """Yield language, half, method and counts."""
    for language in ("en", "ru"):
        for half, name in ((0, "even"), (1, "odd")):
            for label, method in METHODS.items():
                tally = Tally()
                for row in held_out(language, half, known):
                    targets = known[row["scenario"]]
                    tally.add(row, *understood(row["text"], targets, method), targets)
                yield language, name, label, tally


def speed(known: dict[str, Targets]) -> tuple[float, float]:
    """Return CPU milliseconds per reply: median and 95th percentile of whole readings."""
    spent = []
    for language in ("en", "ru"):
        for row in held_out(language, 0, known):
            start = time.process_time()
            read(row["text"], known[row["scenario"]])
            spent.append(1000 * (time.process_time() - start))
    spent.sort()
    return spent[len(spent) // 2], spent[int(0.95 * len(spent))]


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kinds", action="store_true", help="also the full method by kind of reply")
    options = parser.parse_args()
    loaded = cards()
    start = time.process_time()
    known = {name: compile_targets(card) for name, card in loaded.items()}
    compiled = (time.process_time() - start) / max(len(known), 1)
    say = sys.stdout.write
    say(
        f"{len(known)} cards\n\n| language | half | method | right fact | any wrong | wrong fact |\n|---|---|---|---|---|---|\n"
    )
    for language, half, label, tally in measure(known):
        say(
            f"| {language} | {half} | {label} | {tally.right}/{tally.asking} = {tally.right / max(tally.asking, 1):.1%} "
            f"| {tally.wrong / max(tally.replies, 1):.1%} | {tally.wrong_fact / max(tally.replies, 1):.1%} |\n"
        )
        if options.kinds and label.endswith("(full)"):
            for kind, (count, fine, wrong) in sorted(tally.kinds.items()):
                say(f"|  |  | · {kind} | {fine}/{count} | {wrong} |  |\n")
    median, late = speed(known)
    say(f"\nCPU per reply: median {median:.1f} ms, p95 {late:.1f} ms; compiling a card {compiled:.2f} s\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
