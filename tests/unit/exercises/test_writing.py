"""What rules see in written answers: facts in somebody's own words, never padding, never a copy."""

from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st
from ruamel.yaml import YAML

from simulator.domain.exercise import Told
from simulator.domain.text import LANGUAGES, Language
from simulator.domain.writing import Writing
from simulator.exercises.writing import field_names
from simulator.exercises.writing.points import material_of
from simulator.exercises.writing.words import day_in, invented, is_hedged, says, sentences, told_in
from simulator.rehearsal.writing import GOOD_AT_LEAST, POOR_AT_MOST, appraised, check_writing
from tests.shelves import LIBRARY

TASKS = LIBRARY.writings
EVERY = [(task, language) for task in TASKS for language in LANGUAGES]
NAMES = [f"{task.id}-{language}" for task, language in EVERY]
TEXTS = ("note", "reply", "title", "symptom", "cause", "steps", "check", "text", "reason", "problem", "what")


def told(*says_: str, hedged: bool = False) -> Told:
    return Told.model_validate(
        {
            "id": "F1", "criterion": "N4", "what": {"en": "It.", "ru": "Это."}, "hedged": hedged,
            "says": {"en": list(says_), "ru": list(says_)},
        }
    )  # fmt: skip


def with_text(task: Writing, fields: dict[str, str], text: str) -> dict[str, str]:
    return fields | {
        name: f"{fields.get(name, '')}\n{text}".strip() for name in field_names(task) if name in TEXTS
    }


@pytest.mark.parametrize(
    ("sentence", "phrase", "said"),
    [
        ("09:12 df: /var is at 100 %", "09:12 /var 100", True),
        ("09:12 df: /var is at 90 %", "09:12 /var 100", False),
        ("Мы обещали клиенту ответить до 10:00", "обещано|обещали 10:00", True),
        ("Мы не обещали ответ до 10:00", "обещано|обещали 10:00", False),
        ("Причина не подтверждена", "причина не", True),
        ("If it stays “no”, port 123 is closed", "port 123", True),
        ("We didn't delete access.log", "delete access.log", False),
        ("диски тома удалены", "диск том удалить", True),
        (" ".join(["disk full 100"] * 20), "disk full", False),
    ],
)
def test_a_sentence_says_a_phrase_by_its_stems_and_figures(sentence: str, phrase: str, *, said: bool) -> None:
    assert says(sentence, phrase) is said


def test_words_of_one_fact_spread_over_sentences_say_nothing() -> None:
    assert told_in("The disk is slow. It is full of letters.", told("disk full"), "en") is None


def test_a_supposition_is_known_by_its_words_or_by_the_heading_above_it() -> None:
    note = "Facts:\nThe disk is full.\nNot confirmed:\nRotation stopped after the update."
    assert is_hedged("Rotation stopped after the update.", note)
    assert not is_hedged("The disk is full.", note)
    assert is_hedged("Возможно, ротация не работает.", "Возможно, ротация не работает.")


def test_figures_that_stand_nowhere_in_the_material_are_invented() -> None:
    material = "vm-41d7, 09:12, 31G on hop 6"
    assert invented("1. vm-41d7 at 09:12: 31G, the 6th hop", material) == []
    assert invented("6-й хоп, vm-99ff в 10:45", material) == ["vm-99ff", "10:45"]


@pytest.mark.parametrize(
    ("text", "known"),
    [("2027-03-01", True), ("до 01.03.2027", True), ("2027-02-30", False), ("soon", False), ("", False)],
)
def test_a_day_is_one_that_exists(text: str, *, known: bool) -> None:
    assert (day_in(text) is not None) is known


def test_every_exercise_tells_a_good_answer_from_a_poor_one() -> None:
    assert check_writing(LIBRARY, TASKS) == []


def test_good_answers_in_words_of_other_people_are_good() -> None:
    file = Path(__file__).parents[2] / "data" / "writing" / "others.yaml"
    answers = YAML(typ="safe").load(file.read_text(encoding="utf-8"))
    scores = {}
    for one in answers:
        task = LIBRARY.writing(one["id"])
        fields = task.samples.good.both | one["fields"]
        scores[one["id"], one["lang"]] = appraised(LIBRARY, task, fields, one["lang"]).score
    assert len(scores) == 11
    assert min(scores.values()) >= GOOD_AT_LEAST


def test_an_exercise_whose_samples_are_alike_is_reported() -> None:
    task = LIBRARY.writing("RW-05")
    alike = task.samples.model_copy(update={"poor": task.samples.good})
    problems = check_writing(LIBRARY, (task.model_copy(update={"samples": alike}),))
    assert [problem.what.split(" scores")[0] for problem in problems] == [
        "the poor sample (en)",
        "the poor sample (ru)",
    ]


def test_the_programme_has_its_exercises() -> None:
    wanted = [f"NA-0{n}" for n in range(1, 7)] + [f"RW-0{n}" for n in range(1, 9)]
    wanted += [f"KBX-0{n}" for n in range(1, 5)] + ["DOC-01", "R-01", "R-02", "AUT-01"]
    assert sorted(task.id for task in TASKS) == sorted(wanted)


@pytest.mark.parametrize(("task", "language"), EVERY, ids=NAMES)
def test_words_of_the_scorecards_raise_nothing(task: Writing, language: Language) -> None:
    criteria = [one for card in LIBRARY.rubrics.rubrics.values() for one in card.criteria]
    advice = " ".join(f"{one.name.within(language)}. {one.advice.within(language)}" for one in criteria)
    names = " ".join(one.name.within(language) for one in criteria)
    poor = task.samples.poor.within(language)
    before = appraised(LIBRARY, task, poor, language).score
    for padding in (advice, names, names[:100]):
        assert appraised(LIBRARY, task, with_text(task, poor, padding), language).score <= before + 0.005


@pytest.mark.parametrize(("task", "language"), EVERY, ids=NAMES)
def test_the_material_pasted_as_an_answer_is_no_good_answer(task: Writing, language: Language) -> None:
    material = material_of(task, language)
    if task.kind == "rewrite":
        material += "\n" + task.known.within(language)
    fields = {name: material for name in field_names(task) if name in TEXTS}
    assert appraised(LIBRARY, task, fields, language).score < GOOD_AT_LEAST - 0.15


@pytest.mark.parametrize(("task", "language"), EVERY, ids=NAMES)
def test_every_point_shows_words_of_the_answer_or_says_that_they_are_missing(
    task: Writing, language: Language
) -> None:
    fields = task.samples.good.within(language)
    texts = "\n".join(fields.values())
    whole = [point for point in appraised(LIBRARY, task, fields, language).points if point.share > 0]
    assert all(point.quote for point in whole)
    said = [point for point in whole if point.id.startswith("F")]
    assert all(point.quote in texts for point in said)
    missing = appraised(LIBRARY, task, task.samples.poor.within(language), language)
    assert all(point.because.within(language) for point in missing.points)


def test_marking_every_line_of_a_note_gains_less_than_half() -> None:
    for task in TASKS:
        if task.kind == "note-audit":
            marks = {name: "vague" for name in field_names(task) if name.startswith("line-")}
            marks |= {name: "1" for name in field_names(task) if name.startswith("missing-")}
            found = appraised(LIBRARY, task, marks, "en").points
            own = [point for point in found if point.id.startswith(("line-", "missing-"))]
            assert sum(point.share for point in own) / len(own) < 0.65
            assert appraised(LIBRARY, task, marks, "en").score <= POOR_AT_MOST


def test_a_secret_carried_over_costs_more_than_a_fact_earns() -> None:
    task = LIBRARY.writing("NA-02")
    good = task.samples.good.within("en")
    leaked = good | {"note": good["note"] + "\nPassword Winter!2087ras."}
    seen = appraised(LIBRARY, task, leaked, "en")
    assert [point.quote for point in seen.points if point.id == "secret-1"] == ["Winter!2087ras"]
    assert seen.score < appraised(LIBRARY, task, good, "en").score - 0.1


def test_a_promise_of_ones_own_is_invented() -> None:
    task = LIBRARY.writing("RW-04")
    good = task.samples.good.within("ru")["reply"]
    seen = appraised(LIBRARY, task, {"reply": good + " К 11:20 всё починим."}, "ru")
    assert "11:20" in [point.quote for point in seen.points if point.id.startswith("invented")]


def test_each_level_of_tone_stands_beside_that_of_the_original() -> None:
    task = LIBRARY.writing("RW-03")
    seen = appraised(LIBRARY, task, task.samples.good.within("en"), "en")
    respect = next(point for point in seen.points if point.id == "T6")
    assert respect.because.en.endswith("Level 4, in the original 1.")
    same = appraised(LIBRARY, task, {"reply": task.reply.en}, "en")
    assert same.score <= POOR_AT_MOST


def test_a_chain_that_ends_at_a_person_is_no_root() -> None:
    task = LIBRARY.writing("R-02")
    blamed = task.samples.good.within("en") | {"why-4": "L4", "detection": "It is his fault."}
    lost = {point.id for point in appraised(LIBRARY, task, blamed, "en").points if point.share == 0}
    assert {"root", "person-L4", "blame-1"} <= lost


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=300), st.sampled_from(EVERY))
def test_any_text_gives_a_score_between_0_and_1_and_the_same_one_twice(
    text: str, which: tuple[Writing, Language]
) -> None:
    task, language = which
    fields = dict.fromkeys(field_names(task), text)
    first = appraised(LIBRARY, task, fields, language)
    assert 0 <= first.score <= 1
    assert appraised(LIBRARY, task, fields, language) == first


@given(st.text(max_size=200))
def test_sentences_are_parts_of_their_text(text: str) -> None:
    assert all(sentence in text for sentence in sentences(text))
