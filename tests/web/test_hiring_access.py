"""Who may do what with vacancies, candidates and their runs: every route of hiring × every kind of person."""

from dataclasses import dataclass

import pytest
from flask import Flask

from simulator.domain.person import Person, Role
from simulator.services import Services
from simulator.services.accounts import NewPerson
from simulator.services.hiring.applicants import NewCandidate
from simulator.web.guards import SESSION_COOKIE
from tests.browser import Browser
from tests.web.conftest import SignIn

ACTORS = (
    "stranger", "other candidate", "candidate", "trainee", "lead", "lead of nobody", "interviewer", "not on panel",
    "second assessor", "admin",
)  # fmt: skip
PANEL = {"interviewer", "second assessor", "admin"}
HIRERS = PANEL | {"not on panel"}
CANDIDATES = {"candidate", "other candidate"}

TABLE = {
    "public": ("assessment.link", "assessment.enter"),
    "own": (
        "assessment.overview", "assessment.consent", "assessment.sample", "assessment.begin", "assessment.stage",
        "assessment.hand_in", "assessment.note_signal", "assessment.log", "assessment.declare", "assessment.data",
        "assessment.withdraw", "stagework.answer", "stagework.save",
    ),
    "hirers": ("hiring.vacancies", "hiring.make"),
    "panel": (
        "hiring.vacancy", "hiring.invite", "hiring.candidates", "hiring.add_assessor", "hiring.compare",
        "hiring.impact", "candidates.file", "candidates.score", "candidates.interview", "candidates.rule_signal",
        "candidates.decide", "candidates.new_link", "candidates.revoke", "candidates.accommodate",
        "candidates.import_evidence", "references.add", "references.hear", "references.recheck",
    ),
}  # fmt: skip
"""Kind of route → its endpoints. What a kind means stands in ``wanted``."""
BLUEPRINTS = {"assessment", "stagework", "hiring", "candidates", "references"}
LAST = ("candidates.new_link", "candidates.revoke", "assessment.withdraw")
"""They end the candidate's session or data: asked after everything else."""


def wanted(kind: str, actor: str) -> str:
    """Return what the answer should be: ``yes``, ``no`` (403: not his kind of person), ``none`` (404), ``sign in``."""
    if kind == "public":
        return "yes"
    if actor == "stranger":
        return "sign in"
    if kind == "own":
        return "yes" if actor in CANDIDATES else "no"
    if actor not in HIRERS:
        return "no"
    return "yes" if kind == "hirers" or actor in PANEL else "none"


@dataclass
class World:
    """A vacancy with two candidates, one of whom is at work, and everybody who might look."""

    values: dict[str, str]
    browsers: dict[str, Browser]


@pytest.fixture
def world(site: Flask, services: Services, sign_in: SignIn, igor: Person) -> World:
    for login, role in (("vera", Role.INTERVIEWER), ("oleg", Role.INTERVIEWER), ("lara", Role.LEAD)):
        services.accounts.add(NewPerson(login=login, name=login, role=role, password=f"pw-{login}"))
    vacancies = services.hiring.vacancies
    vacancy = vacancies.make(igor, "Night shift", "l1", harder=False)
    vacancies.add_assessor(igor, vacancy, "vera")
    first, second = vacancies.invite(igor, vacancy, [NewCandidate("Мария"), NewCandidate("Пётр")])
    browsers = {}
    people = {}
    for actor, invited in (("candidate", first), ("other candidate", second)):
        people[actor], token = services.hiring.entering.enter(invited.token)
        services.hiring.entering.consent(people[actor], 2)
        browsers[actor] = Browser(site.test_client())
        browsers[actor].client.set_cookie(SESSION_COOKIE, token)
    services.hiring.taking.begin(people["candidate"], "foundations", "en")
    services.hiring.taking.hand_in(people["candidate"], "foundations")
    services.hiring.taking.begin(people["candidate"], "case", "en")
    page = services.hiring.taking.page(people["candidate"])
    assert page.open is not None
    logins = {"trainee": "anna", "lead": "lena", "lead of nobody": "lara", "interviewer": "igor",
              "not on panel": "oleg", "second assessor": "vera", "admin": "admin"}  # fmt: skip
    browsers |= {actor: sign_in(login) for actor, login in logins.items()}
    browsers["stranger"] = Browser(site.test_client())
    values = {"vacancy_id": vacancy, "code": first.code, "n": "1", "reference_id": "aa", "name": "triage", "token": second.token,
              "simulation_id": page.open.run_id}  # fmt: skip
    return World(values, browsers)


def routes(site: Flask, world: World) -> list[tuple[str, str, str]]:
    """Return (endpoint, method, address) of every route of hiring, and of every route about a run."""
    adapter = site.url_map.bind("localhost")
    found = []
    for rule in site.url_map.iter_rules():
        about_run = rule.arguments == {"simulation_id"}
        if rule.endpoint.split(".")[0] in BLUEPRINTS or about_run:
            values = {name: world.values[name] for name in rule.arguments}
            found += [
                (rule.endpoint, method, adapter.build(rule.endpoint, values, method=method))
                for method in sorted((rule.methods or set()) & {"GET", "POST"})
            ]
    return sorted(found, key=lambda one: (one[0] in LAST, one))


def asked(browser: Browser, method: str, address: str) -> str:
    """Return the answer in the words of ``wanted``."""
    response = browser.client.open(address, method=method, headers={"Sec-Fetch-Site": "same-origin"})
    place = response.headers.get("Location", "")
    if "/sign-in" in place:
        return "sign in"
    assert response.status_code < 500, (address, response.status_code)
    return {403: "no", 404: "none", 401: "sign in"}.get(response.status_code, "yes")


def kind_of(endpoint: str) -> str | None:
    return next((kind for kind, many in TABLE.items() if endpoint in many), None)


@pytest.mark.parametrize("actor", ACTORS)
def test_everybody_gets_what_the_table_says(site: Flask, world: World, actor: str) -> None:
    wrong = []
    for endpoint, method, address in routes(site, world):
        kind = kind_of(endpoint)
        if kind is None:
            continue
        got, right = asked(world.browsers[actor], method, address), wanted(kind, actor)
        if got != right:
            wrong.append(f"{method} {address} ({endpoint}): {got}, not {right}")
    assert wrong == []


@pytest.mark.parametrize("actor", [actor for actor in ACTORS if actor != "candidate"])
def test_a_candidates_run_is_nobody_elses(site: Flask, world: World, actor: str) -> None:
    about_run = [one for one in routes(site, world) if kind_of(one[0]) is None]
    assert len(about_run) > 8
    answers = {
        f"{method} {endpoint}": asked(world.browsers[actor], method, address)
        for endpoint, method, address in about_run
    }
    assert {where for where, got in answers.items() if got not in ("none", "no", "sign in")} == set()


def test_the_candidates_own_run_is_his(site: Flask, world: World) -> None:
    got = {
        one[0]: asked(world.browsers["candidate"], one[1], one[2])
        for one in routes(site, world)
        if one[0] == "simulations.show"
    }
    assert got == {"simulations.show": "yes"}


def test_every_route_of_hiring_stands_in_the_table(site: Flask) -> None:
    there = {rule.endpoint for rule in site.url_map.iter_rules() if rule.endpoint.split(".")[0] in BLUEPRINTS}
    assert there == {endpoint for many in TABLE.values() for endpoint in many}


def test_a_route_without_a_guard_is_seen(site: Flask, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Show that the table can fail: a file that anybody may open is none."""
    monkeypatch.setitem(site.view_functions, "candidates.file", lambda code: code)
    with pytest.raises(AssertionError, match=r"candidates\.file"):
        test_everybody_gets_what_the_table_says(site, world, "trainee")
