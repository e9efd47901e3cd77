"""Taking a quiz: one attempt at a time, handed in once, proving what its items are about."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from simulator.errors import Conflict, NotFound
from simulator.exercises.quizzing import share


def right_answers(attempt):
    answers = {}
    for one in attempt.shown:
        item = attempt.quiz.item(one.item)
        if item.kind == "order":
            for place, option in enumerate(item.options, 1):
                answers[f"{item.id}:{option.id}"] = [str(place)]
        else:
            answers[item.id] = list(item.accept[:1]) or [option.id for option in item.options if option.right]
    return answers


def test_an_attempt_is_begun_once_scored_once_and_proves_its_competencies(services, anna):
    first = services.quizzes.begin(anna, "QZ-03", "en", "k1")
    assert services.quizzes.begin(anna, "QZ-03", "en", "k1") == first
    assert services.quizzes.begin(anna, "QZ-03", "en", "k2") == first
    attempt = services.quizzes.attempt(anna, first)
    done = services.quizzes.hand_in(anna, first, right_answers(attempt))
    assert (done.result.score, done.result.passed) == (1.0, True)
    with pytest.raises(Conflict, match="handed-in"):
        services.quizzes.hand_in(anna, first, {})
    sources = services.onboarding.detail(anna, anna.id, "L1-H07").sources
    assert [(one.kind, one.score) for one in sources] == [("quiz", 1.0)]
    assert services.quizzes.begin(anna, "QZ-03", "en", "k3") != first


def test_the_never_list_opens_the_first_gate(services, anna, boris, lead):
    from datetime import date

    services.cohorts.make(lead, "March", date(2026, 3, 1), ["anna"])
    services.cohorts.assign_buddy(lead, anna.id, "boris")
    attempt_id = services.quizzes.begin(anna, "QZ-15", "ru", "k1")
    wrong = right_answers(services.quizzes.attempt(anna, attempt_id))
    wrong[next(iter(wrong))] = []
    assert not services.quizzes.hand_in(anna, attempt_id, wrong).result.passed
    gates = {gate.id: gate for gate in services.onboarding.progress(anna, anna.id).gates}
    assert not gates["G0"].holds
    again = services.quizzes.begin(anna, "QZ-15", "ru", "k2")
    services.quizzes.hand_in(anna, again, right_answers(services.quizzes.attempt(anna, again)))
    gates = {gate.id: gate for gate in services.onboarding.progress(anna, anna.id).gates}
    assert gates["G0"].holds


def test_what_was_missed_is_due_after_two_days(services, anna, clock):
    attempt_id = services.quizzes.begin(anna, "QZ-04", "en", "k1")
    services.quizzes.hand_in(anna, attempt_id, {})
    assert {line.quiz.id: line.due for line in services.quizzes.all(anna)}["QZ-04"] == 0
    clock.pass_(days=2)
    assert {line.quiz.id: line.due for line in services.quizzes.all(anna)}[
        "QZ-04"
    ] == services.library.content.quiz("QZ-04").draw


def test_an_attempt_is_its_persons_own(services, anna, boris, lead):
    attempt_id = services.quizzes.begin(anna, "QZ-01", "en", "k1")
    for stranger in (boris, lead):
        with pytest.raises(NotFound):
            services.quizzes.attempt(stranger, attempt_id)
        with pytest.raises(NotFound):
            services.quizzes.hand_in(stranger, attempt_id, {})


def test_a_double_click_hands_in_once(services, anna):
    attempt_id = services.quizzes.begin(anna, "QZ-01", "en", "k1")
    answers = right_answers(services.quizzes.attempt(anna, attempt_id))

    def hand_in(_):
        try:
            return services.quizzes.hand_in(anna, attempt_id, answers).result.score
        except Conflict:
            return None

    with ThreadPoolExecutor(6) as pool:
        scores = list(pool.map(hand_in, range(6)))
    assert sorted(score is None for score in scores) == [False, True, True, True, True, True]
    assert len(services.onboarding.detail(anna, anna.id, "L1-H01").sources) == 1


def test_odd_answers_are_worth_nothing_and_break_nothing(services, anna):
    attempt_id = services.quizzes.begin(anna, "QZ-01", "en", "k1")
    attempt = services.quizzes.attempt(anna, attempt_id)
    odd = {one.item: ["<script>", "z", "a" * 9000] for one in attempt.shown} | {"other": ["a"]}
    assert services.quizzes.hand_in(anna, attempt_id, odd).result.score == 0.0
    assert share(attempt.quiz.items[0], ("<script>",)) == 0.0


def test_a_gate_looks_at_whole_attempts_and_at_those_taken_by_then(services, anna, clock):
    def found(as_of=None):
        gates = {gate.id: gate for gate in services.onboarding.progress(anna, anna.id, as_of).gates}
        return {
            kind: next(one for one in gates[gate].conditions if one.kind == kind)
            for gate, kind in (("G0", "quiz"), ("G1", "quizzes"))
        }

    assert (found()["quiz"].found, found()["quizzes"].found) == (None, 0.0)
    early = clock()
    attempt_id = services.quizzes.begin(anna, "QZ-15", "en", "k1")
    wrong = right_answers(services.quizzes.attempt(anna, attempt_id))
    wrong[next(iter(wrong))] = []
    clock.pass_(days=1)
    score = services.quizzes.hand_in(anna, attempt_id, wrong).result.score
    # Some competency of it may have been answered without a fault: that is no attempt without a fault.
    assert found()["quiz"].found == pytest.approx(100 * score, abs=0.01)
    assert "QZ-15" not in found()["quizzes"].missing
    assert found()["quizzes"].missing[:2] == ("QZ-09", "QZ-10")
    assert "QZ-15" in found(early)["quizzes"].missing
