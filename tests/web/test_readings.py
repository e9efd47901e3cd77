"""Readings and career cards in a browser without a screen."""

from simulator.domain.person import Person
from tests.browser import Browser
from tests.web.conftest import SignIn

NOTE = {
    "facts": ["A refused port answers.", "A dropped packet does not.", "TTL falls at each hop."],
    "ticket": "The ticket with a refused port.",
    "mark": "normal",
}


def test_a_use_note_is_refused_with_nothing_lost_and_then_kept(trainee: Browser) -> None:
    trainee.get("/readings")
    page = trainee.post("/readings/sdsm/notes", {**NOTE, "facts": ["A refused port answers."]}, status=422)
    assert "Write three different facts" in page.one("p", role="alert").text
    assert "A refused port answers." in page.html
    trainee.post("/readings/sdsm/notes", {**NOTE, "key": "one"})
    trainee.post("/readings/sdsm/notes", {**NOTE, "key": "one"})
    assert trainee.get("/readings").html.count("TTL falls at each hop.") == 1
    assert "TTL falls at each hop." in trainee.get("/today").html
    trainee.post("/readings/none-such/notes", NOTE, status=404)


def test_notes_of_others_are_not_seen(trainee: Browser, sign_in: SignIn) -> None:
    trainee.post("/readings/sdsm/notes", NOTE)
    assert "TTL falls at each hop." not in sign_in("boris").get("/readings").html


def test_career_cards_are_the_same_for_trainee_and_lead(
    trainee: Browser, sign_in: SignIn, anna: Person
) -> None:
    assert len(trainee.get("/career").all("article")) == 9
    trainee.post("/language", {"language": "ru", "to": "/career"})
    assert "Менеджер знаний" in trainee.get("/career").html
    address = f"/people/{anna.id}/career"
    assert len(sign_in("lena").get(address).all("article")) == 9
    sign_in("boris").get(address, status=403)
