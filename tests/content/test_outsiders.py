"""Runs by people who had never seen a card, an exemplar or a word list: is the outcome what a lead would say?"""

from pathlib import Path

import pytest

from simulator.content.library import Library
from simulator.rehearsal.replay import Replayed, read_script, replay

ROOT = Path(__file__).parent.parent / "data" / "outsiders"
LIBRARY = Library()
FAULTY = {"en": {"SC-36"}, "ru": {"SC-09"}}
"""Where the one who wrote the excellent run broke a rule of the card: nobody asked back before closing, a major
incident raised forty minutes late."""


def played(lang: str, card: str, kind: str) -> Replayed:
    file = ROOT / lang / f"{card}.{kind}.jsonl"
    return replay(LIBRARY, read_script(file.name, file.read_text(encoding="utf-8").splitlines()))


def cards(lang: str) -> list[str]:
    return sorted({file.name.split(".")[0] for file in (ROOT / lang).glob("*.jsonl")})


CASES = [(lang, card) for lang in ("en", "ru") for card in cards(lang)]


@pytest.mark.parametrize(("lang", "card"), CASES)
def test_better_work_gets_the_better_grade(lang: str, card: str) -> None:
    runs = {
        kind: played(lang, card, kind)
        for kind in ("excellent", "average", "poor", "rude", "charming", "liar")
    }
    total = {kind: run.grade.total or 0.0 for kind, run in runs.items()}
    tone = {kind: run.grade.rubric("T").score or 0.0 for kind, run in runs.items()}
    diagnosis = {kind: run.grade.rubric("D").score or 0.0 for kind, run in runs.items()}
    excellent = runs["excellent"].grade
    assert not [hit for hit in excellent.critical_fails if hit.severity == "RED"]
    if card not in FAULTY[lang]:
        assert excellent.result == "pass"
        assert total["excellent"] > max(value for kind, value in total.items() if kind != "excellent")
    assert total["average"] > total["poor"] or runs["average"].grade.result == "unsafe"
    assert total["poor"] <= 50
    # Tone and diagnosis do not hide each other.
    assert tone["rude"] < tone["excellent"] - 4
    assert diagnosis["charming"] < diagnosis["rude"]
    for kind in ("poor", "charming", "liar"):
        assert runs[kind].grade.result != "pass", kind
