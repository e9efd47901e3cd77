"""Reviews, disputes, rounds, the gold set: who may, what is kept, what counts."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from simulator.domain.person import Person, Role
from simulator.domain.review import QueueFilter
from simulator.errors import Conflict, InvalidInput, NotAllowed, NotFound
from simulator.services import Services
from simulator.services.accounts import NewPerson
from simulator.services.demo.playing import play_exemplar
from simulator.services.levels import Given


@pytest.fixture
def graded(services: Services, anna: Person) -> str:
    """Anna's finished, graded run of SC-01: an average one."""
    play_exemplar(services, anna, ("SC-01", "average", "en"))
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


def test_the_queue_is_narrowed_and_paged_by_key(
    services, anna, boris, lead, admin, clock, graded, monkeypatch
):
    clock.pass_(days=2)
    play_exemplar(services, boris, ("SC-03", "average", "ru"))
    services.grading.work_off()
    later = services.simulations.history(boris)[0].simulation_id

    def shown(**parts):
        return {
            line.simulation_id
            for line in services.reviews.page(admin, QueueFilter(reason="all", **parts)).lines
        }

    cohort = services.cohorts.make(admin, "Autumn", clock().date(), ["anna"])
    assert shown() == {graded, later}
    assert shown(person=anna.id) == {graded}
    assert shown(cohort=cohort) == {graded}
    assert shown(scenario="SC-03") == shown(lang="ru") == {later}
    assert shown(until=clock().date() - timedelta(days=1)) == {graded}
    assert shown(since=clock().date()) == {later}
    monkeypatch.setattr("simulator.services.queueing.LOOKED_AT", 1)
    first = services.reviews.page(admin, QueueFilter(reason="all"))
    second = services.reviews.page(admin, QueueFilter(reason="all", after=first.after))
    assert [line.simulation_id for line in (*first.lines, *second.lines)] == [later, graded]
    assert second.after == ""
    assert {name for _id, name in services.reviews.choices(lead).people} == {"Anna"}


def test_a_second_opinion_is_blind_and_counts_for_nothing_by_itself(
    services, anna, lead, other_lead, boris, graded
):
    with pytest.raises(InvalidInput, match="reviewer-unknown"):
        services.opinions.ask(lead, graded, boris.id)
    with pytest.raises(InvalidInput, match="reviewer-unknown"):
        services.opinions.ask(lead, graded, lead.id)
    with pytest.raises(NotFound):
        services.opinions.ask(other_lead, graded, lead.id)
    services.reviews.hand_in(lead, graded, [Given("T1", 4.0, "named"), Given("T3", 2.0, "plain")])
    services.opinions.ask(lead, graded, other_lead.id, "tone?")
    with pytest.raises(Conflict, match="asked-already"):
        services.opinions.ask(lead, graded, other_lead.id)
    assert services.opinions.is_asked(other_lead, graded)
    assert [one[1] for one in services.opinions.asked(other_lead)] == [
        services.simulations.history(anna)[0].subject
    ]
    assert services.opinions.of_run(other_lead, graded) == ()
    assert services.reviews.save_draft(other_lead, graded, {"level-T1": "1"}, 0) == 1
    with pytest.raises(NotAllowed):
        services.reviews.hand_in(other_lead, graded, [Given("T1", 0.0, "x")])
    with pytest.raises(InvalidInput, match="opinion-empty"):
        services.opinions.give(other_lead, graded, [])
    before = level(services, anna, graded, "T1")
    services.opinions.give(other_lead, graded, [Given("T1", 1.5, "late"), Given("T3", 2.5, "")])
    with pytest.raises(Conflict, match="given-already"):
        services.opinions.give(other_lead, graded, [Given("T1", 1.5, "late")])
    assert level(services, anna, graded, "T1") == before
    (found,) = services.opinions.of_run(lead, graded)
    assert (found.levels, found.reasons, found.apart) == ({"T1": 1.5, "T3": 2.5}, {"T1": "late"}, ("T1",))


def test_second_opinions_say_how_reviewers_agree_and_nothing_about_the_machine(
    services, anna, lead, other_lead, admin, graded, clock
):
    services.reviews.hand_in(lead, graded, [Given("T1", 4.0, "named"), Given("T3", 2.0, "plain")])
    machine = {(one.target, one.found.n) for one in services.calibration.lines(lead)}
    assert services.calibration.reviewers(lead) == ()
    clock.pass_(minutes=5)
    for other, levels in ((other_lead, (1.5, 2.0)), (admin, (3.0, 2.5))):
        services.opinions.ask(lead, graded, other.id)
        given = [Given(name, level, "mine") for name, level in zip(("T1", "T3"), levels, strict=True)]
        services.opinions.give(other, graded, [*given, Given("D4", 1.0, "nobody else has said")])
    assert {(one.target, one.found.n) for one in services.calibration.lines(lead)} == machine
    # What the first reviewer says after he has seen theirs is not independent of it, and his last word alone counts.
    clock.pass_(minutes=5)
    services.reviews.hand_in(lead, graded, [Given("T1", 2.0, "they are right"), Given("D4", 1.0, "so it is")])
    found = {(one.target, one.lang): one.found for one in services.calibration.reviewers(lead)}
    assert {key: (one.n, one.exact, one.bias) for key, one in found.items()} == {
        ("T1", "en"): (2, 0.0, -1.75), ("T3", "en"): (2, 0.5, 0.25),
    }  # fmt: skip
    lines = {one.target: one.found for one in services.calibration.lines(lead)}
    assert lines["T1"].n == 1
    with pytest.raises(NotAllowed):
        services.calibration.reviewers(anna)


def test_a_difference_comes_back_until_it_is_settled(services, lead, other_lead, graded):
    services.reviews.hand_in(lead, graded, [Given("T1", 4.0, "named")])
    services.opinions.ask(lead, graded, other_lead.id)
    services.opinions.give(other_lead, graded, [Given("T1", 1.0, "late")])
    assert "apart" in services.reviews.queue(lead, "apart")[0].reasons
    assert any(need.kind == "apart" for need in services.attention.needs(lead)[0])
    services.reviews.hand_in(lead, graded, [Given("D4", 1.0, "another line")])
    assert services.reviews.queue(lead, "apart")
    services.reviews.hand_in(lead, graded, [Given("T1", 2.5, "the other one is right about the order")])
    assert services.reviews.queue(lead, "apart") == ()


def test_a_run_is_handed_back_with_a_question_and_the_answer_waits_to_be_read(
    services, anna, boris, lead, other_lead, graded
):
    with pytest.raises(NotFound):
        services.questions.ask(lead, graded, 0, "What did you mean?")
    with pytest.raises(NotFound):
        services.questions.ask(other_lead, graded, 3, "What did you mean?")
    services.questions.ask(lead, graded, 3, "Why did you ask for the key first?")
    assert services.questions.waiting(anna)[0][:2] == (graded, 3)
    (asked,) = services.questions.of_run(anna, graded)
    with pytest.raises(NotFound):
        services.questions.answer(boris, asked.id, "Not mine.")
    with pytest.raises(InvalidInput):
        services.questions.answer(anna, asked.id, "  ")
    services.questions.answer(anna, asked.id, "I wanted to see the user name.")
    with pytest.raises(Conflict, match="answered-already"):
        services.questions.answer(anna, asked.id, "And more.")
    assert services.questions.waiting(anna) == ()
    assert services.reviews.queue(lead, "answered")[0].simulation_id == graded
    services.questions.settle(lead, asked.id)
    assert services.reviews.queue(lead, "answered") == ()
    assert services.questions.of_run(lead, graded)[0].is_settled


def test_two_reviewers_at_once_are_told_and_lose_nothing(services, lead, admin, graded):
    services.reviews.hand_in(admin, graded, [Given("T1", 4.0, "named")], seen="")
    with pytest.raises(Conflict, match="review-moved-on"):
        services.reviews.hand_in(lead, graded, [Given("T1", 1.0, "late")], seen="")
    newest = services.reviews.judged(lead, graded).reviews[-1].id
    assert services.reviews.hand_in(lead, graded, [Given("T1", 1.0, "late")], seen=newest) == 1


def test_the_first_runs_under_new_scorecards_are_looked_at(services, database, lead, graded):
    assert services.reviews.queue(lead, "rubrics") == ()
    with database.writing() as session:
        session.connection().execute(
            text(
                "INSERT INTO pin (digest, body, kind) SELECT 'old', body, kind FROM pin WHERE kind = 'rubrics'"
            )
        )
        session.connection().execute(
            text(
                "INSERT INTO grade SELECT 'g0', simulation_id, 'old', grader, total, result, body, kpis, event_count,"
                " '2020-01-01 00:00:00' FROM grade"
            )
        )
    assert [line.simulation_id for line in services.reviews.queue(lead, "rubrics")] == [graded]
