"""A talk begun from a run: what rules suggest is shown as theirs, and stands in the form only when it was asked for."""

from html import unescape

import pytest

from simulator.domain.person import Person
from simulator.services import Services
from simulator.services.demo.playing import play_exemplar
from tests.browser import Page
from tests.web.conftest import SignIn


@pytest.fixture
def talk_url(services: Services, anna: Person) -> str:
    play_exemplar(services, anna, ("SC-02", "poor", "en"))
    services.grading.work_off()
    run = services.simulations.history(anna)[0].simulation_id
    return f"/people/{anna.id}/coaching?run={run}"


def test_a_suggested_wording_is_said_to_be_one_and_filled_in_on_demand(
    sign_in: SignIn, services: Services, anna: Person, lead: Person, talk_url: str
) -> None:
    browser = sign_in("lena")
    page = browser.get(talk_url)
    told = unescape(page.html)
    assert told.count("Suggested wording") == 2
    assert "without a model" in told
    assert area(page, "happened") == ""
    filled = browser.get(f"{talk_url}&words=1")
    run = talk_url.rsplit("=", 1)[-1]
    suggestion = services.coaching.proposal(lead, run).suggestion
    assert suggestion is not None
    assert area(filled, "happened") == suggestion.happened.en
    assert area(filled, "agreed") == suggestion.agreed.en


def area(page: Page, name: str) -> str:
    html = unescape(page.html)
    start = html.index(f'name="{name}"')
    begin = html.index(">", start) + 1
    return html[begin : html.index("</textarea>", begin)]
