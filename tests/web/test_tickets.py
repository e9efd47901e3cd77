"""Old tickets in a browser without a screen: file, columns, preview, list, card."""

import io
from pathlib import Path

import pytest

from tests.browser import Browser, Page
from tests.web.conftest import SignIn

SHEETS = Path(__file__).parent.parent / "data" / "tickets"


@pytest.fixture
def lead_browser(sign_in: SignIn) -> Browser:
    return sign_in("lena")


def brought(browser: Browser, name: str = "znuny.csv", status: int = 303) -> str:
    file = (io.BytesIO((SHEETS / name).read_bytes()), name)
    browser.post("/old-tickets", {"file": file}, status=status)
    assert browser.response is not None
    return browser.response.headers.get("Location", "")


def chosen(page: Page) -> list[str]:
    return [one.get("value") for one in page.all("option") if "selected" in one.attributes]


def test_from_a_file_to_a_card(lead_browser: Browser) -> None:
    assert "No tickets have been imported yet" in lead_browser.get("/old-tickets").html
    address = brought(lead_browser)
    page = lead_browser.get(address)
    roles = chosen(page)
    assert roles.count("reply") == 2
    assert "Zima2024" not in page.html
    assert page.all("em", class_="stand-in")
    again = lead_browser.post(address, {"role": roles, "words": "fstab", "do": "look"}, status=200)
    assert "fstab" not in again.one("form", action=address).text.replace(again.one("textarea").text, "")
    lead_browser.post(address, {"role": roles, "words": "", "do": "keep"})
    assert lead_browser.response is not None
    page = lead_browser.get(lead_browser.response.headers["Location"])
    assert "2 tickets were kept. 1 row had no text." in " ".join(page.one("p", role="status").text.split())
    link = next(one for one in page.all("a") if "site1.example" in one.text)
    ticket = lead_browser.get(link.get("href"))
    lead_browser.submit(ticket.form("/card"), {})
    assert lead_browser.response is not None
    editor = lead_browser.get(lead_browser.response.headers["Location"])
    assert "still to be written" in editor.html
    assert "Fix the problems first" in editor.html
    assert "Open its card" in lead_browser.get(link.get("href")).html
    lead_browser.submit(lead_browser.get(link.get("href")).form("/removal"), {})
    lead_browser.get(link.get("href"), status=404)


def test_a_wrong_file_and_wrong_columns_come_back_with_a_reason(lead_browser: Browser) -> None:
    page = lead_browser.post("/old-tickets", {"file": (io.BytesIO(b"PK\x03\x04"), "a.xlsx")}, status=422)
    assert "This is no CSV file" in page.one("p", role="alert").text
    lead_browser.post("/old-tickets", {}, status=422)
    address = brought(lead_browser)
    page = lead_browser.post(address, {"role": ["ignore"] * 11, "words": "Иван", "do": "keep"}, status=422)
    assert page.one("textarea").text == "Иван"
    assert set(chosen(page)) == {"ignore"}
    lead_browser.post(address, {"role": ["subject"], "do": "keep"}, status=422)
    lead_browser.post(address, {"role": ["subject"] * 11, "words": "a", "do": "look"}, status=422)
    lead_browser.submit(lead_browser.get(address).form("/removal"), {})
    lead_browser.get(address, status=404)


def test_a_file_that_is_too_large_is_refused_before_it_is_read(lead_browser: Browser) -> None:
    big = (io.BytesIO(b"a,b\n" * 1_000_000), "big.csv")
    lead_browser.post("/old-tickets", {"file": big}, status=413)


def test_trainees_have_no_business_here(trainee: Browser, sign_in: SignIn, lead_browser: Browser) -> None:
    address = brought(lead_browser)
    trainee.get("/old-tickets", status=403)
    trainee.get(address, status=403)
    sign_in("admin").get(address, status=404)
