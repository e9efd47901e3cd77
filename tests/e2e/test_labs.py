"""A lab in a real browser: typed with and without a script, on a wide and a narrow screen, accessible."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Open
from tests.e2e.test_accessibility import violations

pytestmark = pytest.mark.e2e


def type_(page: Page, line: str) -> None:
    page.locator("#tool").fill(line)
    page.locator("#tool").press("Enter")


def begin(page: Page, lab: str) -> None:
    page.goto("/labs")
    page.locator(f"form[action='/labs/{lab}/attempts'] button").click()
    expect(page.locator("#tool")).to_be_visible()


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_lab_is_typed_answered_and_explained(open_as: Open, language: str) -> None:
    page = open_as("boris" if language == "en" else "anna", language=language)
    page.goto("/practice")
    page.locator("main a[href='/labs']").click()
    begin(page, "LAB-01")
    type_(page, "cd /srv/shop/logs")
    expect(page.locator("#lab-line .prompt")).to_have_text("student@shop-app-1:/srv/shop/logs$")
    expect(page.locator("#tool")).to_be_focused()
    type_(page, "grep -c ERROR */worker.log")
    expect(page.locator("#console-log > li")).to_have_count(2)
    page.locator("#tool").press("ArrowUp")
    page.locator("#tool").press("ArrowUp")
    expect(page.locator("#tool")).to_have_value("cd /srv/shop/logs")
    page.locator("#tool").fill("cat READ")
    page.locator("#tool").press("Tab")
    expect(page.locator("#tool")).to_have_value("cat README.txt ")
    page.locator("#answer-g2").fill("07:00")
    page.locator("button[value=hint]").click()
    expect(page.locator(".lab-hints > li")).to_have_count(1)
    expect(page.locator("#answer-g2")).to_have_value("07:00")
    type_(page, "grep -rh req- . > ~/evidence.txt; echo done")
    expect(page.locator("#console-log > li").last).to_contain_text("done")
    page.locator("button[value=finish]").click()
    expect(page.locator(".block-code")).to_contain_text("grep -rn ERROR")
    expect(page.locator("code", has_text="07:00")).to_be_visible()


def test_a_lab_works_without_a_script(open_as: Open) -> None:
    page = open_as("boris", java_script_enabled=False)
    begin(page, "LAB-02")
    type_(page, "ps aux")
    expect(page.locator("#console-log > li")).to_have_count(1)
    page.locator("#answer-g2").fill("backup")
    type_(page, "whoami")
    expect(page.locator("#console-log > li")).to_have_count(2)
    expect(page.locator("#answer-g2")).to_have_value("backup")
    page.locator("button[value=hint]").click()
    expect(page.locator(".lab-hints > li")).to_have_count(1)
    page.locator("button[value=finish]").click()
    expect(page.locator(".block-code")).to_be_visible()


@pytest.mark.parametrize(
    ("language", "width", "theme"),
    [("en", 1440, "light"), ("ru", 1440, "dark"), ("en", 390, "dark"), ("ru", 390, "light")],
)
def test_labs_are_accessible(open_as: Open, language: str, width: int, theme: str) -> None:
    page = open_as("anna", language=language, width=width, color_scheme=theme)
    page.goto("/labs")
    found = violations(page)
    for lab, line in (("LAB-10", "cloud vm stop shop-web"), ("PRAC-02", "cat task.txt")):
        begin(page, lab)
        type_(page, line)
        expect(page.locator("#console-log > li")).to_have_count(1)
        if lab == "LAB-10":
            page.locator("button[value=hint]").click()
            expect(page.locator(".lab-hints > li")).to_have_count(1)
        found += violations(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.locator("button[value=finish]").click()
        expect(page.locator(".block-code").first).to_be_visible()
        found += violations(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert found == []
