"""Actions, their prices, and what is legal when."""

from dataclasses import replace
from datetime import timedelta

import pytest

from simulator.domain.action import (
    Action,
    Classify,
    Close,
    Escalate,
    Hint,
    Major,
    Note,
    Resolve,
    Run as RunTool,
    Say,
    Wait,
)
from simulator.domain.case import Case
from simulator.domain.reading import Act, ActKind, Match, Reading
from simulator.domain.run import Run
from simulator.engine import play
from simulator.engine.settle import settle
from simulator.engine.turn import Understood, answer, speak
from simulator.errors import Conflict, InvalidInput


def after(case: Case, run: Run, *actions: Action) -> Run:
    for action in actions:
        run = run.after(*play.act(case, run, action))
    return run


def match(target: str, start: int = 0) -> Match:
    return Match(target=target, start=start, end=start + 4, quote="text", confidence=0.9)


def reply(case: Case, run: Run, reading: Reading, tone: float | None = 2.0) -> Run:
    """Say something that reads as ``reading`` and let the customer answer."""
    run = after(case, run, Say(text="some text"))
    turn = answer(case, run, run.replies[-1].n, Understood(reading, tone))
    run = run.after(*turn.events)
    assert turn.act is not None
    return run.after(*speak(case, run, turn.act, "…"))


def test_a_run_opens_with_the_customers_words_and_his_anger(office: Case, opened: Run) -> None:
    assert opened.opened.text == office.scenario.opening.en
    assert opened.anger == office.scenario.anger.start


@pytest.mark.parametrize(
    ("text", "code"), [("", "reply-empty"), (" \n\t ", "reply-empty"), ("x" * 4001, "reply-too-long")]
)
def test_an_unusable_reply_is_refused_with_its_reason(
    office: Case, opened: Run, text: str, code: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        play.act(office, opened, Say(text=text))
    assert caught.value.code == code


def test_control_characters_are_removed_and_markup_is_kept_as_text(office: Case, opened: Run) -> None:
    run = after(office, opened, Say(text="\x00<b>hi</b>\x07 =1+1\r\nline"))
    assert run.replies[-1].text == "<b>hi</b> =1+1\nline"


def test_tools_cost_simulated_minutes(office: Case, opened: Run) -> None:
    run = after(office, opened, RunTool(tool="crm vm-2c90"), RunTool(tool="opsview sg sg-office-admin"))
    assert run.minutes() == 3


def test_a_fact_that_a_tool_shows_is_unlocked_by_it(office: Case, opened: Run) -> None:
    run = after(office, opened, RunTool(tool="opsview sg sg-office-admin"))
    assert run.facts == {"F2"}
    assert run.evidence == ("K1",)


def test_a_question_unlocks_what_it_asks_for_and_nothing_else(office: Case, opened: Run) -> None:
    run = reply(office, opened, Reading(asks=(match("F1"),)))
    assert run.facts == {"F1"}
    assert run.customer_lines[-1].facts == ("F1",)


def test_a_fact_of_a_tool_is_never_told_because_somebody_asked_for_a_wrong_one(
    office: Case, opened: Run
) -> None:
    run = reply(office, opened, Reading())
    assert run.facts == frozenset()


def test_a_requested_check_is_run_on_the_customers_side(office: Case, opened: Run) -> None:
    run = reply(
        office,
        opened,
        Reading(requests=(match("C1"),), acts=(Act(kind=ActKind.REASON, start=0, end=1, quote="s"),)),
    )
    assert "C1" in run.evidence


def test_an_enraged_customer_runs_nothing_without_a_reason(office: Case, opened: Run) -> None:
    angry = Run.of(opened.events).after(opened.events[1].model_copy(update={"n": 3, "anger": 75}))
    run = reply(office, angry, Reading(requests=(match("C1"),)))
    assert "C1" not in run.evidence
    assert "refuse" in run.customer_lines[-1].acts


def test_two_furious_turns_in_a_row_and_he_leaves(office: Case, opened: Run) -> None:
    blame = Reading(acts=(Act(kind=ActKind.INSULT, start=0, end=4, quote="some"),))
    run = opened
    for _ in range(4):
        if run.is_over:
            break
        run = reply(office, run, blame, 0.0)
    assert run.left
    assert run.status == "abandoned"
    with pytest.raises(Conflict, match="run-over"):
        play.act(office, run, Say(text="sorry"))


def test_classification_gives_the_priority_of_the_matrix(office: Case, opened: Run) -> None:
    run = after(office, opened, Classify(category="access", impact="M", urgency="H"))
    assert run.classified is not None
    assert run.classified.priority == "P2"


def test_an_unknown_category_or_team_is_named(office: Case, opened: Run) -> None:
    with pytest.raises(InvalidInput, match="category-unknown"):
        play.act(office, opened, Classify(category="nonsense", impact="L", urgency="L"))
    with pytest.raises(InvalidInput, match="team-unknown"):
        play.act(office, opened, Escalate(team="L9"))


def test_nothing_can_be_done_after_closing(office: Case, opened: Run) -> None:
    run = after(office, opened, Close(text="Bye"))
    assert run.closed is not None
    assert not run.closed.consent
    for action in (Note(text="x"), Close(), Resolve(cause="x"), Wait(minutes=1)):
        with pytest.raises(Conflict, match="run-over"):
            play.act(office, run, action)


def test_a_ticket_cannot_be_resolved_twice(office: Case, opened: Run) -> None:
    run = after(office, opened, Resolve(cause="the rule"))
    with pytest.raises(Conflict, match="illegal-resolve-resolved"):
        play.act(office, run, Resolve(cause="the rule"))


def test_restoring_and_confirming_lets_the_ticket_close_with_consent(office: Case, opened: Run) -> None:
    step = next(step for step in office.scenario.steps if step.restores)
    confirm = Act(kind=ActKind.CONFIRM_ASKED, start=0, end=4, quote="some")
    run = reply(office, opened, Reading(steps=(match(step.id),), acts=(confirm,)))
    assert run.restored_at is not None
    assert run.confirmed_at is not None
    run = after(office, run, Close())
    assert run.closed is not None
    assert run.closed.consent


def test_what_only_resembles_the_remedy_mends_nothing_before_its_evidence_was_seen(
    office: Case, opened: Run
) -> None:
    step = next(step for step in office.scenario.steps if step.restores)
    assert step.needs
    faint = Reading(steps=(match(step.id).model_copy(update={"confidence": 0.58}),))
    assert reply(office, opened, faint).restored_at is None
    seen = replace(opened, evidence=tuple(step.needs), facts=frozenset(step.needs))
    assert reply(office, seen, faint).restored_at is not None


def test_a_promised_update_that_does_not_come_brings_the_customer_back(office: Case, opened: Run) -> None:
    promise = Act(kind=ActKind.PROMISE, start=0, end=4, quote="some", data={"due_minutes": "15"})
    run = reply(office, opened, Reading(acts=(promise,)))
    before = run.anger, run.trust
    run = after(office, run, Wait(minutes=30))
    turn = settle(office, run)
    run = run.after(*turn.events)
    assert turn.act is not None
    assert turn.act.moves[0].kind == "chase"
    assert (run.anger, run.trust) == (before[0] + 8, before[1] - 20)


def test_a_promise_that_is_kept_calms_and_builds_trust(office: Case, opened: Run) -> None:
    promise = Act(kind=ActKind.PROMISE, start=0, end=4, quote="some", data={"due_minutes": "15"})
    run = reply(office, opened, Reading(acts=(promise,)))
    trust = run.trust
    run = after(office, run, Wait(minutes=9))
    run = reply(office, run, Reading())
    assert run.trust == trust + 10
    assert not run.open_promises


def full_pack(case: Case) -> dict[str, str]:
    from simulator.domain.scenario import PACK_FIELDS

    assert case.scenario.escalation is not None
    pack = dict.fromkeys(PACK_FIELDS, "known and written down")
    pack["items"] = "; ".join(item.any_of[0] for item in case.scenario.escalation.pack)
    return pack


def test_the_right_team_with_a_full_pack_accepts_soon(disk: Case) -> None:
    run = Run.of(play.begin(disk))
    run = after(
        disk,
        run,
        Escalate(team="L2-COMPUTE", request="finish the task", pack=full_pack(disk)),
        Wait(minutes=10),
    )
    run = run.after(*settle(disk, run).events)
    assert run.answers[-1].accepted
    assert run.answers[-1].missing == ()


def test_the_wrong_team_sends_it_back_ninety_minutes_later(disk: Case) -> None:
    run = Run.of(play.begin(disk))
    run = after(disk, run, Escalate(team="L2-NET", request="look", pack=full_pack(disk)), Wait(minutes=89))
    assert not run.after(*settle(disk, run).events).answers
    run = after(disk, run, Wait(minutes=1))
    run = run.after(*settle(disk, run).events)
    assert not run.answers[-1].accepted
    assert run.status == "open"


def test_each_missing_critical_field_costs_half_an_hour(disk: Case) -> None:
    run = Run.of(play.begin(disk))
    pack = full_pack(disk) | {"timeline": "", "checks": " "}
    run = after(disk, run, Escalate(team="L2-COMPUTE", request="x", pack=pack), Wait(minutes=60))
    assert not run.after(*settle(disk, run).events).answers
    run = after(disk, run, Wait(minutes=10))
    run = run.after(*settle(disk, run).events)
    assert set(run.answers[-1].missing) == {"timeline", "checks"}


def test_hints_come_in_three_steps(office: Case, opened: Run) -> None:
    run = after(office, opened, Hint(), Hint(), Hint())
    assert run.hints == 3
    with pytest.raises(Conflict, match="no-more-hints"):
        play.act(office, run, Hint())


def test_a_major_incident_candidate_is_raised_once(office: Case, opened: Run) -> None:
    run = after(office, opened, Major(reason="three customers in one zone"))
    with pytest.raises(Conflict, match="already-raised"):
        play.act(office, run, Major(reason="again"))


def test_time_never_runs_backwards_and_numbers_have_no_gaps(office: Case, opened: Run) -> None:
    run = reply(
        office, after(office, opened, RunTool(tool="status"), Note(text="n")), Reading(asks=(match("F1"),))
    )
    assert [event.n for event in run.events] == list(range(1, len(run.events) + 1))
    assert all(b.at - a.at >= timedelta(0) for a, b in zip(run.events, run.events[1:], strict=False))
