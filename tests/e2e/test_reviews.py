"""The review desk in a real browser: a second opinion nobody influences, a run handed back, filters, on a phone too."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Open
from tests.e2e.test_accessibility import violations

pytestmark = pytest.mark.e2e
WORDS = {
    "en": ("Ask another reviewer", "Ask", "Hand in the second opinion", "Ask the trainee", "Answer"),
    "ru": (
        "Спросить другого проверяющего",
        "Спросить",
        "Сдать второе мнение",
        "Спросить стажёра",
        "Ответить",
    ),
}
CHIEF = "admin"


def a_run(page: Page) -> str:
    """Return the address of the review of some trainee's graded run."""
    for _ in range(60):  # the demonstration's runs are graded in the background
        page.goto("/reviews?reason=all")
        if page.locator("tbody a").count():
            break
        page.wait_for_timeout(1000)
    return str(page.locator("tbody tr a").first.get_attribute("href"))


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("ru", 390)])
def test_a_second_opinion_and_a_question_on_one_run(open_as: Open, language: str, width: int) -> None:
    other, ask, hand_in, question, answer = WORDS[language]
    lead = open_as("lena", language=language, width=width)
    address = a_run(lead)
    lead.locator(".queue-filters summary").click()
    lead.select_option("#lang", "en")
    assert violations(lead) == []
    assert lead.evaluate("document.documentElement.scrollWidth") <= width
    lead.goto(address)
    chief = open_as(CHIEF, language=language, width=width)
    if lead.locator("#opinions article").count() == 0:
        lead.get_by_text(other).click()
        lead.get_by_role("button", name=ask, exact=True).click()
        lead.wait_for_url(re.compile("#opinions"))
        chief.goto("/reviews")
        chief.goto(address)
        expect(chief.locator("progress")).to_have_count(0)
        assert violations(chief) == []
        chief.locator("select[name^=level-]").first.select_option("1")
        chief.locator("input[name^=reason-]").first.fill("late")
        expect(chief.locator("#draft-line [role=status]")).to_be_visible()
        chief.get_by_role("button", name=hand_in).click()
        chief.wait_for_url(re.compile("/reviews$"))
        lead.goto(address)
    expect(lead.locator("#opinions .tags li")).not_to_have_count(0)
    moment = lead.locator(".moment-trainee").first
    moment.locator("summary", has_text=re.compile(".")).last.click()
    moment.locator("textarea[name=text]").fill(f"Why this first? ({language})")
    moment.get_by_role("button", name=question).click()
    expect(lead.locator(".moment-trainee .remark").first).to_be_visible()
    assert violations(lead) == []
    login = (
        "anna"
        if "Анна" in lead.locator(".over").inner_text() or "Anna" in lead.locator(".over").inner_text()
        else "boris"
    )
    trainee = open_as(login, language=language, width=width)
    trainee.goto("/today")
    trainee.locator(".notice a").first.click()
    assert violations(trainee) == []
    trainee.locator("#questions textarea").first.fill("To see the user name.")
    trainee.get_by_role("button", name=answer, exact=True).first.click()
    expect(trainee.locator("#questions .remark").first).to_be_visible()
    lead.goto("/reviews?reason=answered")
    expect(lead.locator("tbody tr")).not_to_have_count(0)
