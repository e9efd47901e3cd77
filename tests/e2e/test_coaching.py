"""A lead talks about a run, assigns what comes next, thanks; the trainee finds it on Today and begins."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Open
from tests.e2e.test_accessibility import violations
from tests.e2e.test_people import graded_run

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("ru", 390)])
def test_a_talk_leads_to_an_exercise_and_back(open_as: Open, language: str, width: int) -> None:
    trainee = open_as("anna", language=language, width=width)
    address = graded_run(trainee)
    run = address.split("/")[-2]
    lead = open_as("lena", language=language, width=width)
    lead.goto(f"/reviews/{run}")
    lead.locator(f"a[href*='coaching?run={run}']").click()
    lead.wait_for_url(re.compile(r"/coaching\?run="))
    assert any(lead.locator(f"#{name}").input_value() for name in ("strongest", "change"))
    assert violations(lead) == []
    due = (datetime.now(UTC) + timedelta(days=5)).strftime("%Y-%m-%d")
    agreed = f"One question in each message ({language})."
    lead.fill("#happened", "Five questions stood in one message; the customer answered none.")
    lead.fill("#agreed", agreed)
    lead.fill("#promise", "I sit beside you on Thursday.")
    lead.select_option("#items", "SC-55")
    lead.locator("form:has(#happened) button").click()
    expect(lead.get_by_role("alert")).to_be_visible()
    expect(lead.locator("#agreed")).to_have_value(agreed)
    lead.fill("#due", due)
    lead.fill("#promise_due", due)
    lead.locator("form:has(#happened) button").click()
    expect(lead.locator(".talk", has_text=agreed)).to_be_visible()
    thanks = f"For the line about the demo ({language})."
    lead.fill("#thanks", thanks)
    lead.locator("form:has(#thanks) button").click()
    expect(lead.locator("p[role=status]")).to_be_visible()
    trainee.goto("/today")
    expect(trainee.get_by_text(thanks)).to_be_visible()
    expect(trainee.get_by_text("I sit beside you on Thursday.").first).to_be_visible()
    assert violations(trainee) == []
    trainee.locator("#tasks form button").first.click()
    trainee.wait_for_url(re.compile(r"/simulations/\w+$"))
    lead.goto("/assignments")
    expect(lead.locator(".tasks a[href*='/simulations/']").first).to_be_visible()
    assert violations(lead) == []
    trainee.goto(trainee.url + "/assistant")
    expect(trainee.locator(".told").first).to_be_visible()
    assert violations(trainee) == []
    for path in ("/home", lead.url):
        lead.goto(path)
        assert lead.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1")
