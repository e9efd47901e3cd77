"""How often independent people look alike, and how many copies with edits are found: the threshold of a likeness.

    python -m bench.similarity

Independent people: the three exemplar runs of a card, in each language, written apart from each other for the same
task (pairs within a card, both texts long enough). Copies: an exemplar run after a change of the variant's values,
with its sentences in another order, some left out, and some words dropped or exchanged. Exit 1 when more than one
independent pair in a hundred reaches the threshold.
"""

import random
import re
import sys
from itertools import combinations

from simulator.assessment.similarity import SIZE, THRESHOLD, is_long_enough, likeness, shingles
from simulator.content.library import Library
from simulator.domain.text import LANGUAGES, Language
from simulator.rehearsal.exemplars import QUALITIES
from simulator.rehearsal.words import recorded, task_of, trade_of

EDITS = ((0.0, 0.1), (0.2, 0.1), (0.3, 0.2), (0.5, 0.2), (0.5, 0.3))
"""(sentences left out, words dropped or exchanged)."""
MOST_FALSE = 0.01


def edited(text: str, dropped: float, changed: float, rng: random.Random) -> str:
    """Return a copy: another order, sentences left out, words dropped or replaced by others of the same text."""
    parts = [one for one in re.split(r"(?<=[.!?])\s+|\n", text) if one.strip() and rng.random() >= dropped]
    rng.shuffle(parts)
    words = " ".join(parts).split()
    kept = []
    for word in words:
        chance = rng.random()
        if chance >= changed / 2:
            kept.append(rng.choice(words) if chance < changed else word)
    return " ".join(kept)


def measured(library: Library, lang: Language) -> tuple[list[float], dict[tuple[float, float], list[float]]]:
    """Return likenesses of independent pairs, and of copies by kind of edit."""
    rng, trade = random.Random(5), trade_of(library, lang)
    apart: list[float] = []
    copies: dict[tuple[float, float], list[float]] = {edit: [] for edit in EDITS}
    for card in library.scenarios:
        task = task_of(library, library.case(card.id, lang, 1))
        texts = {quality: recorded(library, card.id, quality, lang) for quality in QUALITIES}
        known = {quality: shingles(text) for quality, text in texts.items() if is_long_enough(text)}
        apart += [likeness(known[one], known[other], task, trade) for one, other in combinations(known, 2)]
        for quality, own in known.items():
            for edit in EDITS:
                copy = edited(texts[quality], *edit, rng)
                if is_long_enough(copy):
                    copies[edit].append(likeness(own, shingles(copy), task, trade))
    return sorted(apart), copies


def main() -> int:
    """Print the figures."""
    library, false, pairs = Library(), 0, 0
    print(f"shingles of {SIZE} characters, threshold {THRESHOLD}")
    for lang in LANGUAGES:
        apart, copies = measured(library, lang)
        hits = sum(one >= THRESHOLD for one in apart)
        false, pairs = false + hits, pairs + len(apart)
        print(
            f"{lang}: {len(apart)} independent pairs, median {apart[len(apart) // 2]:.2f}, 95 % {apart[int(len(apart) * 0.95)]:.2f}, "
            f"99 % {apart[int(len(apart) * 0.99)]:.2f}, most {apart[-1]:.2f}, at or over the threshold {hits}"
        )
        for (dropped, changed), values in copies.items():
            caught = sum(one >= THRESHOLD for one in values)
            print(
                f"    copies, {dropped:.0%} of sentences left out, {changed:.0%} of words changed: {caught} of {len(values)} "
                f"found ({caught / len(values):.0%}), lowest {min(values):.2f}"
            )
    bound = 3 / pairs if not false else None
    print(f"false: {false} of {pairs}" + (f", 95 % upper bound {bound:.2%} (rule of three)" if bound else ""))
    return int(false / pairs > MOST_FALSE)


if __name__ == "__main__":
    sys.exit(main())
