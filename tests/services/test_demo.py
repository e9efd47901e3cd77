from simulator.domain.person import Role
from simulator.rehearsal.exemplars import exemplar_file
from simulator.rehearsal.replay import read_script, replay
from simulator.services import demo
from simulator.services.hiring import sample
from simulator.worker.loop import perform


def test_the_demonstration_has_people_of_every_role_who_can_sign_in(services, clock):
    demo.seed(services)
    for login, password, name, role in demo.SAMPLES:
        person, _ = services.accounts.sign_in(login, password, ip="192.0.2.1")
        assert (person.name, person.role) == (name, role)
    assert {role for *_, role in demo.SAMPLES} == set(Role) - {Role.CANDIDATE}


def a_vacancy_with_two_finished_candidates(services):
    igor, admin = services.accounts.by_login("igor"), services.accounts.by_login("admin")
    ((row, count),) = services.hiring.vacancies.all(igor)
    page = services.hiring.vacancies.open(igor, row.id)
    assert (row.title, count) == (sample.VACANCY, 3)
    assert {one.name: (one.state, one.done) for one in page.candidates} == {
        "Мария Лескова": ("finished", 6), "Пётр Ильин": ("finished", 6), sample.WAITING: ("invited", 0),
    }  # fmt: skip
    codes = {one.name: one.code for one in page.candidates}
    good = services.hiring.panel.open(igor, codes["Мария Лескова"])
    assert (good.graded, good.shows_machine, good.signals) == (True, False, ())
    assert [one.said for one in good.explained] == list(sample.SAMPLES[0].said)
    assert [one.asked.kind for one in good.explained] == ["twice", "turn"], (
        "the sample answers fit these questions"
    )
    middling = services.hiring.panel.open(admin, codes["Пётр Ильин"])
    assert middling.sheet.missing == ()
    given = dict.fromkeys(sample.SAMPLES[1].levels, (3.0, "the work shows it plainly"))
    services.hiring.panel.score(igor, good.code, given)
    sheets = {
        file.code: {line.dimension.id: line.machine.level for line in file.sheet.lines}
        for file in (services.hiring.panel.open(igor, good.code), middling)
    }
    better, worse = sheets[good.code], sheets[middling.code]
    assert (better["security"], better["floor"]) == (4.0, 3.0)
    assert better["diagnosis"] > worse["diagnosis"]
    assert better["escalation"] > worse["escalation"]


def test_sample_runs_are_played_once_and_get_the_grade_of_a_replay(services, content, bell):
    for _ in range(2):
        demo.seed(services)
        while bell.rung:
            perform(services, bell.rung.pop())
    anna, lead = services.accounts.by_login("anna"), services.accounts.by_login("lena")
    a_vacancy_with_two_finished_candidates(services)
    runs = services.simulations.history(anna)
    assert sorted(run.scenario_id for run in runs) == sorted(played[0] for played in demo.PLAYED)
    assert set(services.simulations.history(lead)) == set(runs)
    (written,) = services.writing_reviews.queue(lead)
    assert (written.task.id, written.state) == (demo.WRITTEN, "handed-in")
    assert 0.5 < written.score < 1
    scenario_id, quality, lang = demo.PLAYED[0]
    file = exemplar_file(content, scenario_id, quality, lang)
    played = replay(content, read_script(file.name, file.read_text(encoding="utf-8").splitlines()))
    run = next(run for run in runs if run.scenario_id == scenario_id)
    report = services.grading.report(anna, run.simulation_id)
    assert report.grade == played.grade
    assert report.kpis == played.kpis
