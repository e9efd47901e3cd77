"""Human-labelled corpora that the tone benchmark and its training read. See docs/data.md for where they come from."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

WARM = {"gratitude", "admiration", "caring", "approval", "love", "optimism", "joy", "relief"}
COLD = {"anger", "annoyance", "disapproval", "disgust"}


@dataclass(frozen=True)
class Corpus:
    """Texts and what people felt about them: more is kinder."""

    name: str
    texts: list[str]
    wanted: np.ndarray


def lines(folder: Path, name: str) -> list[dict]:
    with (folder / name).open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def standardised(corpus: Corpus) -> np.ndarray:
    return (corpus.wanted - corpus.wanted.mean()) / (corpus.wanted.std() or 1.0)


def english(folder: Path) -> list[Corpus]:
    return [
        _rated(folder, "politeness_wikipedia_en.jsonl", "wikipedia", "z"),
        _rated(folder, "receptiveness_en.jsonl", "receptiveness", "receptive"),
        _emotions(folder),
        _empathy(folder),
        _support(folder),
    ]


def russian(folder: Path) -> Corpus:
    return _rated(folder, "politeness_wikipedia_ru.jsonl", "wikipedia-ru", "score")


def rude_pairs(folder: Path) -> list[tuple[str, str]]:
    """Return (rude, polite)."""
    pairs: dict[str, dict[int, str]] = {}
    for row in lines(folder, "rude_to_polite_ru.jsonl"):
        pairs.setdefault(row["id"].rsplit("-", 1)[0], {})[row["toxic"]] = row["text"]
    return [(pair[1], pair[0]) for pair in pairs.values() if len(pair) == 2]


def _rated(folder: Path, file: str, name: str, field: str) -> Corpus:
    rows = lines(folder, file)
    return Corpus(name, [row["text"] for row in rows], np.array([row[field] for row in rows], dtype=float))


def _emotions(folder: Path) -> Corpus:
    rows = lines(folder, "emotions_en.jsonl")
    felt = [set(row["emotions"]) for row in rows]
    return Corpus(
        "emotions",
        [row["text"] for row in rows],
        np.array([float(bool(one & WARM)) - float(bool(one & COLD)) for one in felt]),
    )


def _empathy(folder: Path) -> Corpus:
    """The two halves were rated on different scales, so each is standardised by itself."""
    rows = lines(folder, "empathy_experts_en.jsonl")
    said = [
        row["text"].rsplit("Responder:", 1)[-1].rsplit("Supporter:", 1)[-1].replace("_comma_", ",").strip()
        for row in rows
    ]
    rated = np.array([np.mean([np.mean(one) for one in row["experts"].values()]) for row in rows])
    half = np.array(["epitome" in row["id"] for row in rows])
    for part in (half, ~half):
        rated[part] = (rated[part] - rated[part].mean()) / rated[part].std()
    return Corpus("empathy", said, rated)


def _support(folder: Path) -> Corpus:
    talks: dict[str, tuple[list[str], bool]] = {}
    for row in lines(folder, "support_customers_en.jsonl"):
        talks.setdefault(row["dialogue"], ([], row["annoyed"]))[0].append(row["text"])
    return Corpus(
        "support",
        [" ".join(texts) for texts, _ in talks.values()],
        np.array([-float(annoyed) for _, annoyed in talks.values()]),
    )
