"""Drafts of the assistant: handed in once, with evidence; and the hub that sums everything up."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from simulator.domain.draft import FINE, Finding
from simulator.errors import Conflict, InvalidInput, NotAllowed, NotFound
from simulator.exercises.drafting import drawn
from simulator.services.drafts import worths


def begun(services, person, check_id="AIX-01", key="k1"):
    return services.drafts.attempt(person, services.drafts.begin(person, check_id, "en", key))


def right_finding(attempt):
    check, wrong = attempt.check, drawn(attempt.check, 1)
    worst = max(wrong, key=lambda name: check.sentence(name).wrong.harm)
    verdicts = {one.id: one.wrong.reason if one.id in wrong else FINE for one in check.sentences}
    return Finding(verdicts=verdicts, worst=worst, rewrite=check.sentence(worst).text.en)


def test_a_draft_is_checked_once_and_proves_its_competencies(services, anna):
    attempt = begun(services, anna)
    assert attempt.wrong == ()
    assert begun(services, anna, key="k2").id == attempt.id
    done = services.drafts.hand_in(anna, attempt.id, right_finding(attempt))
    assert done.score.total == pytest.approx(1.0)
    assert done.passed
    assert done.wrong == drawn(attempt.check, 1)
    assert all(check.holds for check in done.score.checks)
    with pytest.raises(Conflict, match="handed-in"):
        services.drafts.hand_in(anna, attempt.id, right_finding(attempt))
    for competency in ("L1-P09", "L1-S02", "L1-S10"):
        sources = services.onboarding.detail(anna, anna.id, competency).sources
        assert [(one.kind, one.score) for one in sources] == [("lab", 1.0)]


def test_the_words_of_the_person_stay_with_the_result(services, anna):
    attempt = begun(services, anna)
    finding = right_finding(attempt).model_copy(update={"rewrite": "Nothing of use, seen at 23:59."})
    services.drafts.hand_in(anna, attempt.id, finding)
    kept = services.drafts.attempt(anna, attempt.id)
    assert kept.finding.rewrite == "Nothing of use, seen at 23:59."
    assert next(check for check in kept.score.checks if check.name == "nothing-invented").quotes == ("23:59",)
    assert worths(kept.score)["L1-S10"] == kept.score.dimensions["rewrite"] == 0.0
    assert worths(kept.score)["L1-S02"] == 1.0


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"verdicts": {}}, "sentence-undecided"),
        ({"worst": ""}, "worst-needed"),
        ({"worst": "s99"}, "worst-needed"),
        ({"rewrite": " \n "}, "rewrite-needed"),
        ({"rewrite": "x" * 1001}, "text-too-long"),
    ],
)
def test_an_unfinished_finding_is_sent_back_and_nothing_is_scored(services, anna, change, code):
    attempt = begun(services, anna)
    with pytest.raises(InvalidInput, match=code):
        services.drafts.hand_in(anna, attempt.id, right_finding(attempt).model_copy(update=change))
    assert services.drafts.attempt(anna, attempt.id).score is None


def test_saying_that_all_is_fine_needs_no_sentence_and_finds_nothing(services, anna):
    attempt = begun(services, anna)
    fine = Finding(verdicts={one.id: FINE for one in attempt.check.sentences})
    assert services.drafts.hand_in(anna, attempt.id, fine).score.total == 0.0


def test_an_attempt_is_its_persons_own(services, anna, boris, lead):
    attempt = begun(services, anna)
    for stranger in (boris, lead):
        with pytest.raises(NotFound):
            services.drafts.attempt(stranger, attempt.id)
        with pytest.raises(NotFound):
            services.drafts.hand_in(stranger, attempt.id, right_finding(attempt))


def test_a_double_click_hands_in_once(services, anna):
    attempt = begun(services, anna)
    finding = right_finding(attempt)

    def hand_in(_):
        try:
            return services.drafts.hand_in(anna, attempt.id, finding).score.total
        except Conflict:
            return None

    with ThreadPoolExecutor(4) as pool:
        scores = list(pool.map(hand_in, range(4)))
    assert sorted(score is None for score in scores) == [False, True, True, True]


def test_the_hub_counts_what_is_due_open_done_and_best(services, anna, clock):
    found = {one.id: one for one in services.practice.sections(anna)}
    assert [(name, one.open, one.done, one.best) for name, one in found.items()] == [
        ("quizzes", 0, 0, None), ("labs", 0, 0, None), ("triage", 0, 0, None), ("writing", 0, 0, None), ("drafts", 0, 0, None),
    ]  # fmt: skip
    assert [one.of for one in found.values()] == [16, 14, 2, 22, 3]
    quiz = services.quizzes.begin(anna, "QZ-12", "en", "q1")
    services.quizzes.hand_in(anna, quiz, {})
    attempt = begun(services, anna)
    services.drafts.hand_in(anna, attempt.id, right_finding(attempt))
    services.triage.begin(anna, "TRI-01", "en", "t1")
    clock.pass_(days=0, minutes=5)
    found = {one.id: one for one in services.practice.sections(anna)}
    assert (found["quizzes"].due, found["quizzes"].best) == (0, 0.0)
    assert (found["triage"].open, found["drafts"].done, found["drafts"].best) == (1, 1, pytest.approx(1.0))
    clock.pass_(days=2)
    found = {one.id: one for one in services.practice.sections(anna)}
    assert (found["quizzes"].due, found["triage"].open) == (1, 0)


def test_figures_of_items_are_for_leads_and_name_nobody(services, anna, boris, lead):
    with pytest.raises(NotAllowed):
        services.items.all(anna)
    assert services.items.all(lead) == ()
    for person in (anna, boris):
        attempt_id = services.quizzes.begin(person, "QZ-12", "en", "q1")
        services.quizzes.hand_in(person, attempt_id, {})
    lines = services.items.all(lead)
    assert len(lines) >= 6
    assert {line.quiz.id for line in lines} == {"QZ-12"}
    assert all(line.figures.difficulty is None and line.figures.flags == () for line in lines)
    assert {line.figures.n for line in lines} <= {1, 2}
