from simulator.domain.person import Role
from simulator.rehearsal.exemplars import exemplar_file
from simulator.rehearsal.replay import read_script, replay
from simulator.services import demo
from simulator.services.demo import story
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
    daria = services.accounts.by_login(story.WHO)
    assert set(services.simulations.history(lead)) == {*runs, *services.simulations.history(daria)}
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


def test_the_story_has_happened_on_its_days_and_left_its_proofs(services, clock, bell):
    demo.seed(services)
    while bell.rung:
        perform(services, bell.rung.pop(0))
    daria, lead = services.accounts.by_login(story.WHO), services.accounts.by_login("lena")
    tickets = [one for one in story.STORY if one.kind == "ticket"]
    runs = services.simulations.history(daria)
    assert {run.scenario_id: (clock().date() - run.started.date()).days for run in runs} == {
        one.item: one.days for one in tickets
    }
    progress = services.onboarding.progress(lead, daria.id)
    assert next(gate for gate in progress.gates if gate.id == "G0").is_passed
    assert progress.index > services.onboarding.progress(lead, services.accounts.by_login("boris").id).index
    assert sum(cell.level > 0 for cell in progress.cells) >= 10
    (talk,) = services.coaching.of(lead, daria.id)
    assert talk.happened == story.TALK.happened
    (task,) = services.assignments.of(daria)
    assert task.item.id == "SC-29"
