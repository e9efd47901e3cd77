from simulator.domain.person import Role
from simulator.rehearsal.exemplars import exemplar_file
from simulator.rehearsal.replay import read_script, replay
from simulator.services import demo
from simulator.worker.loop import perform


def test_the_demonstration_has_people_of_every_role_who_can_sign_in(services, clock):
    demo.seed(services)
    for login, password, name, role in demo.SAMPLES:
        person, _ = services.accounts.sign_in(login, password, ip="192.0.2.1")
        assert (person.name, person.role) == (name, role)
    assert {role for *_, role in demo.SAMPLES} == set(Role)


def test_the_sample_trainee_has_graded_runs_and_seeding_again_adds_nothing(services, bell):
    for _ in range(2):
        demo.seed(services)
        while bell.rung:
            perform(services, bell.rung.pop())
    anna = services.accounts.by_login("anna")
    lead = services.accounts.by_login("lena")
    runs = services.simulations.history(anna)
    assert len(runs) == len(demo.PLAYED)
    assert all(run.result is not None for run in runs)
    assert {run.simulation_id for run in services.simulations.history(lead)} == {
        run.simulation_id for run in runs
    }


def test_a_recording_played_through_the_services_gets_the_grade_of_a_replay(services, content, bell):

    demo.seed(services)
    while bell.rung:
        perform(services, bell.rung.pop())
    anna = services.accounts.by_login("anna")
    stored = {line.scenario_id: line for line in services.simulations.history(anna)}
    for scenario_id, quality, lang in demo.PLAYED:
        file = exemplar_file(content, scenario_id, quality, lang)
        played = replay(content, read_script(file.name, file.read_text(encoding="utf-8").splitlines()))
        report = services.grading.report(anna, stored[scenario_id].simulation_id)
        assert report.grade == played.grade
        assert report.kpis == played.kpis
