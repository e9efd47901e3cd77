"""The working days of a cohort in a browser without a screen."""

from datetime import date

import pytest

from simulator.domain.person import Person
from simulator.services import Services
from tests.browser import Browser
from tests.web.conftest import SignIn


@pytest.fixture
def address(services: Services, lead: Person, anna: Person) -> str:
    return f"/cohorts/{services.cohorts.make(lead, 'Spring', date(2026, 3, 2), ['anna'])}/days"


def test_an_admin_changes_days_and_takes_one_back(sign_in: SignIn, admin: Person, address: str) -> None:
    browser = sign_in(admin.login)
    page = browser.post(address, {"first": "2026-03-09", "last": "soon", "kind": "off"}, status=422)
    assert "2026-03-02" in page.one("p", role="alert").text
    assert page.one("input", id="first").get("value") == "2026-03-09"
    page = browser.post(address, {"first": "2026-03-09", "last": "2026-03-01", "kind": "off"}, status=422)
    assert "other way round" in page.one("p", role="alert").text
    browser.post(address, {"first": "2026-03-09", "kind": "off", "note": "moved from 8 March"}, status=303)
    page = browser.follow()
    assert "moved from 8 March" in page.html
    browser.post(address, {"first": "2026-03-09", "kind": "usual"}, status=303)
    assert "changed again later" in browser.follow().html


def test_a_lead_looks_and_does_not_change(
    sign_in: SignIn, trainee: Browser, lead: Person, address: str
) -> None:
    leader = sign_in(lead.login)
    page = leader.get(address)
    assert "An administrator changes them." in page.html
    assert "Unity Day" in page.html
    assert not page.all("input", name="first")
    leader.post(address, {"first": "2026-03-09", "kind": "off"}, status=403)
    trainee.get(address, status=403)


def test_days_in_russian(sign_in: SignIn, services: Services, lead: Person, address: str) -> None:
    services.accounts.set_language(lead, "ru")
    assert "День народного единства" in sign_in(lead.login).get(address).html
