"""The review desk in a browser without a screen: pages, fragments, invalid input, strangers."""

import pytest

from simulator.domain.person import Person, Role
from simulator.services import Services
from simulator.services.accounts import NewPerson
from simulator.services.demo.playing import play_exemplar
from tests.browser import Browser
from tests.web.conftest import SignIn


@pytest.fixture
def graded(services: Services, anna: Person, lead: Person) -> str:
    play_exemplar(services, anna, ("SC-01", "average", "en"))
    services.grading.work_off()
    return services.simulations.history(anna)[0].simulation_id


@pytest.fixture
def leader(sign_in: SignIn) -> Browser:
    return sign_in("lena")


def test_a_lead_overrides_a_level_and_the_trainee_reads_why(
    leader: Browser, trainee: Browser, graded: str
) -> None:
    page = leader.get("/reviews?reason=all")
    assert page.all("a", href=f"/reviews/{graded}")
    form = leader.get(f"/reviews/{graded}").form(f"/reviews/{graded}")
    leader.submit(form, {"level-T1": "4", "reason-T1": "he names the demo", "summary": "Well begun."})
    shown = trainee.get(f"/simulations/{graded}/report").html
    assert "he names the demo" in shown
    assert "Well begun." in shown
    assert "Changed by a person" in shown


def test_an_override_without_a_reason_comes_back_with_everything_filled_in(
    leader: Browser, graded: str
) -> None:
    form = leader.get(f"/reviews/{graded}").form(f"/reviews/{graded}")
    page = leader.submit(form, {"level-T1": "4", "reason-T1": "", "summary": "Kept."}, status=422)
    assert page.one("p", role="alert").text.startswith("Say why")
    assert "Kept." in page.html


def test_a_blind_review_hides_the_machines_levels(leader: Browser, graded: str) -> None:
    blind, plain = leader.get(f"/reviews/{graded}?blind=1"), leader.get(f"/reviews/{graded}")
    assert "Machine:" in plain.html
    assert "Machine:" not in blind.html
    assert not blind.all("progress")
    chosen = [option.get("value") for option in blind.all("option") if "selected" in option.attributes]
    assert not any(chosen)


def test_a_draft_is_kept_while_it_is_filled_in(leader: Browser, graded: str) -> None:
    draft = f"/reviews/{graded}/draft"
    leader.post(draft, {"level-T1": "4", "version": "²"}, 200, htmx=True)
    page = leader.post(draft, {"level-T1": "3", "version": "0"}, 200, htmx=True)
    assert "another tab" in page.html
    assert 'value="4" selected' in leader.get(f"/reviews/{graded}").html


def test_a_trainee_disagrees_and_the_lead_rules(leader: Browser, trainee: Browser, graded: str) -> None:
    report = trainee.get(f"/simulations/{graded}/report")
    assert [form for form in report.all("form") if form.get("action").endswith("/disputes")]
    page = trainee.post(
        f"/simulations/{graded}/disputes", {"target": "T1", "expected": "4", "why": "no"}, status=422
    )
    assert "10 to 1,000" in page.html
    trainee.post(
        f"/simulations/{graded}/disputes",
        {"target": "T1", "expected": "4", "why": "The demo is in my first line."},
    )
    assert "Waiting for your ruling" in leader.get("/reviews").html
    desk = leader.get(f"/reviews/{graded}")
    ruling = next(form for form in desk.all("form") if form.get("action").endswith("/ruling"))
    leader.post(
        ruling.get("action"),
        {"verdict": "accepted", "level": "", "reason": "Right.", "gold": "1", "run": graded},
    )
    assert "Accepted" in trainee.get(f"/simulations/{graded}/report").html
    assert "1 levels in 1 runs" in leader.get("/calibration/gold").html


def test_a_round_from_beginning_to_comparison(leader: Browser, graded: str) -> None:
    leader.post("/calibration/rounds", {"run": graded, "title": "  "}, status=422)
    leader.post("/calibration/rounds", {"run": graded, "title": "March"})
    assert leader.response is not None
    address = leader.response.headers["Location"]
    form = leader.get(address).form(address)
    leader.submit(form, {"level-T1": "3"})
    assert "How the reviewers compare" in leader.get(address).html
    leader.post(f"{address}/end", {})
    assert "ended" in leader.get("/calibration").html


def test_a_remark_stands_at_its_moment(leader: Browser, trainee: Browser, graded: str) -> None:
    leader.post(f"/reviews/{graded}/remarks", {"event": "3", "text": "This is the line to keep."})
    assert "This is the line to keep." in trainee.get(f"/simulations/{graded}/report").html


@pytest.mark.parametrize("path", ["/reviews", "/reviews/{run}", "/calibration", "/calibration/gold"])
def test_pages_of_reviewers_are_theirs(sign_in: SignIn, graded: str, path: str) -> None:
    for login in ("anna", "boris", "igor"):
        theirs = (
            login == "igor" and path == "/reviews"
        )  # an interviewer sees candidates of his vacancies there
        page = sign_in(login).get(path.format(run=graded), status=200 if theirs else 403)
        assert not theirs or "Nothing of your vacancies waits for you." in page.html


def test_a_lead_begins_at_home_and_strangers_do_not_see_it(leader: Browser, sign_in: SignIn) -> None:
    page = leader.get("/home")
    assert page.one("h1").text == "Who needs you now"
    leader.get("/", status=303)
    assert leader.response is not None
    assert leader.response.headers["Location"].endswith("/home")
    sign_in("anna").get("/home", status=403)


def test_a_second_reviewer_sees_nobodys_levels(
    sign_in: SignIn, leader: Browser, graded: str, services: Services
) -> None:
    other = services.accounts.add(NewPerson(login="oleg", name="Oleg", role=Role.LEAD, password="pw-oleg"))
    second = sign_in("oleg")
    second.get(f"/reviews/{graded}", status=404)
    page = leader.get(f"/reviews/{graded}")
    leader.submit(page.form("/opinions"), {"reviewer": other.id, "note": "too warm?"})
    assert "too warm?" in second.get("/reviews").html
    second.get(f"/simulations/{graded}/report", status=303)
    page = second.get(f"/reviews/{graded}")
    assert "Machine:" not in page.html
    assert "Show the machine" not in page.html
    second.post(f"/reviews/{graded}", {}, status=422)
    second.submit(page.form(f"/reviews/{graded}"), {"level-T1": "4", "reason-T1": "every word of it"})
    assert "too warm?" not in second.get("/reviews").html
    assert "More than a level apart: T1" in leader.get(f"/reviews/{graded}").html
    page = second.get(f"/reviews/{graded}")
    assert "Second opinion" in page.html
    assert not [form for form in page.all("form") if form.get("action") == f"/reviews/{graded}"]


def test_a_question_goes_to_the_trainee_and_the_answer_comes_back(
    leader: Browser, trainee: Browser, sign_in: SignIn, graded: str
) -> None:
    leader.post(f"/reviews/{graded}/remarks", {"event": "3", "text": "Why this first?", "do": "ask"})
    assert "asks you about a run" in trainee.get("/today").html
    page = trainee.get(f"/simulations/{graded}/report")
    form = next(form for form in page.all("form") if form.get("action").endswith("/answer"))
    sign_in("boris").post(form.get("action"), {"text": "x"}, status=404)
    trainee.post(form.get("action"), {"text": " "}, status=422)
    trainee.submit(form, {"text": "To see the user name."})
    assert "asks you about a run" not in trainee.get("/today").html
    page = leader.get(f"/reviews/{graded}")
    assert "To see the user name." in page.html
    leader.submit(page.form("/reading"), {})
    assert not [
        form
        for form in leader.get(f"/reviews/{graded}").all("form")
        if form.get("action").endswith("/reading")
    ]


def test_a_review_that_came_meanwhile_is_shown_and_nothing_is_lost(
    leader: Browser, sign_in: SignIn, graded: str
) -> None:
    form = leader.get(f"/reviews/{graded}").form(f"/reviews/{graded}")
    chief = sign_in("admin")
    chief.submit(
        chief.get(f"/reviews/{graded}").form(f"/reviews/{graded}"), {"level-T1": "4", "reason-T1": "named"}
    )
    page = leader.submit(form, {"level-T1": "1", "reason-T1": "too late", "summary": "Kept."}, status=409)
    assert "Somebody handed in a review" in page.one("p", role="alert").text
    assert "Kept." in page.html
    assert page.one("input", name="reason-T1").get("value") == "too late"
    leader.submit(
        page.form(f"/reviews/{graded}"), {"level-T1": "1", "reason-T1": "too late", "summary": "Kept."}
    )


def test_filters_stay_in_the_links_and_nonsense_in_an_address_is_left_out(
    leader: Browser, graded: str
) -> None:
    page = leader.get("/reviews?reason=all&scenario=SC-01&lang=en&since=2026-01-01")
    assert page.all("a", href=f"/reviews/{graded}")
    assert page.all("a", href="/reviews?reason=red&scenario=SC-01&lang=en&since=2026-01-01")
    assert not leader.get("/reviews?reason=all&scenario=SC-02").all("a", href=f"/reviews/{graded}")
    leader.get("/reviews?reason=x&person=y&lang=z&since=31.02.2026&until=0001-01-01&after=nobody")
