"""An admin imports people, invites one, who chooses a password, signs in and lands on Today; no page has a barrier."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Open
from tests.e2e.test_accessibility import violations

pytestmark = pytest.mark.e2e

WORDS = {
    "en": ("login,name,role,language,lead\n{login},Daniel Kim,{role},en,lena\n", "Today", "trainee"),
    "ru": ("логин;имя;роль;язык;руководитель\n{login};Денис Ким;{role};русский;lena\n", "Сегодня", "стажёр"),
}


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_from_a_sheet_to_today(open_as: Open, language: str, width: int) -> None:
    sheet, today, role = WORDS[language]
    login = f"kim.{language}.{width}"
    page = open_as("admin", language=language, width=width)
    page.goto("/admin/people")
    found = violations(page)
    page.goto("/admin/people/import")
    found += violations(page)
    wrong = sheet.format(login=login, role="boss").encode("cp1251")
    page.set_input_files("#file", {"name": "people.csv", "mimeType": "text/csv", "buffer": wrong})
    page.locator("main form button.btn-primary").click()
    expect(page.locator("tr.wrong")).to_have_count(1)
    expect(page.locator("tr.wrong .bad")).to_contain_text("trainee, lead, interviewer")
    found += violations(page)
    page.fill("#csv", sheet.format(login=login, role=role))
    page.locator("main form button.btn-primary").click()
    expect(page.locator("tr.wrong")).to_have_count(0)
    found += violations(page)
    page.locator("main form button.btn-primary").click()
    link = page.locator(".links code").inner_text()
    found += violations(page)
    page.goto(f"/admin/people?q={login}")
    page.locator("tbody th a").first.click()
    expect(page.locator("h1")).to_contain_text("Ким" if language == "ru" else "Kim")
    found += violations(page)
    guest = open_as(None, language=language, width=width)
    guest.goto(re.sub(r"^https?://[^/]+", "", link))
    found += violations(guest)
    guest.fill("#password", "three quiet owls")
    guest.fill("#again", "three quiet owls")
    guest.locator("main form button").click()
    guest.wait_for_url(re.compile(r"/sign-in"))
    found += violations(guest)
    expect(guest.locator("#login")).to_have_value(login)
    guest.fill("#password", "three quiet owls")
    guest.locator("main form.stack button").first.click()
    guest.wait_for_url(re.compile(r"/today$"))
    expect(guest.locator("h1")).to_contain_text(today)
    again = open_as(None, language=language, width=width)
    again.goto(re.sub(r"^https?://[^/]+", "", link))
    expect(again.locator("main form")).to_have_count(0)
    found += violations(again)
    assert found == []


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_pages_of_admins_and_reports_have_no_barrier(
    open_as: Open, language: str, theme: str, width: int
) -> None:
    look = {"language": language, "width": width, "color_scheme": theme}
    admin, found = open_as("admin", **look), []
    for path in ("/admin/people", "/admin/people/new", "/admin/people/import", "/admin/mail"):
        admin.goto(path)
        found += violations(admin)
    lead = open_as("lena", **look)
    lead.goto("/cohorts")
    lead.locator("a[href^='/cohorts/']").first.click()
    cohort = lead.url
    lead.locator("td a[href^='/people/']").first.click()
    person = lead.url
    found += violations(lead)
    for path in (f"{person}/portfolio", "/calendar", "/profile", "/home", f"{cohort}/days", "/address"):
        lead.goto(path)
        found += violations(lead)
    interviewer = open_as("igor", **look)
    for viewer, path in ((admin, f"{cohort}/days"), (interviewer, "/reviews")):
        viewer.goto(path)
        found += violations(viewer)
    assert found == []
