"""A typed command is read the way a support engineer means it."""

import pytest

from simulator.engine.shell import parse


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ping -c 4 203.0.113.44", "ping 203.0.113.44"),
        ("nc -vz -w 5 203.0.113.58 22", "nc -w5 203.0.113.58 22 -z -v"),
        ("dig +short shop.example", "dig shop.example A"),
        ("curl -sI http://203.0.113.44", "curl -I -s http://203.0.113.44/"),
        ("kb search “trust period”", 'kb search "trust period"'),
        ("sudo opsview vm vm-7f31", "OPSVIEW VM vm-7f31;"),
        ("changes --zone ru-1a --last 24h", "changes --last=24h --zone=ru-1a"),
    ],
)
def test_flags_in_any_order_ask_the_same_thing(one: str, other: str) -> None:
    assert set(parse(one).values) == set(parse(other).values)
    assert parse(one).family == parse(other).family


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("dig MX shop.example", "dig shop.example"),
        ("dig @192.0.2.53 shop.example", "dig shop.example"),
        ("nc -vz 203.0.113.58 22", "nc -vz 203.0.113.58 443"),
        ("curl -sI https://shop.example", "curl -sI http://shop.example"),
    ],
)
def test_another_record_server_port_or_scheme_is_another_question(one: str, other: str) -> None:
    assert set(parse(one).values) != set(parse(other).values)


def test_an_unclosed_quote_is_read_as_text() -> None:
    assert parse('kb search "trust period').program == "kb"


def test_an_empty_line_names_no_program() -> None:
    assert parse("   ").program == ""
