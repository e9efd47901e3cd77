"""axe on every page: light and dark, both languages, wide and narrow; and the desk by keyboard alone."""

import contextlib
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, Page, expect

from tests.e2e.conftest import Open

pytestmark = pytest.mark.e2e


def violations(page: Page) -> list[str]:
    # A click returns before the page it leads to stands: half a page would be judged.
    page.wait_for_load_state()
    page.locator("main").wait_for(state="attached")
    found = Axe().run(page).response["violations"]
    return [
        f"{page.url} {one['id']}: {node['html'][:200]} {node.get('failureSummary', '')[:300]}"
        for one in found
        for node in one["nodes"]
    ]


def start(page: Page, scenario: str = "SC-01") -> str:
    page.goto(f"/scenarios/{scenario}")
    page.locator("main form button.btn-primary").click()
    page.wait_for_url(re.compile(r"/simulations/\w+$"))
    return page.url


def finish(page: Page) -> None:
    page.locator("a[href='#solution']").click()
    page.locator("#finish-region summary").click()
    page.locator("#finish-region button").click()
    for _ in range(60):
        page.wait_for_timeout(500)
        # The waiting page goes on by itself as soon as there is a grade, and that may cut a reload off.
        with contextlib.suppress(Error):
            page.reload()
        if page.locator(".report").count():
            return
    pytest.fail("the run was not graded in time")


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_no_page_has_a_barrier(open_as: Open, language: str, theme: str, width: int) -> None:
    found = violations(open_as(None, language=language, width=width, color_scheme=theme))
    page = open_as("boris", language=language, width=width, color_scheme=theme)
    for path in (
        "/scenarios",
        "/scenarios?q=zzzz",
        "/scenarios/SC-07",
        "/articles",
        "/articles/KB-1001",
        "/profile",
        "/no",
    ):
        page.goto(path)
        found += violations(page)
    start(page)
    page.fill("#reply", "Which exact `ssh` command do you type?")
    page.locator("#composer button").click()
    expect(page.locator("#messages li.from-customer:not(.is-pending)")).to_have_count(2)
    found += violations(page)
    if width < 800:
        page.locator("a[href='#ticket']").click()
        found += violations(page)
        page.locator("a[href='#workbench']").click()
    page.fill("#tool", "opsview vm vm-7f31")
    page.press("#tool", "Enter")
    expect(page.locator("#console-log li")).to_have_count(1)
    for panel in ("tools", "knowledge", "notes", "escalation", "solution"):
        page.locator(f"a[href='#{panel}']").click()
        found += violations(page)
    finish(page)
    page.locator("details:not([open]) > summary").evaluate_all(
        "all => all.forEach(one => one.parentNode.open = true)"
    )
    found += violations(page)
    page.goto("/simulations")
    found += violations(page)
    assert found == []


def test_the_desk_can_be_worked_by_keyboard_alone(open_as: Open) -> None:
    page = open_as("boris")
    start(page)
    page.locator("a[href='#tools']").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#knowledge")).to_be_visible()
    expect(page.locator("a[href='#knowledge']")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.locator("#tool").focus()
    page.keyboard.type("inc")
    page.keyboard.press("Tab")
    expect(page.locator("#tool")).to_have_value(re.compile("^incidents"))
    page.keyboard.press("Enter")
    expect(page.locator("#console-log li")).to_have_count(1)
    page.keyboard.press("ArrowUp")
    expect(page.locator("#tool")).to_have_value(re.compile("^incidents"))
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(page.locator("#tool")).not_to_be_focused()
    page.locator("#reply").focus()
    page.keyboard.type("Which exact command do you type?")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#messages li.from-customer:not(.is-pending)")).to_have_count(2)
    expect(page.locator("#reply")).to_be_focused()


def test_the_first_stop_of_tab_skips_to_the_content(open_as: Open) -> None:
    page = open_as("boris")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
