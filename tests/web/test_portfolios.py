"""A person's report, its PDF, sheets without formulas, promises, feeds and reminders in a browser without a screen."""

import contextlib
import csv
import io
import re
import zlib
from datetime import date, timedelta

import pytest
from flask import Flask
from openpyxl import load_workbook

from simulator.domain.person import Person
from simulator.services import Services
from simulator.services.demo.playing import play_exemplar
from simulator.services.people.entry import Entry
from simulator.web import pdf as pdf_module
from simulator.web.exports import csv_file, safe_cell, xlsx_file
from simulator.worker.loop import perform
from tests.browser import Browser
from tests.services.fixtures import Bell, Clock
from tests.web.conftest import SignIn


@pytest.fixture
def played(services: Services, anna: Person, lead: Person) -> None:
    services.cohorts.make(lead, "Осенний поток", services.clock().date() - timedelta(days=20), ["anna"])
    for card, quality in (("SC-01", "excellent"), ("SC-07", "poor")):
        play_exemplar(services, anna, (card, quality, "ru"))
    services.grading.work_off()
    services.gates.sign(lead, anna.id, "G0", "passed", "Всё готово.", None)
    services.gates.write_log(anna, "Тишина ICMP — не авария.")


def unpacked(document: bytes) -> str:
    """Return what stands in the packed parts of a PDF."""
    parts = re.findall(rb"stream\r?\n(.*?)endstream", document, re.DOTALL)
    texts = []
    for part in parts:
        with contextlib.suppress(zlib.error):
            texts.append(zlib.decompressobj().decompress(part))
    return b"\n".join(texts).decode("latin-1")


@pytest.mark.parametrize("login", ["anna", "lena"])
def test_a_report_shows_matrix_gates_curve_quotes_and_the_log_to_its_own_only(
    sign_in: SignIn, anna: Person, played: None, login: str
) -> None:
    page = sign_in(login).get(f"/people/{anna.id}/portfolio")
    rows = page.all("tr")
    assert len(rows) > 56
    for text in ("Всё готово.", "L1-S04", "Readiness by day", "Strengths"):
        assert text in page.html
    quotes = [one.text for one in page.all("q")]
    assert quotes
    assert ("Тишина ICMP" in page.html) == (login == "anna")


def test_every_quote_of_a_report_was_said(
    services: Services, anna: Person, lead: Person, played: None
) -> None:
    portfolio = services.portfolios.portfolio(lead, anna.id)
    for point in (*portfolio.strengths, *portfolio.gaps):
        report = services.grading.report(lead, point.simulation_id)
        assert any(point.quote in moment.text for moment in report.moments), point
    assert all(one.mean >= 3 for one in portfolio.strengths)
    assert all(one.mean < 2 for one in portfolio.gaps)


def test_a_stranger_sees_no_report(sign_in: SignIn, anna: Person) -> None:
    for login in ("boris", "igor"):
        browser = sign_in(login)
        for path in (
            "portfolio",
            "portfolio.pdf",
            "levels.csv",
            "levels.xlsx",
            "badge",
            "badge.jwt",
            "badge.svg",
        ):
            browser.get(f"/people/{anna.id}/{path}", status=404)


def test_a_pdf_holds_its_font_and_is_in_the_language_of_the_reader(
    sign_in: SignIn, services: Services, anna: Person, played: None
) -> None:
    services.accounts.set_language(anna, "ru")
    browser = sign_in("anna")
    answer = browser.client.get(f"/people/{anna.id}/portfolio.pdf")
    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    assert answer.get_data().startswith(b"%PDF-")
    assert "Roboto" in unpacked(answer.get_data())


def test_a_text_of_a_person_reaches_neither_files_nor_the_network(site: Flask) -> None:
    html = '<html lang="en"><title>x</title><img alt="" src="file:///etc/hostname"><img alt="" src="http://127.0.0.1:1/x">'
    with site.test_request_context():
        assert pdf_module.pdf(html, "portfolio.css").startswith(b"%PDF")


def test_a_server_without_pango_says_what_to_do(
    sign_in: SignIn, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(_html: str, _style: str) -> bytes:
        raise pdf_module.PdfUnavailable

    monkeypatch.setattr("simulator.web.views.portfolios.pdf", missing)
    assert "libpango" in sign_in("anna").get(f"/people/{anna.id}/portfolio.pdf", 501).html


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(site: Flask, text: str) -> None:
    assert safe_cell(text) == f"'{text}"
    with site.test_request_context():
        read = list(
            csv.reader(io.StringIO(csv_file("x", [[text, 3]]).get_data(as_text=True).lstrip("\ufeff")))
        )
        assert read[0][0].startswith("'")
        book = load_workbook(io.BytesIO(xlsx_file("x", "[x]", [["head"], [text, -3.5]]).get_data()))
    row = next(book.active.iter_rows(min_row=2))
    assert row[0].data_type == "s"
    assert row[1].value == -3.5
    assert safe_cell(-3) == -3


def test_a_name_that_is_a_formula_stays_a_name(
    sign_in: SignIn, services: Services, admin: Person, anna: Person, lead: Person
) -> None:
    services.people.directory.change(admin, anna.id, Entry("anna", "=cmd()", "trainee", "en", "", "lena"))
    cohort = services.cohorts.make(lead, "March", date(2026, 3, 1), ["anna"])
    browser = sign_in("lena")
    browser.get(f"/cohorts/{cohort}/levels.csv", check=False)
    assert browser.response is not None
    assert "'=cmd()" in browser.response.get_data(as_text=True)
    files = [
        browser.client.get(path).get_data()
        for path in (f"/cohorts/{cohort}/levels.xlsx", f"/people/{anna.id}/levels.xlsx")
    ]
    sheets = [load_workbook(io.BytesIO(data)).active for data in files]
    assert sheets[0]["A2"].value == "'=cmd()"
    assert sheets[1].max_row == 57


def test_a_promise_from_the_form_to_today_and_kept(sign_in: SignIn, anna: Person) -> None:
    lead, trainee = sign_in("lena"), sign_in("anna")
    person = f"/people/{anna.id}"
    page = lead.get(person)
    lead.submit(page.form("/promises"), {"text": "", "due": "2026-03-05"}, 422)
    wrong = lead.submit(page.form("/promises"), {"text": "A day beside L2", "due": "2026-03-01"}, 422)
    assert "A day beside L2" in wrong.html
    lead.submit(page.form("/promises"), {"text": "A day beside L2", "due": "2026-03-05"})
    assert "A day beside L2" in trainee.get("/today").html
    trainee.post(f"{person}/promises", {"text": "x y z", "due": "2026-03-05"}, 403)
    page = lead.get(person)
    lead.submit(page.form("/kept"), {})
    assert "A day beside L2" not in trainee.get("/today").html


def test_a_calendar_address_is_shown_once_read_by_a_stranger_and_ended(
    sign_in: SignIn, stranger: Browser, services: Services, anna: Person, lead: Person
) -> None:
    services.cohorts.make(lead, "March", date(2026, 3, 2), ["anna"])
    trainee = sign_in("anna")
    page = trainee.get("/calendar")
    shown = trainee.submit(page.form("/calendar"), {}, 200)
    found = re.search(r"http://localhost(/calendars/[\w-]+\.ics)", shown.html)
    assert found
    stranger.get(found[1], check=False)
    assert stranger.response is not None
    assert stranger.response.mimetype == "text/calendar"
    assert ".ics" not in trainee.get("/calendar").html
    trainee.post("/calendar/revocation")
    stranger.get(found[1], status=404)
    trainee.post("/calendar", {"cohort": "0123456789abcdef"}, 403)


def test_reminders_stand_on_today_and_on_a_leads_home_until_they_are_put_away(
    sign_in: SignIn, services: Services, anna: Person, lead: Person, bell: Bell, clock: Clock
) -> None:
    services.cohorts.make(lead, "March", date(2026, 3, 2), ["anna"])
    clock.now += timedelta(days=4)
    services.milestones.reminders.rouse()
    perform(services, bell.rung.pop())
    for login, path in (("anna", "/today"), ("lena", "/home")):
        browser = sign_in(login)
        page = browser.get(path)
        assert "Gate G0" in page.html
        browser.submit(page.form("/seen"), {})
        assert "reminders-title" not in browser.follow().html


def test_reminders_are_chosen_in_the_profile(sign_in: SignIn) -> None:
    trainee = sign_in("anna")
    page = trainee.get("/profile")
    trainee.submit(page.form("/profile/reminders"), {"reminders": "none"})
    assert 'value="none" checked' in trainee.get("/profile").html
    trainee.post("/profile/reminders", {"reminders": "owl"}, 422)


def test_a_lead_takes_a_signature_back(
    sign_in: SignIn, services: Services, anna: Person, lead: Person
) -> None:
    services.gates.sign(lead, anna.id, "G3", "passed", "Ready.", None)
    leader, trainee = sign_in("lena"), sign_in("anna")
    assert "badge-g3.svg" in trainee.get(f"/people/{anna.id}/badge").html
    trainee.get(f"/people/{anna.id}/badge.svg", check=False)
    leader.submit(
        leader.get(f"/people/{anna.id}").form("/withdrawal"), {"reason": "The exam was not unseen."}
    )
    assert "The exam was not unseen." in leader.follow().html
    trainee.get(f"/people/{anna.id}/badge", status=404)
    trainee.get("/badges/revoked.json", check=False)
    assert trainee.response is not None
    assert len(trainee.response.get_json()["revokedCredential"]) == 1
    trainee.get("/badges/key.json", check=False)
    assert "d" not in trainee.response.get_json()["keys"][0]
