"""The lexicons of the package: data files that are read once."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from simulator.understanding.words import Word, plain, stem, words_of


def _file(name: str) -> str:
    return (files("simulator.understanding") / "data" / name).read_text(encoding="utf-8")


@cache
def table(name: str) -> dict[str, Any]:
    """Return a TOML data file as a dict."""
    return tomllib.loads(_file(name))


@dataclass(frozen=True)
class Concepts:
    """Groups of words that mean the same in the trade."""

    single: dict[str, frozenset[str]]
    """Stem to the groups it belongs to."""
    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    """First stem to phrases (as stems) and their group."""
    wider: dict[str, str]

    def of(self, words: tuple[Word, ...]) -> list[set[str]]:
        """Return for every word the groups it takes part in, alone or in a phrase."""
        found = [
            {word.stem[1:]} if word.stem.startswith(PSEUDO) else set(self.single.get(word.stem, ()))
            for word in words
        ]
        stems = tuple(word.stem for word in words)
        for index, first in enumerate(stems):
            for phrase, group in self.phrases.get(first, ()):
                if stems[index : index + len(phrase)] == phrase:
                    for part in range(index, index + len(phrase)):
                        found[part].add(group)
        return found


PSEUDO = "§"
"""Marks a word that stands for a whole phrase of small words: “by when”, «до скольких»."""
SMALL = 1.0


def enriched(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Add a word for each phrase of a group whose own words weigh next to nothing."""
    stems = tuple(word.stem for word in words)
    extra: dict[str, Word] = {}
    for index, first in enumerate(stems):
        for phrase, group in concepts().phrases.get(first, ()):
            if stems[index : index + len(phrase)] != phrase or not _is_small(phrase):
                continue
            last = words[index + len(phrase) - 1]
            extra.setdefault(group, Word(PSEUDO + group, words[index].start, last.end, PSEUDO + group))
    return (*words, *extra.values())


@cache
def _is_small(phrase: tuple[str, ...]) -> bool:
    return sum(weights().get(one, 1.0) for one in phrase) < SMALL


@cache
def concepts() -> Concepts:
    """Return the synonym groups."""
    single: dict[str, set[str]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    wider: dict[str, str] = {}
    for line in _file("concepts.txt").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        head, english, russian = line.split("|")
        name, _, parent = (part.strip() for part in head.partition("<"))
        if parent:
            wider[name] = parent
        for term in (*english.split(","), *russian.split(",")):
            stems = tuple(word.stem for word in words_of(plain(term.strip())))
            if len(stems) == 1:
                single.setdefault(stems[0], set()).add(name)
            elif stems:
                phrases.setdefault(stems[0], []).append((stems, name))
    return Concepts(
        single={key: frozenset(value) for key, value in single.items()},
        phrases={key: tuple(value) for key, value in phrases.items()},
        wider=wider,
    )


@cache
def weights() -> dict[str, float]:
    """Return the weight of words that say little: 0 for function words, less than 1 for common verbs of asking."""
    result: dict[str, float] = {}
    for level in table("common.toml").values():
        for language in ("en", "ru"):
            for word in plain(level[language]).split():
                result.setdefault(stem(word), float(level["weight"]))
    return result
