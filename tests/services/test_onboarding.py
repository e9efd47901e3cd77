"""The way to work-ready through the real services: proofs from runs, gates by people, strangers outside."""

from datetime import date, timedelta

import pytest
from sqlalchemy import event as sql

from simulator.domain.person import Person, Role
from simulator.errors import InvalidInput, NotAllowed, NotFound
from simulator.services import Services
from simulator.services.accounts import NewPerson
from simulator.services.demo.playing import play_exemplar
from simulator.services.levels import Given


@pytest.fixture
def cohort(services: Services, anna: Person, lead: Person) -> str:
    return services.cohorts.make(lead, "March", date(2026, 3, 1), ["anna"])


@pytest.fixture
def graded(services: Services, anna: Person, clock) -> str:
    clock.pass_(days=9)
    play_exemplar(services, anna, ("SC-01", "excellent", "en"))
    services.grading.work_off()
    return services.simulations.history(anna)[0].simulation_id


def test_a_graded_run_proves_what_its_card_links_and_opens_the_moments(services, anna, graded):
    card = services.library.content.scenario("SC-01")
    progress = services.onboarding.progress(anna, anna.id)
    proven = {cell.competency.id for cell in progress.cells if cell.items}
    assert proven
    assert proven <= set(card.competencies)
    one = min(proven)
    detail = services.onboarding.detail(anna, anna.id, one)
    source = detail.sources[0]
    assert (source.simulation_id, source.kind) == (graded, "practice")
    report = services.grading.report(anna, graded)
    assert set(source.events) <= {moment.n for moment in report.moments} | {1}
    assert detail.formula.startswith(f"{detail.cell.mastery:.2f} = ")


def test_a_review_changes_what_the_run_proves(services, anna, lead, graded):
    before = services.onboarding.detail(anna, anna.id, "L1-S04").sources[0].score
    services.reviews.hand_in(lead, graded, [Given("T3", 0.0, "too many terms")])
    sources = services.onboarding.detail(anna, anna.id, "L1-S04").sources
    assert len(sources) == 1
    assert sources[0].score == 0.0 < before


def test_a_past_day_is_shown_as_it_was(services, anna, cohort, graded, clock):
    now = services.onboarding.progress(anna, anna.id)
    then = services.onboarding.progress(anna, anna.id, clock() - timedelta(days=1))
    assert now.day == 11 == then.day + 1
    assert any(cell.items for cell in now.cells)
    assert not any(cell.items for cell in then.cells)


def test_days_of_absence_do_not_count(services, anna, lead, cohort, clock):
    clock.pass_(days=9)
    assert services.onboarding.progress(anna, anna.id).day == 11
    services.cohorts.absent(lead, anna.id, date(2026, 3, 4), date(2026, 3, 6))
    assert services.onboarding.progress(anna, anna.id).day == 8
    services.cohorts.absent(lead, anna.id, date(2026, 3, 5), date(2026, 3, 7))
    assert services.onboarding.progress(anna, anna.id).day == 7
    with pytest.raises(InvalidInput, match="dates-order"):
        services.cohorts.absent(lead, anna.id, date(2026, 3, 6), date(2026, 3, 4))


def test_an_absence_that_is_taken_back_counts_again(services, anna, boris, lead, cohort, clock):
    clock.pass_(days=9)
    services.cohorts.absent(lead, anna.id, date(2026, 3, 4), date(2026, 3, 6))
    (one,) = services.cohorts.absences(lead, anna.id)
    assert services.cohorts.board(lead, cohort).lines[0].day == 8
    with pytest.raises(NotAllowed):
        services.cohorts.end_absence(anna, one.id)
    with pytest.raises(NotFound):
        services.cohorts.end_absence(boris, one.id)
    services.cohorts.end_absence(lead, one.id)
    assert services.onboarding.progress(anna, anna.id).day == 11
    assert services.cohorts.board(lead, cohort).lines[0].day == 11


def test_a_gate_is_signed_by_a_person_and_the_trainee_may_disagree(services, anna, lead, cohort):
    with pytest.raises(InvalidInput, match="date-needed"):
        services.gates.sign(lead, anna.id, "G1", "extended", "Too early.", None)
    services.gates.sign(lead, anna.id, "G1", "extended", "Too early.", date(2026, 4, 14))
    gate = next(one for one in services.onboarding.progress(anna, anna.id).gates if one.id == "G1")
    assert not gate.is_passed
    assert not gate.signatures[0].recommended
    services.gates.disagree(anna, gate.signatures[0].id, "I had no tickets of that kind.")
    services.gates.sign(lead, anna.id, "G1", "passed", "Now it holds.", None)
    gate = next(one for one in services.onboarding.progress(anna, anna.id).gates if one.id == "G1")
    assert gate.is_passed
    assert [one.disagreement for one in gate.signatures] == ["I had no tickets of that kind.", ""]


def test_what_a_lead_has_seen_is_a_proof_of_its_own_kind(services, anna, lead, cohort):
    services.gates.observe(lead, anna.id, "L1-S05", "lead", 0.8, "Listened well.", helped=True)
    detail = services.onboarding.detail(anna, anna.id, "L1-S05")
    assert [(one.kind, one.note) for one in detail.sources] == [("lead", "Listened well.")]
    for parts in (("L1-X99", "lead", 0.8), ("L1-S05", "rumour", 0.8), ("L1-S05", "lead", 1.2)):
        with pytest.raises(InvalidInput):
            services.gates.observe(lead, anna.id, *parts, "x", helped=False)


def test_strangers_see_and_change_nothing(services, anna, boris, igor, lead, cohort):
    other = services.accounts.add(
        NewPerson(login="oleg", name="Oleg", role=Role.LEAD, password="pw-oleg-oleg")
    )
    for stranger in (boris, igor, other):
        with pytest.raises(NotFound):
            services.onboarding.progress(stranger, anna.id)
        with pytest.raises(NotFound):
            services.gates.sign(stranger, anna.id, "G1", "passed", "x", None)
        with pytest.raises(NotFound):
            services.gates.observe(stranger, anna.id, "L1-S05", "lead", 0.8, "x", helped=False)
    with pytest.raises(NotFound):
        services.cohorts.board(other, cohort)
    for trainee in (anna, boris):
        with pytest.raises(NotAllowed):
            services.cohorts.board(trainee, cohort)
    with pytest.raises(NotAllowed):
        services.gates.sign(anna, anna.id, "G1", "passed", "me", None)
    with pytest.raises(InvalidInput, match="person-unknown"):
        services.cohorts.make(lead, "Mine", date(2026, 3, 1), ["boris"])
    assert services.cohorts.all(other) == ()


def test_a_board_costs_the_same_queries_for_one_and_for_twenty(services, anna, lead, cohort, graded):
    logins = []
    for number in range(20):
        login = f"new{number}"
        services.accounts.add(
            NewPerson(login=login, name=login, role=Role.TRAINEE, password="pw-of-many", lead_id=lead.id)
        )
        logins.append(login)
    many = services.cohorts.make(lead, "Many", date(2026, 3, 1), logins)
    statements: list[str] = []
    sql.listen(services.database.engine, "before_cursor_execute", lambda *a: statements.append(a[2]))
    counted = []
    for cohort_id in (cohort, many):
        before = len(statements)
        board = services.cohorts.board(lead, cohort_id)
        counted.append((len(board.lines), len(statements) - before))
    assert [people for people, _count in counted] == [1, 20]
    assert counted[0][1] == counted[1][1]


def test_the_learning_log_is_ones_own(services, anna, boris):
    services.gates.write_log(anna, "ICMP silence is not death.")
    assert [text for text, _at in services.gates.log(anna)] == ["ICMP silence is not death."]
    assert services.gates.log(boris) == ()


def test_a_board_line_is_kept_for_the_day_and_made_anew_when_anything_lands(
    services, anna, boris, lead, cohort, clock
):
    def line():
        return services.cohorts.board(lead, cohort).lines[0]

    def fresh():
        known = services.onboarding.progress(lead, anna.id)
        return (known.index, known.day, known.next_gate.id, known.next_gate.holds)

    def same():
        now = line()
        assert (now.index, now.day, now.gate, now.gate_holds) == fresh()
        assert now.levels == {
            one.competency.id: one.level for one in services.onboarding.progress(lead, anna.id).cells
        }

    same()
    play_exemplar(services, anna, ("SC-01", "excellent", "en"))
    services.grading.work_off()
    same()
    run = services.simulations.history(anna)[0].simulation_id
    services.reviews.hand_in(lead, run, [Given("T3", 0.0, "too many terms")])
    same()
    for _ in range(3):
        services.gates.observe(lead, anna.id, "L1-H01", "lead", 1.0, "explained it well", helped=True)
        same()
    services.cohorts.absent(lead, anna.id, date(2026, 3, 1), date(2026, 3, 1))
    same()
    services.cohorts.assign_buddy(lead, anna.id, "boris")
    same()
    quiz = services.quizzes.begin(anna, "QZ-15", "en", "k")
    services.quizzes.hand_in(anna, quiz, {})
    same()
    services.gates.sign(lead, anna.id, "G0", "passed", "Fine.", None)
    assert line().gate == "G1"
    signature = services.onboarding.progress(lead, anna.id).gates[0].signatures[0].id
    services.gates.withdraw(lead, signature, "Too early.")
    assert line().gate == "G0"
    clock.pass_(days=3)
    same()


def test_a_look_at_a_board_nothing_has_changed_reads_no_evidence(services, anna, lead, cohort, graded):
    services.cohorts.board(lead, cohort)
    statements: list[str] = []
    sql.listen(services.database.engine, "before_cursor_execute", lambda *a: statements.append(a[2]))
    services.cohorts.board(lead, cohort)
    assert not any("proof" in one for one in statements)


def test_a_turn_of_a_run_that_goes_on_moves_no_line(services, anna, lead, cohort):
    run = services.simulations.start(anna, "SC-01", "en", "practice", 1, "k")
    services.cohorts.board(lead, cohort)
    statements: list[str] = []
    sql.listen(services.database.engine, "before_cursor_execute", lambda *a: statements.append(a[2]))
    services.simulations.send_message(anna, run, "Which command do you type?", "m")
    services.simulations.ensure_answered(run)
    assert not any("UPDATE member" in one for one in statements)
    assert services.cohorts.roll_up() == 0


def test_what_lands_while_a_line_is_worked_out_is_not_covered_by_it(
    services, anna, lead, cohort, monkeypatch
):
    from simulator.services import boards

    gathered = boards.gathered

    def slow(session, people, holidays, now):
        found = gathered(session, people, holidays, now)
        session.rollback()
        services.gates.observe(lead, anna.id, "L1-H01", "lead", 1.0, "explained it well", helped=False)
        return found

    monkeypatch.setattr(boards, "gathered", slow)
    services.cohorts.board(lead, cohort)
    monkeypatch.setattr(boards, "gathered", gathered)
    assert services.cohorts.board(lead, cohort).lines[0].levels["L1-H01"] == 1


def test_a_sweep_works_boards_out_ahead(services, lead, cohort):
    assert services.cohorts.roll_up() == 1
    assert services.cohorts.roll_up() == 0
