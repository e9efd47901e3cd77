"""The editor in a browser without a screen."""

import pytest

from simulator.services import Services
from tests.browser import Browser
from tests.web.conftest import SignIn


@pytest.fixture
def author(sign_in: SignIn) -> Browser:
    return sign_in("lena")


@pytest.fixture
def address(author: Browser) -> str:
    author.submit(author.get("/authoring").form("/authoring"), {"source": "SC-55", "as": "new"})
    assert author.response is not None
    return author.response.headers["Location"]


def text_of(author: Browser, address: str) -> str:
    return author.get(address).one("textarea", id="text").text


def test_a_card_from_the_list_to_its_history(author: Browser, address: str) -> None:
    page = author.get(address)
    assert "SC-60" in page.html
    author.submit(page.form(address), {"text": text_of(author, address) + "# a remark\n", "do": "text"})
    assert "version 2" in author.get(address).html
    assert "+# a remark" in author.get(f"{address}/versions/2").html
    assert "SC-60" in author.get("/authoring").html


def test_the_short_form_is_saved_into_the_text(author: Browser, address: str) -> None:
    page = author.get(address)
    values = {"text": text_of(author, address), "subject_ru": "Магазин не открывается", "do": "fields"}
    fields = {
        element.get("name"): element.get("value") or element.text
        for element in page.elements
        if element.tag in ("input", "textarea") and element.get("name").endswith(("_en", "_ru"))
    }
    fields |= {
        name: page.one("input", id=name).get("value") for name in ("difficulty", "category", "persona")
    }
    author.submit(page.form(address), fields | values)
    assert "Магазин не открывается" in text_of(author, address)


def test_a_broken_text_comes_back_with_line_and_remedy(author: Browser, address: str) -> None:
    broken = text_of(author, address).replace("difficulty: 1", "difficulty: nine")
    found = author.post(f"{address}/problems", {"text": broken}, status=200, htmx=True)
    line = broken.splitlines().index("difficulty: nine") + 1
    assert found.all("button", data_line=str(line))
    author.post(address, {"text": " ", "version": "1", "do": "text"}, status=422)
    author.post(f"{address}/publication", {"version": "1"}, status=422)
    author.post(address, {"text": broken, "version": "1", "do": "text"})
    author.post(f"{address}/runs", {"lang": "en"}, status=422)
    assert author.get(address).all("button", disabled="")


def test_a_second_author_keeps_his_words(author: Browser, address: str) -> None:
    start = text_of(author, address)
    author.post(address, {"text": start + "# first\n", "version": "1", "do": "text"})
    page = author.post(address, {"text": start + "# second\n", "version": "1", "do": "text"}, status=409)
    assert page.one("textarea", id="text").text.endswith("# second\n")
    author.submit(page.form(address), {"text": start + "# second\n", "do": "text"})
    assert text_of(author, address).endswith("# second\n")


def test_a_card_is_tried_published_and_withdrawn(author: Browser, address: str, services: Services) -> None:
    author.post(f"{address}/runs", {"lang": "en", "key": "k"})
    assert author.response is not None
    run = author.response.headers["Location"].rsplit("/", 1)[1]
    lena = services.accounts.by_login("lena")
    assert lena is not None
    services.simulations.finish(lena, run, "f")
    author.submit(author.get(address).form("/publication"), {"note": "ready"})
    assert author.get("/scenarios/SC-60")
    author.submit(author.get(address).form("/withdrawal"), {})
    author.get("/scenarios/SC-60", status=404)


def test_a_long_card_in_russian_fits_into_the_form(author: Browser, address: str) -> None:
    long = text_of(author, address) + "# " + "ы" * 100_000 + "\n"
    author.post(address, {"text": long, "version": "1", "do": "text"})
    assert len(text_of(author, address)) > 100_000


@pytest.mark.parametrize("login", ["anna", "igor"])
def test_strangers_do_not_write(sign_in: SignIn, address: str, login: str) -> None:
    other = sign_in(login)
    other.get("/authoring", status=403)
    other.get(address, status=403)
    other.post(address, {"text": "x", "version": "1"}, status=403)
