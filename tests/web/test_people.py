"""Accounts in a browser without a screen: the list, a sheet, a link, a password, letters."""

import io
import re

import pytest

from simulator.domain.person import Person
from tests.browser import Browser
from tests.web.conftest import SignIn


@pytest.fixture
def office(sign_in: SignIn) -> Browser:
    return sign_in("admin")


def link_in(html: str) -> str:
    found = re.search(r"http://localhost(/welcome/[\w-]+)", html)
    assert found
    return found[1]


def test_only_an_admin_opens_the_office(sign_in: SignIn, anna: Person) -> None:
    for login in ("anna", "lena", "igor"):
        browser = sign_in(login)
        for path in ("", "/new", f"/{anna.id}", "/import"):
            browser.get(f"/admin/people{path}", status=403)
        browser.get("/admin/mail", status=403)
        browser.post(f"/admin/people/{anna.id}/link", {"way": "show"}, status=403)


def test_somebody_is_added_invited_and_lands_on_today(office: Browser, stranger: Browser) -> None:
    page = office.get("/admin/people/new")
    form = {
        "name": "Ольга Рудакова",
        "login": "o.r",
        "email": "",
        "role": "trainee",
        "language": "ru",
        "lead": "lena",
    }
    wrong = office.submit(page.form("/admin/people"), form | {"email": "olga"}, 422)
    assert "name@company.example" in wrong.one("p", role="alert").text
    assert 'value="Ольга Рудакова"' in wrong.html
    office.submit(page.form("/admin/people"), form)
    account = office.follow()
    assert "no password yet" in account.html
    shown = office.submit(account.form("/link"), {"way": "show"}, 200)
    link = link_in(shown.html)
    assert office.response is not None
    assert office.response.headers["Cache-Control"] == "private, no-store"
    again = office.get(office.response.request.path.removesuffix("/link"))
    assert "/welcome/" not in again.html
    for _ in range(2):
        door = stranger.get(link)
    assert "o.r" in door.html
    stranger.submit(door.form(link), {"password": "short", "again": "short"}, 422)
    stranger.submit(door.form(link), {"password": "three quiet owls", "again": "three quiet owls"})
    signed = stranger.follow()
    assert 'value="o.r"' in signed.html
    assert 'role="status"' in signed.html
    stranger.submit(signed.form("/sign-in"), {"login": "o.r", "password": "three quiet owls"})
    assert "Сегодня" in stranger.follow().html
    assert "used already" in Browser(office.client.application.test_client()).get(link, 410).html


def test_a_sheet_from_a_file_to_links(office: Browser) -> None:
    office.get("/admin/people/import")
    sheet = "логин;имя;роль\nd.kim;Денис Ким;босс\nm.lee;Мария Ли;лид\n".encode("cp1251")
    answer = office.client.post(
        "/admin/people/import",
        data={"file": (io.BytesIO(sheet), "people.csv"), "csv": ""},
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "“босс” is no role. Write trainee, lead, interviewer or admin." in text
    mended = sheet.decode("cp1251").replace("босс", "стажёр")
    page = office.post("/admin/people/import", {"csv": mended}, 200)
    assert "Store everything" in page.html
    done = office.post("/admin/people/import/confirmation", {"csv": mended, "way": "show"}, 200)
    assert len(re.findall("/welcome/", done.html)) == 2
    office.post("/admin/people/import/confirmation", {"csv": "nonsense"}, 422)
    office.get("/admin/people/import/sample.csv", check=False)
    office.get("/admin/people/import/confirmation", status=303)


def test_deactivation_asks_for_another_admin_first(office: Browser, admin: Person, anna: Person) -> None:
    page = office.post(f"/admin/people/{admin.id}/deactivation", status=422)
    assert "last active administrator" in page.one("p", role="alert").text
    office.post(f"/admin/people/{anna.id}/deactivation")
    assert "deactivated" in office.follow().html
    office.post(f"/admin/people/{anna.id}/activation")
    office.get("/admin/people/0123456789abcdef", status=404)


def test_letters_say_that_mail_is_off_and_how_to_set_it(office: Browser) -> None:
    page = office.get("/admin/mail")
    assert "smtp_host" in page.html
    office.post("/admin/mail/trial", status=422)
    office.post("/admin/mail/nothing/attempts", status=422)


def test_a_lead_who_is_deactivated_is_not_lost_without_a_word(
    office: Browser, lead: Person, anna: Person
) -> None:
    office.post(f"/admin/people/{lead.id}/deactivation")
    page = office.get(f"/admin/people/{anna.id}")
    assert [one.get("value") for one in page.all("option") if "selected" in one.attributes][-1] == "lena"
    form = {
        "name": "Anna K.",
        "login": "anna",
        "email": "",
        "role": "trainee",
        "language": "en",
        "lead": "lena",
    }
    wrong = office.post(f"/admin/people/{anna.id}", form, 422)
    assert "No active lead signs in as" in wrong.one("p", role="alert").text
    office.post(f"/admin/people/{anna.id}", form | {"lead": ""})
