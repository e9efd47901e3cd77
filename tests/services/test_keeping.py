"""Backups are taken back whole or not at all; a person's data can be taken away and erased, others' data stays."""

import json
import zipfile
from datetime import timedelta

import pytest
from sqlalchemy import text

from simulator.db.archive import KEPT_OUT, BadArchive, manifest_of
from simulator.db.columns import METADATA
from simulator.db.engine import Database
from simulator.db.migrate import DatabaseNewer, standing
from simulator.db.ownership import actors, owned
from simulator.db.restore import NotEmpty, back_up, restore
from simulator.domain.coaching import Order, TalkForm
from simulator.domain.person import Role
from simulator.errors import NotAllowed, NotFound, SimulatorError
from simulator.services.accounts import NewPerson
from simulator.services.demo.playing import play_exemplar
from simulator.services.levels import Given
from simulator.services.privacy import Privacy
from tests.services.databases import postgres_database, postgres_is_there

SHARED = {
    "pin",
    "cohort",
    "cohort_day",
    "pulse",
    "card",
    "card_version",
    "vacancy",
    "panel",
    "erasure",
    "sheet",
    "old_ticket",
    *KEPT_OUT - {"session", "mail"},
}
"""Tables in which no row is one person's own."""


@pytest.fixture
def played(services, anna, boris, lead):
    """Anna and Boris with graded runs, a review, a dispute, a quiz, a note and a cohort."""
    for person in (anna, boris):
        play_exemplar(services, person, ("SC-01", "average", "en"))
    services.grading.work_off()
    run = services.simulations.history(anna)[0].simulation_id
    services.reviews.hand_in(lead, run, [Given("T1", 4.0, "the demo is named")], "Good start.")
    services.disputes.dispute(anna, run, "T3", 4.0, "I explained the word")
    services.quizzes.begin(anna, "QZ-05", "en", "k")
    services.cohorts.make(lead, "Autumn", services.clock().date(), ["anna"])
    services.cohorts.assign_buddy(lead, anna.id, "boris")
    coached(services, lead, anna, run)
    return run


def coached(services, lead, anna, run):
    """A talk about the run with an exercise, thanks, the pulse, something put off."""
    form = TalkForm("She named the demo.", "Ask one thing at a time.", focus=((run, "T1"),))
    order = Order((anna.id,), ("QZ-01",), services.clock().date() + timedelta(days=3))
    services.coaching.hold(lead, anna.id, form, order, "talk")
    services.coaching.thank(lead, anna.id, "Well said.", "thanks")
    services.pulse.answer(anna, (3, 4, 5))
    services.attention.put_off(lead, f"gate-late:{anna.id}:G0", 3)


@pytest.fixture
def begun(services, anna):
    """A run that has only begun: enough to see whether a backup is whole."""
    return services.simulations.start(anna, "SC-01", "en", "practice", 1, "k")


@pytest.fixture
def privacy(database, clock):
    return Privacy(database, clock)


def rows(database: Database) -> dict[str, list[tuple[object, ...]]]:
    with database.reading() as session:
        return {
            table.name: sorted(map(tuple, session.connection().execute(table.select())), key=repr)
            for table in METADATA.sorted_tables
            if table.name not in KEPT_OUT
        }


def test_a_backup_brings_every_row_back(services, database, url, clock, tmp_path, played):
    before = rows(database)
    kept = back_up(url, tmp_path / "b.zip", clock())
    assert kept.rows["simulation"] == 2
    assert (tmp_path / "b.zip").stat().st_mode & 0o077 == 0
    with pytest.raises(NotEmpty, match="--replace"):
        restore(url, tmp_path / "b.zip", replace=False)
    with database.writing() as session:
        session.execute(text("UPDATE simulation SET total = 1"))
    services.close()
    restore(url, tmp_path / "b.zip", replace=True)
    assert rows(database) == before
    assert standing(url).state == "current"


def test_the_next_row_after_a_restore_has_a_number_of_its_own(services, anna, url, clock, tmp_path, played):
    back_up(url, tmp_path / "b.zip", clock())
    services.close()
    restore(url, tmp_path / "b.zip", replace=True)
    services.disputes.dispute(anna, played, "T4", 4.0, "short sentences")
    services.reviews.hand_in(services.accounts.by_login("lena"), played, [Given("T2", 3.0, "x")], "Again.")


@pytest.mark.postgres
@pytest.mark.skipif(not postgres_is_there(), reason="no PostgreSQL server answers")
def test_a_backup_moves_to_the_other_kind_of_database(database, url, clock, tmp_path, played):
    before = rows(database)
    back_up(url, tmp_path / "b.zip", clock())
    with postgres_database("simulator_moved") as other:
        target = f"sqlite:///{tmp_path / 'moved.db'}" if url.startswith("postgres") else other
        restore(target, tmp_path / "b.zip", replace=False)
        moved = Database(target)
        assert rows(moved) == before
        moved.close()


def changed(source, target, name, change):
    """Copy a backup with one of its files changed."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for one in old.namelist():
            data = old.read(one)
            new.writestr(one, change(data) if one == name else data)
    return target


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        ("tables/event.jsonl", lambda data: data.replace(b"opened", b"Opened", 1), "not as it was written"),
        ("tables/event.jsonl", lambda data: data[: len(data) // 2], "damaged"),
        ("tables/event.jsonl", lambda data: data.split(b"\n", 1)[1], "not as it was written"),
        ("manifest.json", lambda data: data.replace(b"support-simulator", b"another"), "no backup of"),
        ("manifest.json", lambda _data: b"{", "is no backup"),
        ("manifest.json", lambda data: data.replace(b'"event"', b'"evemt"'), "no table evemt"),
    ],
)
def test_a_damaged_backup_changes_nothing(database, url, clock, tmp_path, begun, name, change, said):
    if url.startswith("postgres") and said != "damaged":
        pytest.skip("what is wrong with a file does not depend on the database")
    before = rows(database)
    back_up(url, tmp_path / "b.zip", clock())
    broken = changed(tmp_path / "b.zip", tmp_path / "broken.zip", name, change)
    with pytest.raises(BadArchive, match=said):
        restore(url, broken, replace=True)
    assert rows(database) == before


def test_what_is_no_backup_is_named(url, tmp_path):
    (tmp_path / "a.txt").write_text("hello")
    for name in ("a.txt", "none.zip"):
        with pytest.raises(BadArchive, match="simulator backup"):
            restore(url, tmp_path / name, replace=True)


def test_a_backup_of_a_newer_version_is_refused(url, clock, tmp_path, begun):
    back_up(url, tmp_path / "b.zip", clock())
    newer = changed(
        tmp_path / "b.zip", tmp_path / "n.zip", "manifest.json",
        lambda data: data.replace(standing(url).head.encode(), b"9999"),
    )  # fmt: skip
    assert manifest_of(newer)["revision"] == "9999"
    with pytest.raises(DatabaseNewer):
        restore(url, newer, replace=True)


def test_a_failed_backup_leaves_the_old_one(url, clock, tmp_path, begun):
    (tmp_path / "b.zip").write_text("the old one")
    with pytest.raises(SimulatorError, match="name another place"):
        back_up(url, tmp_path / "nowhere" / "b.zip", clock())
    assert (tmp_path / "b.zip").read_text() == "the old one"
    assert list(tmp_path.glob("*.part")) == []


def test_every_table_is_somebodys_or_said_to_be_shared():
    mine = {table.name for table in owned("x")}
    assert {table.name for table in METADATA.sorted_tables} - mine == SHARED - {"alembic_version"}


def test_every_key_to_a_person_says_owner_or_actor():
    named = {
        (table.name, column.name)
        for table in METADATA.sorted_tables
        for key in table.foreign_key_constraints
        if key.referred_table.name == "person"
        for column in key.columns
    }
    acting = {name for _table, name in named if name != "person_id"}
    assert acting <= {
        "author_id",
        "lead_id",
        "buddy_id",
        "ruled_by",
        "assessor_id",
        "asked_by",
        "reviewer_id",
    }
    assert {table.name for table in actors("x")} >= {"review", "person", "round_score"}


def test_a_copy_holds_ones_own_story_and_no_secret(services, anna, boris, admin, privacy, played):
    found = privacy.copy(anna, anna.id)
    assert found["person"]["login"] == "anna"
    tables = found["tables"]
    assert {row["id"] for row in tables["simulation"]} == {played}
    assert {row["simulation_id"] for row in tables["event"]} == {played}
    assert {"grade", "review", "dispute", "proof", "exercise", "member", "receipt", "job"} <= set(tables)
    written = json.dumps(found, ensure_ascii=False)
    assert "password_hash" not in written
    assert boris.id not in json.dumps({name: rows for name, rows in tables.items() if name != "member"})
    assert privacy.copy(admin, anna.id)["person"] == found["person"]
    with pytest.raises(NotFound):
        privacy.copy(boris, anna.id)


def test_erasing_takes_all_of_one_and_nothing_of_others(services, database, anna, boris, privacy, played):
    other = privacy.copy_of(boris.id)["tables"]
    done = privacy.erase(anna.id, ordered_by="test", reason="her request")
    assert done.rows["simulation"] == 1
    assert not done.stays
    for table, found in rows(database).items():
        assert not any(anna.id in map(str, row) or played in map(str, row) for row in found), table
    assert privacy.copy_of(boris.id)["tables"] == other
    with pytest.raises(NotFound):
        privacy.erase(anna.id, ordered_by="test", reason="again")
    with database.reading() as session:
        proof = session.connection().execute(text("SELECT * FROM erasure")).mappings().one()
    assert proof["reason"] == "her request"
    assert anna.id not in str(dict(proof))


def test_what_a_lead_ruled_on_others_stays_without_a_name(services, database, anna, lead, privacy, played):
    done = privacy.erase(lead.id, ordered_by="test", reason="left")
    assert done.stays
    judged = services.reviews.judged(anna, played)
    assert judged.reviews
    assert services.accounts.by_login("lena") is None
    with database.reading() as session:
        row = (
            session.connection()
            .execute(text("SELECT * FROM person WHERE id = :id"), {"id": lead.id})
            .mappings()
            .one()
        )
    assert (row["name"], bool(row["is_active"]), row["password_hash"]) == ("—", False, "")


def test_the_last_admin_cannot_be_erased(services, admin, privacy):
    with pytest.raises(NotAllowed):
        privacy.erase(admin.id, ordered_by="test", reason="x")
    services.accounts.add(NewPerson(login="root2", name="R", role=Role.ADMIN, password="pw-root-root"))
    assert privacy.erase(admin.id, ordered_by="test", reason="x").rows["person"] == 1


def test_a_copy_is_no_way_to_look_behind_work_that_goes_on(services, anna, privacy, played):
    going = services.simulations.start(anna, "SC-02", "en", "exam", 1, "going")
    services.drafts.begin(anna, "AIX-01", "en", "draft")
    found = privacy.copy(anna, anna.id)["tables"]
    assert {row["id"] for row in found["simulation"]} == {played, going}
    assert {row["simulation_id"] for row in found["event"]} == {played}
    assert [row["body"] for row in found["exercise"] if row["kind"] == "draft"] == [None]
    whole = privacy.copy_of(anna.id)["tables"]
    assert going in {row["simulation_id"] for row in whole["event"]}
    assert next(row["body"] for row in whole["exercise"] if row["kind"] == "draft")["wrong"]


def test_a_backup_of_sqlite_leaves_nothing_beside_itself(services, url, clock, tmp_path, begun):
    (tmp_path / "kept").mkdir()
    back_up(url, tmp_path / "kept" / "b.zip", clock())
    assert [one.name for one in (tmp_path / "kept").iterdir()] == ["b.zip"]
