"""A trainee works a real ticket from the first look to the report: both languages, with and without scripts."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

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


def no_sideways_scrolling(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@dataclass(frozen=True)
class Trainee:
    """A person at the desk: what he says, and whether the parts of the desk are behind tabs."""

    page: Page
    say: dict[str, str]
    scripts: bool
    narrow: bool

    def show(self, part: str, panel: str = "") -> None:
        """Bring a part of the desk into view."""
        if self.scripts and self.narrow:
            self.page.locator(f".desk-tabs a[href='#{part}']").click()
        if self.scripts and panel:
            self.page.locator(f"a[href='#{panel}']").click()

    def answers(self) -> Locator:
        return self.page.locator("#messages li.from-customer:not(.is-pending)")

    def take(self) -> None:
        self.page.goto("/scenarios?category=access")
        self.page.locator("a[href$='/scenarios/SC-01']").click()
        self.page.locator("details:has(#seed) summary").click()
        self.page.fill("#seed", "1")
        self.page.locator("main form button.btn-primary").click()
        self.page.wait_for_url(re.compile(r"/simulations/\w+$"))
        expect(self.answers()).to_have_count(1)

    def write(self, text: str, *, answers: int) -> None:
        self.show("conversation")
        self.page.fill("#reply", text)
        self.page.locator("#composer button").click()
        expect(self.answers()).to_have_count(answers)
        expect(self.page.locator("#messages li.from-trainee")).to_have_count(answers - 1)
        assert self.page.locator("#reply").input_value() == ""

    def check(self, *commands: str) -> None:
        self.show("workbench", "tools")
        for n, command in enumerate(commands, 1):
            self.page.fill("#tool", command)
            self.page.press("#tool", "Enter")
            expect(self.page.locator("#console-log li")).to_have_count(n)

    def classify(self) -> None:
        self.show("ticket")
        for field, value in (("category", "access"), ("impact", "L"), ("urgency", "M")):
            self.page.select_option(f"#{field}", value)
        self.page.locator("form:has(#category) button").click()
        expect(self.page.locator("#bar-region .tag-p4")).to_be_visible()

    def note(self) -> None:
        self.show("workbench", "notes")
        self.page.fill("#note", self.say["cause"])
        self.page.locator("form:has(#note) button").click()
        expect(self.page.locator("#notes-region li")).to_have_count(1)

    def send_nothing(self) -> None:
        self.show("conversation")
        self.page.fill("#reply", "   ")
        self.page.locator("#composer button").click()
        expect(self.page.locator("#composer [role=alert]")).to_contain_text(self.say["empty"])

    def solve_and_close(self) -> None:
        self.show("workbench", "solution")
        self.page.fill("#cause", self.say["cause"])
        self.page.locator("form:has(#cause) button").click()
        expect(self.page.locator("#bar-region .tag-good")).not_to_have_count(0)
        self.page.fill("#closure-text", self.say["bye"])
        self.page.locator("form:has(#closure-text) button").click()
        self.show("conversation")
        expect(self.page.locator(".ended")).to_contain_text(self.say["over"])

    def read_the_report(self) -> None:
        desk = self.page.url.split("#")[0].split("?")[0]
        for _ in range(60):
            self.page.goto(f"{desk}/report")
            if self.page.locator(".report").count():
                break
            self.page.wait_for_timeout(500)
        expect(self.page.locator("h2").filter(has_text=self.say["score"])).to_be_visible()
        assert self.page.locator(".evidence a").count() > 0


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_ticket_from_the_library_to_the_report(
    open_as: Open, language: str, width: int, *, scripts: bool
) -> None:
    page = open_as("boris", language=language, width=width, java_script_enabled=scripts)
    trainee = Trainee(page, WORDS[language], scripts, narrow=width < NARROW)
    trainee.take()
    trainee.write(trainee.say["ask"], answers=2)
    trainee.check("opsview vm vm-7f31", "nc -vz 203.0.113.41 22")
    expect(page.locator("#console-log")).to_contain_text("default_user: ubuntu")
    trainee.classify()
    trainee.note()
    trainee.send_nothing()
    trainee.write(trainee.say["fix"], answers=3)
    if scripts:
        no_sideways_scrolling(page)
    trainee.solve_and_close()
    trainee.read_the_report()
    if scripts:
        no_sideways_scrolling(page)
