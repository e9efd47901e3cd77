"""How well personal data and secrets are masked: `python -m bench.masking [--misses practice]`.

A marked passage is covered when no letter or digit of it is left. An innocent word is spoiled when any part of it is.
"""

import argparse
import re
from dataclasses import dataclass, field
from pathlib import Path

from simulator.masking import Mask

FOLDER = Path(__file__).parent.parent / "tests" / "data" / "masking"
MARKED = re.compile(r"\{\{([a-z]+)\|(.*?)\}\}(?!\})", re.DOTALL)


@dataclass
class Tally:
    """Counts of one file."""

    lines: int = 0
    secrets: list[int] = field(default_factory=lambda: [0, 0])
    personal: list[int] = field(default_factory=lambda: [0, 0])
    innocent: list[int] = field(default_factory=lambda: [0, 0])
    misses: list[str] = field(default_factory=list)

    def plus(self, other: "Tally") -> "Tally":
        def both(a: list[int], b: list[int]) -> list[int]:
            return [a[0] + b[0], a[1] + b[1]]

        return Tally(
            self.lines + other.lines, both(self.secrets, other.secrets), both(self.personal, other.personal),
            both(self.innocent, other.innocent), self.misses + other.misses,
        )  # fmt: skip


def unmarked(line: str) -> tuple[str, list[tuple[int, int, str]]]:
    """Return the text of a line and its marked passages."""
    text, passages, place = "", [], 0
    for match in MARKED.finditer(line):
        text += line[place : match.start()]
        passages.append((len(text), len(text) + len(match[2]), match[1]))
        text += match[2]
        place = match.end()
    return text + line[place:], passages


def tally(name: str) -> Tally:
    done = Tally()
    for raw in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        text, passages = unmarked(raw.replace("⏎", "\n"))
        found = Mask(russian=False).masked(text).found
        covered = {place for one in found for place in range(one.start, one.end)}
        done.lines += 1
        for start, end, kind in passages:
            left = [at for at in range(start, end) if text[at].isalnum() and at not in covered]
            count = done.secrets if kind == "secret" else done.personal
            count[0] += not left
            count[1] += 1
            if left:
                done.misses.append(f"{name}: left {kind} {text[start:end]!r}")
        marked = {place for start, end, _kind in passages for place in range(start, end)}
        for word in re.finditer(r"[\w'-]+", text):
            places = set(range(*word.span()))
            if places & marked or not re.search(r"\w", word[0]):
                continue
            done.innocent[1] += 1
            if places & covered:
                done.innocent[0] += 1
                done.misses.append(f"{name}: spoiled {word[0]!r}")
    return done


def measured(part: str) -> dict[str, Tally]:
    return {lang: tally(f"{part}.{lang}.txt") for lang in ("en", "ru")}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--misses", default="", help="practice: show what was left or spoiled there")
    chosen = parser.parse_args()
    print(f"{'':<18}{'lines':>6}{'secrets':>16}{'personal':>16}{'innocent spoiled':>20}")
    for part in ("practice", "heldout"):
        found = measured(part)
        for lang, one in [*found.items(), ("both", found["en"].plus(found["ru"]))]:
            shares = "".join(f"{f'{a}/{b}':>9}{a / max(b, 1):>7.1%}" for a, b in (one.secrets, one.personal))
            spoiled = f"{one.innocent[0]}/{one.innocent[1]}"
            print(
                f"{part + ' ' + lang:<18}{one.lines:>6}{shares}{spoiled:>13}{one.innocent[0] / max(one.innocent[1], 1):>7.1%}"
            )
            if part == chosen.misses and lang != "both":
                print("\n".join(f"    {miss}" for miss in one.misses))


if __name__ == "__main__":
    main()
