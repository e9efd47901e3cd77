"""Old tickets in a real browser: a file, its columns, what was covered, a card that waits for a person."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Open
from tests.e2e.test_accessibility import violations

pytestmark = pytest.mark.e2e
SHEETS = Path(__file__).parent.parent / "data" / "tickets"
WORDS = {
    "en": ("zendesk.csv", "Look at it first", "Keep these tickets", "Create a card from it"),
    "ru": ("znuny.csv", "Посмотреть, что получится", "Сохранить эти обращения", "Начать карточку по нему"),
}


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("ru", 390)])
def test_old_tickets_become_a_draft(open_as: Open, language: str, width: int) -> None:
    name, look, keep, begin = WORDS[language]
    page = open_as("lena", language=language, width=width)
    page.goto("/old-tickets")
    assert violations(page) == []
    page.set_input_files("#file", SHEETS / name)
    page.get_by_role("button", name=look).click()
    page.wait_for_url(re.compile("/sheets/"))
    expect(page.locator("em.stand-in").first).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name=keep).click()
    page.wait_for_url(re.compile(r"/old-tickets\?done="))
    expect(page.locator("p[role=status]")).to_be_visible()
    page.locator("tbody a").first.click()
    assert violations(page) == []
    page.get_by_role("button", name=begin).click()
    page.wait_for_url(re.compile("/authoring/"))
    expect(page.locator("#problems")).to_contain_text("still to be written")
    expect(page.locator("form[action$='/publication'] button")).to_be_disabled()
    assert violations(page) == []
