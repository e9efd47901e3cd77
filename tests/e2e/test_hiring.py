"""Hiring in a real browser: a candidate on a phone, an interviewer on a desktop, no barrier on either side's pages."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from simulator.domain.assessment import STAGES
from tests.e2e.conftest import PATIENCE_MS, Open
from tests.e2e.test_accessibility import violations

pytestmark = pytest.mark.e2e

DIMENSIONS = (
    "diagnosis", "tone", "turn", "writing", "escalation", "priority", "floor", "security", "reasoning",
)  # fmt: skip


def take_the_stages(phone: Page, language: str) -> list[str]:
    """Take every stage with hardly a word, and return what axe finds on the way."""
    found = []
    for name in STAGES:
        phone.locator(f"form[action='/assessment/stages/{name}/clock'] button").click()
        expect(phone.locator("[data-clock]")).to_have_text(re.compile(r"^\d+:\d\d$"))
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390
        found += violations(phone)
        if name == "foundations":
            for number in range(1, 11):
                expect(phone.locator("h1")).to_contain_text(str(number))
                phone.locator("main .btn-primary").click()
            phone.goto("/assessment")
        elif name == "case":
            phone.locator("#reply").fill(
                "Здравствуйте. Какую ошибку вы видите?"
                if language == "ru"
                else "Hello. Which error do you see?"
            )
            phone.locator("#reply").press("Control+Enter")
            # What nobody can prepare for may follow the answer at once.
            expect(phone.locator(".from-customer").nth(1)).to_be_visible()
            phone.reload()
            # What nobody can prepare for may follow the answer at once.
            expect(phone.locator(".from-customer").nth(1)).to_be_visible()
            phone.locator("#hand-in button").click()
        elif name == "explain":
            phone.locator("#said-0").fill("Because the answer decides where to look next.")
            expect(phone.locator("#kept [role=status]")).to_be_visible()
            phone.reload()
            expect(phone.locator("#said-0")).to_have_value("Because the answer decides where to look next.")
            phone.locator("#work .btn-primary").click()
        else:
            # The trap may be a caller or a draft to check, as it was drawn.
            phone.locator("#hand-in button, form[data-work] .btn-primary").first.click()
    return found


@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("ru", "dark")])
def test_from_the_invitation_to_the_score_sheet(
    open_as: Open, browser: Browser, server: str, language: str, theme: str
) -> None:
    desk = open_as("igor", language=language, width=1440, color_scheme=theme)
    desk.goto("/hiring")
    found = violations(desk)
    desk.fill("#title", f"Night shift {language}")
    desk.locator("form[action='/hiring'] .btn-primary").click()
    desk.fill("#name", "Maria Leskova")
    desk.select_option("#language", language)
    found += violations(desk)
    desk.locator("form[action$='/candidates'] .btn-primary").click()
    link = desk.locator(".links code").inner_text()
    vacancy = desk.url.removesuffix("/candidates")

    context = browser.new_context(
        base_url=server,
        viewport={"width": 390, "height": 844},
        locale=language,
        color_scheme=theme,  # type: ignore[arg-type]
    )
    context.set_default_timeout(PATIENCE_MS)
    phone = context.new_page()
    phone.goto(link)
    found += violations(phone)
    phone.locator("main .btn-primary").click()
    found += violations(phone)
    phone.locator("[name=agree]").check()
    phone.locator("main .btn-primary").click()
    found += violations(phone)
    found += take_the_stages(phone, language)
    expect(phone.locator("main .notice")).to_be_visible()
    phone.goto("/assessment/log")
    found += violations(phone)

    desk.goto(vacancy)
    desk.locator("td a.mono").click()
    found += violations(desk)
    expect(desk.locator(".machine")).to_have_count(0)
    for name in DIMENSIONS:
        desk.select_option(f"#level-{name}", "1.0")
        desk.fill(f"#reason-{name}", "one message and nothing more in the stages")
    desk.locator("#scores .btn-primary").click()
    expect(desk.locator(".machine").first).to_be_visible()
    found += violations(desk)
    for page in ("comparison", "impact"):
        desk.goto(f"{vacancy}/{page}")
        found += violations(desk)
    context.close()
    assert found == []


def test_a_lead_writes_a_card_and_a_broken_line_is_named_while_typing(open_as: Open) -> None:
    page = open_as("lena", language="en", width=1440)
    page.goto("/home")
    found = violations(page)
    page.goto("/authoring")
    found += violations(page)
    page.select_option("#source", "SC-55")
    page.locator("form[action='/authoring'] .btn-primary").click()
    found += violations(page)
    text = page.locator("#text").input_value()
    page.locator("#text").fill(text.replace("difficulty: 1", "difficulty: nine"))
    expect(page.locator("#problems .place").first).to_be_visible()
    page.locator("#problems .place").first.click()
    assert "nine" in page.evaluate(
        "(() => { const t = document.getElementById('text'); return t.value.slice(t.selectionStart, t.selectionEnd); })()"
    )
    page.locator("#text").fill(text)
    expect(page.locator("#problems .place")).to_have_count(0)
    assert found == []
