"""Assignments, talks, thanks and the pulse through the real services."""

from datetime import date, timedelta

import pytest

from simulator.domain.action import Hint
from simulator.domain.coaching import ITEM_KINDS, Order, TalkForm
from simulator.domain.person import Role
from simulator.errors import Conflict, InvalidInput, NotAllowed, NotFound
from simulator.services.accounts import NewPerson
from simulator.services.demo.playing import _do, play_exemplar
from simulator.services.exemplars import exemplar_actions
from simulator.services.privacy import Privacy


@pytest.fixture
def due(clock) -> date:
    return clock().date() + timedelta(days=7)


@pytest.fixture
def stranger(services):
    return services.accounts.add(
        NewPerson(login="oleg", name="Oleg", role=Role.LEAD, password="pw-oleg-oleg")
    )


def played(services, person, run, scenario, quality):
    """Play an exemplar in a run that has begun."""
    for number, action in enumerate(exemplar_actions(services.library.content, scenario, quality, "en")):
        _do(services, person, run, action, f"x-{number}")
    services.simulations.finish(person, run, "end")
    services.grading.work_off()


def kinds(services, lead):
    return {one.kind for one in services.attention.needs(lead)[0]}


def test_an_assignment_leads_to_a_run_on_its_terms_and_is_done_when_it_went_well(services, lead, anna, due):
    order = Order(
        (anna.id,), ("SC-01",), due, mode="exam", hints=False, attempts=2, seed=1, why="names first"
    )
    assert [services.assignments.assign(lead, order, "k") for _ in range(2)] == [1, 0]
    (task,) = services.assignments.of(anna, anna.id)
    assert (task.state, task.left, task.author, task.why) == ("open", 2, lead.name, "names first")
    run = services.assignments.start(anna, task.id, "en")
    assert services.assignments.start(anna, task.id, "en") == run
    desk = services.simulations.desk(anna, run)
    assert (desk.mode, desk.seed, desk.hints_allowed) == ("exam", 1, False)
    with pytest.raises(Conflict, match="hints-off"):
        services.simulations.act(anna, run, Hint(), "h")
    played(services, anna, run, "SC-01", "excellent")
    (task,) = services.assignments.of(lead, anna.id)
    assert task.state == "done"
    assert task.best is not None
    assert task.best > 70
    assert task.left == 1


def test_attempts_run_out_and_a_day_passes(services, lead, anna, clock, due):
    services.assignments.assign(lead, Order((anna.id,), ("SC-01", "QZ-05"), due, attempts=1), "k")
    ticket = next(one for one in services.assignments.of(anna, anna.id) if one.item.kind == "scenario")
    run = services.assignments.start(anna, ticket.id, "en")
    services.simulations.finish(anna, run, "end")
    services.grading.work_off()
    with pytest.raises(Conflict, match="attempts-used"):
        services.assignments.start(anna, ticket.id, "en")
    clock.pass_(days=9)
    states = {one.item.id: one.state for one in services.assignments.of(anna, anna.id)}
    assert states == {"SC-01": "used", "QZ-05": "late"}
    assert kinds(services, lead) >= {"task-late"}
    services.assignments.withdraw(
        lead, next(one.id for one in services.assignments.of(lead) if one.state == "late")
    )
    assert "task-late" not in kinds(services, lead)


def test_a_quiz_counts_from_the_day_it_was_assigned(services, lead, anna, clock, due):
    services.quizzes.begin(anna, "QZ-05", "en", "before")
    clock.pass_(hours=1)
    services.assignments.assign(lead, Order((anna.id,), ("QZ-05",), due), "k")
    (task,) = services.assignments.of(anna, anna.id)
    assert task.tries == ()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"people": ()}, "nobody"),
        ({"items": ()}, "nothing-assigned"),
        ({"items": ("SC-98",)}, "exercise-unknown"),
        ({"items": ("TRI-HP",)}, "exercise-unknown"),
        ({"due": date(2026, 3, 1)}, "date-past"),
        ({"attempts": 0}, "attempts-range"),
        ({"seed": 0}, "seed-out-of-range"),
    ],
)
def test_terms_that_cannot_be_are_refused_and_nothing_is_assigned(services, lead, anna, due, change, code):
    plain = {"people": (anna.id,), "items": ("SC-01",), "due": due}
    with pytest.raises(InvalidInput, match=code):
        services.assignments.assign(lead, Order(**plain | change), "k")
    assert services.assignments.of(anna, anna.id) == ()


def test_every_playlist_names_what_exists_and_each_week_is_one(services, lead, anna, due):
    known = services.assignments.items
    lists = {one.id: one for one in services.assignments.playlists}
    assert all(set(one.items) <= set(known) for one in lists.values())
    assert {"benchmark", "week-1", "week-12"} <= set(lists)
    assert (
        {one.kind for one in known.values()}
        >= {"scenario", "quiz", "triage", "writing", "draft"}
        <= set(ITEM_KINDS)
    )
    cards = {one.id: one for one in services.library.content.scenarios}
    solved = [cards[name].outcome == "resolve" for name in lists["benchmark"].items]
    assert 0.70 <= sum(solved) / len(solved) <= 0.78
    made = services.assignments.assign(lead, Order((anna.id,), ("list:week-2", "SC-01"), due), "k")
    assert made == len(set(lists["week-2"].items) | {"SC-01"})


def test_strangers_neither_see_nor_change_anything(services, lead, anna, boris, stranger, due):
    services.assignments.assign(lead, Order((anna.id,), ("SC-01",), due), "k")
    (task,) = services.assignments.of(anna, anna.id)
    talk = services.coaching.hold(lead, anna.id, TalkForm("facts", "agreed"), None, "t")
    for act in (
        lambda: services.assignments.of(stranger, anna.id),
        lambda: services.assignments.of(boris, anna.id),
        lambda: services.assignments.start(boris, task.id, "en"),
        lambda: services.assignments.withdraw(stranger, task.id),
        lambda: services.assignments.assign(stranger, Order((anna.id,), ("SC-01",), due), "k"),
        lambda: services.coaching.of(stranger, anna.id),
        lambda: services.coaching.hold(stranger, anna.id, TalkForm("a", "b"), None, "k"),
        lambda: services.milestones.pledges.keep(stranger, talk),
        lambda: services.coaching.answer(boris, talk, "x"),
        lambda: services.coaching.thank(stranger, anna.id, "x", "k"),
    ):
        with pytest.raises(NotFound):
            act()
    assert services.assignments.of(stranger) == ()
    with pytest.raises(NotAllowed):
        services.assignments.assign(anna, Order((anna.id,), ("SC-01",), due), "own")
    with pytest.raises(NotAllowed):
        services.coaching.hold(anna, anna.id, TalkForm("a", "b"), None, "own")


def test_a_talk_begins_from_a_run_and_shows_what_became_of_it(services, lead, anna, clock, due):
    play_exemplar(services, anna, ("SC-02", "poor", "en"))
    services.grading.work_off()
    run = services.simulations.history(anna)[0].simulation_id
    start = services.coaching.proposal(lead, run)
    assert start.change
    assert start.criteria
    assert start.criteria[0][1] <= 2.5
    assert start.suggestion is not None
    assert start.change in start.suggestion.happened.en
    assert start.exercise in start.suggestion.agreed.ru
    names = tuple((run, name) for name, _level in start.criteria)
    form = TalkForm(
        "The reply blamed the customer.", "One cause, one check.", change=start.change,
        promise="Sit beside the next call", promise_due=due, focus=names,
    )  # fmt: skip
    order = Order((anna.id,), ("SC-01",), due, seed=1)
    ids = {services.coaching.hold(lead, anna.id, form, order, "t") for _ in range(2)}
    assert len(ids) == 1
    (talk,) = services.coaching.of(anna, anna.id)
    assert [(one.criterion, one.before, one.runs) for one in talk.focus] == sorted(
        (name, level, 0) for name, level in start.criteria
    )
    (task,) = talk.assignments
    clock.pass_(hours=2)
    again = services.assignments.start(anna, task.id, "en")
    played(services, anna, again, "SC-01", "excellent")
    (talk,) = services.coaching.of(lead, anna.id)
    seen = [one for one in talk.focus if one.runs]
    assert seen
    assert all(one.after is not None and one.before is not None for one in seen)
    assert sum(one.after - one.before for one in seen) > 0
    assert talk.assignments[0].state == "done"


def test_a_promise_is_owed_until_it_is_kept(services, lead, anna, clock, due):
    with pytest.raises(InvalidInput, match="date-needed"):
        services.coaching.hold(lead, anna.id, TalkForm("a", "b", promise="help"), None, "t")
    talk = services.coaching.hold(
        lead, anna.id, TalkForm("a", "b", promise="help", promise_due=due), None, "t"
    )
    assert "promise" not in kinds(services, lead)
    clock.pass_(days=7)
    assert "promise" in kinds(services, lead)
    services.milestones.pledges.keep(lead, talk)
    assert services.coaching.of(anna, anna.id)[0].promise_kept_at is not None
    assert "promise" not in kinds(services, lead)
    services.coaching.answer(anna, talk, "It helped.")
    assert services.coaching.of(lead, anna.id)[0].answer == "It helped."


def test_a_criterion_of_somebody_elses_run_is_no_focus(services, lead, anna, boris):
    play_exemplar(services, anna, ("SC-02", "poor", "en"))
    services.grading.work_off()
    run = services.simulations.history(anna)[0].simulation_id
    mira = services.accounts.add(
        NewPerson(login="mira", name="Mira", role=Role.TRAINEE, password="pw-mira-mira", lead_id=lead.id)
    )
    for person, focus in ((mira, (run, "T1")), (anna, (run, "T99"))):
        with pytest.raises(InvalidInput, match="criterion-unknown"):
            services.coaching.hold(lead, person.id, TalkForm("a", "b", focus=(focus,)), None, "k")
    assert services.coaching.of(lead, mira.id) == ()


def test_thanks_are_read_by_one_person(services, lead, anna, admin):
    for _ in range(2):
        services.coaching.thank(lead, anna.id, "For the calm line on Friday.", "k")
    assert [one.text for one in services.coaching.thanks(anna)] == ["For the calm line on Friday."]
    assert services.coaching.thanks(lead) == services.coaching.thanks(admin) == ()


def pulse_people(services, lead, clock, count):
    people = [
        services.accounts.add(
            NewPerson(login=f"p{n}", name=f"P{n}", role=Role.TRAINEE, password="pw-people", lead_id=lead.id)
        )
        for n in range(count)
    ]
    cohort = services.cohorts.make(lead, "Autumn", clock().date(), [one.login for one in people])
    return people, cohort


@pytest.mark.parametrize(("answered", "shown"), [(4, False), (5, True)])
def test_the_pulse_is_shown_of_weeks_that_are_over_and_of_five_or_more(
    services, lead, clock, answered, shown
):
    people, cohort = pulse_people(services, lead, clock, 6)
    assert not services.pulse.asks(people[0])
    clock.pass_(days=3)
    assert services.pulse.asks(people[0])
    for number, person in enumerate(people[:answered]):
        for _ in range(2):
            services.pulse.answer(person, (1 + number % 5, 3, 5))
        assert not services.pulse.asks(person)
    assert services.pulse.weeks(lead, cohort) == ()
    clock.pass_(days=4)
    (week,) = services.pulse.weeks(lead, cohort)
    assert (week.means is not None) is (week.answers is not None) is shown
    if week.means:
        assert week.means == {"load": 3.0, "help": 3.0, "candour": 5.0}


def test_nothing_links_an_answer_to_a_person(services, database, lead, clock, admin, stranger):
    people, cohort = pulse_people(services, lead, clock, 1)
    clock.pass_(days=3)
    services.pulse.answer(people[0], (1, 2, 3))
    found = Privacy(database, clock).copy_of(people[0].id)["tables"]
    assert "pulse" not in found
    assert [sorted(row) for row in found["pulse_asked"]] == [["person_id", "week"]]
    with pytest.raises(NotFound):
        services.pulse.weeks(stranger, cohort)
    with pytest.raises(InvalidInput, match="answer-range"):
        services.pulse.answer(people[0], (0, 2, 3))
    with pytest.raises(NotFound):
        services.pulse.answer(admin, (1, 2, 3))


def test_what_is_put_off_comes_back_by_itself(services, lead, anna, clock):
    services.cohorts.make(lead, "Autumn", clock().date(), ["anna"])
    clock.pass_(days=9)
    found, later = services.attention.needs(lead)
    late = next(one for one in found if one.kind == "gate-late")
    assert later == 0
    services.attention.put_off(lead, late.key, 3)
    found, later = services.attention.needs(lead)
    assert late.key not in {one.key for one in found}
    assert later == 1
    clock.pass_(days=3)
    found, later = services.attention.needs(lead)
    assert late.key in {one.key for one in found}
    assert later == 0
    with pytest.raises(InvalidInput, match="days-unknown"):
        services.attention.put_off(lead, late.key, 365)


def test_a_run_that_was_assigned_can_be_erased_with_its_person(services, database, clock, lead, anna, due):
    services.assignments.assign(lead, Order((anna.id,), ("SC-01",), due), "k")
    services.assignments.start(anna, services.assignments.of(anna, anna.id)[0].id, "en")
    done = Privacy(database, clock).erase(anna.id, ordered_by="test", reason="her request")
    assert {done.rows[name] for name in ("assignment", "assignment_run", "simulation")} == {1}
    assert services.assignments.of(lead) == ()
