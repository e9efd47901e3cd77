"""The report: what to read first, and each level leading to the words it rests on."""

from html import unescape

import pytest

from simulator.db.queries.simulations import latest_grade
from simulator.db.tables import WordingRow
from simulator.domain.wording import Wording
from simulator.services import Services
from tests.browser import Browser, Page

REPLY = "A demo at noon with no way in is bad, I am on it. Which exact command do you type, so that I see the user name?"


@pytest.fixture
def report(trainee: Browser, desk_url: str, services: Services) -> Page:
    trainee.submit(trainee.get(desk_url).form("/messages"), {"text": REPLY})
    trainee.submit(trainee.get(desk_url).form("/commands"), {"tool": "opsview vm vm-7f31"})
    trainee.submit(trainee.get(desk_url).form("/finish"), {})
    assert "next in line" in trainee.follow().html
    services.grading.work_off()
    return trainee.get(f"{desk_url}/report")


def test_every_piece_of_evidence_leads_to_a_moment_of_the_timeline(report: Page) -> None:
    ids = {element.get("id") for element in report.elements}
    links = [a.get("href") for li in report.all("ul", class_="evidence") for a in _links(li, report)]
    assert links
    assert all(link[1:] in ids for link in links)


def test_quotes_in_the_report_are_the_trainees_own_words(report: Page) -> None:
    quotes = [q.text for q in report.all("q")]
    assert quotes
    assert all(quote in REPLY for quote in quotes)


def test_the_report_says_who_worded_the_feedback(
    report: Page, trainee: Browser, desk_url: str, services: Services
) -> None:
    assert "worded by rules, without a language model" in unescape(report.html)
    run = desk_url.rsplit("/", 1)[-1]
    for words, said in (
        ({"link": "Once more, with a calmer customer."}, "Worded by a language model (small-7b)"),
        ({}, "product's own"),
    ):
        made = Wording(
            lang="en", words=words, refused={"change": "invented"}, provenance={"feedback": "small-7b"}
        )
        with services.database.writing() as session:
            grade = latest_grade(session, run)
            assert grade is not None
            session.merge(WordingRow(grade_id=grade.id, body=made.model_dump_json(), at=grade.at))
        page = unescape(trainee.get(f"{desk_url}/report").html)
        assert said in page
        assert "offline: invented" in page
        assert words.get("link", "") in page


def test_the_report_tells_the_cause_only_after_the_run(report: Page, services: Services) -> None:
    card = services.library.content.scenario("SC-01")
    assert card.cause.text.en in unescape(report.html)


def test_the_curve_has_a_table_with_the_same_values(report: Page) -> None:
    dots = report.all("circle", class_="curve-dot")
    rows = [row for row in report.all("tr") if any(parent.get("class") == "curve" for parent in row.parents)]
    assert dots
    assert len(rows) == len(dots) + 1


def test_a_retry_draws_other_values(report: Page, trainee: Browser, desk_url: str) -> None:
    trainee.submit(report.form("/simulations"), {})
    again = trainee.follow()
    assert again.one("h1")
    assert "vm-7f31" not in again.html
    assert trainee.response is not None
    assert desk_url not in trainee.response.request.path


def test_grading_that_failed_says_so_and_shows_no_score(
    trainee: Browser, desk_url: str, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services.grading, "state", lambda *_: "failed")
    trainee.get(f"{desk_url}/grade", htmx=True)
    assert trainee.response is not None
    assert "no score was made up" in trainee.response.text


@pytest.mark.parametrize(
    ("state", "asks"), [("queued", True), ("running", True), ("done", False), ("failed", False)]
)
def test_only_an_unfinished_grading_is_asked_about_again(
    trainee: Browser,
    desk_url: str,
    services: Services,
    monkeypatch: pytest.MonkeyPatch,
    state: str,
    asks: bool,
) -> None:
    monkeypatch.setattr(services.grading, "state", lambda *_: state)
    page = trainee.get(f"{desk_url}/grade", htmx=True)
    assert any(element.get("hx-trigger") for element in page.elements) == asks


def _links(within: object, page: Page) -> list[object]:
    return [a for a in page.all("a") if within in a.parents]
