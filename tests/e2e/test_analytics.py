"""A lead reads the board: charts are drawn, tables hold the same, a number opens its runs."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Open
from tests.e2e.test_accessibility import violations
from tests.e2e.test_people import graded_run

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize(("language", "width", "theme"), [("en", 1280, "light"), ("ru", 390, "dark")])
def test_a_lead_goes_from_a_number_to_its_runs(open_as: Open, language: str, width: int, theme: str) -> None:
    graded_run(open_as("anna", language=language))
    lead = open_as("lena", language=language, width=width, color_scheme=theme)
    lead.goto("/analytics")
    expect(lead.locator(".tile")).to_have_count(12)
    assert violations(lead) == []
    assert lead.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1")
    lead.locator(".tile a[href*='/analytics/runs/']").first.click()
    expect(lead.locator("tbody tr").first).to_be_visible()
    assert violations(lead) == []
    lead.goto("/analytics/cards")
    expect(lead.locator("tbody tr").first).to_be_visible()
    assert violations(lead) == []
