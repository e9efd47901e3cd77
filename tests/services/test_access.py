import pytest

from simulator.domain.action import Run
from simulator.errors import NotFound

ACTIONS = {
    "desk": lambda s, viewer, run: s.simulations.desk(viewer, run),
    "send_message": lambda s, viewer, run: s.simulations.send_message(viewer, run, "Hello", "k1"),
    "answer": lambda s, viewer, run: list(s.simulations.answer(viewer, run, 3)),
    "act": lambda s, viewer, run: s.simulations.act(viewer, run, Run(tool="crm"), "k2"),
    "finish": lambda s, viewer, run: s.simulations.finish(viewer, run, "k3"),
    "save_draft": lambda s, viewer, run: s.simulations.save_draft(viewer, run, "text"),
    "complete": lambda s, viewer, run: s.simulations.complete(viewer, run, "ops"),
    "grading state": lambda s, viewer, run: s.grading.state(viewer, run),
    "report": lambda s, viewer, run: s.grading.report(viewer, run),
}
READS = ("desk", "complete", "grading state")
CHANGES = ("send_message", "act", "finish", "save_draft")


@pytest.mark.parametrize("name", ACTIONS)
@pytest.mark.parametrize("who", ["boris", "igor"])
def test_for_a_stranger_the_run_does_not_exist(services, run_id, name, who, request):
    with pytest.raises(NotFound):
        ACTIONS[name](services, request.getfixturevalue(who), run_id)


@pytest.mark.parametrize("name", ACTIONS)
def test_a_run_that_does_not_exist_is_not_found(services, anna, name):
    with pytest.raises(NotFound):
        ACTIONS[name](services, anna, "0123456789abcdef")


@pytest.mark.parametrize("name", READS)
@pytest.mark.parametrize("who", ["lead", "admin"])
def test_a_lead_and_an_admin_may_look(services, run_id, name, who, request):
    assert ACTIONS[name](services, request.getfixturevalue(who), run_id) is not None


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize("who", ["lead", "admin"])
def test_nobody_acts_in_another_persons_run(services, anna, run_id, name, who, request):
    before = services.simulations.desk(anna, run_id)
    with pytest.raises(NotFound):
        ACTIONS[name](services, request.getfixturevalue(who), run_id)
    assert services.simulations.desk(anna, run_id) == before


def test_a_draft_is_the_writers_alone(services, anna, lead, run_id):
    services.simulations.save_draft(anna, run_id, "half a thought")
    assert services.simulations.desk(lead, run_id).draft == ""


def test_each_role_lists_the_runs_it_may_see(services, anna, boris, lead, igor, admin, run_id):
    other = services.simulations.start(boris, "SC-01", "en", "practice", 1, "start")
    seen = {
        viewer.login: {line.simulation_id for line in services.simulations.history(viewer)}
        for viewer in (anna, boris, lead, igor, admin)
    }
    assert seen == {
        "anna": {run_id},
        "boris": {other},
        "lena": {run_id},
        "igor": set(),
        "admin": {run_id, other},
    }


def test_a_person_outside_ones_team_cannot_be_listed(services, anna, boris, lead, run_id):
    assert [line.simulation_id for line in services.simulations.history(lead, anna.id)] == [run_id]
    for viewer, person in ((lead, boris), (anna, boris), (boris, anna)):
        with pytest.raises(NotFound):
            services.simulations.history(viewer, person.id)


def test_a_page_cannot_be_asked_for_after_a_strangers_run(services, boris, run_id):
    with pytest.raises(NotFound):
        services.simulations.history(boris, after=run_id)
