"""Labs without a screen: typed, answered and handed in by forms alone, and line by line."""

from simulator.services import Services
from tests.browser import Browser
from tests.services.fixtures import Clock
from tests.web.conftest import SignIn
from tests.web.test_practice import begun


def run(browser: Browser, address: str, line: str, **values: str) -> None:
    form = browser.get(address).form(address)
    browser.submit(form, {"do": "run", "tool": line, **values})


def test_the_list_leads_to_a_machine_and_its_result(trainee: Browser, sign_in: SignIn) -> None:
    page = trainee.get("/labs")
    assert len([one for one in page.all("li") if one.get("id").startswith(("LAB-", "PRAC-"))]) == 14
    address = begun(trainee, "/labs", "LAB-01")
    run(trainee, address, "ls /srv/shop/logs")
    run(trainee, address, "cat <b>nope</b>")
    page = trainee.get(address)
    assert "README.txt" in page.html
    assert "&lt;b&gt;" in page.html
    assert len([one for one in page.all("li") if one.get("data-command")]) == 2
    assert page.one("div", role="log")
    form = page.form(address)
    trainee.submit(form, {"do": "finish", "answer-g2": "around noon"})
    result = trainee.get(address)
    assert "around noon" in result.html
    assert "cd /srv/shop/logs" in result.html
    assert "grep -rn ERROR ." in result.html
    trainee.post(address, {"do": "finish"}, status=303)
    stranger = sign_in("boris")
    stranger.get(address, status=404)
    stranger.post(address, {"do": "run", "tool": "ls"}, status=404)
    stranger.get(f"{address}/completions?text=l&machine=shop", status=404)


def test_answers_stay_when_a_line_is_run_without_a_script(trainee: Browser) -> None:
    address = begun(trainee, "/labs", "LAB-01")
    run(trainee, address, "ls", **{"answer-g1": "/srv/x"})
    page = trainee.get(address)
    assert page.one("input", name="answer-g1").get("value") == "/srv/x"
    run(trainee, address, "", **{"answer-g2": "07:00"})
    page = trainee.get(address)
    assert page.one("input", name="answer-g2").get("value") == "07:00"
    assert len([one for one in page.all("li") if one.get("data-command")]) == 1


def test_an_empty_or_long_line_is_said_and_kept(trainee: Browser) -> None:
    address = begun(trainee, "/labs", "LAB-01")
    page = trainee.post(address, {"do": "run", "tool": " ", "machine": "shop"}, status=422)
    assert "Type a command" in page.html
    page = trainee.post(address, {"do": "run", "tool": "x" * 401, "machine": "shop"}, status=422)
    assert page.one("input", id="tool").get("value") == "x" * 401
    assert page.one("input", id="tool").get("aria-invalid") == "true"


def test_a_script_gets_what_is_new_and_what_has_changed(trainee: Browser) -> None:
    address = begun(trainee, "/labs", "LAB-01")
    values = {"do": "run", "machine": "shop", "seen": "0", "key": "k1"}
    first = trainee.post(address, values | {"tool": "pwd"}, htmx=True, status=200)
    assert "/home/student" in first.html
    again = trainee.post(address, values | {"tool": "pwd"}, htmx=True, status=200)
    assert len([one for one in again.all("li") if one.get("data-command")]) == 1
    second = trainee.post(
        address, values | {"tool": "cd /srv", "seen": "1", "key": "k2"}, htmx=True, status=200
    )
    assert [one.get("data-command") for one in second.all("li") if one.get("data-command")] == ["cd /srv"]
    assert ":/srv$" in second.html
    assert second.one("input", name="seen").get("value") == "2"
    wrong = trainee.post(address, values | {"tool": "", "seen": "2"}, htmx=True, status=200)
    assert "Type a command" in wrong.html


def test_hints_come_one_by_one_with_the_price_said_before(trainee: Browser, services: Services) -> None:
    hints = services.library.content.lab("LAB-01").hints
    address = begun(trainee, "/labs", "LAB-01")
    page = trainee.get(address)
    assert "seven tenths" in page.html
    assert all(hint.en[:30] not in page.html for hint in hints)
    for n in range(3):
        trainee.submit(trainee.get(address).form(address), {"do": "hint"})
        page = trainee.get(address)
        assert [hint.en[:30] in page.html for hint in hints] == [m <= n for m in range(3)]
    assert not [one for one in page.all("button") if one.get("value") == "hint"]
    trainee.post(address, {"do": "hint", "hints": "3"}, status=409)


def test_the_page_does_not_hold_its_answers(trainee: Browser, services: Services) -> None:
    address = begun(trainee, "/labs", "LAB-12")
    page = trainee.get(address)
    lab = services.library.content.lab("LAB-12")
    assert lab.explanation.en[:40] not in page.html
    assert all(one.why.en[:40] not in page.html for one in lab.forbidden)
    assert "restore-new" not in page.html


def test_harm_is_said_at_once(trainee: Browser) -> None:
    address = begun(trainee, "/labs", "LAB-10")
    values = {"do": "run", "machine": "console", "seen": "0", "key": "k1", "tool": "cloud vm stop shop-web"}
    page = trainee.post(address, values, htmx=True, status=200)
    assert page.html.count("shop-web was stopped: its local disk is wiped") == 2
    assert "the attempt is not passed" in page.html


def test_a_practical_has_machines_to_choose_from_and_a_clock(trainee: Browser, clock: Clock) -> None:
    address = begun(trainee, "/labs", "PRAC-01")
    page = trainee.get(f"{address}?machine=net")
    assert page.one("div", id="timer").get("data-seconds") == "3600"
    assert [one.text.strip() for one in page.all("a") if one.get("aria-current") == "true"] == ["Network"]
    assert "student@probe-1" in page.html
    assert "Hints" not in page.html
    trainee.post(address, {"do": "run", "machine": "net", "tool": "hostname"})
    assert "probe-1\n" in trainee.get(f"{address}?machine=net").html
    assert "probe-1\n" not in trainee.get(f"{address}?machine=api").html
    clock.pass_(minutes=61)
    trainee.post(address, {"do": "run", "machine": "net", "tool": "ls"}, status=303)
    assert "One way through" in trainee.get(address).html


def test_the_tabulator_completes_commands_and_paths(trainee: Browser) -> None:
    address = begun(trainee, "/labs", "LAB-01")
    assert trainee.client.get(f"{address}/completions?machine=shop&text=nsl").json == ["nslookup"]
    assert trainee.client.get(f"{address}/completions?machine=shop&text=cat /srv/sh").json == [
        "cat /srv/shop/"
    ]
    assert trainee.client.get(f"{address}/completions?machine=shop&text=cat /nope/x").json == []
    trainee.get(f"{address}/completions?machine=moon&text=l", status=404)
