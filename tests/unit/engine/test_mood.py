"""Mood by the numbers of the emotion engine."""

from dataclasses import replace

import pytest

from simulator.domain.case import Case
from simulator.domain.reading import Act, ActKind, Match, Reading
from simulator.domain.run import Run
from simulator.engine.mood import Turned, after_reply, waiting


def act(kind: ActKind) -> Act:
    return Act(kind=kind, start=0, end=4, quote="text")


def match(target: str) -> Match:
    return Match(target=target, start=0, end=4, quote="text", confidence=0.9)


def test_awful_tone_adds_ten_and_neutral_nothing(office: Case, opened: Run) -> None:
    assert after_reply(office, opened, Reading(), 0.0, Turned()).change == 10
    assert after_reply(office, opened, Reading(), 2.0, Turned()).change == 0


def test_an_ungraded_tone_moves_nothing(office: Case, opened: Run) -> None:
    assert after_reply(office, opened, Reading(), None, Turned()).change == 0


def test_no_free_smiles_tone_alone_stops_fifteen_below_the_start(office: Case, opened: Run) -> None:
    run = opened
    for _ in range(5):
        run = replace(run, anger=after_reply(office, run, Reading(), 4.0, Turned()).anger)
    assert run.anger == office.scenario.anger.start - 15


def test_progress_opens_the_way_further_down(office: Case, opened: Run) -> None:
    run = replace(opened, anger=30, fired={"finding": 1})
    assert after_reply(office, run, Reading(), 4.0, Turned()).anger == 20


def test_no_cold_fixes_progress_counts_half_before_an_acknowledgement(office: Case, opened: Run) -> None:
    angry = replace(opened, anger=65)
    finding = Turned(finding=match("K1"))
    assert after_reply(office, angry, Reading(), 2.0, finding).change == -3
    warm = Reading(acts=(act(ActKind.ACKNOWLEDGE),))
    assert after_reply(office, angry, warm, 2.0, finding).change == -12


def test_blame_is_clamped_at_thirty_a_message(office: Case, opened: Run) -> None:
    awful = Reading(acts=(act(ActKind.BLAME), act(ActKind.CALM_DOWN), act(ActKind.REASK)))
    assert after_reply(office, opened, awful, 0.0, Turned()).change == 30


def test_relief_is_clamped_at_twenty_five_a_message(office: Case, opened: Run) -> None:
    run = replace(opened, anger=55)
    good = Reading(acts=(act(ActKind.ACKNOWLEDGE),))
    turned = Turned(finding=match("K1"), restored_confirmed=True)
    assert after_reply(office, run, good, 4.0, turned).change == -25


def test_a_card_trigger_fires_at_most_twice(office: Case, opened: Run) -> None:
    trigger = next(t for t in office.scenario.anger.raises if t.when.phrases)
    reading = Reading(triggers=(match(trigger.id),))
    rules = [share.rule for share in after_reply(office, opened, reading, 2.0, Turned()).shares]
    assert trigger.id in rules
    tired = replace(opened, fired={trigger.id: 2})
    assert trigger.id not in [s.rule for s in after_reply(office, tired, reading, 2.0, Turned()).shares]


@pytest.mark.parametrize(("waited", "points"), [(5, 0), (7, 0), (7.5, 3), (10, 6), (60, 12)])
def test_waiting_costs_three_for_each_full_half_over_the_expected(
    opened: Run, waited: float, points: int
) -> None:
    assert sum(share.delta for share in waiting(opened, waited, 5)) == points


def test_trust_falls_when_the_cause_is_changed(office: Case, opened: Run) -> None:
    assert (
        after_reply(office, opened, Reading(), 2.0, Turned(contradiction=match("W1"))).trust
        == opened.trust - 15
    )
