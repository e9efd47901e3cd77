"""Writing in a browser without a screen: material, editor, advice, review."""

from datetime import timedelta

import pytest

from simulator.domain.person import Person
from simulator.services import Services
from tests.browser import Browser
from tests.services.fixtures import Clock
from tests.shelves import LIBRARY
from tests.web.conftest import SignIn

KINDS = ("NA-01", "RW-03", "KBX-02", "DOC-01", "R-01", "AUT-01")


def answer(exercise_id: str, quality: str = "good", lang: str = "en") -> dict[str, str]:
    samples = LIBRARY.writing(exercise_id).samples
    found: dict[str, str] = getattr(samples, quality).within(lang)
    return found


def handed_in(browser: Browser, exercise_id: str = "KBX-02") -> None:
    browser.post(f"/writing/{exercise_id}", {**answer(exercise_id), "version": "0"})


def test_the_list_shows_every_exercise_with_its_state(trainee: Browser) -> None:
    page = trainee.get("/writing")
    assert len([a for a in page.all("a") if a.get("href").startswith("/writing/")]) == len(LIBRARY.writings)
    assert "not begun" in page.html
    handed_in(trainee)
    assert "handed in" in trainee.get("/writing").html


@pytest.mark.parametrize("exercise_id", KINDS)
def test_an_exercise_of_every_kind_from_its_form_to_its_advice(trainee: Browser, exercise_id: str) -> None:
    page = trainee.get(f"/writing/{exercise_id}")
    form = next(one for one in page.all("form") if one.get("action") == f"/writing/{exercise_id}")
    trainee.submit(form, answer(exercise_id))
    shown = trainee.get(f"/writing/{exercise_id}").html
    assert "What rules see in version 1" in shown
    assert "<q>" in shown


def test_a_draft_is_kept_by_htmx_and_without_it(trainee: Browser) -> None:
    line = trainee.post("/writing/NA-01/draft", {"note": "Facts", "version": "0"}, status=200, htmx=True)
    assert line.one("input", name="version").get("value") == "1"
    assert "Draft kept" in line.html
    trainee.post("/writing/NA-01/draft", {"note": "Facts and more", "version": "1"})
    assert "Facts and more" in trainee.get("/writing/NA-01").html


def test_a_second_tab_is_told_and_keeps_its_text(trainee: Browser) -> None:
    trainee.post("/writing/NA-01/draft", {"note": "first", "version": "0"})
    line = trainee.post("/writing/NA-01/draft", {"note": "second", "version": "0"}, status=200, htmx=True)
    assert 'role="alert"' in line.html
    whole = trainee.post("/writing/NA-01/draft", {"note": "second", "version": "0"}, status=409)
    handing = trainee.post("/writing/NA-01", {"note": "second", "version": "0"}, status=409)
    for page in (whole, handing):
        assert "second" in page.one("textarea", name="note").text
        assert "another tab" in page.html


def test_an_answer_that_cannot_be_taken_comes_back_as_it_was(trainee: Browser) -> None:
    page = trainee.post("/writing/KBX-01", {"title": "  ", "version": "0"}, status=422)
    assert "Fill this in first." in page.html
    long = {"title": "short", "steps": "s" * 20_001, "version": "0"}
    page = trainee.post("/writing/KBX-01", long, status=422)
    assert page.one("textarea", name="steps").get("aria-invalid") == "true"
    assert page.one("input", name="title").get("value") == "short"


def test_what_was_typed_is_text_and_never_markup(trainee: Browser, sign_in: SignIn) -> None:
    evil = "<script>alert(1)</script><b>bold</b>"
    trainee.post("/writing/KBX-02", {**answer("KBX-02"), "title": evil, "version": "0"})
    lead = sign_in("lena")
    work = next(
        a.get("href") for a in lead.get("/writing/reviews").all("a") if "/writing/reviews/" in a.get("href")
    )
    for page in (trainee.get("/writing/KBX-02"), lead.get(work)):
        assert evil not in page.html
        assert "&lt;script&gt;" in page.html


def test_a_lead_returns_and_accepts_and_the_trainee_reads_it(trainee: Browser, sign_in: SignIn) -> None:
    handed_in(trainee)
    lead = sign_in("lena")
    queue = lead.get("/writing/reviews")
    work = next(a.get("href") for a in queue.all("a") if "/writing/reviews/" in a.get("href"))
    page = lead.post(work, {"n": "1", "verdict": "returned", "level-K1": "2", "comment": " "}, status=422)
    assert page.one("select", name="level-K1").children
    assert "To return it" in page.html
    page = lead.post(work, {"n": "1", "verdict": "accepted", "level-K1": "lots"}, status=422)
    assert "A level is a number" in page.html
    lead.post(work, {"n": "1", "verdict": "returned", "remark-K3": "Say why the agent does it."})
    assert "Say why the agent does it." in trainee.get("/writing/KBX-02").html
    lead.post(work, {"n": "1", "verdict": "accepted", "level-K1": "4"}, status=409)
    form = trainee.get("/writing/KBX-02")
    version = form.one("input", name="version").get("value")
    trainee.post("/writing/KBX-02", {**answer("KBX-02"), "owner": "KM", "version": version})
    form_of_lead = lead.get(work).form(work)
    lead.submit(form_of_lead, {"verdict": "accepted", "level-K1": "4", "comment": "Take it."})
    done = trainee.get("/writing/KBX-02")
    assert "Take it." in done.html
    assert [form for form in done.all("form") if form.get("action") == "/writing/KBX-02"] == []


def test_pages_of_leads_are_theirs_and_only_for_their_people(
    trainee: Browser, sign_in: SignIn, stranger: Browser
) -> None:
    handed_in(trainee)
    boris = sign_in("boris")
    handed_in(boris)
    admin = sign_in("admin")
    works = [
        a.get("href") for a in admin.get("/writing/reviews").all("a") if "/writing/reviews/" in a.get("href")
    ]
    assert len(works) == 2
    for login in ("anna", "boris", "igor"):
        sign_in(login).get("/writing/reviews", status=403)
        sign_in(login).post(works[0], {"n": "1", "verdict": "accepted"}, status=403)
    lead = sign_in("lena")
    seen = [lead.client.get(work).status_code for work in works]
    assert sorted(seen) == [200, 404]
    stranger.get("/writing/KBX-02", status=303)


@pytest.mark.parametrize(
    ("exercise_id", "shown"),
    [
        ("NA-01", ("a guess written as a fact", "the next step and who does it")),
        ("DOC-01", ("A slow or full disk → L2-STOR",)),
        ("R-01", ("1. CRQ-7702 begins on node st-b4", "Network between zones: Looked at and excluded")),
    ],
)
def test_a_version_is_read_in_words_and_not_in_keys(
    trainee: Browser, sign_in: SignIn, exercise_id: str, shown: tuple[str, ...]
) -> None:
    handed_in(trainee, exercise_id)
    lead = sign_in("lena")
    queue = lead.get("/writing/reviews").all("a")
    work = lead.get(next(a.get("href") for a in queue if "/writing/reviews/" in a.get("href")))
    answer = work.one("dl", class_="answer-read").text
    assert all(words in answer for words in shown)
    assert not any(key in answer for key in ("line-", "missing-", "moment-", "why-", "bone-", "action-"))


def test_planned_tasks_of_a_week_lead_to_their_exercises(
    trainee: Browser, services: Services, lead: Person, clock: Clock
) -> None:
    services.cohorts.make(lead, "March", clock.now.date() - timedelta(days=45), ["anna"])
    today = trainee.get("/today")
    planned = next(a.get("href") for a in today.all("a") if a.text == "KBX-02")
    assert planned == "/writing#KBX-02"
    assert trainee.get("/writing").one("li", id="KBX-02")


def test_an_unknown_exercise_is_not_found(trainee: Browser) -> None:
    trainee.get("/writing/KBX-77", status=404)
    trainee.post("/writing/KBX-77", {"title": "x"}, status=404)
    trainee.post("/writing/KBX-77/draft", {"title": "x"}, status=404)
