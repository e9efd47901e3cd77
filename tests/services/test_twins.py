"""Twins in practice: met, not chosen; known as their card's; told afterwards."""

import pytest
from sqlmodel import select

from simulator.db.tables import SimulationRow
from simulator.errors import NotAllowed, NotFound
from simulator.services.demo.playing import play_exemplar
from simulator.services.exemplars import exemplar_actions
from tests.services.test_coaching import played

MANY = 20
"""Takes of a solved card among which a twin must be: one in two is."""


def take_again(services, person, times, *, seed=None):
    return [
        services.simulations.start(person, "SC-14", "en", "practice", seed, f"again-{seed}-{n}")
        for n in range(times)
    ]


def letters(database, ids):
    with database.reading() as session:
        return [session.get(SimulationRow, one).twin for one in ids]


@pytest.fixture
def solved(services, anna):
    play_exemplar(services, anna, ("SC-14", "excellent", "en"))
    services.grading.work_off()
    assert services.simulations.history(anna)[0].result == "pass"


def test_a_card_that_is_not_solved_stays_itself(services, anna, database):
    play_exemplar(services, anna, ("SC-14", "average", "en"))
    services.grading.work_off()
    assert set(letters(database, take_again(services, anna, MANY))) == {""}


@pytest.mark.usefixtures("solved")
def test_a_solved_card_taken_again_is_now_and_then_its_twin(services, anna, database):
    ids = take_again(services, anna, MANY)
    assert set(letters(database, ids)) == {"", "B"}
    desks = [services.simulations.desk(anna, one) for one in ids]
    assert {desk.scenario_id for desk in desks} == {"SC-14"}
    assert [desk.seed for desk in desks] == list(range(2, 2 + MANY))
    # Who asks for a set of values by its number gets the card that he asked for.
    assert set(letters(database, take_again(services, anna, 3, seed=7))) == {""}


@pytest.mark.usefixtures("solved")
def test_nothing_at_the_desk_tells_a_twin_and_the_report_does(services, anna, lead):
    run = services.simulations.start(lead, "SC-14B", "en", "practice", 1, "twin")
    own = services.simulations.start(lead, "SC-14", "en", "practice", 1, "card")
    twin_desk, card_desk = (services.simulations.desk(lead, one) for one in (run, own))
    for name in ("scenario_id", "subject", "customer", "tools", "mode"):
        assert getattr(twin_desk, name) == getattr(card_desk, name)
    assert [one.text for one in twin_desk.messages] == [one.text for one in card_desk.messages]
    played(services, lead, run, "SC-14B", "excellent")
    report = services.grading.report(lead, run)
    assert (report.twin, report.grade.result) == ("B", "pass")
    assert "version 4" in report.cause
    written = exemplar_actions(services.library.content, "SC-14B", "excellent", "en")
    assert {one.text for one in report.exemplar} <= {getattr(one, "text", "") for one in written}


def test_a_twin_counts_as_its_card_and_cannot_be_chosen(services, anna, lead, database):
    for card in ("SC-14B", "SC-14Z"):
        with pytest.raises(NotFound):
            services.simulations.start(anna, card, "en", "practice", None, "x")
        with pytest.raises(NotFound):
            services.library.briefing(anna, card)
    services.simulations.start(lead, "SC-14B", "en", "practice", 1, "twin")
    assert services.library.briefing(lead, "SC-14").attempts == 1
    with database.reading() as session:
        assert [row.scenario_id for row in session.exec(select(SimulationRow))] == ["SC-14"]


@pytest.mark.usefixtures("solved")
def test_a_copy_of_one_s_own_data_does_not_tell_a_twin_that_is_being_played(services, anna):
    take_again(services, anna, 6)
    rows = services.privacy.copy(anna, anna.id)["tables"]["simulation"]
    for row in rows:
        assert (row["twin"] is None) is (row["ended_at"] is None)
        assert (row["digest"] is None) is (row["ended_at"] is None)


def test_leads_see_which_twins_there_are(services, anna, lead):
    lines = {one.id: one for one in services.authoring.twins(lead)}
    assert lines["SC-14B"].parent == "SC-14"
    assert lines["SC-14B"].cause != services.library.content.scenario("SC-14").cause.text
    with pytest.raises(NotAllowed):
        services.authoring.twins(anna)
