"""What scripts may rely on (docs/command-line.md)."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from simulator.clock import system_now
from simulator.db.engine import Database
from simulator.domain.person import Role
from simulator.services.accounts import Accounts, NewPerson
from tests.unit.cli.terminal import Terminal

EXEMPLAR = "scenarios/exemplars/SC-01/excellent.{}.jsonl"


@pytest.mark.parametrize(
    "command",
    "serve worker check schema new play replay read tone gold regrade doctor backup restore export erase audit retention db".split(),
)
def test_every_command_explains_itself(terminal: Terminal, command: str) -> None:
    said = terminal.run(command, "--help")
    assert said.code == 0
    assert said.out.startswith(f"Usage: simulator {command}")


@pytest.mark.parametrize(
    "arguments",
    [["dance"], ["read"], ["replay"], ["play"], ["tone", "--lang", "fr"], ["serve", "--port", "x"]],
)
def test_wrong_usage_ends_with_two_and_speaks_on_stderr(terminal: Terminal, arguments: list[str]) -> None:
    said = terminal.run(*arguments)
    assert (said.code, said.out) == (2, "")
    assert "Usage: simulator" in said.err


def test_read_names_the_fact_and_the_check_a_reply_asks_for(terminal: Terminal) -> None:
    lines = [
        {"id": 7, "text": "Which exact command do you type to connect?"},
        {"id": "b", "text": "Could you run ssh -v root@203.0.113.41 and paste what it prints?"},
        {"id": None, "text": "Thank you, have a nice day."},
    ]
    said = terminal.run("read", "--scenario", "SC-01", stdin="\n".join(map(json.dumps, lines)))
    answers = [json.loads(line) for line in said.out.splitlines()]
    assert said.code == 0
    assert [answer["id"] for answer in answers] == [7, "b", None]
    assert answers[0]["asks"] == ["F1"]
    assert answers[1]["requests"] == ["C1"]
    assert answers[2]["asks"] == answers[2]["requests"] == []
    assert all(list(answer) == ["id", "asks", "requests", "acts", "language"] for answer in answers)
    assert all(set(act) == {"kind", "quote"} for answer in answers for act in answer["acts"])


def test_read_takes_russian_replies(terminal: Terminal) -> None:
    said = terminal.run(
        "read",
        "--scenario",
        "SC-01",
        "--lang",
        "ru",
        stdin='{"id":1,"text":"Какой именно командой подключаетесь?"}',
    )
    answer = json.loads(said.out)
    assert answer["asks"] == ["F1"]
    assert answer["language"] == "ru"


@pytest.mark.parametrize("command", [["read", "--scenario", "SC-01"], ["tone"]])
def test_a_line_that_cannot_be_used_is_named_and_the_others_are_answered(
    terminal: Terminal, command: list[str]
) -> None:
    bad = ["oops", "[1]", '{"text":"no id"}', '{"id":1}', '{"id":2,"text":5}']
    good = '{"id":3,"text":"I will check the log now."}'
    said = terminal.run(*command, stdin="\n".join([*bad, "", good]))
    assert said.code == 1
    assert [json.loads(line)["id"] for line in said.out.splitlines()] == [3]
    assert [line.split(": ")[0] for line in said.err.splitlines()] == [f"<stdin>:{n}" for n in range(1, 6)]


def test_bytes_that_are_no_text_are_one_bad_line() -> None:
    lines = b'{"id":1,"text":"\xff"}\n{"id":2,"text":"\\ud800"}\n{"id":3,"text":"When did it start?"}\n'
    command = [sys.executable, "-m", "simulator.cli", "read", "--scenario", "SC-01"]
    done = subprocess.run(
        command, input=lines, capture_output=True, check=False, env={**os.environ, "LC_ALL": "C"}
    )
    assert done.returncode == 1
    assert done.stderr.decode().splitlines() == ["<stdin>:1: not UTF-8", "<stdin>:2: not UTF-8"]
    assert json.loads(done.stdout)["id"] == 3


def test_an_unknown_scenario_is_a_problem_of_the_caller(terminal: Terminal) -> None:
    said = terminal.run("read", "--scenario", "SC-98")
    assert (said.code, said.out, said.err) == (1, "", "simulator: no scenario SC-98\n")


def test_tone_grades_each_criterion_with_the_words_it_rests_on(terminal: Terminal) -> None:
    text = "Calm down. As I already said, check your settings."
    said = terminal.run(
        "tone", "--lang", "en", stdin=json.dumps({"id": 1, "text": text, "customer": "I lose orders!"})
    )
    answer = json.loads(said.out)
    assert said.code == 0
    assert list(answer) == ["id", "overall", "criteria"]
    assert 0 <= answer["overall"] < 2
    assert set(answer["criteria"]) <= {f"T{n}" for n in range(1, 11)}
    for criterion in answer["criteria"].values():
        assert set(criterion) == {"level", "quotes"}
        assert all(quote in text for quote in criterion["quotes"])


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_replay_prints_the_contract_and_the_same_bytes_twice(terminal: Terminal, lang: str) -> None:
    said = terminal.run("replay", EXEMPLAR.format(lang), "--json")
    assert (said.code, said.err) == (0, "")
    assert said.out == terminal.run("replay", EXEMPLAR.format(lang), "--json").out
    answer = json.loads(said.out)
    assert list(answer) == ["scenario", "digest", "seed", "lang", "events", "kpis", "grade"]
    assert [event["n"] for event in answer["events"]] == list(range(1, len(answer["events"]) + 1))
    assert all({"n", "at", "kind"} <= set(event) for event in answer["events"])
    assert {"total", "result", "rubrics", "critical_fails"} <= set(answer["grade"])
    for rubric in answer["grade"]["rubrics"].values():
        for criterion in rubric["criteria"]:
            assert {"id", "level", "evidence", "grader", "confidence", "ungraded"} <= set(criterion)
            graded = criterion["level"] is not None
            assert graded or criterion["ungraded"] or criterion["not_applicable"]
            assert not graded or criterion["evidence"]


def test_replay_for_people_tells_the_story(terminal: Terminal) -> None:
    said = terminal.run("replay", EXEMPLAR.format("ru"))
    assert said.code == 0
    assert "CUSTOMER  " in said.out
    assert "Total " in said.out


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([], ":1:1: the file is empty; begin with "),
        (['{"scenario":"SC-98"}'], ":1:1: no scenario SC-98; name a scenario that exists"),
        (['{"scenario":"SC-01","lang":"de"}'], ":1:1: `lang`: "),
        (['{"scenario":"SC-01"}', "{"], ":2:1: not JSON: "),
        (['{"scenario":"SC-01"}', '{"do":"dance"}'], ':2:1: no such action: a mapping of keys; write "do" as one of: '),
        (['{"scenario":"SC-01"}', '{"do":"say"}'], ':2:1: `text` is missing; add "text"'),
        (['{"scenario":"SC-01"}', '{"do":"wait","minutes":0}'], ":2:1: `minutes`: "),
        (['{"scenario":"SC-01"}', '{"do":"say","text":"  "}'], ":2:1: not possible here: reply-empty"),
        (['{"scenario":"SC-01"}', "", '{"do":"say","text":"x","loud":true}'], ":3:1: unknown key `loud`; remove it"),
    ],
)  # fmt: skip
def test_a_replay_file_that_cannot_be_played_names_the_line(
    terminal: Terminal, tmp_path: Path, lines: list[str], expected: str
) -> None:
    file = tmp_path / "run.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    said = terminal.run("replay", str(file), "--json")
    assert (said.code, said.out) == (1, "")
    assert f"{file}{expected}" in said.err


def test_check_names_the_place_of_a_fault_and_ends_with_one(
    terminal: Terminal, tmp_path: Path, root: Path
) -> None:
    cards = tmp_path / "scenarios" / "cards"
    cards.mkdir(parents=True)
    text = (root / "scenarios/cards/SC-01.yaml").read_text(encoding="utf-8")
    (cards / "SC-01.yaml").write_text(text.replace("difficulty:", "dificulty:", 1), encoding="utf-8")
    said = terminal.run("check", "--root", str(tmp_path), "--no-replay", str(cards / "SC-01.yaml"))
    line = [row.split(":")[0] for row in text.splitlines()].index("difficulty") + 1
    assert said.code == 1
    assert f"SC-01.yaml:{line}:1: unknown key `dificulty`; did you mean `difficulty`?" in said.out
    assert "SC-01.yaml:2:1: `difficulty` is missing" in said.out


def test_check_of_one_good_file_is_quiet_and_fine(terminal: Terminal) -> None:
    said = terminal.run("check", "--no-replay", "scenarios/cards/SC-01.yaml")
    assert (said.code, said.err) == (0, "")
    assert said.out == "1 cards, 0 twins, 0 exemplar runs, 0 problems\n"


def test_schemas_are_current(terminal: Terminal) -> None:
    assert terminal.run("schema", "--check").code == 0


@pytest.fixture(autouse=True)
def _in_the_repository(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)


def test_an_operator_backs_up_restores_copies_and_erases(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIMULATOR_DATA_DIR", str(tmp_path))
    assert terminal.run("backup", str(tmp_path / "b.zip")).code == 1
    assert terminal.run("db", "upgrade").code == 0
    add_person(tmp_path)
    said = terminal.run("backup", str(tmp_path / "b.zip"), "--json")
    assert (said.code, json.loads(said.out)["rows"]["person"]) == (0, 1)
    said = terminal.run("restore", str(tmp_path / "b.zip"))
    assert (said.code, "--replace" in said.err) == (1, True)
    assert json.loads(terminal.run("export", "Anna").out)["person"]["name"] == "Анна"
    assert terminal.run("export", "nobody").code == 1
    assert terminal.run("export", "anna", "--out", str(tmp_path / "anna.json")).code == 0
    assert (tmp_path / "anna.json").stat().st_mode & 0o077 == 0
    assert terminal.run("erase", "anna", "--reason", "asked", stdin="n\n").code == 130
    said = terminal.run("erase", "anna", "--reason", "asked", "--yes", "--json")
    assert (said.code, json.loads(said.out)["rows"]) == (0, {"person": 1})
    assert terminal.run("export", "anna").code == 1
    assert terminal.run("restore", str(tmp_path / "b.zip"), "--replace").code == 0
    assert terminal.run("export", "anna").code == 0


def add_person(folder: Path) -> None:
    database = Database(f"sqlite:///{folder / 'simulator.db'}")
    Accounts(database, system_now, session_hours=1, samples=(), hasher=None).add(
        NewPerson(login="anna", name="Анна", role=Role.TRAINEE, password="pw-anna-anna")
    )
    database.close()


def test_a_card_is_begun_with_its_exemplars_and_nothing_is_overwritten(
    terminal: Terminal, tmp_path: Path, root: Path
) -> None:
    shutil.copytree(root / "scenarios" / "cards", tmp_path / "scenarios" / "cards")
    shutil.copytree(
        root / "scenarios" / "exemplars" / "SC-55", tmp_path / "scenarios" / "exemplars" / "SC-55"
    )
    said = terminal.run("new", "scenario", "SC-60", "--root", str(tmp_path))
    assert said.code == 0
    card = tmp_path / "scenarios" / "cards" / "SC-60.yaml"
    assert "\nid: SC-60\n" in card.read_text(encoding="utf-8")
    runs = sorted((tmp_path / "scenarios" / "exemplars" / "SC-60").glob("*.jsonl"))
    assert len(runs) == 6
    assert all('"scenario":"SC-60"' in run.read_text(encoding="utf-8").replace(": ", ":") for run in runs)
    assert terminal.run("new", "scenario", "SC-60", "--root", str(tmp_path)).code == 1
    assert terminal.run("new", "scenario", "SC-6", "--root", str(tmp_path)).code == 2
    assert terminal.run("new", "scenario", "SC-61", "--like", "SC-00", "--root", str(tmp_path)).code == 1


def test_the_record_is_verified_and_old_candidates_are_erased(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIMULATOR_DATA_DIR", str(tmp_path))
    assert terminal.run("db", "upgrade").code == 0
    said = terminal.run("audit", "verify", "--json")
    assert (said.code, json.loads(said.out)["entries"], json.loads(said.out)["whole"]) == (0, 0, True)
    assert json.loads(terminal.run("retention", "--json").out) == {"erased": []}
    with closing(sqlite3.connect(tmp_path / "simulator.db")) as connection:
        connection.execute(
            "INSERT INTO audit VALUES (2, '2026-03-02 09:00:00', 'a', 'scored', 's', '{}', 'p', 'd')"
        )
        connection.commit()
    said = terminal.run("audit", "verify")
    assert (said.code, "entry 1 is missing" in said.err) == (1, True)
