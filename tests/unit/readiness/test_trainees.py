"""Synthetic trainees at the gate of day 30: who learns passes, who does not is held back, and quizzes have a say in it."""

import pytest

from bench.cohorts import state
from bench.trainees import World
from simulator.content.library import Library
from simulator.readiness.gates import Condition, gate_state


@pytest.fixture(scope="module")
def world() -> World:
    """The programme, with every card proving what it is linked with."""
    return World({one.id: list(one.competencies) for one in Library().scenarios})


def at_day_30(world: World, kind: str, *, once: bool = False) -> dict[str, Condition]:
    """Return the conditions of G1 by kind; ``once``: nobody takes a quiz again."""
    who = world.live(kind, 0)
    if once:
        first: dict[str, tuple] = {}
        for one in sorted(who.taken):
            first.setdefault(one[1], one)
        who.taken = list(first.values())
    record, _holds = state(world, who, 30)
    gate = next(one for one in world.programme.gates if one.id == "G1")
    return {one.ask.kind: one for one in gate_state(gate, record, world.programme).conditions}


@pytest.mark.parametrize(("kind", "holds"), [("weak", False), ("typical", True), ("strong", True)])
def test_the_gate_of_day_30_stands_the_right_way_round(world: World, kind: str, holds: bool) -> None:
    conditions = at_day_30(world, kind)
    assert all(one.holds for one in conditions.values()) is holds
    assert conditions["quizzes"].holds is holds


def test_quizzes_taken_once_and_never_again_hold_even_a_typical_trainee_back(world: World) -> None:
    conditions = at_day_30(world, "typical", once=True)
    assert not conditions["quizzes"].holds
    assert all(one.holds for name, one in conditions.items() if name not in ("quizzes", "no-red"))
