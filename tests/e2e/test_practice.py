"""Practice in a real browser: a queue sorted by buttons against the clock, and a draft checked to its result."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Open
from tests.e2e.test_accessibility import violations

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_queue_is_sorted_kept_and_explained(open_as: Open, language: str) -> None:
    page = open_as("boris" if language == "en" else "anna", language=language)
    page.goto("/practice")
    page.locator("main a[href='/triage']").click()
    page.locator("form[action='/triage/TRI-02/attempts'] button").click()
    expect(page.locator("[data-clock]")).to_have_text(re.compile(r"^(20:00|19:\d\d)$"))
    page.locator("select[name^=impact-]").first.select_option("H")
    rows = page.locator("#order > li")
    second = rows.nth(1).get_attribute("data-name")
    assert second is not None
    rows.nth(1).locator("button").first.click()
    expect(rows.nth(0)).to_have_attribute("data-name", second)
    expect(page.locator("#moved")).to_contain_text(second)
    expect(page.locator("#kept [role=status]")).to_be_visible()
    # A second change goes on from the version which the first one left.
    page.locator("input[name^=major-]").first.check()
    page.wait_for_timeout(900)
    expect(page.locator("#kept [role=alert]")).to_have_count(0)
    page.reload()
    expect(page.locator("select[name^=impact-]").first).to_have_value("H")
    expect(page.locator("input[name^=major-]").first).to_be_checked()
    expect(rows.nth(0)).to_have_attribute("data-name", second)
    page.locator("#triage .btn-primary").click()
    expect(page.locator(".vignette .explained")).to_have_count(12)


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("ru", "dark")])
def test_pages_of_practice_have_no_barrier(open_as: Open, language: str, theme: str, width: int) -> None:
    page = open_as("boris", language=language, width=width, color_scheme=theme)
    found = []
    for path, begin, finish in (("/triage", "TRI-01", "#triage .btn-primary"), ("/drafts", "AIX-03", "")):
        for address in ("/practice", path):
            page.goto(address)
            found += violations(page)
        page.locator(f"form[action='{path}/{begin}/attempts'] button").click()
        found += violations(page)
        if not finish:
            for verdict in page.locator("select[name^=verdict-]").all():
                verdict.select_option("fine")
        page.locator(finish or "main form .btn-primary").click()
        expect(page.locator(".dims")).to_be_visible()
        found += violations(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    lead = open_as("lena", language=language, width=width, color_scheme=theme)
    lead.goto("/quizzes/items?all=1")
    found += violations(lead)
    assert found == []
