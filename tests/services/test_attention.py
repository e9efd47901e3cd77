"""A lead's home: what waits, in an order that can be explained."""

import pytest
from hypothesis import given, settings, strategies

from simulator.domain.person import Role
from simulator.errors import NotAllowed
from simulator.readiness.attention import Need, ranked
from simulator.services.accounts import NewPerson
from simulator.services.demo.playing import play_exemplar

SEVERITY = {"red": 8.0, "unsure": 2.0}


def test_the_worst_and_the_longest_waiting_come_first():
    calm, bad, old = Need("unsure", "A", "x"), Need("red", "B", "y"), Need("unsure", "C", "z", days=35)
    assert [one.person for one in ranked([calm, bad, old], SEVERITY)] == ["C", "B", "A"]
    assert ranked([old], SEVERITY)[0].weight == 2.0 * (1 + 35 / 7)


@settings(max_examples=30, deadline=None)
@given(strategies.permutations(range(6)), strategies.floats(0, 60), strategies.floats(0, 60))
def test_the_order_does_not_depend_on_where_things_were_found_and_waiting_never_lowers(order, less, more):
    needs = [Need("red" if n % 2 else "unsure", f"P{n}", "x", {"simulation_id": str(n)}, n) for n in range(6)]
    assert ranked([needs[n] for n in order], SEVERITY) == ranked(needs, SEVERITY)
    short, long = sorted((less, more))
    light, heavy = (ranked([Need("red", "A", "x", days=days)], SEVERITY)[0].weight for days in (short, long))
    assert light <= heavy


def test_a_lead_sees_what_waits_of_own_people_only(services, anna, lead, admin, clock):
    play_exemplar(services, anna, ("SC-04", "poor", "en"))
    services.grading.work_off()
    run = services.simulations.history(anna)[0].simulation_id
    services.disputes.dispute(anna, run, "T3", 4.0, "I explained the word in my first message")
    services.cohorts.make(lead, "Autumn", clock().date(), ["anna"])
    clock.pass_(days=9)
    found, _later = services.attention.needs(lead)
    assert {"dispute", "gate-late"} <= {one.kind for one in found}
    assert [one.weight for one in found] == sorted((one.weight for one in found), reverse=True)
    assert {one.person for one in found} == {anna.name}
    other = services.accounts.add(
        NewPerson(login="oleg", name="Oleg", role=Role.LEAD, password="pw-oleg-oleg")
    )
    assert services.attention.needs(other) == ((), 0)
    assert services.attention.needs(admin)[0]
    with pytest.raises(NotAllowed):
        services.attention.needs(anna)
