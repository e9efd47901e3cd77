"""From vacancy to decision: links, the clock, blind scores, what a decision needs, who may come near."""

import json
from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from simulator.db.queries import hiring as find
from simulator.db.tables import CandidateRow
from simulator.domain.action import Note
from simulator.domain.draft import Finding
from simulator.domain.person import Person, Role
from simulator.domain.triage import Call
from simulator.errors import Conflict, InvalidInput, NotAllowed, NotFound
from simulator.services import Services
from simulator.services.accounts import NewPerson
from simulator.services.hiring.applicants import NewCandidate, read_csv
from simulator.services.hiring.references import NewReference
from simulator.services.hiring.working import kept_calls, kept_finding, kept_said

STAGES = ("foundations", "case", "explain", "triage", "note", "trap")
DIMENSIONS = (
    "diagnosis", "tone", "turn", "writing", "escalation", "priority", "floor", "security", "reasoning",
)  # fmt: skip
REASON = "In the live case she separated the two causes with the second check and told the customer a time she then kept."


@pytest.fixture
def vera(services: Services) -> Person:
    """A second interviewer."""
    return services.accounts.add(
        NewPerson(login="vera", name="Vera", role=Role.INTERVIEWER, password="pw-vera-vera")
    )


@pytest.fixture
def vacancy(services: Services, igor: Person) -> str:
    return services.hiring.vacancies.make(igor, "First line, night shift", "l1", harder=False)


@pytest.fixture
def invited(services, igor, vacancy):
    return services.hiring.vacancies.invite(
        igor, vacancy, [NewCandidate("Мария Лескова", "m@people.example", "en")]
    )[0]


@pytest.fixture
def candidate(services, invited) -> Person:
    person, _session = services.hiring.entering.enter(invited.token)
    services.hiring.entering.consent(person, 2)
    return person


def stage(services, candidate, name):
    return next(one for one in services.hiring.taking.page(candidate).stages if one.plan.name == name)


def foundations(services, candidate):
    services.hiring.taking.begin(candidate, "foundations", "en")
    for _ in range(10):
        item = services.hiring.working.work(candidate, "foundations").item
        ids = [option.id for option in item.options if option.right or item.kind == "order"]
        services.hiring.working.answer(candidate, item.id, ids or list(item.accept))


def take(services, candidate, *names):
    """Take stages, with a word at each desk."""
    for name in names:
        if name == "foundations":
            foundations(services, candidate)
            continue
        services.hiring.taking.begin(candidate, name, "en")
        run = stage(services, candidate, name).run_id
        if run:
            services.simulations.act(
                candidate, run, Note(text="Checked the state, wrote to the customer."), "n"
            )
            services.simulations.send_message(
                candidate, run, "I see that your work stands. What exactly do you see?", "s"
            )
            services.simulations.ensure_answered(run)
        services.hiring.taking.hand_in(candidate, name)


@pytest.fixture
def finished(services, candidate) -> Person:
    take(services, candidate, *STAGES)
    services.grading.work_off()
    return candidate


def give(services, assessor, code, level=3.0, names=DIMENSIONS):
    services.hiring.panel.score(
        assessor, code, dict.fromkeys(names, (level, "the second check and the note show it"))
    )


def test_finished_work_waits_for_the_panel_alone_and_blind_until_it_has_scored(
    services, igor, vera, lead, admin, anna, invited, vacancy, candidate, content
):
    queue = services.hiring.queue
    assert queue.waiting(igor) == ()
    take(services, candidate, *STAGES)
    services.grading.work_off()
    (line,) = queue.waiting(igor)
    assert (line.code, line.vacancy, line.blind, line.runs) == (
        invited.code, "First line, night shift", True, (),
    )  # fmt: skip
    assert queue.waiting(vera) == ()
    services.hiring.vacancies.add_assessor(igor, vacancy, "vera")
    assert [one.code for one in queue.waiting(vera)] == [one.code for one in queue.waiting(admin)]
    for person in (lead, anna, candidate):
        with pytest.raises(NotAllowed):
            queue.waiting(person)
    template = content.assessment("l1")
    give(services, igor, invited.code, names=template.before_machine)
    (line,) = queue.waiting(igor)
    assert not line.blind
    titles = {stage.title.en for stage in template.stages}
    assert line.runs
    for title, reasons in line.runs:
        assert title.en in titles
        assert set(reasons) <= {"red", "split", "ungraded", "unsure", "amber"}
    assert queue.waiting(vera)[0].blind
    # Runs of candidates stand in nobody's list of runs, not even an admin's.
    assert services.reviews.queue(admin, "all") == ()


def test_a_link_works_once_and_says_what_it_is(services, igor, invited, vacancy, clock):
    entering = services.hiring.entering
    assert entering.link(invited.token) == "good"
    assert entering.link(invited.token + "x") == "unknown"
    person, session = entering.enter(invited.token)
    assert services.accounts.person(session).id == person.id
    assert entering.link(invited.token) == "used"
    with pytest.raises(InvalidInput, match="link-used"):
        entering.enter(invited.token)
    again = services.hiring.vacancies.invite_again(igor, invited.code)
    assert services.accounts.person(session) is None
    services.hiring.vacancies.revoke(igor, invited.code)
    assert entering.link(again.token) == "revoked"
    other = services.hiring.vacancies.invite(igor, vacancy, [NewCandidate("Пётр")])[0]
    clock.pass_(days=8)
    assert entering.link(other.token) == "expired"
    with pytest.raises(InvalidInput, match="link-expired"):
        entering.enter(other.token)


def test_a_candidate_has_no_password(services, invited):
    for password in ("", "x", invited.code):
        with pytest.raises(InvalidInput, match="sign-in-failed"):
            services.accounts.sign_in(f"candidate-{invited.code.lower()}", password, ip="192.0.2.1")


def test_stages_come_in_order_after_consent(services, invited):
    person, _session = services.hiring.entering.enter(invited.token)
    with pytest.raises(Conflict, match="not-consented"):
        services.hiring.taking.begin(person, "foundations", "en")
    with pytest.raises(Conflict, match="notice-changed"):
        services.hiring.entering.consent(person, 1)
    services.hiring.entering.consent(person, 2)
    with pytest.raises(Conflict, match="stage-order"):
        services.hiring.taking.begin(person, "case", "en")
    with pytest.raises(NotFound):
        services.hiring.taking.begin(person, "dance", "en")
    services.hiring.taking.begin(person, "foundations", "en")
    services.hiring.taking.begin(person, "foundations", "en")
    assert [one.state for one in services.hiring.taking.page(person).stages] == ["open", *["later"] * 5]


def test_every_right_answer_counts_once(services, candidate):
    foundations(services, candidate)
    page = services.hiring.taking.page(candidate)
    assert page.stages[0].state == "done"
    assert page.stages[1].state == "next"
    with services.database.reading() as session:
        row = session.connection().execute(text("SELECT score, body FROM stage")).mappings().one()
    assert row["score"] == 1.0
    assert len(json.loads(row["body"])["answers"]) == 10
    with pytest.raises(Conflict, match="stage-over"):
        services.hiring.working.answer(candidate, "QZ", ["a"])


def test_an_answer_to_another_question_changes_nothing(services, candidate):
    services.hiring.taking.begin(candidate, "foundations", "en")
    due = services.hiring.working.work(candidate, "foundations").item
    services.hiring.working.answer(candidate, "QZ-00-99", ["a"])
    assert services.hiring.working.work(candidate, "foundations").item == due
    services.hiring.working.answer(candidate, due.id, [])
    services.hiring.working.answer(candidate, due.id, [])
    assert services.hiring.working.work(candidate, "foundations").number == 2


def test_time_up_hands_in_what_there_is_also_after_a_restart(
    services, candidate, clock, settings, content, bell
):
    from simulator.app import Options, build_services

    foundations(services, candidate)
    services.hiring.taking.begin(candidate, "case", "en")
    run = stage(services, candidate, "case").run_id
    services.simulations.send_message(candidate, run, "Hello, what do you see?", "k")
    clock.pass_(minutes=25)
    fresh = build_services(settings, Options(content=content, clock=clock, doorbell=bell))
    found = stage(fresh, candidate, "case")
    assert (found.state, found.ran_out) == ("done", True)
    with pytest.raises(Conflict, match="run-over"):
        fresh.simulations.send_message(candidate, run, "Too late", "late")
    assert stage(fresh, candidate, "explain").state == "next"
    fresh.close()


def test_the_last_second_still_counts_and_a_double_submission_is_one(services, candidate, clock):
    take(services, candidate, "foundations", "case", "explain")
    services.hiring.taking.begin(candidate, "triage", "en")
    work = services.hiring.working.work(candidate, "triage")
    calls = {work.tickets[0].vignette: Call(impact="H", urgency="H")}
    assert (
        services.hiring.working.save(candidate, "triage", kept_calls(calls), work.version) == work.version + 1
    )
    with pytest.raises(Conflict, match="moved-on"):
        services.hiring.working.save(candidate, "triage", {}, work.version)
    clock.pass_(minutes=6, seconds=9)
    services.hiring.taking.hand_in(candidate, "triage", kept_calls(calls))
    services.hiring.taking.hand_in(candidate, "triage", {})
    found = stage(services, candidate, "triage")
    assert (found.state, found.ran_out) == ("done", False)
    with services.database.reading() as session:
        body = session.connection().execute(text("SELECT body FROM stage WHERE name = 'triage'")).scalar_one()
    assert json.loads(body)["calls"]


def test_more_time_is_granted_before_a_stage_begins(services, igor, candidate, invited):
    services.hiring.vacancies.accommodate(igor, invited.code, 1.5, no_tracking=True)
    assert stage(services, candidate, "foundations").minutes == 12
    services.hiring.taking.begin(candidate, "foundations", "en")
    services.hiring.entering.notice(candidate, "focus", 60)
    services.hiring.entering.notice(candidate, "paste", 500)
    services.hiring.entering.notice(candidate, "paste", 3)
    services.hiring.entering.notice(candidate, "dance", 300)
    assert [one.kind for one in services.hiring.entering.signals(candidate)] == ["paste"]
    with pytest.raises(InvalidInput, match="factor-unknown"):
        services.hiring.vacancies.accommodate(igor, invited.code, 9.0, no_tracking=False)


def test_the_note_stage_begins_with_a_finished_diagnosis(services, candidate):
    take(services, candidate, "foundations", "case", "explain", "triage")
    services.hiring.taking.begin(candidate, "note", "en")
    desk = services.simulations.desk(candidate, stage(services, candidate, "note").run_id)
    assert len(desk.console) >= 2
    assert all(entry.ok for entry in desk.console)


def drawn_as(database, candidate, **changes):
    """Let a candidate's draw be another."""
    with database.writing() as session:
        row = session.get(CandidateRow, candidate.id)
        row.plan = json.dumps(json.loads(row.plan) | changes)


def test_a_trap_can_be_a_draft_that_keeps_itself_and_is_read_by_its_key(
    services, igor, candidate, invited, database
):
    drawn_as(database, candidate, trap={"scenario": "AID-59", "modifiers": []})
    take(services, candidate, "foundations", "case", "explain", "triage", "note")
    services.hiring.taking.begin(candidate, "trap", "en")
    working = services.hiring.working
    work = working.work(candidate, "trap")
    assert work.check.id == "AID-59"
    key = json.loads(row_of_stage(database, "trap")["body"])["wrong"]
    shown = dict(work.sentences)
    assert [one for one in shown if shown[one] == work.check.sentence(one).wrong.text] == key
    verdicts = {one: work.check.sentence(one).wrong.reason if one in key else "fine" for one in shown}
    finding = Finding(verdicts=verdicts, worst=key[0], rewrite=work.check.sentence(key[0]).text.en)
    half = kept_finding(Finding(verdicts={key[0]: "promise"}))
    assert working.save(candidate, "trap", half, work.version) == work.version + 1
    with pytest.raises(Conflict, match="moved-on"):
        working.save(candidate, "trap", half, work.version)
    services.hiring.taking.hand_in(candidate, "trap", kept_finding(finding))
    assert row_of_stage(database, "trap")["score"] == 1.0
    services.grading.work_off()
    file = services.hiring.panel.open(igor, invited.code)
    assert (file.state, file.draft.wrong, file.draft.finding) == ("finished", (), finding)
    give(services, igor, invited.code, names=("tone", "reasoning"))
    file = services.hiring.panel.open(igor, invited.code)
    assert file.draft.wrong == tuple(key)
    assert {line.dimension.id: line.machine.level for line in file.sheet.lines}["security"] == 4.0


def row_of_stage(database, name):
    with database.reading() as session:
        rows = session.connection().execute(text("SELECT * FROM stage WHERE name = :n"), {"n": name})
        return rows.mappings().one()


def test_two_questions_come_from_the_own_case_and_their_answers_keep_themselves(
    services, igor, candidate, invited, clock
):
    take(services, candidate, "foundations", "case")
    services.hiring.taking.begin(candidate, "explain", "en")
    working = services.hiring.working
    work = working.work(candidate, "explain")
    assert [one.kind for one in work.asked] == ["unseen", "reply"]
    assert work.asked[1].first == "I see that your work stands. What exactly do you see?"
    working.save(candidate, "explain", kept_said({"0": "The status page first.", "9": "x"}), work.version)
    clock.pass_(minutes=4)
    assert stage(services, candidate, "explain").ran_out
    with pytest.raises(Conflict, match="stage-over"):
        working.save(candidate, "explain", kept_said({"0": "Late"}), work.version + 1)
    shown = services.hiring.panel.open(igor, invited.code).explained
    assert [(one.asked.kind, one.said) for one in shown] == [
        ("unseen", "The status page first."),
        ("reply", ""),
    ]


@pytest.mark.parametrize("turn", ["T1", "T2"])
def test_something_unasked_happens_in_the_live_case_and_is_a_line_of_the_sheet(
    services, igor, candidate, invited, database, content, turn
):
    drawn_as(database, candidate, turn=turn)
    foundations(services, candidate)
    services.hiring.taking.begin(candidate, "case", "en")
    run = stage(services, candidate, "case").run_id
    for n in range(3):
        services.simulations.send_message(candidate, run, f"I look at it now. What do you see? {n}", f"s{n}")
        services.simulations.ensure_answered(run)
    desk = services.simulations.desk(candidate, run)
    said = {one.en for one in content.modifiers[turn].texts}
    assert [one.who for one in desk.messages if one.text in said] == ["customer"]
    services.hiring.taking.hand_in(candidate, "case")
    take(services, candidate, "explain", "triage", "note", "trap")
    services.grading.work_off()
    give(services, igor, invited.code, names=tuple(one for one in DIMENSIONS if one != "turn"))
    assert services.hiring.panel.open(igor, invited.code).sheet.missing == ("turn",)
    give(services, igor, invited.code, names=("turn",))
    assert services.hiring.panel.open(igor, invited.code).sheet.missing == ()


def test_questions_shown_too_often_rest_for_the_next_candidate(services, igor, vacancy, database):
    def shown(person):
        services.hiring.taking.begin(person, "foundations", "en")
        found = []
        for _ in range(10):
            item = services.hiring.working.work(person, "foundations").item
            found.append(item.id)
            services.hiring.working.answer(person, item.id, [])
        return found

    people = []
    for one in services.hiring.vacancies.invite(igor, vacancy, [NewCandidate(f"C{n}") for n in range(6)]):
        person, _session = services.hiring.entering.enter(one.token)
        services.hiring.entering.consent(person, 2)
        people.append(person)
    before = [shown(person) for person in people[:5]]
    capped = {item for session in before for item in session}
    assert not capped & set(shown(people[5]))
    with database.reading() as session:
        kept = json.loads(find.stage(session, people[5].id, "foundations").body)["capped"]
    assert set(kept) == capped


COPIED = (
    "Good morning. I can see that the page does not open for your visitors, and I will stay on it until it does. "
    "The balancer finds no living server behind it: somebody moved the little kitchen timer of your shop to another "
    "shelf this morning, and nobody told the doorman. Could you ask the colleague who changed it to put it back?"
)
APART = (
    "Hello! Fifteen minutes without orders must hurt. From outside I get an error written by the machine in front of "
    "your application, so the network is fine. Please run the command below on one of the two servers and paste what "
    "it prints; while you do, I read the change log of the last hour and come back at ten past."
)


def two_with_one_task(services, igor, vacancy, database, texts):
    invited = services.hiring.vacancies.invite(igor, vacancy, [NewCandidate("A"), NewCandidate("B")])
    for one, words in zip(invited, texts, strict=True):
        person, _session = services.hiring.entering.enter(one.token)
        services.hiring.entering.consent(person, 2)
        drawn_as(database, person, case={"scenario": "SC-07", "modifiers": []}, trap={"scenario": "AID-11", "modifiers": []})  # fmt: skip
        foundations(services, person)
        services.hiring.taking.begin(person, "case", "en")
        run = stage(services, person, "case").run_id
        services.simulations.act(person, run, Note(text=words), "n")
        services.hiring.taking.hand_in(person, "case")
        take(services, person, "explain", "triage", "note", "trap")
    return [one.code for one in invited]


def test_words_that_are_alike_are_a_question_for_both_and_in_no_score(services, igor, vacancy, database):
    texts = (COPIED, COPIED.replace("Good morning. ", "") + " Thank you, I wait here.")
    first, second = two_with_one_task(services, igor, vacancy, database, texts)
    file = services.hiring.panel.open(igor, first)
    assert [(one.kind, one.stage, one.about) for one in file.signals] == [("alike", "case", second)]
    assert file.signals[0].size > 60
    other = services.hiring.panel.open(igor, second)
    assert [(one.kind, one.about) for one in other.signals] == [("alike", first)]
    services.hiring.panel.open(igor, first)
    assert len(services.hiring.panel.open(igor, first).signals) == 1
    give(services, igor, first)
    before = services.hiring.panel.open(igor, first).sheet
    services.hiring.panel.rule_signal(igor, first, file.signals[0].id, "confirmed", "same course, they said")
    assert services.hiring.panel.open(igor, first).sheet == before


def test_two_people_with_words_of_their_own_are_not_alike(services, igor, vacancy, database):
    first, _second = two_with_one_task(services, igor, vacancy, database, (COPIED, APART))
    assert services.hiring.panel.open(igor, first).signals == ()


def test_nobody_but_the_panel_sees_a_candidate(
    services, igor, vera, anna, lead, admin, boris, finished, invited, vacancy
):
    run = stage(services, finished, "case").run_id
    for person in (igor, vera, admin, lead, anna):
        with pytest.raises(NotFound):
            services.simulations.desk(person, run)
    assert services.simulations.desk(finished, run).simulation_id == run
    assert run not in {line.simulation_id for line in services.simulations.history(admin)}
    assert run not in {line.simulation_id for line in services.reviews.queue(admin, "all")}
    with pytest.raises(NotFound):
        services.hiring.panel.open(vera, invited.code)
    for person in (lead, anna, boris, finished):
        with pytest.raises((NotAllowed, NotFound)):
            services.hiring.panel.open(person, invited.code)
        with pytest.raises((NotAllowed, NotFound)):
            services.hiring.vacancies.open(person, vacancy)
    services.hiring.vacancies.add_assessor(igor, vacancy, "vera")
    assert services.hiring.panel.open(vera, invited.code).code == invited.code
    with pytest.raises(InvalidInput, match="assessor-unknown"):
        services.hiring.vacancies.add_assessor(igor, vacancy, "anna")


def test_the_machine_is_hidden_until_tone_and_reasoning_are_scored(services, igor, finished, invited):
    file = services.hiring.panel.open(igor, invited.code)
    assert (file.shows_machine, file.sheet, file.graded) == (False, None, True)
    assert all("Лескова" not in str(part) for part in (file.played, file.own, file.stages))
    give(services, igor, invited.code, names=("tone",))
    assert not services.hiring.panel.open(igor, invited.code).shows_machine
    give(services, igor, invited.code, names=("reasoning",))
    file = services.hiring.panel.open(igor, invited.code)
    assert file.shows_machine
    machine = {line.dimension.id: line.machine.level for line in file.sheet.lines}
    assert machine["floor"] == 4.0
    assert machine["reasoning"] is None
    assert all(
        machine[name] is not None for name in ("diagnosis", "tone", "escalation", "priority", "security")
    )
    assert file.moments[0] is not None or file.moments[1] is not None


def decide(services, who, code, verdict="offer", reason=REASON, evidence=("diagnosis",), *, appeal=False):
    services.hiring.panel.decide(who, code, verdict, reason, evidence, appeal=appeal)


def test_a_decision_needs_a_person_a_reason_evidence_and_the_whole_sheet(
    services, igor, finished, invited, database
):
    code = invited.code
    with pytest.raises(InvalidInput, match="decision-missing"):
        decide(services, igor, code)
    give(services, igor, code)
    for reason, said in (
        ("no", "decision-reason"),
        (
            "Low score. The AI said no and the model recommends no. Score is too low. Too low score again, really.",
            "decision-hollow",
        ),
    ):
        with pytest.raises(InvalidInput, match=said):
            decide(services, igor, code, "no", reason)
    for evidence in ((), ("charm",)):
        with pytest.raises(InvalidInput, match="decision-evidence"):
            decide(services, igor, code, evidence=evidence)
    with pytest.raises(InvalidInput, match="verdict-unknown"):
        decide(services, igor, code, "hired by machine")
    for values in ("NULL, 'diagnosis'", f"'{igor.id}', ''"):
        author, evidence = values.split(", ")
        with pytest.raises(IntegrityError), database.writing() as session:
            session.connection().execute(
                text(
                    "INSERT INTO decision (person_id, verdict, reason, evidence, author_id, at, is_appeal) VALUES "
                    f"('{finished.id}', 'no', '{'x' * 80}', {evidence}, {author}, '2026-03-02 09:00:00', false)"
                )
            )


def test_two_assessors_where_one_is_not_enough_and_appeals_by_another(
    services, igor, vera, admin, finished, invited, vacancy
):
    code = invited.code
    give(services, igor, code, level=3.0)
    sheet = services.hiring.panel.open(igor, code).sheet
    assert sheet.total == 75.0
    assert "borderline" in sheet.second
    with pytest.raises(InvalidInput, match="decision-second"):
        decide(services, igor, code)
    services.hiring.vacancies.add_assessor(igor, vacancy, "vera")
    give(services, vera, code, level=2.0)
    assert services.hiring.panel.open(igor, code).sheet.second == ()
    with pytest.raises(Conflict, match="appeal-early"):
        decide(services, vera, code, appeal=True)
    decide(services, igor, code, "no")
    with pytest.raises(Conflict, match="decided-already"):
        decide(services, vera, code)
    with pytest.raises(Conflict, match="appeal-same"):
        decide(services, igor, code, appeal=True)
    decide(services, vera, code, "training", appeal=True)
    assert services.hiring.closing.feedback(finished).next == "training"


def test_a_hired_candidates_evidence_is_the_first_of_the_matrix(
    services, igor, vera, anna, finished, invited, vacancy
):
    services.hiring.vacancies.add_assessor(igor, vacancy, "vera")
    for assessor in (igor, vera):
        give(services, assessor, invited.code)
    with pytest.raises(Conflict, match="not-hired"):
        services.hiring.closing.import_evidence(igor, invited.code, "anna")
    decide(services, igor, invited.code)
    count = services.hiring.closing.import_evidence(igor, invited.code, "anna")
    assert count > 0
    assert services.hiring.closing.import_evidence(igor, invited.code, "anna") == count
    with pytest.raises(InvalidInput, match="trainee-unknown"):
        services.hiring.closing.import_evidence(igor, invited.code, "igor")


def test_the_record_tells_who_did_what_and_shows_tampering(services, igor, finished, invited, database):
    services.hiring.panel.open(igor, invited.code)
    give(services, igor, invited.code)
    count, broken, last = services.hiring.record.verify()
    assert broken is None
    assert count > 10
    assert len(last) == 64
    with database.reading() as session:
        kinds = set(session.connection().execute(text("SELECT kind FROM audit")).scalars())
        told = " ".join(map(str, session.connection().execute(text("SELECT detail FROM audit")).scalars()))
    assert {
        "vacancy-made",
        "invited",
        "entered",
        "consented",
        "stage-begun",
        "stage-ended",
        "file-opened",
        "scored",
    } <= kinds
    assert "Лескова" not in told
    with database.writing() as session:
        session.connection().execute(
            text("UPDATE audit SET detail = '{}' WHERE kind = 'scored' AND n = (SELECT max(n) FROM audit)")
        )
    assert services.hiring.record.verify()[1].n == count
    with database.writing() as session:
        session.connection().execute(text("DELETE FROM audit WHERE n = 3"))
    assert services.hiring.record.verify()[1].n == 3


def test_a_candidate_takes_a_copy_and_withdraws(services, finished, invited, database):
    found = services.hiring.closing.copy(finished)
    assert found["tables"]["candidate"][0]["name"] == "Мария Лескова"
    assert len(found["tables"]["stage"]) == len(STAGES)
    services.hiring.closing.withdraw(finished)
    with database.reading() as session:
        left = [
            session.connection().execute(text(f"SELECT count(*) FROM {name}")).scalar()
            for name in ("candidate", "stage", "simulation", "invitation")
        ]
        kinds = set(session.connection().execute(text("SELECT kind FROM audit")).scalars())
    assert left == [0, 0, 0, 0]
    assert "withdrawn" in kinds
    assert services.hiring.record.verify()[1] is None


def test_data_go_when_their_time_is_over(services, igor, vera, finished, invited, vacancy, clock):
    services.hiring.vacancies.add_assessor(igor, vacancy, "vera")
    for assessor in (igor, vera):
        give(services, assessor, invited.code)
    decide(services, igor, invited.code)
    clock.pass_(days=179)
    assert services.hiring.closing.expired() == ()
    clock.pass_(days=2)
    assert services.hiring.closing.expired() == (invited.code,)
    assert services.hiring.vacancies.open(igor, vacancy).candidates == ()


@pytest.mark.parametrize(
    ("sheet", "said"),
    [("name\n", "csv-rows"), ("who,mail\nA,b", "csv-columns"), ("name,email\nA,b@c.example\n,x", "candidate-name"),
     ("name;email\nA;nonsense", "candidate-email"), ("name,language\nA,de", "candidate-language")],
)  # fmt: skip
def test_a_bad_sheet_invites_nobody(services, igor, vacancy, sheet, said):
    with pytest.raises(InvalidInput, match=said):
        services.hiring.vacancies.invite(igor, vacancy, read_csv(sheet))
    assert services.hiring.vacancies.open(igor, vacancy).candidates == ()


def test_a_sheet_invites_everybody(services, igor, vacancy):
    made = services.hiring.vacancies.invite(
        igor, vacancy, read_csv("\ufeffName;Email\nАнна;a@b.example\n=1+1;\n")
    )
    assert [one.name for one in made] == ["Анна", "=1+1"]
    assert len({one.token for one in made} | {one.code for one in made}) == 4


def test_two_candidates_of_one_source_get_other_tickets(services, igor, vacancy, database):
    invited = services.hiring.vacancies.invite(
        igor, vacancy, [NewCandidate(f"C{n}", source="Agency A") for n in range(3)]
    )
    for one in invited:
        person, _session = services.hiring.entering.enter(one.token)
        services.hiring.entering.consent(person, 2)
    with database.reading() as session:
        plans = [
            json.loads(body)
            for body in session.connection().execute(text("SELECT plan FROM candidate")).scalars()
        ]
    assert len({plan["case"]["scenario"] for plan in plans}) == 3
    assert len({plan["note"]["scenario"] for plan in plans}) == 3
    assert all(plan["seed"] > 1 for plan in plans)


def test_signals_are_ruled_on_and_move_no_score(services, igor, finished, invited, database, clock):
    with database.writing() as session:
        session.connection().execute(
            text(
                "INSERT INTO signal (person_id, stage, kind, at, size, ruling, note) VALUES (:p, 'case', 'paste', '2026-03-02 09:00:00', 300, 'open', '')"
            ),
            {"p": finished.id},
        )
    give(services, igor, invited.code)
    before = services.hiring.panel.open(igor, invited.code)
    with pytest.raises(InvalidInput, match="ruling-note"):
        services.hiring.panel.rule_signal(igor, invited.code, before.signals[0].id, "confirmed", "")
    services.hiring.panel.rule_signal(
        igor, invited.code, before.signals[0].id, "dismissed", "own notes, shown to me"
    )
    after = services.hiring.panel.open(igor, invited.code)
    assert after.signals[0].ruling == "dismissed"
    assert after.sheet == before.sheet


def test_interview_notes_do_not_overwrite_each_other(services, igor, finished, invited):
    save = services.hiring.panel.save_interview
    assert save(igor, invited.code, {"Q1": "He said: I told them at noon.", "Q9": "x"}, 0) == 1
    with pytest.raises(Conflict, match="draft-moved-on"):
        save(igor, invited.code, {"Q1": ""}, 0)
    assert services.hiring.panel.open(igor, invited.code).interview == {"Q1": "He said: I told them at noon."}


def test_scores_need_a_level_a_reason_and_a_finished_candidate(services, igor, candidate, invited):
    with pytest.raises(Conflict, match="not-finished"):
        give(services, igor, invited.code)
    for given, said in (
        ({"tone": (5.0, "x" * 20)}, "level-range"),
        ({"tone": (2.2, "x" * 20)}, "level-range"),
        ({"tone": (2.0, "x")}, "score-reason"),
    ):
        with pytest.raises(InvalidInput, match=said):
            services.hiring.panel.score(igor, invited.code, given)


def test_a_copy_tells_a_candidate_neither_what_comes_nor_what_was_right(services, candidate):
    foundations(services, candidate)
    services.hiring.taking.begin(candidate, "case", "en")
    found = services.hiring.closing.copy(candidate)
    written = json.dumps(found, ensure_ascii=False)
    assert found["tables"]["candidate"][0]["name"] == "Мария Лескова"
    assert {row["name"] for row in found["tables"]["stage"]} == {"foundations", "case"}
    assert "SC-" not in written
    assert "worth" not in written
    assert not {"simulation", "event", "grade", "score"} & set(found["tables"])


def test_levels_come_with_the_copy_once_it_is_decided(services, igor, vera, finished, invited, vacancy):
    services.hiring.vacancies.add_assessor(igor, vacancy, "vera")
    for assessor in (igor, vera):
        give(services, assessor, invited.code)
    assert not {"grade", "score"} & set(services.hiring.closing.copy(finished)["tables"])
    decide(services, igor, invited.code)
    assert {"grade", "score", "event"} <= set(services.hiring.closing.copy(finished)["tables"])


def test_the_sample_is_nobodys_live_case(services, igor, vacancy, database):
    for one in services.hiring.vacancies.invite(igor, vacancy, [NewCandidate(f"C{n}") for n in range(40)]):
        person, _session = services.hiring.entering.enter(one.token)
        services.hiring.entering.consent(person, 2)
    with database.reading() as session:
        plans = session.connection().execute(text("SELECT plan FROM candidate")).scalars()
        drawn = {json.loads(body)["case"]["scenario"] for body in plans}
    assert "SC-55" not in drawn
    assert len(drawn) > 5


def test_moments_come_from_the_log_alone_until_the_machine_may_be_shown(services, igor, finished, invited):
    assert services.hiring.panel.open(igor, invited.code).moments == (None, None)
    give(services, igor, invited.code, names=("tone", "reasoning"))
    assert services.hiring.panel.open(igor, invited.code).moments[0] is not None


def test_a_form_that_is_sent_twice_invites_once(services, igor, vacancy):
    new = [NewCandidate("A"), NewCandidate("B")]
    assert len(services.hiring.vacancies.invite(igor, vacancy, new, "key-1")) == 2
    with pytest.raises(Conflict, match="invited-already"):
        services.hiring.vacancies.invite(igor, vacancy, new, "key-1")
    assert len(services.hiring.vacancies.invite(igor, vacancy, new, "key-2")) == 2
    assert len(services.hiring.vacancies.open(igor, vacancy).candidates) == 4


def test_who_was_never_decided_about_is_erased_in_time(services, igor, vacancy, candidate, invited, clock):
    services.hiring.vacancies.invite(igor, vacancy, [NewCandidate("Never came")])
    clock.pass_(days=100)
    services.hiring.taking.begin(candidate, "foundations", "en")
    services.hiring.taking.hand_in(candidate, "foundations")
    clock.pass_(days=81)
    assert len(services.hiring.closing.expired()) == 1
    assert [one.code for one in services.hiring.vacancies.open(igor, vacancy).candidates] == [invited.code]
    clock.pass_(days=100)
    assert services.hiring.closing.expired() == (invited.code,)


def test_who_was_invited_before_terms_were_set_is_erased_too(services, database, candidate, invited, clock):
    with database.writing() as session:
        session.connection().execute(text("UPDATE candidate SET retain_until = NULL"))
    clock.pass_(days=179)
    assert services.hiring.closing.expired() == ()
    clock.pass_(days=2)
    assert services.hiring.closing.expired() == (invited.code,)


def test_a_second_session_shares_nothing_and_stands_beside_the_first(
    services, igor, finished, invited, vacancy, database
):
    again = services.hiring.vacancies.recheck(igor, invited.code)
    for code in (invited.code, again.code):
        with pytest.raises(Conflict, match=r"recheck-exists|not-finished"):
            services.hiring.vacancies.recheck(igor, code)
    person, _session = services.hiring.entering.enter(again.token)
    services.hiring.entering.consent(person, 2)
    with database.reading() as session:
        rows = [session.get(CandidateRow, one.id) for one in (finished, person)]
    first, second = (json.loads(row.plan) for row in rows)
    for name in ("case", "note", "trap"):
        assert first[name]["scenario"] != second[name]["scenario"]
    assert first["seed"] != second["seed"]
    services.hiring.taking.begin(person, "foundations", "en")
    with database.reading() as session:
        kept = json.loads(find.stage(session, person.id, "foundations").body)["capped"]
        had = {
            one["item"] for one in json.loads(find.stage(session, finished.id, "foundations").body)["answers"]
        }
    assert had <= set(kept)
    assert services.hiring.panel.open(igor, invited.code).sibling == again.code
    assert services.hiring.panel.open(igor, again.code).sibling == invited.code
    services.hiring.vacancies.invite(igor, vacancy, [NewCandidate(f"C{n}") for n in range(4)])
    codes = [one.code for one in services.hiring.panel.compare(igor, vacancy)[1]]
    assert codes.index(again.code) == codes.index(invited.code) + 1


def test_a_reference_needs_consent_and_what_differs_is_heard_before_a_decision(
    services, igor, vera, finished, invited, vacancy
):
    add, code = services.hiring.references.add, invited.code
    said = {"F1": "Yes, in the support team.", "R1": "not asked here"}
    good = NewReference(
        "fact", "HR of Northline", "signed form of 1 March, in the offer folder", "differs", said
    )
    for change, code_of_problem in (
        ({"kind": "gossip"}, "reference-kind"), ({"who": ""}, "reference-who"), ({"consent": "yes"}, "reference-consent"),
        ({"outcome": "liar"}, "reference-outcome"), ({"answers": {}}, "reference-answers"),
    ):  # fmt: skip
        with pytest.raises(InvalidInput, match=code_of_problem):
            add(igor, code, replace(good, **change))
    add(igor, code, good)
    services.hiring.vacancies.add_assessor(igor, vacancy, "vera")
    for assessor in (igor, vera):
        give(services, assessor, code)
    with pytest.raises(InvalidInput, match="decision-unheard"):
        decide(services, igor, code)
    row, answers = services.hiring.panel.open(igor, code).references[0]
    assert answers == {"F1": "Yes, in the support team."}
    with pytest.raises(InvalidInput, match="reference-heard"):
        services.hiring.references.hear(igor, code, row.id, "no")
    services.hiring.references.hear(igor, code, row.id, "The contract names the agency, I was lent to them.")
    assert services.hiring.closing.copy(finished)["tables"]["reference_check"][0]["who"] == "HR of Northline"
    decide(services, igor, code)
    assert services.hiring.closing.withdraw(finished) is None


def test_where_no_mail_is_sent_the_wish_for_a_letter_is_refused(services, igor, vacancy):
    with pytest.raises(InvalidInput, match="mail-off"):
        services.hiring.vacancies.invite(
            igor, vacancy, [NewCandidate("Мария Лескова", "m@people.example")], by_mail=True
        )
    assert services.hiring.vacancies.open(igor, vacancy).candidates == ()


def test_a_second_session_is_one_person_in_the_impact_report_with_what_he_declared_in_either(
    services, igor, vera, finished, invited, vacancy
):
    services.hiring.entering.declare(finished, {"age": "under-40"})
    services.hiring.vacancies.add_assessor(igor, vacancy, "vera")
    for assessor in (igor, vera):
        give(services, assessor, invited.code)
    decide(services, igor, invited.code, "second")
    again = services.hiring.vacancies.recheck(igor, invited.code)
    person, _session = services.hiring.entering.enter(again.token)
    services.hiring.entering.consent(person, 2)
    take(services, person, *STAGES)
    services.grading.work_off()
    for assessor in (igor, vera):
        give(services, assessor, again.code)
    decide(services, igor, again.code)
    reports = services.hiring.fairness.reports(igor, vacancy)
    assert reports["gender"].unknown == 1
    assert (reports["age"].unknown, reports["age"].hidden) == (0, ("under-40",))
    services.hiring.entering.declare(person, {"age": "40-up"})
    assert services.hiring.fairness.reports(igor, vacancy)["age"].hidden == ("40-up",)
