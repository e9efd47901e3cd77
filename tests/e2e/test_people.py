"""A new hire and a lead in a real browser: today, quizzes, a dispute, a blind review, a ruling, a gate."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Open
from tests.e2e.test_accessibility import violations

pytestmark = pytest.mark.e2e
WORDS = {
    "en": ("I see this differently", "Waiting for your ruling", "Accepted"),
    "ru": ("Я вижу это иначе", "Ждут вашего решения", "Принято"),
}


def graded_run(page: Page) -> str:
    """Return the address of a report of the sample trainee, once the worker has played it."""
    for _ in range(120):
        page.goto("/simulations")
        reports = page.locator("td a[href$='/report']")
        if reports.count() >= 4:
            break
        page.wait_for_timeout(500)
    addresses = [link.get_attribute("href") or "" for link in reports.all()]
    for address in addresses:
        page.goto(address)
        if page.locator("form[action$='/disputes']").count():
            return address
    pytest.fail("no report of the demonstration can be disputed")


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_dispute_goes_from_the_trainee_to_the_leads_ruling_and_back(open_as: Open, language: str) -> None:
    differently, waiting, accepted = WORDS[language]
    trainee = open_as("anna", language=language)
    address = graded_run(trainee)
    criterion = trainee.locator("li.criterion", has=trainee.locator("form[action$='/disputes']")).first
    target = (criterion.get_attribute("id") or "").removeprefix("c-")
    trainee.locator("details.rubric").evaluate_all("all => all.forEach(one => one.open = true)")
    criterion.get_by_text(differently).click()
    criterion.locator("select").select_option("4")
    criterion.locator("textarea").fill("The first line of my message says it, word for word.")
    criterion.locator("form button").click()
    trainee.wait_for_url(re.compile(r"/report"))
    lead = open_as("lena", language=language)
    lead.goto("/reviews")
    expect(lead.get_by_role("heading", name=waiting)).to_be_visible()
    lead.goto(address.replace("/simulations/", "/reviews/").removesuffix("/report"))
    dispute = lead.locator(".dispute", has_text=target).first
    dispute.locator("input[value=accepted]").check()
    dispute.locator("input[name=reason]").fill("It does.")
    dispute.locator("button").click()
    expect(lead.locator(".dispute", has_text=target).first).to_contain_text(accepted)
    trainee.goto(address)
    expect(trainee.locator(f"#c-{target} .dispute-line")).to_contain_text(accepted)


def test_a_blind_review_is_kept_as_a_draft_and_handed_in(open_as: Open) -> None:
    trainee = open_as("anna", language="en")
    address = graded_run(trainee)
    lead = open_as("lena", language="en")
    desk = address.replace("/simulations/", "/reviews/").removesuffix("/report")
    lead.goto(f"{desk}?blind=1")
    expect(lead.locator("progress")).to_have_count(0)
    lead.locator("#level-T3").select_option("3")
    lead.locator("#reason-T3").fill("Plain words throughout.")
    expect(lead.locator("#draft-line [role=status]")).to_be_visible()
    lead.reload()
    expect(lead.locator("#level-T3")).to_have_value("3")
    lead.keyboard.press("j")
    lead.keyboard.press("j")
    expect(lead.locator(".moment.is-step")).to_have_count(1)
    lead.locator("#summary").fill("Short and clear. Name the loss next time.")
    lead.locator(".review-form button.btn-primary").click()
    lead.wait_for_url(re.compile(r"/report$"))
    trainee.goto(address)
    expect(trainee.get_by_text("Short and clear. Name the loss next time.")).to_be_visible()


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_new_hire_takes_a_quiz_from_today_and_sees_it_in_the_matrix(open_as: Open, language: str) -> None:
    page = open_as("boris", language=language)
    page.goto("/")
    expect(page).to_have_url(re.compile(r"/today$"))
    expect(page.locator(".now li")).to_have_count(3)
    page.goto("/quizzes")
    page.locator("form[action='/quizzes/QZ-12/attempts'] button").click()
    for fieldset in page.locator("fieldset").all():
        fieldset.locator("input").first.check()
    page.locator("main form button").click()
    expect(page.locator(".explained")).to_have_count(6)
    page.goto("/matrix")
    page.locator("a[href$='/competencies/L1-P07']").click()
    expect(page.locator(".proofs li")).not_to_have_count(0)


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_pages_of_people_have_no_barrier(open_as: Open, language: str, theme: str, width: int) -> None:
    look = {"language": language, "width": width, "color_scheme": theme}
    page = open_as("anna", **look)
    address = graded_run(page)
    found = []
    for path in ("/today", "/matrix", "/quizzes", address):
        page.goto(path)
        found += violations(page)
    lead = open_as("lena", **look)
    run = address.replace("/simulations/", "/reviews/").removesuffix("/report")
    lead.goto("/cohorts")
    cohort = lead.locator("a[href^='/cohorts/']").first.get_attribute("href") or ""
    lead.goto(cohort)
    person = lead.locator("td a[href^='/people/']").first.get_attribute("href") or ""
    for path in (
        "/reviews?reason=all", run, f"{run}?blind=1", "/calibration", "/calibration/gold", "/cohorts", cohort,
        person, f"{person}/competencies/L1-S04",
    ):  # fmt: skip
        lead.goto(path)
        lead.locator("details:not([open]) > summary").evaluate_all(
            "all => all.forEach(one => one.parentNode.open = true)"
        )
        found += violations(lead)
    assert found == []
