"""Reviews, disputes, rounds, the gold set: who may, what is kept, what counts."""

import pytest

from simulator.domain.person import Person, Role
from simulator.errors import Conflict, InvalidInput, NotAllowed, NotFound
from simulator.services import Services
from simulator.services.accounts import NewPerson
from simulator.services.demo import _play
from simulator.services.levels import Given


@pytest.fixture
def graded(services: Services, anna: Person) -> str:
    """Anna's finished, graded run of SC-01: an average one."""
    _play(services, anna, ("SC-01", "average", "en"))
    services.grading.work_off()
    return services.simulations.history(anna)[0].simulation_id


@pytest.fixture
def other_lead(services: Services) -> Person:
    return services.accounts.add(
        NewPerson(login="oleg", name="Oleg", role=Role.LEAD, password="pw-oleg-oleg")
    )


def level(services: Services, viewer: Person, run: str, target: str) -> float | None:
    grade = services.reviews.judged(viewer, run).grade
    return next(one.level for r in grade.rubrics for one in r.criteria if one.id == target)


def test_a_review_counts_and_the_machines_level_stays(services, anna, lead, graded):
    before = services.reviews.judged(lead, graded)
    services.reviews.hand_in(lead, graded, [Given("T1", 4.0, "the demo is named")], "Good start.")
    after = services.reviews.judged(anna, graded)
    assert level(services, anna, graded, "T1") == 4.0
    assert after.machine == before.machine
    assert after.reviews[0].machine == level_of(before, "T1")
    line = services.simulations.history(anna)[0]
    assert line.total == after.grade.total
    assert [one.text for one in after.comments] == ["Good start."]
    assert services.grading.report(anna, graded).grade.total == after.grade.total


def level_of(judged, target):
    return next(one.level for r in judged.machine.rubrics for one in r.criteria if one.id == target)


def test_an_override_needs_a_reason_and_a_level_in_range(services, lead, graded):
    with pytest.raises(InvalidInput, match="reason-needed"):
        services.reviews.hand_in(lead, graded, [Given("T1", 4.0, " ")])
    with pytest.raises(InvalidInput, match="level-range"):
        services.reviews.hand_in(lead, graded, [Given("T1", 4.5, "x")])
    with pytest.raises(InvalidInput, match="criterion-unknown"):
        services.reviews.hand_in(lead, graded, [Given("T99", 1.0, "x")])
    assert services.reviews.judged(lead, graded).reviews == ()


def test_nobody_reviews_a_stranger_or_himself(services, anna, boris, igor, other_lead, admin, lead, graded):
    given = [Given("T1", 4.0, "x")]
    for stranger in (boris, igor, other_lead):
        with pytest.raises(NotFound):
            services.reviews.hand_in(stranger, graded, given)
        with pytest.raises(NotFound):
            services.reviews.judged(stranger, graded)
    with pytest.raises(NotAllowed):
        services.reviews.hand_in(anna, graded, given)
    with pytest.raises(NotAllowed):
        services.reviews.queue(anna)
    assert services.reviews.hand_in(admin, graded, given) == 1
    assert [line.simulation_id for line in services.reviews.queue(other_lead, "all")] == []
    assert [line.simulation_id for line in services.reviews.queue(lead, "all")] == [graded]


def test_a_draft_is_kept_and_two_tabs_do_not_overwrite_each_other(services, lead, graded):
    assert services.reviews.save_draft(lead, graded, {"level-T1": "4"}, 0) == 1
    assert services.reviews.save_draft(lead, graded, {"level-T1": "3"}, 1) == 2
    with pytest.raises(Conflict, match="draft-moved-on"):
        services.reviews.save_draft(lead, graded, {"level-T1": "0"}, 1)
    assert services.reviews.draft(lead, graded).fields == {"level-T1": "3"}
    services.reviews.hand_in(lead, graded, [Given("T1", 3.0, "x")])
    assert services.reviews.draft(lead, graded).fields == {}


def test_a_dispute_a_ruling_the_gold_set(services, anna, lead, graded):
    services.disputes.dispute(anna, graded, "T1", 4.0, "I named the demo in the first line.")
    waiting = services.disputes.waiting(lead)
    assert [(row.target, row.expected, name) for row, name, _subject in waiting] == [("T1", 4.0, "Anna")]
    assert services.reviews.queue(lead)[0].reasons[0] == "dispute"
    with pytest.raises(Conflict, match="disputed-already"):
        services.disputes.dispute(anna, graded, "T1", 3.0, "And once more, please look.")
    services.disputes.rule(lead, waiting[0][0].id, "partly", 3.0, "Named, but late.", gold=True)
    assert level(services, anna, graded, "T1") == 3.0
    dispute = services.reviews.judged(anna, graded).disputes[0]
    assert (dispute.verdict, dispute.level, dispute.reason) == ("partly", 3.0, "Named, but late.")
    with pytest.raises(Conflict, match="ruled-already"):
        services.disputes.rule(lead, waiting[0][0].id, "rejected", None, "Changed my mind.", gold=False)
    result = services.calibration.gold()
    assert (result.runs, result.levels, result.missing) == (1, 1, 0)
    assert [line.target for line in result.lines] == ["T1"]


def test_a_rejected_dispute_leaves_the_level(services, anna, lead, graded):
    before = level(services, anna, graded, "T1")
    services.disputes.dispute(anna, graded, "T1", 4.0, "I named the demo in the first line.")
    services.disputes.rule(
        lead, services.disputes.waiting(lead)[0][0].id, "rejected", None, "A formula.", gold=False
    )
    assert level(services, anna, graded, "T1") == before
    assert services.calibration.gold().levels == 0


def test_who_may_disagree_and_rule(services, anna, boris, lead, other_lead, graded):
    for stranger in (boris, lead):
        with pytest.raises(NotFound):
            services.disputes.dispute(stranger, graded, "T1", 4.0, "I named the demo in the first line.")
    with pytest.raises(InvalidInput, match="why-length"):
        services.disputes.dispute(anna, graded, "T1", 4.0, "no")
    services.disputes.dispute(anna, graded, "T1", 4.0, "I named the demo in the first line.")
    dispute_id = services.disputes.waiting(lead)[0][0].id
    with pytest.raises(NotFound):
        services.disputes.rule(other_lead, dispute_id, "accepted", None, "x", gold=False)
    with pytest.raises(NotAllowed):
        services.disputes.rule(anna, dispute_id, "accepted", None, "x", gold=False)


def test_agreement_needs_pairs_and_says_what_counts(services, lead, graded):
    assert services.calibration.lines(lead) == ()
    machine = level_of(services.reviews.judged(lead, graded), "T1")
    services.reviews.hand_in(lead, graded, [Given("T1", machine, ""), Given("D4", 0.0, "I see no order")])
    lines = {line.target: line for line in services.calibration.lines(lead)}
    assert lines["T1"].found.exact == 1.0
    assert not lines["T1"].counts
    assert lines["D4"].counts is (lines["D4"].grader == "rule")
    assert services.calibration.weeks(lead)[0].found.n == 2


def test_a_round_is_blind_until_ones_own_levels_are_in(services, lead, admin, graded):
    round_id = services.rounds.begin(lead, graded, "March")
    services.rounds.score(admin, round_id, {"T1": 4.0, "D4": 1.0})
    assert services.rounds.one(lead, round_id).table == ()
    services.rounds.score(lead, round_id, {"T1": 3.0, "D4": 1.0})
    found = services.rounds.one(lead, round_id)
    assert [(target, levels) for target, levels, _machine in found.table] == [
        ("D4", (1.0, 1.0)),
        ("T1", (4.0, 3.0)),
    ]
    assert found.icc is not None
    with pytest.raises(Conflict, match="scored-already"):
        services.rounds.score(lead, round_id, {"T1": 0.0})
    services.rounds.close(lead, round_id)
    with pytest.raises(Conflict, match="round-closed"):
        services.rounds.score(lead, round_id, {"T1": 0.0})
    assert services.reviews.judged(lead, graded).reviews == ()


def test_grading_again_by_the_same_graders_moves_nothing(services, graded):
    moved = services.calibration.preview()
    assert (moved.runs, moved.flips, moved.mean_total) == (1, (), 0.0)
    assert all(one.up == one.down == 0 for one in moved.criteria)
