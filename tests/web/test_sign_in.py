"""Signing in and out, and what happens to words written after a session has ended."""

from simulator.domain.person import Person
from simulator.services import Services
from simulator.web.guards import SESSION_COOKIE
from tests.browser import Browser
from tests.web.conftest import SignIn


def test_a_wrong_password_says_so_and_keeps_the_login(stranger: Browser, anna: Person) -> None:
    form = stranger.get("/sign-in").form("/sign-in")
    page = stranger.submit(form, {"login": "anna", "password": "wrong-one"}, status=422)
    assert "The name or the password is wrong" in page.one("p", role="alert").text
    assert page.one("input", id="login").get("value") == "anna"
    assert "wrong-one" not in page.html


def test_guessing_passwords_has_to_wait(stranger: Browser, anna: Person) -> None:
    form = stranger.get("/sign-in").form("/sign-in")
    for _ in range(8):
        stranger.submit(form, {"login": "anna", "password": "x"}, status=422)
    page = stranger.submit(form, {"login": "anna", "password": "x"}, status=429)
    assert "Too many attempts" in page.html


def test_signing_in_goes_on_to_where_one_was_headed(stranger: Browser, anna: Person) -> None:
    stranger.get("/scenarios/SC-01", status=303)
    form = stranger.follow().form("/sign-in")
    stranger.submit(form, {"login": "anna", "password": "pw-anna"})
    assert stranger.response is not None
    assert stranger.response.headers["Location"] == "/scenarios/SC-01"


def test_signing_out_ends_the_session_on_the_server(sign_in: SignIn) -> None:
    browser = sign_in("anna")
    token = browser.client.get_cookie(SESSION_COOKIE)
    assert token is not None
    browser.submit(browser.get("/profile").form("/sign-out"), {})
    browser.client.set_cookie(SESSION_COOKIE, token.value)
    browser.get("/scenarios", status=303)


def test_a_reply_sent_after_the_session_ended_comes_back_as_the_draft(
    trainee: Browser, desk_url: str, services: Services, anna: Person
) -> None:
    form = trainee.get(desk_url).form("/messages")
    cookie = trainee.client.get_cookie(SESSION_COOKIE)
    assert cookie is not None
    services.accounts.sign_out(cookie.value)
    words = "I have found the cause & will <write> at 11:10"
    trainee.client.environ_base["HTTP_REFERER"] = f"http://localhost{desk_url}"
    page = trainee.submit(form, {"text": words}, status=401)
    assert "is kept" in page.html
    trainee.submit(page.form("/sign-in"), {"login": "anna", "password": "pw-anna"})
    desk = trainee.follow()
    assert desk.one("textarea", id="reply").text == words
    assert not desk.all("li", class_="message from-trainee")


def test_with_htmx_the_ended_session_asks_beside_the_text_that_stays(
    trainee: Browser, desk_url: str, services: Services
) -> None:
    form = trainee.get(desk_url).form("/messages")
    cookie = trainee.client.get_cookie(SESSION_COOKIE)
    assert cookie is not None
    services.accounts.sign_out(cookie.value)
    page = trainee.submit(form, {"text": "half a thought"}, status=401, htmx=True)
    assert page.one("input", name="kept").get("value") == "half a thought"


def test_somebody_else_signing_in_does_not_get_the_words_into_a_run_that_is_not_his(
    stranger: Browser, desk_url: str, boris: Person
) -> None:
    form = {"login": "boris", "password": "pw-boris", "kept": "secret words", "to": desk_url}
    stranger.post("/sign-in", form)
    assert stranger.response is not None
    assert stranger.response.headers["Location"] == "/scenarios"


def test_a_language_chosen_before_signing_in_is_kept(
    stranger: Browser, anna: Person, services: Services
) -> None:
    stranger.post("/language", {"language": "ru", "to": "/sign-in"})
    stranger.post("/sign-in", {"login": "anna", "password": "pw-anna"})
    assert stranger.follow().one("html").get("lang") == "ru"


def test_an_unknown_language_or_theme_is_refused(trainee: Browser) -> None:
    trainee.post("/language", {"language": "xx"}, status=422)
    trainee.post("/theme", {"theme": "pink"}, status=422)


def test_the_theme_is_remembered_by_this_browser(trainee: Browser) -> None:
    trainee.post("/theme", {"theme": "dark", "to": "/scenarios"})
    assert trainee.get("/scenarios").one("html").get("data-bs-theme") == "dark"
