"""Trains the weights of the impression of tone from human-labelled public corpora.

    python -m bench.train_tone --data DIR

Ridge regression over the signs of ``manner.*.toml`` and, in English, over everyday words and pairs of words that
occur in more than one corpus, so that topics of one place are left out. Writes
``simulator/grading/tone/data/weights.{en,ru}.json``; texts of the corpora do not go in, see docs/data.md.
"""

import argparse
import json
from pathlib import Path

import numpy as np

from bench.corpora import Corpus, english, rude_pairs, russian, standardised
from simulator.domain.text import Language
from simulator.grading.tone.impression import terms_of
from simulator.grading.tone.manner import manner_of, signs_of

OUT = Path("simulator/grading/tone/data")
SHARE = {"wikipedia": 1.0, "receptiveness": 0.3, "emotions": 0.3, "empathy": 1.0, "support": 0.5}
SIGNS_RIDGE, TERMS_RIDGE, RUSSIAN_RIDGE = 50.0, 300.0, 6.0
PAIR_GAP = 2.0
"""A polite rewrite should stand so many standard deviations above its rude original."""
LEAST_WEIGHT = 0.004


class Model:
    """Weights of named features."""

    def __init__(
        self, names: list[str], weights: np.ndarray, signs: int, centre: float, spread: float
    ) -> None:
        self.names, self.weights, self.signs, self.centre, self.spread = names, weights, signs, centre, spread

    def plain(self) -> dict[str, object]:
        pairs = list(zip(self.names, self.weights, strict=True))
        return {
            "centre": round(float(self.centre), 4),
            "spread": round(float(self.spread), 4),
            "signs": {name: round(float(w), 4) for name, w in pairs[: self.signs]},
            "terms": {n: round(float(w), 4) for n, w in pairs[self.signs :] if abs(w) >= LEAST_WEIGHT},
        }


def sign_names(texts: list[str], language: Language) -> list[str]:
    return sorted({name for text in texts for name in signs_of(manner_of(text), language)})


def matrix(texts: list[str], language: Language, signs: list[str], terms: list[str]) -> np.ndarray:
    place = {name: i for i, name in enumerate(terms)}
    found = np.zeros((len(texts), len(signs) + len(terms)), dtype=np.float32)
    for row, text in enumerate(texts):
        manner = manner_of(text)
        figures = signs_of(manner, language)
        found[row, : len(signs)] = [figures.get(name, 0.0) for name in signs]
        for term in terms_of(manner):
            if term in place:
                found[row, len(signs) + place[term]] = 1.0
    return found


def shared_terms(corpora: list[Corpus]) -> list[str]:
    """Words and pairs of words that several corpora use: manner, not topics."""
    counts: list[dict[str, int]] = []
    for corpus in corpora:
        count: dict[str, int] = {}
        for text in corpus.texts:
            for term in terms_of(manner_of(text)):
                count[term] = count.get(term, 0) + 1
        counts.append(count)
    every = sorted({term for count in counts for term in count})
    return [
        term for term in every
        if max(count.get(term, 0) for count in counts) >= 8 and sum(count.get(term, 0) >= 4 for count in counts) >= 2
    ]  # fmt: skip


def solve(parts: list[tuple[np.ndarray, np.ndarray, float]], penalty: np.ndarray) -> np.ndarray:
    size = len(penalty)
    left, right = np.diag(penalty).astype(np.float64), np.zeros(size)
    for found, wanted, share in parts:
        left += share * (found.T @ found)
        right += share * (found.T @ wanted)
    return np.linalg.solve(left, right)


def train_english(corpora: list[Corpus], terms: list[str] | None = None) -> Model:
    texts = [text for corpus in corpora for text in corpus.texts]
    signs = sign_names(texts, "en")
    terms = shared_terms(corpora) if terms is None else terms
    parts, everything = [], []
    for corpus in corpora:
        found = matrix(corpus.texts, "en", signs, terms)
        everything.append(found)
        parts.append((found - found.mean(axis=0), standardised(corpus), SHARE[corpus.name]))
    penalty = np.array([SIGNS_RIDGE] * len(signs) + [TERMS_RIDGE] * len(terms))
    weights = solve(parts, penalty)
    raw = everything[0] @ weights
    return Model([*signs, *terms], weights, len(signs), raw.mean(), raw.std())


def train_russian(corpus: Corpus, pairs: list[tuple[str, str]]) -> Model:
    rude, polite = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    signs = sign_names([*corpus.texts, *rude, *polite], "ru")
    parts = []
    found = matrix(corpus.texts, "ru", signs, [])
    if len(corpus.texts):
        parts.append((found - found.mean(axis=0), standardised(corpus), 1.0))
    if pairs:
        gap = matrix(polite, "ru", signs, []) - matrix(rude, "ru", signs, [])
        parts.append((gap, np.full(len(pairs), PAIR_GAP), 1.0))
    weights = solve(parts, np.full(len(signs), RUSSIAN_RIDGE))
    raw = (found if len(corpus.texts) else matrix(polite, "ru", signs, [])) @ weights
    return Model(signs, weights, len(signs), raw.mean(), raw.std())


def predict(model: Model, texts: list[str], language: Language) -> np.ndarray:
    signs, terms = model.names[: model.signs], model.names[model.signs :]
    return (matrix(texts, language, signs, terms) @ model.weights - model.centre) / model.spread


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="Folder with the corpora of docs/data.md.")
    folder = parser.parse_args().data
    for language, model in (
        ("en", train_english(english(folder))),
        ("ru", train_russian(russian(folder), rude_pairs(folder))),
    ):
        path = OUT / f"weights.{language}.json"
        path.write_text(json.dumps(model.plain(), ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
        print(f"{path}: {path.stat().st_size / 1000:.0f} kB, {len(model.names)} features")


if __name__ == "__main__":
    main()
