import re

import pytest

from simulator.domain.rubric import Rubrics
from simulator.domain.text import Text

SIZES = {"T": 10, "D": 10, "N": 6, "E": 7, "C": 8, "K": 8, "R": 8, "P": 5, "O": 1}


def texts(value: object) -> list[Text]:
    if isinstance(value, Text):
        return [value]
    if isinstance(value, tuple):
        return [text for each in value for text in texts(each)]
    fields = getattr(type(value), "model_fields", {})
    return [text for name in fields for text in texts(getattr(value, name))]


def test_all_scorecards_are_there_with_weights_of_a_hundred(rubrics: Rubrics) -> None:
    assert {name: len(rubric.criteria) for name, rubric in rubrics.rubrics.items()} == SIZES
    assert {
        sum(criterion.weight for criterion in rubric.criteria) for rubric in rubrics.rubrics.values()
    } == {100}


@pytest.mark.parametrize("name", ["T", "D"])
def test_tone_and_diagnosis_have_an_anchor_for_every_level(rubrics: Rubrics, name: str) -> None:
    for criterion in rubrics.rubrics[name].criteria:
        assert [anchor.level for anchor in criterion.anchors] == [0, 1, 2, 3, 4], criterion.id


def test_every_tone_criterion_shows_a_good_and_a_bad_line(rubrics: Rubrics) -> None:
    assert all(criterion.examples for criterion in rubrics.rubrics["T"].criteria)


def test_profiles_sum_to_a_hundred_and_twelve_critical_fails_are_named(rubrics: Rubrics) -> None:
    assert {sum(profile.weights.values()) for profile in rubrics.scoring.profiles} == {100}
    assert [each.code for each in rubrics.scoring.critical_fails] == [f"CF-{i:02}" for i in range(1, 13)]


def test_russian_is_russian_and_nobody_shouts(rubrics: Rubrics) -> None:
    written = [text for rubric in rubrics.rubrics.values() for text in texts(rubric)] + texts(rubrics.scoring)
    assert len(written) > 400
    for text in written:
        assert re.search("[А-Яа-я]", text.ru), text
        assert not re.search("[А-Яа-я]", text.en), text
        assert "!" not in text.en + text.ru
