"""What people say is added to the machine's grade; the arithmetic stays the same."""

from datetime import UTC, datetime

import pytest

from simulator.content.library import Library
from simulator.domain.grade import Grade
from simulator.domain.review import Review
from simulator.grading.effective import Terms, effective
from simulator.rehearsal.exemplars import exemplar_file
from simulator.rehearsal.replay import read_script, replay
from tests.shelves import LIBRARY


@pytest.fixture(scope="module")
def library() -> Library:
    return LIBRARY


def graded(library: Library, quality: str) -> Grade:
    file = exemplar_file(library, "SC-01", quality, "en")
    return replay(library, read_script(file.name, file.read_text(encoding="utf-8").splitlines())).grade


def review(
    target: str, level: float | None = None, *, stands: bool | None = None, reason: str = "seen"
) -> Review:
    return Review(
        id="r", simulation_id="s", target=target, level=level, stands=stands, reason=reason, author="Lena",
        author_id="lena", at=datetime(2026, 3, 2, tzinfo=UTC),
    )  # fmt: skip


TERMS = Terms(profile="resolve")


def test_without_reviews_the_grade_is_the_machines(library: Library) -> None:
    grade = graded(library, "average")
    assert effective(grade, [], library.rubrics, TERMS) is grade


def test_agreement_on_every_level_changes_no_figure(library: Library) -> None:
    grade = graded(library, "average")
    same = [
        review(one.id, one.level, reason="=")
        for r in grade.rubrics
        for one in r.criteria
        if one.level is not None
    ]
    found = effective(grade, same, library.rubrics, TERMS)
    assert (found.total, found.result, found.band) == (grade.total, grade.result, grade.band)
    assert [r.score for r in found.rubrics] == [r.score for r in grade.rubrics]
    first = found.rubrics[0].criteria[0]
    assert first.because == grade.rubrics[0].criteria[0].because


def test_a_persons_level_moves_section_and_total_and_says_whose_it_is(library: Library) -> None:
    grade = graded(library, "average")
    target = next(
        one for r in grade.rubrics if r.id == "D" for one in r.criteria if one.level not in (None, 4)
    )
    found = effective(grade, [review(target.id, 4, reason="he did check")], library.rubrics, TERMS)
    now = next(one for r in found.rubrics for one in r.criteria if one.id == target.id)
    assert (now.level, now.grader, now.evidence) == (4, "person", target.evidence)
    assert now.because is not None
    assert now.because.en == "he did check"
    assert found.total is not None
    assert grade.total is not None
    assert found.total > grade.total


def test_the_newest_word_counts(library: Library) -> None:
    grade = graded(library, "average")
    found = effective(grade, [review("T1", 4), review("T1", 1)], library.rubrics, TERMS)
    assert next(one.level for r in found.rubrics for one in r.criteria if one.id == "T1") == 1


def test_a_dismissed_critical_fail_no_longer_caps_the_total(library: Library) -> None:
    grade = graded(library, "poor")
    assert grade.critical_fails
    codes = {hit.code for hit in grade.critical_fails}
    found = effective(grade, [review(code, stands=False) for code in codes], library.rubrics, TERMS)
    assert found.critical_fails == ()
    assert found.result != "unsafe"
    kept = effective(grade, [review(code, stands=True) for code in codes], library.rubrics, TERMS)
    assert kept.critical_fails == grade.critical_fails
