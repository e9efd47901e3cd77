"""Who may do what, and what other sites may not."""

import pytest
from flask import Flask

from simulator.web.guards import SESSION_COOKIE
from simulator.web.headers import POLICY
from simulator.web.views.targets import local, simulation_of
from tests.browser import Browser
from tests.web.conftest import SignIn

PUBLIC = {
    "accounts.start",
    "accounts.sign_in",
    "accounts.create_session",
    "assessment.enter",
    "assessment.link",
    "badges.key",
    "badges.revoked",
    "calendars.feed",
    "own.address",
    "own.confirm_address",
    "own.confirmed",
    "preferences.set_language",
    "preferences.set_theme",
    "welcome.set_password",
    "welcome.welcome",
}


def guard_of(site: Flask, endpoint: str) -> str | None:
    return getattr(site.view_functions[endpoint], "guard", None)


def test_every_route_names_its_guard(site: Flask) -> None:
    endpoints = {rule.endpoint for rule in site.url_map.iter_rules() if rule.endpoint != "static"}
    assert {endpoint for endpoint in endpoints if guard_of(site, endpoint) is None} == set()
    assert {endpoint for endpoint in endpoints if guard_of(site, endpoint) == "public"} == PUBLIC


def test_a_route_without_a_guard_would_be_noticed(own_site: Flask) -> None:
    own_site.add_url_rule("/open-door", "open_door", lambda: "")
    assert guard_of(own_site, "open_door") is None


def test_no_page_opens_without_a_session(site: Flask, stranger: Browser) -> None:
    for rule in site.url_map.iter_rules():
        if rule.endpoint == "static" or guard_of(site, rule.endpoint) == "public":
            continue
        values = {name: "1" if name == "n" else "SC-01" for name in rule.arguments}
        with site.test_request_context():
            url = site.url_for(rule.endpoint, **values).removeprefix("http://localhost")
        if "GET" in (rule.methods or ()):
            stranger.get(url, status=303)
            assert "/sign-in" in stranger.response.headers["Location"]  # type: ignore[union-attr]
        else:
            stranger.post(url, status=401)


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://other.example"}],
)
def test_another_site_cannot_make_a_browser_change_anything(
    trainee: Browser, desk_url: str, headers: dict[str, str]
) -> None:
    before = trainee.get(desk_url).html
    answer = trainee.client.post(
        f"{desk_url}/messages", data={"text": "sent by another site"}, headers=headers
    )
    assert answer.status_code == 403
    assert "sent by another site" not in trainee.get(desk_url).html
    assert before.count("from-trainee") == 0


def test_our_own_pages_and_plain_clients_may_post(trainee: Browser) -> None:
    for headers in ({"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://localhost"}, {}):
        assert trainee.client.post("/theme", data={"theme": "dark"}, headers=headers).status_code == 303


def test_every_answer_is_guarded_against_scripts_frames_and_shared_caches(trainee: Browser) -> None:
    for url in ("/scenarios", "/nothing", "/sign-in"):
        headers = trainee.client.get(url).headers
        assert headers["Content-Security-Policy"] == POLICY
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "private, no-store"
    assert "unsafe" not in POLICY


def test_static_files_may_be_kept_because_their_address_changes_with_them(stranger: Browser) -> None:
    href = stranger.get("/sign-in").all("link", rel="stylesheet")[-1].get("href")
    assert "?v=" in href
    with stranger.client.get(href) as answer:
        assert "immutable" in answer.headers["Cache-Control"]


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(sign_in: SignIn) -> None:
    browser = sign_in("anna")
    cookie = browser.client.get_cookie(SESSION_COOKIE)
    assert cookie is not None
    assert cookie.http_only
    assert cookie.same_site == "Lax"


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "",
        "/a\nb",
        "\\\\evil",
    ],
)
def test_signing_in_never_leads_to_another_site(site: Flask, target: str) -> None:
    with site.test_request_context():
        assert local(target) == "/scenarios"


def test_a_page_of_this_site_is_a_fine_target(site: Flask) -> None:
    with site.test_request_context():
        assert local("/simulations/abc?panel=notes") == "/simulations/abc?panel=notes"
    assert simulation_of("/simulations/abc?panel=notes") == "abc"
    assert simulation_of("/simulations/abc/report") is None
