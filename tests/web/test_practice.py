"""The practice hub, triage sets, drafts of the assistant and the figures of items, without a screen."""

from datetime import date

import pytest

from simulator.services import Services
from tests.browser import Browser, Page
from tests.services.fixtures import Clock
from tests.web.conftest import SignIn


def begun(browser: Browser, path: str, task: str) -> str:
    """Begin an attempt from its list and return its address."""
    form = browser.get(path).form(f"{path}/{task}/attempts")
    browser.submit(form, {})
    assert browser.response is not None
    return str(browser.response.headers["Location"])


def vignettes(page: Page) -> list[str]:
    return [
        one.get("name").removeprefix("impact-")
        for one in page.all("select")
        if one.get("name").startswith("impact-")
    ]


def test_the_hub_leads_to_every_kind_of_exercise_there_is(trainee: Browser) -> None:
    page = trainee.get("/practice")
    links = {link.get("href") for link in page.all("a")}
    assert {"/quizzes", "/triage", "/drafts"} <= links
    assert [link.get("href") for link in page.all("a") if link.get("aria-current") == "page"] == ["/practice"]
    for path in ("/quizzes", "/triage", "/drafts"):
        inside = trainee.get(path)
        assert [link.get("href") for link in inside.all("a") if link.get("aria-current") == "page"] == [
            "/practice"
        ]


def test_a_triage_set_from_the_list_to_its_explained_result(trainee: Browser, sign_in: SignIn) -> None:
    address = begun(trainee, "/triage", "TRI-01")
    page = trainee.get(address)
    names = vignettes(page)
    assert len(names) == 12
    assert page.one("div", id="timer").get("data-seconds") == "1200"
    values = {f"impact-{names[0]}": "H", f"urgency-{names[0]}": "L", f"place-{names[0]}": "1"}
    trainee.submit(page.form(address), values)
    result = trainee.get(address)
    assert result.html.count('class="explained"') == 12
    assert "Somers" in result.html
    trainee.post(address, {}, status=409)
    trainee.post(f"{address}/decisions", {"version": "1"}, status=409)
    for other in ("boris", "lena"):
        stranger = sign_in(other)
        stranger.get(address, status=404)
        stranger.post(address, {}, status=404)
        stranger.post(f"{address}/decisions", {}, status=404)


def test_each_change_is_kept_with_and_without_a_script(trainee: Browser) -> None:
    address = begun(trainee, "/triage", "TRI-02")
    first = vignettes(trainee.get(address))[0]
    kept = trainee.post(
        f"{address}/decisions", {"version": "1", f"impact-{first}": "H"}, status=200, htmx=True
    )
    version = kept.one("input", name="version").get("value")
    assert version == "2"
    stale = trainee.post(
        f"{address}/decisions", {"version": "1", f"impact-{first}": "L"}, status=200, htmx=True
    )
    assert "another tab" in stale.html
    trainee.post(
        f"{address}/decisions", {"version": version, f"impact-{first}": "M", f"team-{first}": "none"}
    )
    page = trainee.get(address)
    chosen = [one for one in page.all("option", value="M") if "selected" in one.attributes]
    assert len(chosen) == 1


def test_two_requests_in_one_place_come_back_with_everything_else(trainee: Browser) -> None:
    address = begun(trainee, "/triage", "TRI-01")
    page = trainee.get(address)
    first, second = vignettes(page)[:2]
    values = {f"place-{first}": "1", f"place-{second}": "1", f"category-{first}": "security"}
    again = trainee.submit(page.form(address), values, status=422)
    assert "Two requests stand in one place" in again.html
    assert [one for one in again.all("option", value="security") if "selected" in one.attributes]


def test_values_nobody_can_choose_are_not_decided(trainee: Browser) -> None:
    address = begun(trainee, "/triage", "TRI-01")
    first = vignettes(trainee.get(address))[0]
    odd = {
        f"impact-{first}": "X",
        f"place-{first}": "-3",
        f"team-{first}": "<b>",
        f"urgency-{first}": "H",
        "shape-x": "1",
    }
    trainee.post(f"{address}/decisions", odd | {"version": "1"}, status=200, htmx=True)
    page = trainee.get(address)
    selected = [
        one.get("value")
        for one in page.all("option")
        if "selected" in one.attributes and one.get("value") in "HML"
    ]
    assert selected == ["H"]


def test_after_the_end_of_time_the_page_is_the_result(trainee: Browser, clock: Clock) -> None:
    address = begun(trainee, "/triage", "TRI-01")
    clock.pass_(minutes=21)
    late = trainee.post(f"{address}/decisions", {"version": "1"}, status=200, htmx=True)
    assert "Time is up" in late.html
    assert "Time ran out" in trainee.get(address).html


def test_a_draft_from_the_list_to_its_explained_result(trainee: Browser, sign_in: SignIn) -> None:
    address = begun(trainee, "/drafts", "AIX-02")
    page = trainee.get(address)
    sentences = [one.get("name") for one in page.all("select")]
    assert len(sentences) == 5
    assert "Internal notes are not told" in page.html
    again = trainee.submit(
        page.form(address), {sentences[0]: "promise", "rewrite": "My own words."}, status=422
    )
    assert "My own words." in again.html
    assert [one for one in again.all("option", value="promise") if "selected" in one.attributes]
    values = dict.fromkeys(sentences, "fine") | {
        sentences[0]: "promise",
        "worst": "s1",
        "rewrite": "My own words.",
    }
    trainee.submit(again.form(address), values)
    result = trainee.get(address)
    assert "My own words." in result.html
    assert result.html.count('class="explained"') == 2
    trainee.post(address, {}, status=409)
    stranger = sign_in("boris")
    stranger.get(address, status=404)
    stranger.post(address, {}, status=404)


@pytest.mark.parametrize(
    "path", ["/triage/TRI-HP/attempts", "/triage/TRI-77/attempts", "/drafts/AID-11/attempts"]
)
def test_what_is_for_hiring_or_unknown_cannot_be_begun(trainee: Browser, path: str) -> None:
    trainee.post(path, {}, status=404)


def test_the_page_of_a_draft_does_not_hold_its_answers(trainee: Browser, services: Services) -> None:
    page = trainee.get(begun(trainee, "/drafts", "AIX-01"))
    for one in services.library.content.draft_check("AIX-01").sentences:
        assert one.wrong is not None
        assert one.wrong.why.en not in page.html
        # Either the right sentence or the wrong one stands there, never both.
        assert (one.text.en[:40] in page.html) != (one.wrong.text.en[:40] in page.html)


def test_the_page_of_a_queue_does_not_hold_its_answers(trainee: Browser, services: Services) -> None:
    page = trainee.get(begun(trainee, "/triage", "TRI-01"))
    for one in services.library.content.triage_set("TRI-01").vignettes:
        assert one.why.en not in page.html
    assert "tag" not in {part for one in page.all("section") for part in one.get("class").split()}


def test_items_that_need_a_look_are_for_leads(trainee: Browser, sign_in: SignIn) -> None:
    trainee.get("/quizzes/items", status=403)
    address = begun(trainee, "/quizzes", "QZ-12")
    trainee.submit(trainee.get(address).form(address), {})
    lead = sign_in("lena")
    assert "too few answers" in lead.get("/quizzes/items").html
    page = lead.get("/quizzes/items?all=1")
    assert "QZ-12" in page.html
    assert "Henrysson" in page.html


def test_planned_tasks_that_exist_are_links(sign_in: SignIn) -> None:
    browser = sign_in("lena")
    form = browser.get("/cohorts").form("/cohorts")
    browser.submit(form, {"name": "March", "starts": date(2025, 12, 31).isoformat(), "people": "anna"})
    page = sign_in("anna").get("/today")
    links = [link.get("href") for link in page.all("a") if "#" in link.get("href")]
    assert "/triage#TRI-01" in links
    assert "/drafts#AIX-02" in links
    assert "/quizzes#QZ-10" in links
    assert "PRAC-01" in page.html
