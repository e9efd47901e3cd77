"""What must not be kept is covered, the story stays readable, and innocent words stay."""

import pytest

from bench.masking import MARKED, measured, tally
from simulator.masking import Mask

STORY = """Здравствуйте, Ирина! Пишет Олег Дубровин, teremok-shop.ru отдаёт 502 с 185.71.66.12.
Пароль от панели: Zima2024!, почта oleg@teremok-shop.ru, телефон +7 (912) 555-34-07.
Дубровину никто не перезвонил. Сервер 185.71.66.12 доступен, lk.teremok-shop.ru нет. Версия 10.0.19041.388."""


def test_the_same_thing_gets_the_same_stand_in_and_the_story_stays_readable():
    text = Mask(russian=True).masked(STORY).text
    assert text.count("[имя 2]") == 2  # the name and the surname that comes back in another case
    assert text.count("203.0.113.10") == 2
    assert "lk.site1.example" in text
    assert "user1@site1.example" in text
    assert "Версия 10.0.19041.388" in text
    for gone in ("Дубров", "Ирина", "Zima2024", "teremok", "185.71", "555-34-07"):
        assert gone not in text


def test_two_tickets_share_nothing():
    first, second = Mask(russian=False), Mask(russian=False)
    first.masked("Call Maria Lopez")
    assert second.masked("Call Tom Hadley").text == "Call [name 1]"


def test_a_secret_is_covered_wherever_it_comes_back():
    text = Mask(russian=False).masked("my password is hunter2!x\nI typed hunter2!x again").text
    assert "hunter2" not in text
    assert text.count("[secret 1]") == 2


def test_a_whole_field_is_one_thing():
    mask = Mask(russian=True)
    assert mask.masked("Лапин П.", whole="person").text == "[имя 1]"
    assert mask.masked("Звонил Лапин").text == "Звонил [имя 1]"


def test_where_the_stand_ins_stand_is_told():
    done = Mask(russian=False).masked("Dear Anna, ping 81.2.69.142 fails")
    assert [done.text[start:end] for start, end, _kind in done.shown] == ["[name 1]", "203.0.113.10"]


@pytest.mark.parametrize(
    "text",
    [
        "HTTP 502 from nginx 1.24.0 on Ubuntu 22.04, kernel 5.15.0-91-generic, /etc/nginx/nginx.conf",
        "Password incorrect, it says. The token expired, where is the key of the docs?",
        "Пароль неверный, пишет система. Ключ не подходит, ошибка 0x80070005, порт 3306.",
        "CVE-2024-3094, KB5034441, RFC 1918, 10:15, 12.03.2025, 99.95 %, 1 240 ₽, 10.0.0.0/16",
    ],
)
def test_an_ordinary_line_is_left_as_it_is(text):
    assert Mask(russian=False).masked(text).text == text


def test_the_figures_of_the_held_out_lines_do_not_fall():
    found = measured("heldout")
    both = found["en"].plus(found["ru"])
    assert both.secrets[0] / both.secrets[1] >= 0.90
    assert both.personal[0] / both.personal[1] >= 0.95
    assert both.innocent[0] / both.innocent[1] <= 0.03


def test_there_are_lines_enough_and_the_measure_can_fail():
    assert (
        sum(tally(f"{part}.{lang}.txt").lines for part in ("practice", "heldout") for lang in ("en", "ru"))
        >= 120
    )
    assert MARKED.search("{{secret|x}}")
