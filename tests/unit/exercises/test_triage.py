"""Triage: drawing a queue, and what decisions about it are worth."""

import re
from itertools import permutations

import pytest
from hypothesis import given, settings, strategies as st

from simulator.domain.triage import Call, TriageSet
from simulator.exercises.triage import (
    LEVELS,
    drawn,
    order_share,
    pattern_share,
    scored,
    shares,
    urgency_rank,
)
from tests.shelves import LIBRARY

NAMES = LIBRARY.triage_names
SETS = {one.id: one for one in LIBRARY.triage_sets}
ALL = sorted(SETS)
GIVEN_AWAY = (
    "major",
    "incident",
    "mass",
    "other customers",
    "others too",
    "крупн",
    "инцидент",
    "массов",
    "у других",
    "не только у нас",
)


def perfect(plan: TriageSet, shown: list[str]) -> dict[str, Call]:
    """Return the calls of the key, in the order of the key."""
    keys = {name: plan.vignette(name).key for name in shown}  # type: ignore[union-attr]
    places = {name: n for n, name in enumerate(sorted(shown, key=lambda one: urgency_rank(keys[one])), 1)}
    return {
        name: Call(category=key.category.value, impact=key.impact, urgency=key.urgency, team=key.team, major=key.major, place=places[name])
        for name, key in keys.items()
    }  # fmt: skip


def shown_of(plan: TriageSet, seed: int = 1) -> list[str]:
    return [one.vignette for one in drawn(plan, NAMES, seed)]


def test_the_sets_are_as_large_as_promised() -> None:
    assert [len(SETS[name].vignettes) for name in ALL] == [12, 12, 48]
    assert [len(SETS[name].patterns) for name in ALL] == [1, 1, 6]
    assert [SETS[name].use for name in ALL] == ["training", "training", "hiring"]
    assert SETS["TRI-HP"].draw == 8


@pytest.mark.parametrize("name", ALL)
def test_every_queue_holds_all_signals_of_exactly_one_fault_and_no_unfilled_slot(name: str) -> None:
    plan = SETS[name]
    for seed in range(1, 40):
        queue = drawn(plan, NAMES, seed)
        assert queue == drawn(plan, NAMES, seed)
        patterns = {plan.vignette(one.vignette).pattern for one in queue} - {None}  # type: ignore[union-attr]
        assert len(patterns) == 1
        assert {one.id for one in plan.signals(patterns.pop())} <= {one.vignette for one in queue}  # type: ignore[arg-type]
        assert (
            len(queue)
            == plan.draw
            == len({one.company.en for one in queue})
            == len({one.person.en for one in queue})
        )
        assert [one.arrives for one in queue] == sorted(one.arrives for one in queue)
        assert not any("{" in text or "}" in text for one in queue for text in (one.text.en, one.text.ru))


def test_seeds_change_names_ids_and_times() -> None:
    one, other = drawn(SETS["TRI-01"], NAMES, 1), drawn(SETS["TRI-01"], NAMES, 2)
    texts = {ticket.vignette: ticket.text.en for ticket in other}
    changed = [ticket for ticket in one if ticket.text.en != texts[ticket.vignette]]
    assert len(changed) >= 8
    assert [ticket.arrives for ticket in one] != [ticket.arrives for ticket in other]


@pytest.mark.parametrize("name", ALL)
def test_a_fault_is_seen_across_vignettes_and_stated_in_none(name: str) -> None:
    plan = SETS[name]
    for pattern in plan.patterns:
        signals = plan.signals(pattern.id)
        assert all("{onset}" in one.text.en and "{onset}" in one.text.ru for one in signals)
        shared = {"{zone}", *(f"{{{value}}}" for value in pattern.values)}
        in_common = [slot for slot in shared if all(slot in one.text.en for one in signals)]
        assert in_common or pattern.id == "F", f"{name} {pattern.id}"
    for one in plan.vignettes:
        for text in (one.text.en, one.text.ru):
            assert not [word for word in GIVEN_AWAY if word in text.casefold()], one.id


@pytest.mark.parametrize("name", ALL)
def test_signals_of_one_queue_name_the_same_minute_and_zone(name: str) -> None:
    plan = SETS[name]
    for seed in range(1, 20):
        queue = [one for one in drawn(plan, NAMES, seed) if plan.vignette(one.vignette).pattern]  # type: ignore[union-attr]
        minutes = [set(re.findall(r"\d\d:\d\d", one.text.ru)) for one in queue]
        assert set.intersection(*minutes), f"{name} {seed}"
        assert len({zone for one in queue for zone in re.findall(r"ru-1\w", one.text.en)}) <= 1


@pytest.mark.parametrize("name", ALL)
def test_the_key_is_worth_everything_and_nothing_decided_nothing(name: str) -> None:
    plan = SETS[name]
    shown = shown_of(plan)
    assert scored(plan, shown, perfect(plan, shown)).total == 1.0
    assert scored(plan, shown, perfect(plan, shown)).pattern_found
    assert scored(plan, shown, {}).total == 0.0


def test_a_neighbouring_cell_is_worth_half_and_an_alternate_what_it_says() -> None:
    one = SETS["TRI-01"].vignette("TRI-01-08")
    assert one is not None
    asks = SETS["TRI-01"].asks
    right = shares(one, Call(category="platform-failure", impact="M", urgency="M", team="L2-COMPUTE"), asks)
    assert set(right.values()) == {1.0}
    near = shares(one, Call(category="network", impact="H", urgency="M", team="L2-STOR"), asks)
    assert near == {"category": 0.0, "impact": 0.5, "urgency": 1.0, "priority": 0.5, "team": 0.5}
    assert set(shares(one, Call(), asks).values()) == {0.0}


def test_flagging_everything_or_one_signal_alone_does_not_find_the_fault() -> None:
    assert pattern_share({"a", "b", "c"}, {"a", "b", "c"}) == 1.0
    assert pattern_share(set("abcdefghijkl"), {"a", "b", "c"}) == 0.25
    assert pattern_share({"a"}, {"a", "b", "c"}) == pytest.approx(1 / 3)
    assert pattern_share(set(), {"a"}) == pattern_share({"a"}, set()) == 0.0


def test_the_order_counts_pairs_by_their_distance() -> None:
    ranks = {"a": 1, "b": 2, "c": 4, "d": 4}
    assert order_share(ranks, {"a": 1, "b": 2, "c": 4, "d": 3}) == 1.0
    # a–b is one step: swapping it loses twice one of the 1+3+3+2+2 steps there are.
    assert order_share(ranks, {"a": 2, "b": 1, "c": 3, "d": 4}) == pytest.approx((11 - 2) / 11)
    assert order_share(ranks, {"a": 4, "b": 3, "c": 2, "d": 1}) == 0.0
    assert order_share(ranks, dict.fromkeys(ranks)) == 0.0
    assert order_share(ranks, dict.fromkeys(ranks, 1)) == 0.0
    assert order_share({"a": 2, "b": 2}, {"a": 1, "b": 2}) == 0.0


def test_the_order_is_worth_nothing_on_average_before_it_is_cut_off_at_zero() -> None:
    ranks = {"a": 0, "b": 1, "c": 3, "d": 4}
    balance = 0.0
    for order in permutations(range(1, 5)):
        places = dict(zip(ranks, order, strict=True))
        back = {name: 5 - place for name, place in places.items()}
        balance += order_share(ranks, places) - order_share(ranks, back)
    assert balance == pytest.approx(0.0)


calls = st.builds(
    Call,
    category=st.sampled_from([None, "network", "security", "consultation", "mass-incident"]),
    impact=st.sampled_from([None, *LEVELS]), urgency=st.sampled_from([None, *LEVELS]),
    team=st.sampled_from([None, "none", "L2-NET", "INC-MGR", "BILLING"]), major=st.booleans(),
    place=st.one_of(st.none(), st.integers(1, 12)),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(ALL), st.lists(calls, min_size=12, max_size=12), st.integers(1, 30), st.integers(0, 11)
)
def test_a_score_is_bounded_and_correcting_one_decision_never_costs(
    name: str, made: list[Call], seed: int, at: int
) -> None:
    plan = SETS[name]
    shown = shown_of(plan, seed)
    given_calls = dict(zip(shown, made, strict=False))
    before = scored(plan, shown, given_calls)
    assert 0.0 <= before.total <= 1.0
    assert all(0.0 <= worth <= 1.0 for worth in before.dimensions.values())
    wanted = perfect(plan, shown)[shown[at % len(shown)]]
    fields = wanted.model_dump(exclude={"place"})
    mended = given_calls[shown[at % len(shown)]].model_copy(update=fields)
    after = scored(plan, shown, given_calls | {shown[at % len(shown)]: mended})
    assert after.total >= before.total - 1e-9


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 4), min_size=3, max_size=9), st.randoms(use_true_random=False))
def test_swapping_two_neighbours_into_the_right_order_never_costs(ranks: list[int], random: object) -> None:
    names = [str(n) for n in range(len(ranks))]
    by_name = dict(zip(names, ranks, strict=True))
    order = names.copy()
    random.shuffle(order)  # type: ignore[attr-defined]
    for at in range(len(order) - 1):
        if by_name[order[at]] > by_name[order[at + 1]]:
            better = order.copy()
            better[at], better[at + 1] = better[at + 1], better[at]
            assert order_share(by_name, _places(better)) >= order_share(by_name, _places(order))


def _places(order: list[str]) -> dict[str, int | None]:
    return {name: place for place, name in enumerate(order, 1)}


def test_vignettes_shown_too_often_are_left_out_while_others_exist() -> None:
    plan = SETS["TRI-HP"]
    tired = {one.id for pattern in "ABCDE" for one in plan.signals(pattern)} | {
        one.id for one in plan.single[:20]
    }
    for seed in range(1, 25):
        shown = set(shown_of_excluding(plan, seed, tired))
        assert not shown & tired
        assert {one.id for one in plan.signals("F")} <= shown
    everything = {one.id for one in plan.vignettes}
    assert len(shown_of_excluding(plan, 1, everything)) == plan.draw


def shown_of_excluding(plan: TriageSet, seed: int, excluded: set[str]) -> list[str]:
    return [one.vignette for one in drawn(plan, NAMES, seed, excluded)]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda plan: plan["vignettes"].pop(0), "a pattern needs three"),
        (lambda plan: plan["vignettes"][0]["key"].update(major=False), "is no candidate"),
        (lambda plan: plan["vignettes"][-1]["key"].update(major=True), "is no candidate"),
        (lambda plan: plan["vignettes"][-1].update(id=plan["vignettes"][0]["id"]), "same id"),
        (lambda plan: plan.update(draw=30), "fewer vignettes"),
        (lambda plan: (plan["vignettes"][-1].update(pattern="Z"), plan.update(draw=5)), "no pattern Z"),
    ],
)
def test_sets_nobody_could_draw_are_refused(change: object, said: str) -> None:
    plain = SETS["TRI-01"].model_dump(mode="json")
    change(plain)  # type: ignore[operator]
    with pytest.raises(ValueError, match=said):
        TriageSet.model_validate(plain)
