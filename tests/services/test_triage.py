"""A triage set against the clock: begun once, kept at each change, handed in once or by the end of time."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from simulator.domain.triage import Call
from simulator.errors import Conflict, InvalidInput, NotFound
from simulator.exercises.triage import urgency_rank


def right_calls(attempt):
    keys = {one.vignette: attempt.plan.vignette(one.vignette).key for one in attempt.tickets}
    order = sorted(keys, key=lambda name: urgency_rank(keys[name]))
    return {
        name: Call(
            category=key.category.value, impact=key.impact, urgency=key.urgency, team=key.team, major=key.major,
            place=order.index(name) + 1,
        )
        for name, key in keys.items()
    }  # fmt: skip


def begun(services, person, set_id="TRI-01", key="k1"):
    return services.triage.attempt(person, services.triage.begin(person, set_id, "en", key))


def test_an_attempt_is_begun_once_scored_once_and_proves_its_competencies(services, anna):
    first = services.triage.begin(anna, "TRI-01", "en", "k1")
    assert services.triage.begin(anna, "TRI-01", "en", "k1") == first
    assert services.triage.begin(anna, "TRI-01", "en", "k2") == first
    attempt = services.triage.attempt(anna, first)
    assert attempt.score is None
    done = services.triage.hand_in(anna, first, right_calls(attempt))
    assert (done.score.total, done.passed, done.ran_out) == (1.0, True, False)
    with pytest.raises(Conflict, match="handed-in"):
        services.triage.hand_in(anna, first, {})
    for competency in ("L1-P01", "L1-P02", "L1-D10", "L1-D11", "L1-D12", "L1-S08"):
        sources = services.onboarding.detail(anna, anna.id, competency).sources
        assert [(one.kind, one.score) for one in sources] == [("practical", 1.0)]


def test_each_competency_is_proved_by_its_own_dimension(services, anna):
    attempt = begun(services, anna)
    calls = {name: call.model_copy(update={"team": "HW-LOG"}) for name, call in right_calls(attempt).items()}
    services.triage.hand_in(anna, attempt.id, calls)
    scores = {
        name: services.onboarding.detail(anna, anna.id, name).sources[0].score
        for name in ("L1-D11", "L1-D12", "L1-P01")
    }
    assert scores["L1-D11"] == 1.0
    assert scores["L1-D12"] < 0.1
    assert scores["L1-P01"] == pytest.approx(6 / 7, abs=0.02)


def test_a_second_attempt_counts_as_one_with_a_hint(services, anna):
    attempt = begun(services, anna)
    services.triage.hand_in(anna, attempt.id, right_calls(attempt))
    again = begun(services, anna, key="k2")
    assert again.id != attempt.id
    assert again.repeated
    assert again.tickets != attempt.tickets
    services.triage.hand_in(anna, again.id, right_calls(again))
    weights = [one.weight for one in services.onboarding.detail(anna, anna.id, "L1-D11").sources]
    assert sorted(weights) == [pytest.approx(0.7), pytest.approx(1.0)]


def test_each_change_is_kept_and_a_stale_tab_is_told(services, anna, clock):
    attempt = begun(services, anna)
    calls = right_calls(attempt)
    version = services.triage.save(anna, attempt.id, {}, attempt.version)
    clock.pass_(seconds=90)
    version = services.triage.save(anna, attempt.id, calls, version)
    kept = services.triage.attempt(anna, attempt.id)
    assert kept.calls == calls
    assert kept.version == version
    assert kept.found_after == 90
    with pytest.raises(Conflict, match="attempt-moved-on"):
        services.triage.save(anna, attempt.id, {}, attempt.version)
    assert services.triage.attempt(anna, attempt.id).calls == calls


def test_when_time_is_up_what_was_kept_is_handed_in(services, anna, clock):
    attempt = begun(services, anna)
    calls = right_calls(attempt)
    version = services.triage.save(anna, attempt.id, calls, attempt.version)
    clock.pass_(minutes=attempt.plan.minutes, seconds=5)
    with pytest.raises(Conflict, match="time-is-up"):
        services.triage.save(anna, attempt.id, {}, version)
    clock.pass_(seconds=30)
    done = services.triage.attempt(anna, attempt.id)
    assert (done.score.total, done.ran_out, done.seconds_left) == (1.0, True, 0)
    assert [one.score for one in services.onboarding.detail(anna, anna.id, "L1-P02").sources] == [1.0]


def test_what_comes_after_the_end_is_not_looked_at_except_on_its_way(services, anna, boris, clock):
    late, just = begun(services, anna), begun(services, boris)
    clock.pass_(minutes=late.plan.minutes, seconds=8)
    assert services.triage.hand_in(boris, just.id, right_calls(just)).score.total == 1.0
    clock.pass_(seconds=5)
    assert services.triage.hand_in(anna, late.id, right_calls(late)).score.total == 0.0


def test_nothing_decided_proves_nothing(services, anna, clock):
    attempt = begun(services, anna)
    clock.pass_(hours=3)
    line = next(one for one in services.triage.all(anna) if one.plan.id == "TRI-01")
    assert (line.tally.best, line.tally.open_id, line.tally.passed) == (0.0, None, False)
    assert services.triage.attempt(anna, attempt.id).ran_out
    assert services.onboarding.detail(anna, anna.id, "L1-P02").sources == ()


def test_two_requests_in_one_place_are_sent_back(services, anna):
    attempt = begun(services, anna)
    calls = {name: call.model_copy(update={"place": 1}) for name, call in right_calls(attempt).items()}
    with pytest.raises(InvalidInput, match="place-twice"):
        services.triage.hand_in(anna, attempt.id, calls)
    assert services.triage.attempt(anna, attempt.id).score is None


def test_an_attempt_is_its_persons_own(services, anna, boris, lead):
    attempt = begun(services, anna)
    for stranger in (boris, lead):
        with pytest.raises(NotFound):
            services.triage.attempt(stranger, attempt.id)
        with pytest.raises(NotFound):
            services.triage.save(stranger, attempt.id, {}, 1)
        with pytest.raises(NotFound):
            services.triage.hand_in(stranger, attempt.id, {})


def test_the_hiring_pool_is_never_shown_in_training(services, anna, admin):
    for person in (anna, admin):
        assert [line.plan.id for line in services.triage.all(person)] == ["TRI-01", "TRI-02"]
        with pytest.raises(NotFound):
            services.triage.begin(person, "TRI-HP", "en", "k1")
        assert [line.check.id for line in services.drafts.all(person)] == ["AIX-01", "AIX-02", "AIX-03"]
        with pytest.raises(NotFound):
            services.drafts.begin(person, "AID-11", "en", "k2")


def test_a_double_click_hands_in_once(services, anna):
    attempt = begun(services, anna)
    calls = right_calls(attempt)

    def hand_in(_):
        try:
            return services.triage.hand_in(anna, attempt.id, calls).score.total
        except Conflict:
            return None

    with ThreadPoolExecutor(4) as pool:
        scores = list(pool.map(hand_in, range(4)))
    assert sorted(score is None for score in scores) == [False, True, True, True]
    assert len(services.onboarding.detail(anna, anna.id, "L1-P02").sources) == 1


def test_decisions_about_other_vignettes_are_not_kept(services, anna):
    attempt = begun(services, anna)
    services.triage.save(anna, attempt.id, {"TRI-HP-01": Call(impact="H")}, attempt.version)
    assert services.triage.attempt(anna, attempt.id).calls == {}
