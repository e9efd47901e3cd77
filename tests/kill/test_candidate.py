"""A candidate whose server is killed in every stage goes on where he was: nothing acknowledged is lost or doubled."""

import json
import random
from pathlib import Path

import pytest
from sqlmodel import select

from simulator.app import build_services
from simulator.db.migrate import upgrade
from simulator.db.queries import hiring as find
from simulator.db.tables import CandidateRow, GradeRow
from simulator.domain.assessment import STAGES
from simulator.domain.person import Role
from simulator.services.accounts import NewPerson
from simulator.services.hiring.applicants import NewCandidate
from simulator.settings import Settings
from tests.kill.harness import listening, pause, post, victim

pytestmark = [pytest.mark.kill, pytest.mark.xdist_group("kill")]

SAID = ("What exactly do you see, and since when?", "I look at it now and write at ten past.")


@pytest.fixture
def world(tmp_path: Path):
    settings = Settings(data_dir=tmp_path, secret_key="of the tests", worker=False)
    upgrade(settings.database_url)
    services = build_services(settings)
    igor = services.accounts.add(
        NewPerson(login="igor", name="Igor", role=Role.INTERVIEWER, password="pw-igor")
    )
    vacancy = services.hiring.vacancies.make(igor, "Night shift", "l1", harder=False)
    invited = services.hiring.vacancies.invite(igor, vacancy, [NewCandidate("A")])[0]
    person, token = services.hiring.entering.enter(invited.token)
    services.hiring.entering.consent(person, 2)
    with services.database.writing() as session:
        row = session.get(CandidateRow, person.id)
        assert row is not None
        row.plan = json.dumps(json.loads(row.plan) | {"trap": {"scenario": "AID-59", "modifiers": []}})
        session.add(row)
    yield services, person, token
    services.close()


def kept(services, person, name):
    with services.database.reading() as session:
        stage = find.stage(session, person.id, name)
        assert stage is not None
        return stage.model_dump()


def test_every_stage_goes_on_after_a_kill(world, tmp_path) -> None:
    services, person, token = world
    home = {"SIMULATOR_DATA_DIR": str(tmp_path), "SIMULATOR_SECRET_KEY": "of the tests"}
    rng = random.Random(3)
    with (
        listening() as socket,
        victim("tests.kill.server", home, str(socket.fileno()), fds=(socket.fileno(),)) as server,
    ):
        port = socket.getsockname()[1]

        def send(path: str, **fields: str) -> None:
            post(port, path, token, fields)

        for name in STAGES:
            send(f"/assessment/stages/{name}/clock")
            begun = kept(services, person, name)
            work(services, person, name, begun, send, server)
            server.kill()
            after = kept(services, person, name)
            assert (after["ended_at"], after["started_at"], after["deadline"]) == (
                None, begun["started_at"], begun["deadline"],
            )  # fmt: skip
            holds(services, person, name, after)
            pause(rng)
            send(f"/assessment/stages/{name}/submission")
            server.kill()
            send(f"/assessment/stages/{name}/submission")
            assert kept(services, person, name)["ended_at"] is not None
    assert services.hiring.taking.page(person).state == "finished"
    services.grading.work_off()
    with services.database.reading() as session:
        graded = session.exec(select(GradeRow.simulation_id)).all()
    assert sorted(graded) == sorted(kept(services, person, name)["run_id"] for name in ("case", "note"))


def work(services, person, name, begun, send, server) -> None:
    """Do something in a stage, with a kill in between, until each part of it is acknowledged."""
    if begun["run_id"]:
        for n, text in enumerate(SAID):
            send(f"/simulations/{begun['run_id']}/messages", text=text, key=f"k{n}", version="999")
            server.kill()
        return
    if name == "foundations":
        for _ in range(3):
            item = services.hiring.working.work(person, "foundations").item
            assert item is not None
            send("/assessment/answers", item=item.id, **{item.id: "a"})
            server.kill()
        return
    fields = {
        "explain": {"said-0": "Because the answer decides which way to go."},
        "triage": {},
        "trap": {"verdict-s1": "invented", "rewrite": "The access was closed."},
    }[name]
    if name == "triage":
        first = services.hiring.working.work(person, "triage").tickets[0].vignette
        fields = {f"impact-{first}": "H", f"urgency-{first}": "H"}
    send(f"/assessment/stages/{name}/work", version=str(begun["version"]), **fields)


def holds(services, person, name, after) -> None:
    """Check that what was acknowledged is there, once."""
    body = json.loads(after["body"])
    if after["run_id"]:
        desk = services.simulations.desk(person, after["run_id"])
        assert [one.text for one in desk.messages if one.who == "trainee"] == list(SAID)
    elif name == "foundations":
        assert len({one["item"] for one in body["answers"]}) == len(body["answers"]) == 3
    elif name == "explain":
        assert body["said"]["0"].startswith("Because")
    elif name == "triage":
        assert len(body["calls"]) >= 1
    else:
        assert body["finding"]["rewrite"] == "The access was closed."
        assert body["wrong"]
