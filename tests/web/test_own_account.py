"""One's own account in a browser without a screen."""

from simulator.domain.person import Person
from simulator.services import Services
from tests.browser import Browser

NEW = "a long new sentence"


def test_a_person_changes_address_and_password_in_the_profile(
    trainee: Browser, services: Services, anna: Person
) -> None:
    page = trainee.post("/profile/address", {"email": "anna@", "current": "pw-anna"}, status=422)
    assert "name@company.example" in page.one("p", role="alert").text
    assert page.one("input", id="email").get("value") == "anna@"
    page = trainee.post("/profile/address", {"email": "anna@support.example", "current": "no"}, status=422)
    assert "not your present password" in page.one("p", role="alert").text
    assert 'value="no"' not in page.html
    trainee.post("/profile/address", {"email": "anna@support.example", "current": "pw-anna"}, status=303)
    assert "The address was changed." in trainee.follow().html
    form = {"current": "pw-anna", "password": NEW, "again": "other"}
    page = trainee.post("/profile/password", form, status=422)
    assert "differ" in page.one("p", role="alert").text
    trainee.post("/profile/password", form | {"again": NEW}, status=303)
    assert "Other browsers are signed out." in trainee.follow().html
    trainee.get("/today")


def test_a_link_to_an_address_that_is_none_of_ours_says_so(stranger: Browser) -> None:
    assert "not one of ours" in stranger.get("/address/none", status=404).html
    stranger.post("/address/none", {}, status=404)
    assert "confirmed" in stranger.get("/address").html


def test_guessing_in_the_profile_has_an_end(trainee: Browser) -> None:
    for _ in range(8):
        trainee.post("/profile/address", {"email": "", "current": "no"}, status=422)
    page = trainee.post("/profile/address", {"email": "", "current": "pw-anna"}, status=429)
    assert "Wait some minutes" in page.html
