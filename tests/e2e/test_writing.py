"""Written work in a real browser: a draft that is kept, advice, a lead's word, the way back."""

import re

import pytest
from playwright.sync_api import Page, expect

from simulator.content.library import Library
from tests.e2e.conftest import Open
from tests.e2e.test_accessibility import violations

pytestmark = pytest.mark.e2e
WORDS = {
    "en": ("What rules see in version 1", "Return for changes", "returned"),
    "ru": ("Что правила видят в версии 1", "Вернуть на доработку", "возвращено"),
}


def fill(page: Page, exercise_id: str, language: str) -> None:
    task = Library().writing(exercise_id)
    for name, text in task.samples.good.within("ru" if language == "ru" else "en").items():
        field = page.locator(f"form.answer [name='{name}']").first
        if field.get_attribute("type") == "checkbox":
            field.check()
        elif field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(text)
        else:
            field.fill(text)


@pytest.mark.parametrize(
    ("login", "language", "exercise_id"), [("anna", "ru", "KBX-02"), ("boris", "en", "KBX-04")]
)
def test_an_article_goes_to_the_lead_and_comes_back(
    open_as: Open, login: str, language: str, exercise_id: str
) -> None:
    advice, back, returned = WORDS[language]
    trainee = open_as(login, language=language)
    trainee.goto(f"/writing/{exercise_id}")
    fill(trainee, exercise_id, language)
    expect(trainee.locator("#draft-line [role=status]")).to_be_visible()
    other = trainee.context.new_page()
    other.goto(f"/writing/{exercise_id}")
    expect(other.locator("#f-title")).to_have_value(re.compile("413|SSH"))
    trainee.locator("#f-owner").fill("KM")
    expect(trainee.locator("#draft-line [name=version]")).not_to_have_value(
        other.locator("#draft-line [name=version]").input_value()
    )
    other.locator("#f-owner").fill("nobody")
    expect(other.locator("#draft-line [role=alert]")).to_be_visible()
    trainee.locator("form.answer .btn-primary").click()
    expect(trainee.get_by_role("heading", name=re.compile(advice))).to_be_visible()
    assert violations(trainee) == []
    lead = open_as("lena", language=language)
    lead.goto("/writing/reviews")
    row = lead.locator("tr", has_text=exercise_id)
    row.locator("a").click()
    assert violations(lead) == []
    lead.locator("#remark-K3").fill("Say it shorter.")
    lead.get_by_role("button", name=back).click()
    lead.wait_for_url(re.compile("/writing/reviews$"))
    trainee.goto(f"/writing/{exercise_id}")
    expect(trainee.get_by_text("Say it shorter.")).to_be_visible()
    expect(trainee.locator(".verdict .tag")).to_have_text(returned)


@pytest.mark.parametrize("exercise_id", ["NA-05", "R-02", "RW-02", "DOC-01"])
def test_exercises_fit_a_telephone_and_need_no_eyes(open_as: Open, exercise_id: str) -> None:
    page = open_as("boris", language="ru", width=390)
    page.goto(f"/writing/{exercise_id}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert violations(page) == []
