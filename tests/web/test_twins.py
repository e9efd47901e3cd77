"""Twins on pages: told in the report and the review, listed for leads, no page of their own for anybody."""

from simulator.domain.person import Person
from simulator.services import Services
from tests.services.test_coaching import played
from tests.web.conftest import SignIn


def test_the_report_says_that_a_twin_was_played(services: Services, lead: Person, sign_in: SignIn) -> None:
    run = services.simulations.start(lead, "SC-14B", "en", "practice", 1, "twin")
    browser = sign_in("lena")
    desk = browser.get(f"/simulations/{run}")
    assert "SC-14B" not in desk.html
    assert "twin" not in desk.html.casefold()
    played(services, lead, run, "SC-14B", "excellent")
    report = browser.get(f"/simulations/{run}/report")
    assert "A twin of ticket SC-14." in report.html
    assert ">SC-14B<" in report.html


def test_leads_see_the_list_and_nobody_a_page_of_a_twin(sign_in: SignIn) -> None:
    page = sign_in("lena").get("/authoring")
    assert "SC-14B" in page.html
    assert "is pinned to version 4" in page.html
    for login in ("anna", "lena"):
        sign_in(login).get("/scenarios/SC-14B", status=404)
    trainee = sign_in("anna")
    assert "SC-14B" not in trainee.get("/scenarios").html
    form = {"scenario": "SC-14B", "lang": "en", "mode": "practice", "key": "k"}
    trainee.post("/simulations", form, status=404)
