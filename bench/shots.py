"""Screenshots of every page into ``shots/``, and the one of the README into ``docs/``: ``make shots``."""

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.e2e.conftest import CHROMIUM, FLAGS, serving

ROOT = Path(__file__).resolve().parent.parent
SHOTS = ROOT / "shots"
WORDS = {
    "en": "A demo at noon and a closed door: I'm on it. Which exact ssh command do you type, so that I see the user?",
    "ru": "Понимаю, демо в полдень, занимаюсь этим. Какую именно команду ssh вы вводите? Мне нужно увидеть имя.",
}
PAGES = {
    "library": "/scenarios",
    "start": "/scenarios/SC-07",
    "runs": "/simulations",
    "articles": "/articles",
}


@contextmanager
def signed_in(browser: Browser, address: str, language: str, width: int, theme: str) -> Iterator[Page]:
    """Yield a page of the sample trainee."""
    context = browser.new_context(
        base_url=address,
        locale=language,
        color_scheme="dark" if theme == "dark" else "light",
        viewport={"width": width, "height": 900 if width > 800 else 844},
    )
    page = context.new_page()
    page.goto("/sign-in")
    page.locator(f"header button[name=language][value={language}]").click()
    page.fill("#login", "anna")
    page.fill("#password", "demo-anna")
    page.locator("main form.stack button").click()
    page.wait_for_url("**/scenarios")
    yield page
    context.close()


def desk(page: Page, language: str, narrow: bool) -> None:  # noqa: FBT001 — a flag of the picture, not of behaviour
    """Bring a desk to a moment worth a picture."""
    page.goto("/scenarios/SC-01")
    page.locator("details:has(#seed) summary").click()
    page.fill("#seed", "1")
    page.locator("main form button.btn-primary").click()
    page.wait_for_url(re.compile(r"/simulations/\w+$"))
    page.fill("#reply", WORDS[language])
    page.locator("#composer button").click()
    page.locator("#messages li.from-customer:not(.is-pending)").nth(1).wait_for()
    if narrow:
        return
    for n, command in enumerate(("opsview vm vm-7f31", "nc -vz 203.0.113.41 22"), 1):
        page.fill("#tool", command)
        page.press("#tool", "Enter")
        page.locator("#console-log li").nth(n - 1).wait_for()
    for field, value in (("category", "access"), ("impact", "L"), ("urgency", "M")):
        page.select_option(f"#{field}", value)
    page.locator("form:has(#category) button").click()
    page.locator("#bar-region .tag-p4").wait_for()
    page.locator("#ticket").evaluate("column => { column.scrollTop = 0; document.activeElement.blur(); }")


def take(page: Page, language: str, width: int, theme: str) -> None:
    """Take all pictures of one language, width and theme."""

    def save(name: str, *, whole: bool = False) -> None:
        page.screenshot(path=SHOTS / f"{name}-{language}-{width}-{theme}.png", full_page=whole)

    for name, address in PAGES.items():
        page.goto(address)
        save(name)
    page.goto("/simulations")
    reports = page.locator("td a[href$='/report']")
    if reports.count():
        reports.first.click()
        save("report", whole=True)
    desk(page, language, narrow=width < 800)
    save("desk")
    if (language, width, theme) == ("en", 1440, "light"):
        page.screenshot(path=ROOT / "docs" / "screenshot.png")


def main() -> None:
    """Serve the demonstration and take every picture."""
    SHOTS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as data, serving(Path(data)) as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=os.environ.get("CHROMIUM", CHROMIUM), args=FLAGS)
        for language in ("en", "ru"):
            for width in (1440, 390):
                for theme in ("light", "dark"):
                    with signed_in(browser, address, language, width, theme) as page:
                        take(page, language, width, theme)
        browser.close()


if __name__ == "__main__":
    main()
