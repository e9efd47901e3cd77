"""What happens when a page is reloaded, a session ends or a tab grows old in mid-work."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Open

pytestmark = pytest.mark.e2e

ASK = "Which exact ssh command do you type, so that I see the user name?"


def start(page: Page) -> None:
    page.goto("/scenarios/SC-01")
    page.locator("main form button.btn-primary").click()
    page.wait_for_url(re.compile(r"/simulations/\w+$"))


def test_a_reload_in_mid_answer_gets_the_same_answer_once(open_as: Open) -> None:
    page = open_as("boris")
    start(page)
    page.fill("#reply", ASK)
    page.locator("#composer button").click()
    expect(page.locator("#messages li.from-trainee")).to_have_count(1)
    page.reload()
    answers = page.locator("#messages li.from-customer:not(.is-pending)")
    expect(answers).to_have_count(2)
    first = answers.nth(1).locator(".bubble-text").inner_text()
    page.reload()
    expect(answers).to_have_count(2)
    assert answers.nth(1).locator(".bubble-text").inner_text() == first


def test_words_written_after_the_session_ended_are_in_the_draft_after_signing_in_again(open_as: Open) -> None:
    page = open_as("boris")
    start(page)
    page.context.clear_cookies()
    page.fill("#reply", ASK)
    page.keyboard.press("Control+Enter")
    page.fill("#flash #login", "boris")
    assert page.locator("#reply").input_value() == ASK
    page.fill("#flash #password", "demo-boris")
    page.locator("#flash form button").click()
    page.wait_for_url(re.compile(r"/simulations/\w+$"))
    expect(page.locator("#reply")).to_have_value(ASK)
    expect(page.locator("#messages li.from-trainee")).to_have_count(0)


def test_two_tabs_on_one_run_do_not_overwrite_each_other(open_as: Open) -> None:
    page = open_as("boris")
    start(page)
    other = page.context.new_page()
    other.goto(page.url)
    page.locator("a[href='#notes']").click()
    page.fill("#note", "Written in the first tab.")
    page.locator("form:has(#note) button").click()
    expect(page.locator("#notes-region li")).to_have_count(1)
    other.select_option("#category", "access")
    other.select_option("#impact", "L")
    other.select_option("#urgency", "M")
    other.locator("form:has(#category) button").click()
    expect(other.locator("#flash [role=alert]")).to_contain_text("moved on")
    other.reload()
    expect(other.locator("#notes-region li")).to_have_count(1)


def test_a_draft_is_saved_while_writing(open_as: Open) -> None:
    page = open_as("boris")
    start(page)
    page.locator("#reply").press_sequentially("Half a thought")
    expect(page.locator("#draft-state")).to_have_text("Draft saved")
    page.reload()
    expect(page.locator("#reply")).to_have_value("Half a thought")


def test_the_theme_switch_wins_over_the_system(open_as: Open) -> None:
    page = open_as("boris", color_scheme="light")
    assert page.locator("html").get_attribute("data-bs-theme") == "light"
    page.locator("button[name=theme][value=dark]").click()
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
