"""What the tools console shows."""

import pytest

from simulator.content.library import Library
from simulator.domain.case import Case
from simulator.domain.run import Run
from simulator.engine import play
from simulator.engine.environment import complete, run_command


def test_every_command_a_card_lists_gives_the_output_it_lists(library: Library) -> None:
    for scenario_id in (card.id for card in library.scenarios):
        case = library.case(scenario_id, "en", 1, "practice")
        run = Run.of(play.begin(case))
        for tool in case.scenario.tools:
            output = run_command(case, run, tool.cmd)
            assert (output.tool, output.text) == (tool.id, tool.out.rstrip("\n")), f"{scenario_id} {tool.cmd}"


@pytest.mark.parametrize(
    ("command", "tool"),
    [
        ("opsview sg sg-office-admin", "K1"),
        ("nc -w 5 -zv 203.0.113.58 22", "K2"),
        ("curl http://203.0.113.58/", "K3"),
        ("changes", "K5"),
        ("changes --last 24h --zone ru-1a", "K5"),
        ("changes --zone ru-1b", None),
        ("opsview vm vm-2c90", None),
        ("nc -vz 203.0.113.58 443", None),
    ],
)
def test_a_command_finds_its_output_whatever_the_order_of_flags(
    office: Case, opened: Run, command: str, tool: str | None
) -> None:
    assert run_command(office, opened, command).tool == tool


def test_an_unlisted_command_gives_a_healthy_output_from_the_resource(office: Case, opened: Run) -> None:
    output = run_command(office, opened, "opsview vm vm-2c90")
    assert output.ok
    assert "state=RUNNING" in output.text


def test_a_neutral_probe_of_a_failing_address_does_not_look_healthy(office: Case, opened: Run) -> None:
    assert "0% packet loss" not in run_command(office, opened, "ping 203.0.113.58").text


@pytest.mark.parametrize("command", ["crm vm-2c90", "crm", "crm acc-0000", "verify", "verify caller"])
def test_crm_and_verify_answer_whatever_id_is_given(office: Case, opened: Run, command: str) -> None:
    output = run_command(office, opened, command)
    assert output.ok
    assert output.text.strip()
    assert output.minutes == 1


def test_a_command_of_the_customers_machine_is_not_run(office: Case, opened: Run) -> None:
    output = run_command(office, opened, "systemctl status ssh")
    assert not output.ok
    assert output.minutes == 0
    assert "customer's side" in output.text


def test_an_unknown_tool_suggests_the_nearest_and_costs_nothing(office: Case, opened: Run) -> None:
    output = run_command(office, opened, "pinng 203.0.113.58")
    assert (output.ok, output.minutes) == (False, 0)
    assert "ping" in output.text


def test_help_lists_every_tool_with_its_price(office: Case, opened: Run) -> None:
    text = run_command(office, opened, "help").text
    assert all(kind.usage in text for kind in office.provider.tools)


def test_completion_offers_tools_and_identifiers_already_seen(office: Case, opened: Run) -> None:
    assert "opsview sg" in complete(office, opened, "opsview s")
    assert "opsview vm vm-2c90" in complete(office, opened, "opsview vm vm-")
    assert not complete(office, opened, "opsview sg sg-")
