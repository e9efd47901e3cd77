"""A trainee works a real ticket from the first look to the report: both languages, with and without scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Open

pytestmark = pytest.mark.e2e

WORDS = {
    "en": {
        "ask": "With a demo at noon that is bad, I am on it. Which exact ssh command do you type, so that I see the user?",
        "fix": "The server and your key are fine. The image's user is ubuntu, root is closed. "
        "Please run `ssh -i ~/.ssh/id_ed25519 ubuntu@203.0.113.41`; you should see a prompt. Does it work now?",
        "cause": "Wrong login name: the image's user is ubuntu, not root.",
        "bye": "Glad that it works. I close the ticket; write here if anything comes up.",
        "empty": "Write something first",
        "over": "This run is over",
        "score": "Scorecards",
    },
    "ru": {
        "ask": "Понимаю, демо в полдень, занимаюсь этим. Какую именно команду ssh вы вводите? Мне нужно увидеть имя.",
        "fix": "Сервер и ключ в порядке. Пользователь этого образа — ubuntu, вход под root закрыт. "
        "Выполните `ssh -i ~/.ssh/id_ed25519 ubuntu@203.0.113.41`, появится приглашение. Получилось войти?",
        "cause": "Неверный логин: пользователь образа ubuntu, а не root.",
        "bye": "Хорошо, что заработало. Закрываю обращение; если что-то появится, напишите сюда.",
        "empty": "Сначала напишите",
        "over": "Прохождение закончено",
        "score": "Оценка по критериям",
    },
}
NARROW = 800


def show(page: Page, part: str, *, tabs: bool) -> None:
    """Bring a part of the desk into view: on a narrow screen the parts are behind tabs."""
    if tabs:
        page.locator(f".desk-tabs a[href='#{part}']").click()


def no_sideways_scrolling(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_ticket_from_the_library_to_the_report(open_as: Open, language: str, width: int, *, scripts: bool) -> None:
    say = WORDS[language]
    page = open_as("boris", language=language, width=width, java_script_enabled=scripts)
    tabs = scripts and width < NARROW
    page.goto("/scenarios?category=access")
    page.locator("a[href$='/scenarios/SC-01']").click()
    page.locator("details:has(#seed) summary").click()
    page.fill("#seed", "1")
    page.locator("main form button.btn-primary").click()
    page.wait_for_url(re.compile(r"/simulations/\w+$"))
    answers = page.locator("#messages li.from-customer:not(.is-pending)")
    expect(answers).to_have_count(1)
    if scripts:
        no_sideways_scrolling(page)

    page.fill("#reply", say["ask"])
    page.locator("#composer button").click()
    expect(answers).to_have_count(2)
    expect(page.locator("#messages li.from-trainee")).to_have_count(1)
    assert page.locator("#reply").input_value() == ""

    show(page, "workbench", tabs=tabs)
    for n, command in enumerate(("opsview vm vm-7f31", "nc -vz 203.0.113.41 22"), 1):
        page.fill("#tool", command)
        page.press("#tool", "Enter")
        expect(page.locator("#console-log li")).to_have_count(n)
    expect(page.locator("#console-log")).to_contain_text("default_user: ubuntu")

    show(page, "ticket", tabs=tabs)
    page.select_option("#category", "access")
    page.select_option("#impact", "L")
    page.select_option("#urgency", "M")
    page.locator("form:has(#category) button").click()
    expect(page.locator("#bar-region .tag-p4")).to_be_visible()

    show(page, "workbench", tabs=tabs)
    if scripts:
        page.locator("a[href='#notes']").click()
    page.fill("#note", say["cause"])
    page.locator("form:has(#note) button").click()
    expect(page.locator("#notes-region li")).to_have_count(1)

    show(page, "conversation", tabs=tabs)
    page.fill("#reply", "   ")
    page.locator("#composer button").click()
    expect(page.locator("#composer [role=alert]")).to_contain_text(say["empty"])
    page.fill("#reply", say["fix"])
    page.locator("#composer button").click()
    expect(page.locator("#messages li.from-trainee")).to_have_count(2)
    expect(page.locator("#messages li.is-pending")).to_have_count(0)
    expect(answers).to_have_count(3)

    show(page, "workbench", tabs=tabs)
    if scripts:
        page.locator("a[href='#solution']").click()
    page.fill("#cause", say["cause"])
    page.locator("form:has(#cause) button").click()
    expect(page.locator("#bar-region .tag-good")).not_to_have_count(0)
    page.fill("#closure-text", say["bye"])
    page.locator("form:has(#closure-text) button").click()
    show(page, "conversation", tabs=tabs)
    expect(page.locator(".ended")).to_contain_text(say["over"])
    desk = page.url.split("#")[0].split("?")[0]
    for _ in range(60):
        page.goto(f"{desk}/report")
        if page.locator(".report").count():
            break
        page.wait_for_timeout(500)
    expect(page.locator("h2").filter(has_text=say["score"])).to_be_visible()
    assert page.locator(".evidence a").count() > 0
    if scripts:
        no_sideways_scrolling(page)
