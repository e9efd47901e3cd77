"""How well the offline graders of tone agree with people, beside simple baselines, in one run.

    python -m bench.tone --data DIR [--fast]

English: leave one corpus out, so that every figure is on a corpus the weights have not seen. Russian: ten-fold
cross-validation, pairs by pair. Then the rubric's own good and bad lines, padding, and speed. See docs/tone.md.
"""

import argparse
import math
import re
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np

from bench.corpora import Corpus, english, rude_pairs, russian, standardised
from bench.train_tone import Model, predict, shared_terms, train_english, train_russian
from simulator.content.library import Library
from simulator.domain.text import LANGUAGES, Language
from simulator.grading.tone import grade_message, overall
from simulator.grading.tone.manner import lowered, manner_of, signs_of
from simulator.understanding import read

STRATEGIES = (
    "thanks deference greeting apology please_in please_first could_you can_you mind wonder hedge we i you "
    "i_first you_first blunt_first what_first why sure positive negative"
).split()
WORDS = re.compile(r"[^\W\d_]+")


def ranks(values: np.ndarray) -> np.ndarray:
    order = values.argsort(kind="stable")
    place = np.empty(len(values))
    place[order] = np.arange(len(values))
    _, inverse, count = np.unique(values, return_inverse=True, return_counts=True)
    total = np.zeros(len(count))
    np.add.at(total, inverse, place)
    return (total / count)[inverse]


def spearman(one: np.ndarray, other: np.ndarray) -> float:
    if np.std(one) == 0 or np.std(other) == 0:
        return 0.0
    return float(np.corrcoef(ranks(np.asarray(one, float)), ranks(np.asarray(other, float)))[0, 1])


def lexicon(texts: list[str], language: Language) -> np.ndarray:
    """Good words less bad words, as a sentiment lexicon counts."""
    signs = [signs_of(manner_of(text), language) for text in texts]
    bad = ("negative", "insult", "swear")
    return np.array(
        [
            one.get("positive", 0) + one.get("thanks", 0) - sum(one.get(name, 0) for name in bad)
            for one in signs
        ]
    )


def length(texts: list[str], language: Language) -> np.ndarray:
    return np.array([float(len(text.split())) for text in texts])


def bag_of_words(train: list[Corpus], texts: list[str]) -> np.ndarray:
    """TF-IDF over words and a ridge, trained on the other corpora."""
    every = [text for corpus in train for text in corpus.texts]
    seen = Counter(word for text in every for word in set(WORDS.findall(lowered(text))))
    words = [word for word, count in seen.most_common(3000) if count >= 3]
    place = {word: i for i, word in enumerate(words)}
    rarity = np.array([math.log((1 + len(every)) / (1 + seen[word])) + 1 for word in words])

    def vectors(some: list[str]) -> np.ndarray:
        found = np.zeros((len(some), len(words)), dtype=np.float32)
        for row, text in enumerate(some):
            for word, count in Counter(WORDS.findall(lowered(text))).items():
                if word in place:
                    found[row, place[word]] = count
        found *= rarity
        return found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)

    known, wanted = vectors(every), np.concatenate([standardised(corpus) for corpus in train])
    middle = known.mean(axis=0)
    left = (known - middle).T @ (known - middle) + 1.0 * np.eye(len(words))
    return vectors(texts) @ np.linalg.solve(left, (known - middle).T @ wanted)


def only_strategies(train: list[Corpus], texts: list[str]) -> np.ndarray:
    """The strategies of the politeness literature and a ridge, trained on the other corpora."""

    def vectors(some: list[str]) -> np.ndarray:
        return np.array(
            [
                [one.get(name, 0.0) for name in STRATEGIES]
                for one in (signs_of(manner_of(t), "en") for t in some)
            ]
        )

    left, right = 50.0 * np.eye(len(STRATEGIES)), np.zeros(len(STRATEGIES))
    for corpus in train:
        found = vectors(corpus.texts)
        found -= found.mean(axis=0)
        left += found.T @ found
        right += found.T @ standardised(corpus)
    return vectors(texts) @ np.linalg.solve(left, right)


def english_table(folder: Path) -> None:
    corpora = english(folder)
    print(
        f"\nEnglish, Spearman on the corpus that was left out\n{'corpus':15}{'n':>6}{'ours':>8}{'lexicon':>9}{'length':>8}{'TF-IDF':>8}{'strategies':>12}"
    )
    for out in corpora:
        rest = [corpus for corpus in corpora if corpus is not out]
        ours = predict(train_english(rest, shared_terms(rest)), out.texts, "en")
        row = (
            ours,
            lexicon(out.texts, "en"),
            length(out.texts, "en"),
            bag_of_words(rest, out.texts),
            only_strategies(rest, out.texts),
        )
        figures = [spearman(one, out.wanted) for one in row]
        print(
            f"{out.name:15}{len(out.texts):6}{figures[0]:8.3f}{figures[1]:9.3f}{figures[2]:8.3f}{figures[3]:8.3f}{figures[4]:12.3f}"
        )
    wiki = corpora[:1]
    model = train_english(wiki, [])
    moved = ", ".join(
        f"{c.name} {spearman(predict(model, c.texts, 'en'), c.wanted):.3f}" for c in corpora[1:]
    )
    print(f"trained on Wikipedia requests alone, signs only: {moved}")


def folds(n: int, seed: int, k: int = 10) -> np.ndarray:
    return np.random.RandomState(seed).randint(0, k, n)


def russian_table(folder: Path, rounds: int) -> None:
    corpus, pairs = russian(folder), rude_pairs(folder)
    agree, above = [], []
    for seed in range(rounds):
        fold, pair_fold = folds(len(corpus.texts), seed), folds(len(pairs), seed + 100)
        guessed, won = np.zeros(len(corpus.texts)), []
        for k in range(10):
            model = _fold_model(corpus, pairs, fold != k, pair_fold != k)
            here = np.flatnonzero(fold == k)
            guessed[here] = predict(model, [corpus.texts[i] for i in here], "ru")
            held = [pairs[i] for i in np.flatnonzero(pair_fold == k)]
            if held:
                won += list(
                    predict(model, [p for _, p in held], "ru") > predict(model, [r for r, _ in held], "ru")
                )
        agree.append(spearman(guessed, corpus.wanted))
        above.append(float(np.mean(won)))
    texts = [text for pair in pairs for text in pair]
    short, words = -length(texts, "ru"), lexicon(texts, "ru")
    print(
        f"\nRussian, ten-fold cross-validation\nrequests (n={len(corpus.texts)}), Spearman: ours {np.mean(agree):.3f}, "
        f"lexicon {spearman(lexicon(corpus.texts, 'ru'), corpus.wanted):.3f}, length {spearman(length(corpus.texts, 'ru'), corpus.wanted):.3f}\n"
        f"polite rewrite above rude original (n={len(pairs)}): ours {np.mean(above):.1%}, "
        f"lexicon {np.mean(words[1::2] > words[0::2]):.1%}, shorter is politer {np.mean(short[1::2] > short[0::2]):.1%}"
    )


def _fold_model(
    corpus: Corpus, pairs: list[tuple[str, str]], kept: np.ndarray, kept_pairs: np.ndarray
) -> Model:
    part = Corpus(
        corpus.name, [t for t, keep in zip(corpus.texts, kept, strict=True) if keep], corpus.wanted[kept]
    )
    return train_russian(part, [pair for pair, keep in zip(pairs, kept_pairs, strict=True) if keep])


def rubric_table() -> None:
    def score(text: str, language: Language) -> float:
        return overall(grade_message(text, read(text, None, language=language), language=language)) or 0.0

    for language in LANGUAGES:
        won, lost = 0, []
        for criterion in Library().rubrics.rubrics["T"].criteria:
            for example in criterion.examples:
                good, bad = example.good.within(language), example.bad.within(language)
                fine = score(good, language) > score(bad, language)
                won += fine
                lost += [] if fine else [criterion.id]
        print(
            f"rubric's good line above its bad one, {language}: {won} of {won + len(lost)}"
            + (f", not {', '.join(lost)}" if lost else "")
        )


def speed(grade: Callable[[], object], n: int) -> float:
    start = time.process_time()
    grade()
    return n / (time.process_time() - start)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--data", type=Path, help="Folder with the corpora of docs/data.md; without it they are skipped."
    )
    parser.add_argument("--fast", action="store_true", help="One round of cross-validation in place of five.")
    args = parser.parse_args()
    if args.data:
        english_table(args.data)
        russian_table(args.data, 1 if args.fast else 5)
    print()
    rubric_table()
    lines = [
        (example.good.within(language), language)
        for criterion in Library().rubrics.rubrics["T"].criteria for example in criterion.examples for language in LANGUAGES
    ] * 10  # fmt: skip
    readings = [read(text, None, language=language) for text, language in lines]
    rate = speed(
        lambda: [
            grade_message(t, r, customer="The site is down", language=g)
            for (t, g), r in zip(lines, readings, strict=True)
        ],
        len(lines),
    )
    print(f"graded messages a second (without reading them): {rate:.0f}")


if __name__ == "__main__":
    main()
