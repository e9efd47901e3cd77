"""Figures over many runs: what is added is what the runs hold, whatever is changed later."""

from datetime import date, timedelta

import pytest
from sqlalchemy import event, text

from simulator.db.columns import METADATA
from simulator.db.queries import analytics as find
from simulator.domain.analytics import Scope
from simulator.domain.person import Role
from simulator.errors import NotAllowed, NotFound
from simulator.services.accounts import NewPerson
from simulator.services.analytics import Analytics
from simulator.services.demo.playing import play_exemplar
from simulator.services.jobs import Jobs
from simulator.services.levels import Given
from simulator.services.outcomes import Outcomes
from simulator.services.pins import Pins
from simulator.services.privacy import Privacy
from simulator.services.runs import Runs

SUMS = ("run_fact", "rollup", "rollup_card")
PLAYED = (
    ("SC-01", "excellent", "en"),
    ("SC-07", "average", "ru"),
    ("SC-26", "poor", "en"),
    ("SC-26", "excellent", "ru"),
)


@pytest.fixture
def runs_of_anna(services, anna):
    for played in PLAYED:
        play_exemplar(services, anna, played)
    services.grading.work_off()
    return [line.simulation_id for line in services.simulations.history(anna)]


def kept(database):
    with database.reading() as session:
        return {
            name: sorted(
                tuple(round(cell, 6) if isinstance(cell, float) else cell for cell in row)
                for row in session.connection().execute(METADATA.tables[name].select())
                if name == "run_fact" or any(row[-1 - n] for n in range(3))
            )
            for name in SUMS
        }


def made_anew(services, database, content, clock):
    """Return the sums as they are when nothing was kept and all is read again."""
    with database.writing() as session:
        for name in SUMS:
            session.execute(text(f"DELETE FROM {name}"))
    jobs = Jobs(database, clock, None)
    anew = Analytics(database, content, Runs(Pins(), jobs, clock), clock)
    while anew.adopt(size=2):
        pass
    return kept(database)


def test_a_tile_holds_what_its_runs_hold(services, lead, anna, runs_of_anna):
    board = services.analytics.board(lead, Scope())
    assert (board.people, board.runs) == (1, 4)
    reports = [services.grading.report(anna, one) for one in runs_of_anna]
    tiles = {tile.benchmark.measure: tile for tile in board.tiles}
    assert len(tiles) == len(services.library.content.benchmarks)
    fcr = [one.kpis["fcr"] for one in reports]
    assert (tiles["fcr"].value, tiles["fcr"].n) == (sum(fcr) / 4, 4)
    assert 0 <= tiles["fcr"].low < tiles["fcr"].value < tiles["fcr"].high <= 1
    ttr = [one.kpis["ttr_net"] for one in reports if one.kpis["ttr_net"] is not None]
    assert tiles["ttr"].value == pytest.approx(sum(ttr) / len(ttr))
    settled = sum(one.kpis["promises_settled"] for one in reports)
    assert tiles["promises"].n == settled
    for measure, tile in tiles.items():
        lines, more = services.analytics.behind(lead, Scope(), measure)
        assert more is None
        if measure != "promises":
            assert len(lines) == tile.n
            values = [one.value for one in lines]
            assert tile.value == (pytest.approx(sum(values) / len(values)) if values else None)


def test_a_persons_word_changes_the_figures_and_all_agrees_with_reading_anew(
    services, database, content, clock, lead, runs_of_anna
):
    before = {name: mean for name, mean, _n in services.analytics.board(lead, Scope()).criteria}
    run = services.simulations.history(lead)[-1].simulation_id
    level = next(
        one for rubric in services.grading.report(lead, run).grade.rubrics for one in rubric.criteria if one.id == "T1"
    ).level  # fmt: skip
    other = 0.0 if level and level > 1 else 4.0
    services.reviews.hand_in(lead, run, [Given("T1", other, "as I read it")], "")
    after = {name: mean for name, mean, _n in services.analytics.board(lead, Scope()).criteria}
    assert after["T1"] == pytest.approx(before["T1"] + (other - level) / 4)
    assert {name for name in after if after[name] != before[name]} == {"T1"}
    now = kept(database)
    assert made_anew(services, database, content, clock) == now


def test_whose_data_is_erased_leaves_no_figure(services, database, clock, lead, anna, runs_of_anna):
    assert kept(database)["rollup"]
    Privacy(database, clock).erase(anna.id, ordered_by="test", reason="her request")
    assert kept(database) == {name: [] for name in SUMS}


def test_a_lead_sees_the_figures_of_own_people_only(
    services, lead, anna, boris, admin, igor, runs_of_anna, clock
):
    cohort = services.cohorts.make(lead, "Autumn", clock().date(), ["anna"])
    other = services.accounts.add(
        NewPerson(login="oleg", name="Oleg", role=Role.LEAD, password="pw-oleg-oleg")
    )
    assert services.analytics.board(other, Scope()).runs == 0
    assert services.analytics.board(lead, Scope(cohort_id=cohort)).runs == 4
    assert services.analytics.board(admin, Scope()).people == 2
    for scope in (Scope(cohort_id=cohort), Scope(person_id=anna.id)):
        for read in (services.analytics.board, services.outcomes.cards):
            with pytest.raises(NotFound):
                read(other, scope)
        with pytest.raises(NotFound):
            services.analytics.behind(other, scope, "fcr")
    with pytest.raises(NotFound):
        services.outcomes.reached(other, cohort)
    for person in (anna, igor):
        with pytest.raises(NotAllowed):
            services.analytics.board(person, Scope())


def test_periods_modes_and_thirds(services, lead, anna, clock):
    play_exemplar(services, anna, ("SC-02", "poor", "en"))
    services.grading.work_off()
    clock.pass_(days=14)
    play_exemplar(services, anna, ("SC-01", "excellent", "en"))
    services.grading.work_off()
    assert [line.runs for line in services.analytics.board(lead, Scope()).trend] == [1, 1]
    assert services.analytics.board(lead, Scope(weeks=2)).runs == 1
    assert services.analytics.board(lead, Scope(mode="exam")).runs == 0
    assert services.analytics.board(lead, Scope(mode="practice")).runs == 2
    assert services.analytics.board(lead, Scope()).changes == ()


def test_a_long_list_behind_a_number_comes_in_pages(services, lead, anna, runs_of_anna, monkeypatch):
    monkeypatch.setattr("simulator.services.analytics.PAGE", 3)
    first, after = services.analytics.behind(lead, Scope(), "fcr")
    second, end = services.analytics.behind(lead, Scope(), "fcr", after)
    assert [len(first), len(second), end] == [3, 1, None]
    ids = [one.simulation_id for one in (*first, *second)]
    assert len(set(ids)) == 4
    assert [one.ended for one in (*first, *second)] == sorted(
        (one.ended for one in (*first, *second)), reverse=True
    )


def test_how_cards_fare(services, lead, anna, runs_of_anna):
    services.disputes.dispute(anna, runs_of_anna[0], "T3", 4.0, "I explained the word in my first message")
    lines = {one.scenario_id: one for one in services.outcomes.cards(lead, Scope())}
    assert len(lines) == len([one for one in services.library.content.scenarios if one.state == "published"])
    twice = lines["SC-26"]
    assert (twice.runs, twice.people, twice.exposure) == (2, 1, 1.0)
    assert twice.deviation is not None
    assert lines["SC-55"].flags == ("unplayed",)
    assert sum(one.disputes for one in lines.values()) == 1


def test_how_long_a_competency_takes(services, lead, anna, clock):
    cohort = services.cohorts.make(lead, "Autumn", clock().date(), ["anna"])
    for _ in range(6):
        clock.pass_(days=3)
        for kind in ("lead", "real"):
            services.gates.observe(lead, anna.id, "L1-S03", kind, 1.0, "Spoke calmly.", helped=True)
    found = {one.competency: one for one in services.outcomes.reached(lead, cohort)}
    assert found["L1-S03"].of == 1
    assert found["L1-S03"].reached == 1
    assert 1 < found["L1-S03"].median <= 19
    assert found["L1-H03"].reached == 0
    assert found["L1-H03"].median is None
    assert isinstance(services.outcomes, Outcomes)
    assert timedelta(days=found["L1-S03"].fastest) == timedelta(days=found["L1-S03"].slowest)


def test_a_page_behind_a_number_reads_no_more_of_the_runs_than_the_page_is_long(database):
    if not database.is_sqlite:
        pytest.skip(
            "PostgreSQL chooses by the statistics of its tables; docs/analytics.md says what it chose"
        )
    many, alone = (_plan(database, people) for people in (["a", "b", "c"], ["a"]))
    assert "COVERING INDEX ix_run_fact_ended_at_simulation_id_person_id_mode (ended_at>?" in many[0]
    assert "INDEX ix_run_fact_person_id_ended_at_simulation_id (person_id=?" in alone[0]
    for inner in (many, alone):
        # What is sorted is the page that was found, outside.
        assert [line for line in inner if "B-TREE" in line] == [
            line for line in inner[-1:] if "B-TREE" in line
        ]


def _plan(database, people):
    asked = []

    def noted(_connection, _cursor, statement, parameters, *_rest):
        asked.append((statement, parameters))

    with database.reading() as session:
        event.listen(database.engine, "before_cursor_execute", noted)
        find.facts(session, people, date(2026, 1, 5), "practice", None, 100)
        event.remove(database.engine, "before_cursor_execute", noted)
        statement, parameters = asked[-1]
        rows = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
    return [row[-1] for row in rows if "run_fact" in row[-1] or "B-TREE" in row[-1]]
