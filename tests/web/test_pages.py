"""Every page in both languages: whole, labelled, and free of what the trainee must not know."""

from html import unescape

import pytest
from flask import Flask
from flask_babel import ngettext

from simulator.services import Services
from tests.browser import Browser, Page, faults
from tests.web.conftest import SignIn

PAGES = (
    "/scenarios",
    "/scenarios/SC-01",
    "/simulations",
    "/articles",
    "/profile",
    "/articles?q=zzzzzz",
    "/scenarios?q=zzzz",
)


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_whole_in_both_languages(trainee: Browser, address: str, language: str) -> None:
    trainee.post("/language", {"language": language, "to": address})
    page = trainee.get(address)
    assert page.one("html").get("lang") == language


def test_the_sign_in_page_of_a_real_installation_lists_nobody(stranger: Browser) -> None:
    assert "demo-" not in stranger.get("/sign-in").html


def test_a_russian_browser_gets_russian_before_anybody_signs_in(stranger: Browser) -> None:
    answer = stranger.client.get("/sign-in", headers={"Accept-Language": "ru-RU,ru;q=0.9"})
    assert "Войти" in answer.text


def test_the_desk_holds_nothing_that_has_to_be_found_out(
    trainee: Browser, desk_url: str, services: Services
) -> None:
    card = services.library.content.scenario("SC-01")
    html = unescape(trainee.get(desk_url).html)
    for secret in (card.cause.text.en, card.title.en, *(fact.text.en for fact in card.facts)):
        assert secret not in html


def test_russian_plurals_agree_with_their_number(site: Flask) -> None:
    with site.test_request_context(headers={"Accept-Language": "ru"}):
        shown = {n: ngettext("%(num)s ticket", "%(num)s tickets", n) for n in (1, 2, 5, 11, 21, 59)}
    assert shown == {
        1: "1 обращение",
        2: "2 обращения",
        5: "5 обращений",
        11: "11 обращений",
        21: "21 обращение",
        59: "59 обращений",
    }


def test_filters_narrow_the_library_and_an_empty_result_says_so(trainee: Browser) -> None:
    everything = trainee.get("/scenarios").all("li", class_="ticket-card")
    some = trainee.get("/scenarios?category=access").all("li", class_="ticket-card")
    assert 0 < len(some) < len(everything)
    assert "No ticket matches" in trainee.get("/scenarios?category=access&q=zzzz").html


def test_filtering_with_htmx_brings_only_the_cards(trainee: Browser) -> None:
    page = trainee.get("/scenarios?category=access", htmx=True)
    assert page.elements[0].get("id") == "cards"


@pytest.mark.parametrize(
    "address", ["/nothing", "/scenarios/SC-99", "/simulations/0000", "/articles/KB-0000"]
)
def test_what_is_not_there_gets_a_page_that_leads_back(trainee: Browser, address: str) -> None:
    assert "Nothing here" in trainee.get(address, status=404).one("h1").text


def test_a_fault_of_ours_is_told_calmly_and_without_its_text(
    trainee: Browser, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("the secret of the stack")

    monkeypatch.setattr(services.library, "articles", fail)
    page = trainee.get("/articles", status=500)
    assert "Something went wrong" in page.html
    assert "the secret of the stack" not in page.html


def test_the_checking_browser_sees_what_is_wrong() -> None:
    html = '<h1>a</h1><h1>b</h1><p id="x"></p><p id="x"></p><input id="q" name="q"><a href="#no">n</a><form></form>'
    found = " ".join(faults(Page(html), fragment=False))
    for fault in ("one h1", "stands twice", "no label", "points nowhere", "lacks method"):
        assert fault in found


def test_a_lead_sees_the_runs_of_his_people_and_nobody_elses(
    sign_in: SignIn, trainee: Browser, desk_url: str
) -> None:
    assert "New server" in sign_in("lena").get("/simulations").html
    assert sign_in("lena").get(desk_url).all("h1")
    for login in ("boris", "igor"):
        sign_in(login).get(desk_url, status=404)
        sign_in(login).get(f"{desk_url}/report", status=404)


def test_a_person_takes_a_copy_of_his_own_data(trainee: Browser, stranger: Browser) -> None:
    assert trainee.get("/profile").all("a", href="/profile/data")
    trainee.get("/profile/data")
    assert trainee.response is not None
    assert trainee.response.json is not None
    assert trainee.response.json["person"]["login"] == "anna"
    assert "attachment" in trainee.response.headers["Content-Disposition"]
    stranger.get("/profile/data", status=303)
