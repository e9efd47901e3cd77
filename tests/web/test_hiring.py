"""Hiring in browsers without a screen: the interviewer's pages, and the candidate's from the link to the own log."""

import json
import re

import pytest
from flask import Flask

from simulator.db.queries import hiring
from simulator.domain.assessment import STAGES
from simulator.services import Services
from tests.browser import Browser, Page
from tests.web.conftest import SignIn

REASON = "In the live case she separated the two causes with the second check and told the customer a time she then kept."


@pytest.fixture
def interviewer(sign_in: SignIn) -> Browser:
    return sign_in("igor")


@pytest.fixture
def vacancy(interviewer: Browser) -> str:
    page = interviewer.get("/hiring")
    interviewer.submit(page.form("/hiring"), {"title": "Night shift", "template": "l1", "family": "usual"})
    assert interviewer.response is not None
    return interviewer.response.headers["Location"]


@pytest.fixture
def link(interviewer: Browser, vacancy: str) -> str:
    page = interviewer.post(
        f"{vacancy}/candidates",
        {"how": "one", "name": "Мария Лескова", "language": "en", "time_factor": "1.0"},
        status=200,
    )
    found = re.search(r"http://localhost(/invitations/[\w-]+)", page.html)
    assert found
    return found[1]


@pytest.fixture
def candidate(site: Flask, link: str) -> Browser:
    browser = Browser(site.test_client())
    browser.submit(browser.get(link).form(link), {})
    return browser


def code_of(interviewer: Browser, vacancy: str) -> str:
    found = re.search(r'href="/candidates/(\w+)"', interviewer.get(vacancy).html)
    assert found
    return found[1]


def consent(candidate: Browser) -> Page:
    page = candidate.get("/assessment")
    assert "machine" in page.html or "program" in page.html
    candidate.post("/assessment/consent", {"version": "2"}, status=422)
    candidate.submit(page.form("/consent"), {"agree": "yes"})
    return candidate.get("/assessment")


def test_a_link_is_looked_at_without_being_used_and_then_works_once(
    interviewer: Browser, vacancy: str, link: str, stranger: Browser, candidate: Browser
) -> None:
    assert link.rsplit("/", 1)[1] not in interviewer.get(vacancy).html
    stranger.get(link, status=410)
    stranger.post(link, status=410)
    stranger.get("/invitations/nonsense", status=404)
    assert "Night shift" in candidate.get("/assessment").html


def test_a_candidate_sees_the_own_assessment_and_nothing_else(
    candidate: Browser, interviewer: Browser, vacancy: str
) -> None:
    for address in (
        "/scenarios",
        "/simulations",
        "/profile",
        "/quizzes",
        "/hiring",
        "/today",
        "/matrix",
        vacancy,
    ):
        candidate.get(address, status=403)
    candidate.get(f"/candidates/{code_of(interviewer, vacancy)}", status=403)
    candidate.get("/articles")
    interviewer.get("/assessment", status=403)


def test_questions_are_answered_one_by_one_and_the_next_stage_opens(candidate: Browser) -> None:
    page = consent(candidate)
    candidate.post("/assessment/stages/case/clock", status=409)
    candidate.submit(page.form("/stages/foundations/clock"), {})
    for number in range(1, 11):
        page = candidate.get("/assessment/stages/foundations")
        assert f"Question {number} of 10" in page.html
        candidate.submit(page.form("/assessment/answers"), {})
    candidate.get("/assessment/stages/foundations", status=303)
    assert candidate.get("/assessment").form("/stages/case/clock")


def test_the_live_case_is_the_desk_with_a_clock(candidate: Browser, services: Services, clock) -> None:
    candidate.submit(consent(candidate).form("/stages/foundations/clock"), {})
    candidate.post("/assessment/stages/foundations/submission")
    candidate.post("/assessment/stages/case/clock")
    candidate.get("/assessment/stages/case", status=303)
    desk = candidate.follow()
    assert desk.all("form", action="/assessment/stages/case/submission")
    address = candidate.response.request.path  # type: ignore[union-attr]
    candidate.post(f"{address}/hints", status=403)
    candidate.post("/assessment/signals", {"kind": "paste", "size": "400"}, status=204)
    clock.pass_(minutes=21)
    candidate.post(f"{address}/messages", {"text": "Too late", "key": "late"}, status=409)
    assert "Back to the assessment" in candidate.get(address).html
    assert "400" in candidate.get("/assessment/log").html


def finish(candidate: Browser) -> None:
    consent(candidate)
    for name in STAGES:
        candidate.post(f"/assessment/stages/{name}/clock")
        if name == "triage":
            page = candidate.get("/assessment/stages/triage")
            assert len(page.all("section", class_="block vignette")) == 8
            candidate.post("/assessment/stages/triage/work", {"version": "1"}, status=200, htmx=True)
        if name == "explain":
            page = candidate.get("/assessment/stages/explain")
            assert len(page.all("textarea")) == 2
            form = page.form("/stages/explain/submission")
            candidate.submit(form, {"said-0": "I would have asked for the time first."})
            continue
        candidate.post(f"/assessment/stages/{name}/submission")


def test_scores_come_before_the_machine_and_a_decision_needs_a_reason(
    candidate: Browser, interviewer: Browser, vacancy: str, services: Services, sign_in: SignIn
) -> None:
    finish(candidate)
    services.grading.work_off()
    file = f"/candidates/{code_of(interviewer, vacancy)}"
    page = interviewer.get(file)
    assert "Лескова" not in page.html
    assert "Machine:" not in page.html
    assert "I would have asked for the time first." in page.html
    interviewer.post(f"{file}/scores", {"level-tone": "3.0", "reason-tone": "x"}, status=422)
    levels = {}
    for name in [one.id for one in services.library.content.assessment("l1").dimensions]:
        levels |= {f"level-{name}": "1.0", f"reason-{name}": "hardly anything was done in the stages"}
    interviewer.post(f"{file}/scores", levels)
    assert 'class="machine"' in interviewer.get(file).html
    interviewer.post(f"{file}/interview", {"version": "0", "said-Q1": "I told them at noon."})
    interviewer.post(f"{file}/interview", {"version": "0", "said-Q1": ""}, status=409)
    page = interviewer.post(f"{file}/decisions", {"verdict": "no", "reason": "AI said no"}, status=422)
    assert "AI said no" in page.one("textarea", id="reason").text
    decision = {"verdict": "no", "reason": REASON, "evidence": "diagnosis"}
    assert "second assessor" in interviewer.post(f"{file}/decisions", decision, status=422).html
    sign_in("admin").post(f"{file}/scores", levels)
    interviewer.post(f"{file}/decisions", decision)
    assert REASON in interviewer.get(file).html
    interviewer.post(f"{file}/decisions", decision | {"appeal": "yes"}, status=409)
    assert "another assessor" in candidate.get("/assessment").html
    interviewer.get(f"{vacancy}/comparison")
    interviewer.get(f"{vacancy}/impact")


def test_a_draft_to_check_keeps_half_a_finding_and_hands_in_what_is_kept(
    candidate: Browser, interviewer: Browser, vacancy: str, services: Services
) -> None:
    consent(candidate)
    with services.database.writing() as session:
        row = hiring.by_code(session, code_of(interviewer, vacancy))
        assert row is not None
        row.plan = json.dumps(json.loads(row.plan) | {"trap": {"scenario": "AID-22", "modifiers": []}})
        session.add(row)
    for name in STAGES[:-1]:
        candidate.post(f"/assessment/stages/{name}/clock")
        candidate.post(f"/assessment/stages/{name}/submission")
    candidate.post("/assessment/stages/trap/clock")
    page = candidate.get("/assessment/stages/trap")
    assert len(page.all("select")) == 4
    kept = candidate.post(
        "/assessment/stages/trap/work", {"version": "1", "verdict-s1": "invented"}, status=200, htmx=True
    )
    assert 'value="2"' in kept.html
    candidate.post("/assessment/stages/trap/work", {"version": "1"}, status=409)
    candidate.post("/assessment/stages/case/work", {"version": "1"}, status=404)
    page = candidate.get("/assessment/stages/trap")
    chosen = [one.get("value") for one in page.all("option") if "selected" in one.attributes]
    assert "invented" in chosen
    candidate.post("/assessment/stages/trap/submission")
    services.grading.work_off()
    file = interviewer.get(f"/candidates/{code_of(interviewer, vacancy)}").html
    assert "an invented id, number or name" in file
    assert "was wrong:" not in file


def test_a_sheet_with_a_fault_invites_nobody_and_keeps_what_was_pasted(
    interviewer: Browser, vacancy: str
) -> None:
    sheet = "name,email\nAnn,nonsense"
    page = interviewer.post(f"{vacancy}/candidates", {"how": "sheet", "csv": sheet}, status=422)
    assert "Line 1" in page.html
    assert page.one("textarea", id="csv").text == sheet


def test_a_candidate_takes_a_copy_declares_and_withdraws(candidate: Browser) -> None:
    consent(candidate)
    candidate.get("/assessment/data")
    assert candidate.response is not None
    assert candidate.response.json is not None
    assert candidate.response.json["tables"]["candidate"][0]["name"] == "Мария Лескова"
    candidate.submit(candidate.get("/assessment/log").form("/declarations"), {"gender": "woman", "age": ""})
    candidate.post("/assessment/withdrawal", {}, status=303)
    candidate.get("/assessment/log")
    candidate.post("/assessment/withdrawal", {"sure": "yes"}, status=200)
    candidate.get("/assessment", status=303)


def test_reloading_the_links_page_invites_nobody_twice(interviewer: Browser, vacancy: str) -> None:
    form = next(
        one for one in interviewer.get(vacancy).all("form") if one.get("action").endswith("/candidates")
    )
    key = next(one.get("value") for one in form.children if one.get("name") == "key")
    fields = {"how": "one", "key": key, "name": "Пётр", "language": "ru", "time_factor": "1"}
    assert "Links, shown this once" in interviewer.post(f"{vacancy}/candidates", fields, status=200).html
    page = interviewer.post(f"{vacancy}/candidates", fields, status=409)
    assert "sent already" in page.html
    assert page.html.count("Пётр") == 1


def test_references_and_a_second_session_in_the_file(
    candidate: Browser, interviewer: Browser, vacancy: str, services: Services
) -> None:
    finish(candidate)
    services.grading.work_off()
    file = f"/candidates/{code_of(interviewer, vacancy)}"
    fields = {
        "kind": "fact",
        "who": "HR of Northline",
        "consent": "x",
        "outcome": "differs",
        "answer-F1": "Yes",
    }
    page = interviewer.post(f"{file}/references", fields, status=422)
    assert page.one("textarea", id="answer-F1").text == "Yes"
    interviewer.post(f"{file}/references", fields | {"consent": "signed form of 1 March"})
    page = interviewer.get(file)
    form = page.form("/hearing")
    interviewer.post(form.get("action"), {"heard": "no"}, status=422)
    interviewer.submit(form, {"heard": "I was lent to them by an agency."})
    assert "lent to them by an agency" in interviewer.get(file).html
    assert "/invitations/" in interviewer.post(f"{file}/recheck", status=200).html
    assert "The other session" in interviewer.get(file).html
    interviewer.post(f"{file}/recheck", status=409)
    assert "second session of" in interviewer.get(vacancy).html
    assert "second session of" in interviewer.get(f"{vacancy}/comparison").html


@pytest.mark.parametrize("login", ["anna", "lena"])
def test_strangers_do_not_hire(sign_in: SignIn, vacancy: str, login: str) -> None:
    other = sign_in(login)
    for address in ("/hiring", vacancy, f"{vacancy}/comparison", f"{vacancy}/impact"):
        other.get(address, status=403)
