"""Labs: one's own values, lines that run once, hints with a price, one result with its proofs."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from simulator.errors import Conflict, InvalidInput, NotFound
from simulator.services.labs import Labs


def begun(services, person, lab_id="LAB-02", key="k1"):
    return services.labs.attempt(person, services.labs.begin(person, lab_id, "en", key))


def walked(services, person, attempt, way=None):
    way = way or attempt.lab.right[0]
    for n, (machine, line) in enumerate(way.commands(attempt.lab.first)):
        services.labs.type(person, attempt.id, machine, line, f"line-{n}")
    return services.labs.hand_in(person, attempt.id, way.answers)


def proofs(services, person, competency="L1-H11"):
    return services.onboarding.detail(person, person.id, competency).sources


def test_a_right_way_passes_and_proves(services, anna):
    attempt = begun(services, anna)
    assert begun(services, anna, key="k2").id == attempt.id
    done = walked(services, anna, attempt)
    assert done.passed
    assert done.score.total == 1.0
    assert [(one.kind, one.score) for one in proofs(services, anna)] == [("lab", 1.0)]
    with pytest.raises(Conflict, match="handed-in"):
        services.labs.hand_in(anna, attempt.id, {})
    with pytest.raises(Conflict, match="handed-in"):
        services.labs.type(anna, attempt.id, "shop", "ls", "k")


def test_values_are_ones_own_and_other_the_next_time(services, anna, boris):
    one, other = begun(services, anna), begun(services, boris)
    assert one.lab.right != other.lab.right
    assert begun(services, anna).lab == one.lab
    walked(services, anna, one)
    assert begun(services, anna, key="again").lab.right != one.lab.right


def test_what_was_typed_is_there_after_a_restart(services, anna, database, content, clock):
    attempt = begun(services, anna)
    services.labs.type(anna, attempt.id, "shop", "cd /opt && touch ~/x", "a")
    before = services.labs.type(anna, attempt.id, "shop", "ls ~", "b")
    fresh = Labs(database, content, clock)
    after = fresh.attempt(anna, attempt.id)
    assert after.entries == before.entries
    assert after.prompts["shop"].endswith(":/opt$")
    assert fresh.completions(anna, attempt.id, "shop", "cat back") == ["cat backup/"]


def test_a_line_sent_twice_runs_once_and_two_windows_see_both(services, anna):
    attempt = begun(services, anna)
    for _ in range(2):
        services.labs.type(anna, attempt.id, "shop", "echo x >> ~/f", "same")
    seen = services.labs.type(anna, attempt.id, "shop", "wc -l < f", "other")
    assert [entry.text for entry in seen.entries] == ["", "1\n"]

    def type_(n):
        return services.labs.type(anna, attempt.id, "shop", f"echo {n} >> ~/g", f"w{n}")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(type_, range(8)))
    assert services.labs.type(anna, attempt.id, "shop", "wc -l < g", "end").entries[-1].text == "8\n"


@pytest.mark.parametrize(
    ("line", "code"), [("", "tool-empty"), (" \x00 ", "tool-empty"), ("x" * 401, "tool-too-long")]
)
def test_what_cannot_be_run_is_sent_back(services, anna, line, code):
    attempt = begun(services, anna)
    with pytest.raises(InvalidInput, match=code):
        services.labs.type(anna, attempt.id, "shop", line, "k")
    with pytest.raises(NotFound):
        services.labs.type(anna, attempt.id, "moon", "ls", "k")
    assert services.labs.attempt(anna, attempt.id).entries == ()


def test_answers_are_kept_and_not_judged_before_the_end(services, anna):
    attempt = begun(services, anna)
    right = attempt.lab.right[0].answers
    kept = services.labs.answer(anna, attempt.id, right | {"g99": "x", "g5": "no question"})
    assert {one.goal.id: one.given for one in kept.goals if one.given} == right
    assert not any(one.holds for one in kept.goals if one.goal.answer)
    assert services.labs.attempt(anna, attempt.id).goals == kept.goals


def test_a_hint_costs_three_tenths_of_the_weight(services, anna, boris):
    attempt = begun(services, anna)
    assert services.labs.hint(anna, attempt.id, 0).hints == 1
    assert services.labs.hint(anna, attempt.id, 0).hints == 1
    assert services.labs.hint(anna, attempt.id, 1).hints == 2
    assert services.labs.hint(anna, attempt.id, 2).hints == 3
    with pytest.raises(Conflict, match="no-more-hints"):
        services.labs.hint(anna, attempt.id, 3)
    walked(services, anna, attempt)
    walked(services, boris, begun(services, boris))
    with_hint, without = proofs(services, anna)[0], proofs(services, boris)[0]
    assert with_hint.score == without.score == 1.0
    assert with_hint.weight == pytest.approx(0.7 * without.weight, abs=0.01)


def test_a_repeat_counts_as_with_a_hint_until_the_longest_pause_is_over(services, anna, clock):
    walked(services, anna, begun(services, anna))
    second = begun(services, anna, key="k2")
    assert second.repeated
    walked(services, anna, second)
    clock.pass_(days=36)
    assert not begun(services, anna, key="k3").repeated


def test_a_lab_is_due_again_soon_after_a_miss_and_later_after_a_pass(services, anna, clock):
    def due():
        return [line.lab.id for line in services.labs.all(anna) if line.due]

    attempt = begun(services, anna)
    services.labs.type(anna, attempt.id, "shop", "ls", "k")
    services.labs.hand_in(anna, attempt.id, {})
    assert due() == []
    clock.pass_(days=2)
    assert due() == ["LAB-02"]
    walked(services, anna, begun(services, anna, key="k2"))
    clock.pass_(days=6)
    assert due() == []
    clock.pass_(days=1)
    assert due() == ["LAB-02"]
    assert services.labs.practice(anna).due == 1


def test_what_broke_something_fails_and_proves_little(services, anna):
    attempt = begun(services, anna)
    done = walked(services, anna, attempt, attempt.lab.wrong[0])
    assert not done.passed
    assert [one.id for one in done.broken] == ["f1"]
    assert done.score.total <= 0.4


def test_nothing_done_proves_nothing(services, anna):
    attempt = begun(services, anna)
    assert services.labs.hand_in(anna, attempt.id, {"g1": " "}).score.total == 0.0
    assert proofs(services, anna) == ()


def test_an_attempt_is_its_persons_own(services, anna, boris, lead):
    attempt = begun(services, anna)
    for stranger in (boris, lead):
        for deed in (
            lambda who=stranger: services.labs.attempt(who, attempt.id),
            lambda who=stranger: services.labs.type(who, attempt.id, "shop", "ls", "k"),
            lambda who=stranger: services.labs.answer(who, attempt.id, {}),
            lambda who=stranger: services.labs.hint(who, attempt.id, 0),
            lambda who=stranger: services.labs.hand_in(who, attempt.id, {}),
            lambda who=stranger: services.labs.completions(who, attempt.id, "shop", "l"),
        ):
            with pytest.raises(NotFound):
                deed()


def test_a_practical_ends_by_the_clock_with_what_was_kept(services, anna, clock):
    attempt = begun(services, anna, "PRAC-01")
    assert attempt.seconds_left == 3600
    way = attempt.lab.right[0]
    for n, (machine, line) in enumerate(way.commands(attempt.lab.first)):
        services.labs.type(anna, attempt.id, machine, line, f"line-{n}")
    services.labs.answer(anna, attempt.id, way.answers)
    clock.pass_(minutes=60, seconds=5)
    with pytest.raises(Conflict, match="time-is-up"):
        services.labs.type(anna, attempt.id, "net", "ls", "late")
    clock.pass_(seconds=10)
    done = services.labs.attempt(anna, attempt.id)
    assert done.passed
    assert [(one.kind, one.score) for one in proofs(services, anna, "L1-H08")] == [("practical", 1.0)]


def test_answers_that_come_after_the_time_are_not_looked_at(services, anna, clock):
    attempt = begun(services, anna, "PRAC-02")
    services.labs.type(anna, attempt.id, "net", "ls", "k")
    clock.pass_(minutes=61)
    done = services.labs.hand_in(anna, attempt.id, attempt.lab.right[0].answers)
    assert all(one.given == "" for one in done.goals)


def test_a_lab_takes_so_many_lines_and_no_more(services, anna, monkeypatch):
    monkeypatch.setattr("simulator.labs.session.STEPS", 2)
    attempt = begun(services, anna)
    for n in range(2):
        services.labs.type(anna, attempt.id, "shop", "ls", f"{n}")
    with pytest.raises(Conflict, match="lab-full"):
        services.labs.type(anna, attempt.id, "shop", "ls", "more")
    assert services.labs.hand_in(anna, attempt.id, {}).is_over


def test_an_unknown_lab_cannot_be_begun(services, anna):
    with pytest.raises(NotFound):
        services.labs.begin(anna, "LAB-99", "en", "k")
