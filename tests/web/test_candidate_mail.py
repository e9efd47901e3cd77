"""Sending candidates their links from the interviewer's pages, where the installation sends mail."""

import re
from collections.abc import Iterator

import pytest

from simulator.app import Options, build_services
from simulator.content.library import Library
from simulator.domain.person import Person
from simulator.services import Services
from simulator.services.answering import Voices
from simulator.services.mail import Post, Smtp
from simulator.settings import Settings
from tests.browser import Browser
from tests.services.fixtures import HASHER, Bell, Clock
from tests.web.conftest import SignIn


@pytest.fixture
def services(
    settings: Settings, content: Library, clock: Clock, bell: Bell, voices: Voices
) -> Iterator[Services]:
    # Nobody answers the doorbell here, so the server is never asked.
    post = Post(Smtp("127.0.0.1", 9, security="none"), "hire@ladoga.example", "https://train.example", "s")
    options = Options(content=content, clock=clock, doorbell=bell, hasher=HASHER, voices=voices, post=post)
    made = build_services(settings, options)
    yield made
    made.close()


@pytest.fixture
def interviewer(sign_in: SignIn) -> Browser:
    return sign_in("igor")


@pytest.fixture
def vacancy(services: Services, igor: Person) -> str:
    return f"/hiring/{services.hiring.vacancies.make(igor, 'Night shift', 'l1', harder=False)}"


def test_a_sheet_sends_its_links_and_still_shows_them(interviewer: Browser, vacancy: str, bell: Bell) -> None:
    page = interviewer.get(vacancy)
    assert page.html.count('name="by_mail"') == 2
    form = {
        "how": "sheet",
        "csv": "name,email,language\nA One,a@people.example,en\nB Two,b@people.example,ru",
    }
    page = interviewer.post(f"{vacancy}/candidates", form | {"by_mail": "yes"}, status=200)
    assert len(re.findall(r"http://localhost/invitations/[\w-]+", page.html)) == 2
    assert "goes by e-mail to a@people.example" in page.html
    assert page.html.count("letter: waits") == 2
    assert len(bell.rung) == 2


def test_a_line_without_an_address_is_named_and_the_tick_stays(interviewer: Browser, vacancy: str) -> None:
    form = {"how": "sheet", "csv": "name,email\nA One,a@people.example\nB Two,", "by_mail": "yes"}
    page = interviewer.post(f"{vacancy}/candidates", form, status=422)
    assert "Line 2: there is no e-mail address to send the link to." in page.html
    assert 'name="by_mail" value="yes" checked' in page.html
    assert "Nobody is invited yet." in page.html


def test_a_link_is_sent_to_one_candidate_from_the_list(
    interviewer: Browser, vacancy: str, bell: Bell
) -> None:
    form = {
        "how": "one",
        "name": "A One",
        "email": "a@people.example",
        "language": "en",
        "time_factor": "1.0",
    }
    interviewer.post(f"{vacancy}/candidates", form, status=200)
    assert bell.rung == []
    page = interviewer.get(vacancy)
    found = re.search(r'action="(/candidates/\w+/link)"', page.html)
    assert found
    sent = interviewer.post(found[1], {"by_mail": "yes"}, status=200)
    assert "goes by e-mail to a@people.example" in sent.html
    assert len(bell.rung) == 1
    assert "letter: waits" in interviewer.get(vacancy).html
    interviewer.post(found[1].replace("/link", "/revocation"), {})
    assert "letter:" not in interviewer.get(vacancy).html


def test_who_has_no_address_gets_no_letter(interviewer: Browser, vacancy: str) -> None:
    form = {"how": "one", "name": "A One", "language": "en", "time_factor": "1.0"}
    interviewer.post(f"{vacancy}/candidates", form, status=200)
    page = interviewer.get(vacancy)
    found = re.search(r'href="/candidates/(\w+)"', page.html)
    assert found
    refused = interviewer.post(f"/candidates/{found[1]}/link", {"by_mail": "yes"}, status=422)
    assert "there is no e-mail address" in refused.html
