"""Which facts a reply asks for and which commands it requests."""

import math
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from simulator.understanding.group import Array, Group, Target
from simulator.understanding.lexicon import table, weights
from simulator.understanding.matching import fit, similarity
from simulator.understanding.sentence import Sentence
from simulator.understanding.windows import FULL, Method, Window, pointing_back, windows
from simulator.understanding.words import plain, words_of

FEATURES = (
    "one",
    "phrase",
    "both",
    "core",
    "told",
    "hits",
    "margin",
    "length",
    "program",
    "command",
    "stated",
    "manner",
    "missed",
)
MOST = 3
"""Targets a stretch of text may hit at most."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A target found in a window."""

    target: str
    kind: str
    confidence: float
    start: int
    end: int


def features(window: Window, group: Group, method: Method = FULL) -> Array:
    """Return targets × features for one window."""
    likeness = similarity(window.words, group, synonyms=method.synonyms, typos=method.typos)
    return features_of(window, group, likeness)


def features_of(window: Window, group: Group, likeness: Array) -> Array:
    """Return targets × features when the likeness of the words is known."""
    fitted = fit(window.words, group, likeness)
    count = len(group.targets)
    blend = fitted.both + fitted.core
    margin = blend - _best_rival(blend)
    content = sum(weights().get(word.stem, 1.0) > 0.3 for word in window.words)
    programs = np.array(
        [
            _program_met(window, target.phrases[-1]) if target.kind == "command" else 0.0
            for target in group.targets
        ]
    )
    return np.column_stack(
        [
            np.ones(count),
            fitted.phrase,
            fitted.both,
            fitted.core,
            fitted.told,
            np.minimum(fitted.hits, 3.0) / 3,
            np.clip(margin, -1, 1),
            np.full(count, min(math.log1p(content), 3.0) / 3),
            programs,
            np.array([float(target.kind == "command") for target in group.targets]),
            np.array([float(target.stated and not window.directed) for target in group.targets]),
            _manner_met(window, group),
            _missed(window, group, likeness),
        ]
    )


def _best_rival(values: Array) -> Array:
    """Return for each value the best of the others (0 when alone)."""
    if len(values) < 2:
        return np.zeros(len(values))
    second, first = np.sort(values)[-2:]
    return np.asarray(np.where(np.arange(len(values)) == values.argmax(), second, first))


def _manner_met(window: Window, group: Group) -> Array:
    """Tell whether a target has a question after the same thing (a time, a person …): 1, 0, or ½ for no such question."""
    asked = window.manner
    if not asked:
        return np.full(len(group.targets), 0.5)
    return np.array([float(bool(asked & own)) for own in group.manner])


def _missed(window: Window, group: Group, likeness: Array) -> Array:
    """Share of the content words of the text about which a target says nothing."""
    content = np.array([weights().get(word.stem, 1.0) > 0.3 for word in window.words])
    if not content.any():
        return np.zeros(len(group.targets))
    met = (likeness[content] @ (group.target_words > 0).T > 0.4).astype(float)
    return np.asarray(1.0 - met.mean(axis=0))


def _program_met(window: Window, command: str) -> float:
    """Share of the command's program names and flags that the text names."""
    wanted = {word.text for word in words_of(command.lower())}
    named = {word.text for word in window.words}
    return len(wanted & named) / max(len(wanted), 1)


@cache
def _coefficients() -> Array:
    learned = table("asking.toml")
    return np.array([float(learned["weights"][name]) for name in FEATURES])


def confidences(rows: Array) -> Array:
    """Return the confidence of each target, 0–1."""
    return np.asarray(1 / (1 + np.exp(-(rows @ _coefficients()))))


def threshold(name: str) -> float:
    """Return a learned threshold."""
    return float(table("asking.toml")["thresholds"][name])


def hits(
    sentence: Sentence, group: Group, method: Method = FULL, *, before: Sentence | None = None
) -> tuple[Hit, ...]:
    """Return the targets that a sentence asks for, best first; ``before`` is the sentence it may point back to."""
    if not group.targets:
        return ()
    best: dict[str, Hit] = {}
    for window in (*windows(sentence, method), *pointing_back(sentence, before)):
        if window.context and best:
            continue
        for hit in _hits_in(window, group, method):
            known = best.get(hit.target)
            if known is None or hit.confidence > known.confidence:
                best[hit.target] = hit
    return _assigned(sorted(best.values(), key=lambda hit: -hit.confidence), sentence, group)


def _assigned(ranked: list[Hit], sentence: Sentence, group: Group) -> tuple[Hit, ...]:
    """One sentence usually asks for one thing: whatever stands beside a surer hit must be sure itself."""
    programs = {target.id: _program_of(target) for target in group.targets if target.kind == "command"}
    typed = [word.text for word in words_of(sentence.text)]
    kept: list[Hit] = []
    for hit in ranked:
        over = any(hit.start < other.end and other.start < hit.end for other in kept)
        least = threshold("beside" if over else "second") if kept else 0.0
        twins = [other for other in kept if programs.get(other.target, "") == programs.get(hit.target)]
        if hit.confidence >= least and not (twins and typed.count(programs[hit.target]) == len(twins)):
            kept.append(hit)
    return tuple(kept)


def _program_of(target: Target) -> str:
    """Return the program which a command runs."""
    words = [word.text for word in words_of(plain(target.phrases[-1])) if word.text != "sudo"]
    return words[0] if words else ""


def _hits_in(window: Window, group: Group, method: Method) -> list[Hit]:
    """Take the best target, set aside the words it explains, and look again."""
    words = window.words
    found: list[Hit] = []
    likeness = similarity(words, group, synonyms=method.synonyms, typos=method.typos)
    for _ in range(MOST):
        if not words:
            break
        current = replace(window, words=words)
        sure = confidences(features_of(current, group, likeness))
        for number, target in enumerate(group.targets):
            if target.id in {hit.target for hit in found} or not (window.directed or target.stated):
                sure[number] = 0.0
        best = int(sure.argmax())
        limit = threshold("next" if found else _kind_of(window))
        target = group.targets[best]
        if sure[best] < max(limit, threshold("command") if target.kind == "command" else 0.0):
            break
        found.append(Hit(target.id, target.kind, float(sure[best]), window.start, window.end))
        keep = _unexplained(likeness, group, best)
        words = tuple(word for word, left in zip(words, keep, strict=True) if left)
        likeness = likeness[keep]
    return found


def _kind_of(window: Window) -> str:
    if window.context:
        return "context"
    return "directed" if window.directed else "stated"


def _unexplained(likeness: Array, group: Group, chosen: int) -> Array:
    """Tell which words speak more for another target than for the chosen one."""
    speaks = likeness @ group.share.T
    best_other = (
        np.delete(speaks, chosen, axis=1).max(axis=1) if speaks.shape[1] > 1 else np.zeros(len(speaks))
    )
    return np.asarray((speaks[:, chosen] < 0.5) | (best_other > 1.15 * speaks[:, chosen]))
