"""The ticket desk: each action as a page, as a fragment, with bad input, from a stale tab, by a stranger."""

import pytest

from simulator.services import Services
from tests.browser import Browser, Page
from tests.web.conftest import SignIn

GOOD: dict[str, dict[str, str]] = {
    "messages": {"text": "Which exact command do you type, so that I see the user name?"},
    "commands": {"tool": "opsview vm vm-7f31"},
    "searches": {"q": "permission denied publickey"},
    "notes": {"text": "User root, image ubuntu."},
    "classification": {"category": "access", "impact": "L", "urgency": "M"},
    "escalation": {"team": "L2-NET", "request": "Please check the port.", "symptom": "Permission denied"},
    "major-incident": {"reason": "Three customers in one zone."},
    "waits": {"minutes": "10"},
    "hints": {},
}
BAD: dict[str, tuple[dict[str, str], str]] = {
    "messages": ({"text": "  \n "}, "Write something first"),
    "commands": ({"tool": " "}, "Type a command"),
    "searches": ({"q": ""}, "Type what you are looking for"),
    "notes": ({"text": ""}, "An empty note was not saved"),
    "classification": ({"category": "access", "impact": "", "urgency": "M"}, "Choose impact and urgency"),
    "escalation": ({"team": "", "symptom": "Permission denied"}, "Choose the team"),
    "major-incident": ({"reason": " "}, "Say what makes this look"),
    "resolution": ({"cause": " ", "text": "Done."}, "Write down the cause"),
    "waits": ({"minutes": "0"}, "between 1 and 1,440"),
}


def messages(page: Page) -> list[str]:
    return [li.text for li in page.all("li") if li.get("class").startswith("message from-trainee")]


@pytest.mark.parametrize("action", GOOD)
def test_each_action_works_without_scripts(trainee: Browser, desk_url: str, action: str) -> None:
    trainee.submit(trainee.get(desk_url).form(f"/{action}"), GOOD[action])
    shown = trainee.follow()
    assert not [li for li in shown.all("li") if "is-pending" in li.get("class")]


@pytest.mark.parametrize("action", GOOD)
def test_each_action_brings_htmx_what_has_changed(trainee: Browser, desk_url: str, action: str) -> None:
    page = trainee.submit(trainee.get(desk_url).form(f"/{action}"), GOOD[action], status=200, htmx=True)
    renewed = [element for element in page.elements if element.get("hx-swap-oob")]
    assert any(element.get("hx-swap-oob") == "innerHTML:#bar-region" for element in renewed)
    assert page.elements[0].tag in ("form", "div", "details")


@pytest.mark.parametrize("action", BAD)
def test_bad_input_comes_back_with_its_reason_and_its_words(
    trainee: Browser, desk_url: str, action: str
) -> None:
    values, reason = BAD[action]
    for htmx in (False, True):
        page = trainee.submit(trainee.get(desk_url).form(f"/{action}"), values, status=422, htmx=htmx)
        assert reason in page.one("p", role="alert").text
        for name, value in values.items():
            if value.strip() and action in ("escalation", "resolution") and name != "team":
                assert any(area.text == value for area in page.all("textarea", name=name))


@pytest.mark.parametrize("action", [*GOOD, "resolution", "closure", "finish", "draft", "readings"])
def test_a_stranger_cannot_act_on_a_run_of_another(sign_in: SignIn, desk_url: str, action: str) -> None:
    sign_in("boris").post(
        f"{desk_url}/{action}", {**GOOD.get(action, {}), "cause": "c", "article": "KB-1001"}, status=404
    )


def test_a_lead_may_look_but_not_write(sign_in: SignIn, desk_url: str) -> None:
    sign_in("lena").post(f"{desk_url}/messages", {"text": "It is me, the lead"}, status=404)


def test_html_in_a_reply_is_shown_and_never_runs(trainee: Browser, desk_url: str) -> None:
    words = '<script>alert(1)</script> <b>bold</b> =1+1 {{ 7*7 }} "quoted" & done'
    trainee.submit(trainee.get(desk_url).form("/messages"), {"text": words})
    page = trainee.follow()
    assert words in messages(page)[0]
    assert not [script for script in page.all("script") if not script.get("src")]


def test_a_reply_over_the_limit_is_refused_with_its_text(trainee: Browser, desk_url: str) -> None:
    form = trainee.get(desk_url).form("/messages")
    page = trainee.submit(form, {"text": "a" * 4001}, status=422)
    assert "4,000" in page.one("p", role="alert").text
    assert page.one("textarea", id="reply").text == "a" * 4001
    trainee.submit(form, {"text": "a" * 4000})


def test_a_double_click_sends_once(trainee: Browser, desk_url: str) -> None:
    form = trainee.get(desk_url).form("/messages")
    for _ in range(2):
        trainee.submit(form, GOOD["messages"])
    assert len(messages(trainee.follow())) == 1


def test_a_decision_from_a_stale_tab_is_refused_and_explained(trainee: Browser, desk_url: str) -> None:
    old = trainee.get(desk_url)
    trainee.submit(old.form("/notes"), GOOD["notes"])
    page = trainee.submit(old.form("/classification"), GOOD["classification"], status=409)
    assert "another tab" in page.html
    page = trainee.submit(old.form("/classification"), GOOD["classification"], status=409, htmx=True)
    assert page.one("div", role="alert")


def test_a_message_from_a_stale_tab_is_still_sent(trainee: Browser, desk_url: str) -> None:
    old = trainee.get(desk_url)
    trainee.submit(old.form("/notes"), GOOD["notes"])
    trainee.submit(old.form("/messages"), GOOD["messages"])
    assert len(messages(trainee.follow())) == 1


def test_an_illegal_move_names_the_state_in_which_it_cannot_be_done(trainee: Browser, desk_url: str) -> None:
    trainee.submit(trainee.get(desk_url).form("/escalation"), GOOD["escalation"])
    again = trainee.submit(trainee.follow().form("/escalation"), GOOD["escalation"], status=409)
    assert "already with that team" in again.html


def test_the_draft_survives_a_reload(trainee: Browser, desk_url: str) -> None:
    page = trainee.post(f"{desk_url}/draft", {"text": "Half an answer"}, status=200, htmx=True)
    assert "Draft saved" in page.html
    assert trainee.get(desk_url).one("textarea", id="reply").text == "Half an answer"
    trainee.submit(trainee.get(desk_url).form("/messages"), {"text": "The whole answer"})
    assert trainee.follow().one("textarea", id="reply").text == ""


def test_while_the_customer_is_typing_a_decision_is_not_called_stale(trainee: Browser, desk_url: str) -> None:
    sent = trainee.submit(trainee.get(desk_url).form("/messages"), GOOD["messages"], status=200, htmx=True)
    version = sent.one("input", id="version-classification").get("value")
    data = {**GOOD["classification"], "version": version, "key": "typing"}
    page = trainee.post(f"{desk_url}/classification", data, status=200, htmx=True)
    assert [li for li in page.all("li") if li.get("class") == "message from-customer"]


def test_the_answer_is_streamed_in_pieces_and_ends_with_what_it_changed(
    trainee: Browser, desk_url: str, services: Services
) -> None:
    sent = trainee.submit(trainee.get(desk_url).form("/messages"), GOOD["messages"], status=200, htmx=True)
    stream = next(li for li in sent.all("li") if li.get("sse-connect")).get("sse-connect")
    first = trainee.client.get(stream)
    assert first.mimetype == "text/event-stream"
    events = first.text.strip().split("\n\n")
    assert [event.split("\n")[0] for event in events].count("event: done") == 1
    assert events[-1].startswith("event: done")
    assert len(events) > 1
    again = trainee.client.get(stream).text
    answer = [li.text for li in trainee.get(desk_url).all("li", class_="message from-customer")]
    assert len(answer) == 2
    assert again.count("event: done") == 1


def test_a_reload_in_mid_answer_shows_where_the_answer_will_come(trainee: Browser, desk_url: str) -> None:
    trainee.submit(trainee.get(desk_url).form("/messages"), GOOD["messages"], status=200, htmx=True)
    page = trainee.get(desk_url)
    waiting = [li for li in page.all("li") if "is-pending" in li.get("class")]
    assert len(waiting) == 1
    trainee.submit(page.form("/answer"), {})
    after = trainee.follow()
    assert not [li for li in after.all("li") if "is-pending" in li.get("class")]
    assert len(after.all("li", class_="message from-customer")) == 2


def test_a_search_finds_articles_and_one_opens_in_the_desk(trainee: Browser, desk_url: str) -> None:
    trainee.submit(trainee.get(desk_url).form("/searches"), GOOD["searches"])
    button = trainee.follow().all("button", name="article")[0]
    trainee.post(f"{desk_url}/readings", {"article": button.get("value"), "key": "read"})
    assert trainee.follow().all("article")


def test_completions_are_a_plain_list(trainee: Browser, desk_url: str) -> None:
    answer = trainee.client.get(f"{desk_url}/completions?text=opsv")
    assert answer.json
    assert all("opsview" in line for line in answer.json)


def test_an_ended_run_is_read_only_and_leads_to_its_report(trainee: Browser, desk_url: str) -> None:
    page = trainee.get(desk_url)
    trainee.submit(page.form("/finish"), {})
    page = trainee.get(desk_url)
    assert "This run is over" in page.html
    assert not [f for f in page.all("form") if f.get("action").endswith(("/messages", "/commands", "/notes"))]
    trainee.post(f"{desk_url}/messages", {"text": "Wait"}, status=409)


def test_an_exam_hides_the_mood_and_prices_hints(trainee: Browser) -> None:
    form = trainee.get("/scenarios/SC-01").form("/simulations")
    trainee.submit(form, {"mode": "exam", "lang": "ru", "seed": "3"})
    page = trainee.follow()
    assert "mood" not in " ".join(element.get("class") for element in page.elements)
    assert "Each hint costs 5 points" in page.html


@pytest.mark.parametrize("seed", ["0", "-1", "x", "99999999999"])
def test_a_set_of_values_that_is_no_number_is_refused_at_the_start(trainee: Browser, seed: str) -> None:
    form = trainee.get("/scenarios/SC-01").form("/simulations")
    page = trainee.submit(form, {"seed": seed}, status=422)
    assert "number from 1" in page.one("p", role="alert").text
