"""Drawing, scoring and bringing back: the arithmetic of quizzes."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from simulator.domain.quiz import Item, Quiz
from simulator.exercises.quizzing import Drawn, drawn, due_items, ordered, result, share
from tests.shelves import LIBRARY

NOW = datetime(2026, 6, 1, tzinfo=UTC)
PAUSES = (2, 7, 16, 35)
QUIZZES = {quiz.id: quiz for quiz in LIBRARY.quizzes}


def both(text: str) -> dict[str, str]:
    return {"en": text, "ru": f"{text} по-русски"}


def an_item(**parts: object) -> Item:
    values: dict[str, object] = {
        "id": "QZ-99-01", "kind": "multiple", "difficulty": 2, "stem": both("?"), "explanation": both("."),
        "options": [{"id": one, "text": both(one), "right": one in "ab"} for one in "abcd"],
    }  # fmt: skip
    return Item.model_validate({**values, **parts})


@pytest.mark.parametrize(
    ("answer", "worth"),
    [(("a", "b"), 1.0), (("a",), 0.5), (("a", "c"), 0.0), (("a", "b", "c"), 0.5), ((), 0.0), (("x",), 0.0)],
)
def test_several_right_options_count_right_minus_wrong(answer: tuple[str, ...], worth: float) -> None:
    assert share(an_item(), answer) == worth


def test_choosing_everything_gains_nothing() -> None:
    assert share(an_item(), ("a", "b", "c", "d")) == 0.0


def test_a_unit_behind_a_number_is_forgiven_and_another_number_is_not() -> None:
    item = an_item(kind="number", options=[], accept=["8", "43.2"])
    worth = [share(item, (typed,)) for typed in ("8 rps", "8", "43,2 мин", "80", "8 9", "")]
    assert worth == [1, 1, 1, 0, 0, 0]


def test_an_order_counts_pairs_the_right_way_round() -> None:
    item = an_item(kind="order", options=[{"id": one, "text": both(one)} for one in "abcd"])
    assert share(item, ("a", "b", "c", "d")) == 1.0
    assert share(item, ("b", "a", "c", "d")) == pytest.approx(4 / 6)
    assert share(item, ("d", "c", "b", "a")) == 0.0
    assert share(item, ("a", "b", "c")) == 0.0
    assert ordered({"a": "2", "b": "1"}) == ("b", "a")
    assert ordered({"a": "2", "b": "2"}) == ()
    assert ordered({"a": "2", "b": ""}) == ()
    assert ordered({"a": "9" * 5000, "b": "²"}) == ()


@pytest.mark.parametrize("typed", ["43", " 43. ", "43,2", "43.2"])
def test_typed_answers_forgive_spaces_case_and_the_decimal_sign(typed: str) -> None:
    item = an_item(kind="short", options=[], accept=["43", "43.2"])
    assert share(item, (typed,)) == 1.0
    assert share(item, ("44",)) == 0.0
    assert share(item, ()) == 0.0


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"kind": "single"}, "exactly one"),
        ({"kind": "short"}, "accept"),
        ({"options": [{"id": "a", "text": both("a"), "right": True}] * 2}, "same id|two or more"),
    ],
)
def test_items_nobody_could_answer_are_refused(parts: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        an_item(**parts)


@given(st.sampled_from(sorted(QUIZZES)), st.integers(1, 50))
def test_an_attempt_has_its_size_no_item_twice_and_is_drawn_the_same_again(quiz_id: str, seed: int) -> None:
    quiz = QUIZZES[quiz_id]
    shown = drawn(quiz, seed)
    assert len(shown) == quiz.draw
    assert len({one.item for one in shown}) == quiz.draw
    assert shown == drawn(quiz, seed)
    for one in shown:
        item = quiz.item(one.item)
        assert item is not None
        assert sorted(one.options) == sorted(option.id for option in item.options)


def test_critical_items_are_never_left_out_however_few_others_there_is_room_for() -> None:
    quiz = QUIZZES["QZ-01"]
    items = [item.model_copy(update={"critical": place < 3}) for place, item in enumerate(quiz.items)]
    small = quiz.model_copy(update={"items": tuple(items), "draw": 4})
    due = tuple(item.id for item in items[3:])
    for seed in range(20):
        shown = {one.item for one in drawn(small, seed, due=due)}
        assert len(shown) == 4
        assert {item.id for item in items[:3]} <= shown
    with pytest.raises(ValueError, match="3 critical items, 2 to draw"):
        Quiz.model_validate(small.model_dump() | {"draw": 2})


@pytest.mark.parametrize("quiz_id", sorted(QUIZZES))
def test_english_items_quote_as_english_does(quiz_id: str) -> None:
    for item in QUIZZES[quiz_id].items:
        whys = [option.why for option in item.options if option.why]
        texts = [item.stem, item.explanation, *(option.text for option in item.options), *whys]
        assert not [text.en for text in texts if set(text.en) & set("«»")]


def test_items_kept_for_hiring_are_not_practised() -> None:
    quiz = QUIZZES["QZ-01"]
    kept = quiz.items[0].model_copy(update={"use": "hiring", "critical": True})
    secret = quiz.model_copy(update={"items": (kept, *quiz.items[1:])})
    assert all(kept.id not in {one.item for one in drawn(secret, seed)} for seed in range(20))


def test_due_items_come_first_and_unseen_ones_before_seen() -> None:
    quiz = QUIZZES["QZ-01"]
    ids = [item.id for item in quiz.items if item.use != "hiring"]
    shown = {one.item for one in drawn(quiz, 3, due=(ids[0],), seen=ids[: len(ids) - 2])}
    assert ids[0] in shown
    assert set(ids[-2:]) <= shown


def full(quiz: Quiz, shown: tuple[Drawn, ...]) -> dict[str, tuple[str, ...]]:
    answers: dict[str, tuple[str, ...]] = {}
    for one in shown:
        item = quiz.item(one.item)
        assert item is not None
        wanted = [option.id for option in item.options if option.right or item.kind == "order"]
        answers[item.id] = item.accept[:1] or tuple(wanted)
    return answers


@pytest.mark.parametrize("quiz_id", sorted(QUIZZES))
def test_right_answers_pass_every_quiz_and_none_fails_it(quiz_id: str) -> None:
    quiz = QUIZZES[quiz_id]
    shown = drawn(quiz, 1)
    assert result(quiz, shown, full(quiz, shown)) == result(quiz, shown, full(quiz, shown))
    assert result(quiz, shown, full(quiz, shown)).passed
    assert result(quiz, shown, {}).score == 0.0
    assert not result(quiz, shown, {}).passed


def test_one_wrong_critical_answer_fails_the_quiz() -> None:
    quiz = QUIZZES["QZ-03"].model_copy(update={"pass_mark": 0.5})
    shown = drawn(quiz, 1)
    critical = next(item.id for item in quiz.items if item.critical)
    assert critical in {one.item for one in shown}
    answers = {**full(quiz, shown), critical: ()}
    found = result(quiz, shown, answers)
    assert found.score >= 0.5
    assert not found.passed


def test_a_missed_item_comes_back_after_two_days_and_a_known_one_after_longer_and_longer_pauses() -> None:
    missed = [(NOW - timedelta(days=2), {"A": 0.0, "B": 1.0})]
    assert due_items(missed, PAUSES, NOW) == ("A", "B")
    assert due_items(missed, PAUSES, NOW - timedelta(hours=1)) == ()
    twice = [(NOW - timedelta(days=9), {"A": 1.0}), (NOW - timedelta(days=6), {"A": 1.0})]
    assert due_items(twice, PAUSES, NOW) == ()
    assert due_items(twice, PAUSES, NOW + timedelta(days=1)) == ("A",)
    fallen = [*twice, (NOW, {"A": 0.0})]
    assert due_items(fallen, PAUSES, NOW + timedelta(days=2)) == ("A",)


def test_the_right_option_is_not_given_away_by_its_place_or_its_length() -> None:
    single = [item for quiz in QUIZZES.values() for item in quiz.items if item.kind == "single"]
    first = sum(item.options[0].right for item in single) / len(single)
    longest = sum(max(item.options, key=lambda option: len(option.text.en)).right for item in single) / len(
        single
    )
    assert 0.1 <= first <= 0.4
    assert longest <= 0.85
