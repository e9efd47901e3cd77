"""Today, matrix, cells, gates and cohorts in a browser without a screen."""

import pytest

from simulator.domain.person import Person
from simulator.services import Services
from simulator.services.demo.playing import play_exemplar
from tests.browser import Browser
from tests.web.conftest import SignIn


@pytest.fixture
def leader(sign_in: SignIn) -> Browser:
    return sign_in("lena")


@pytest.fixture
def graded(services: Services, anna: Person) -> str:
    play_exemplar(services, anna, ("SC-01", "average", "ru"))
    services.grading.work_off()
    return services.simulations.history(anna)[0].simulation_id


def test_a_trainee_lands_on_today_with_three_things_to_do(trainee: Browser) -> None:
    trainee.get("/", status=303)
    page = trainee.follow()
    assert "Three things to do now" in page.html
    assert len([link for link in page.all("a") if link.get("class") == "now-link"]) == 3


def test_a_cell_opens_the_very_moments_that_earned_it(trainee: Browser, anna: Person, graded: str) -> None:
    matrix = trainee.get("/matrix")
    cells = [a for a in matrix.all("a") if "/competencies/" in a.get("href")]
    assert len(cells) >= 56
    page = trainee.get(f"/people/{anna.id}/competencies/L1-S04")
    moments = [a.get("href") for a in page.all("a") if f"/simulations/{graded}/report#e-" in a.get("href")]
    assert moments
    report = trainee.get(moments[0].split("#")[0])
    assert report.all("li", id=moments[0].split("#")[1])


def test_a_cohort_from_its_form_to_its_board_and_sheet(leader: Browser, anna: Person) -> None:
    page = leader.post("/cohorts", {"name": "March", "starts": "soon", "people": "anna"}, status=422)
    assert "2026-03-02" in page.one("p", role="alert").text
    assert 'value="anna" checked' in page.html
    leader.post("/cohorts", {"name": "March", "starts": "2026-03-01"}, status=422)
    leader.post("/cohorts", {"name": "March", "starts": "2026-03-01", "people": "anna"})
    board = leader.follow()
    assert "People and competencies" in board.html
    assert leader.response is not None
    sheet = next(a.get("href") for a in board.all("a") if a.get("href").endswith("levels.csv"))
    leader.get(sheet, check=False)
    assert leader.response.mimetype == "text/csv"


def test_a_lead_signs_observes_and_the_trainee_answers(
    leader: Browser, trainee: Browser, anna: Person
) -> None:
    person = f"/people/{anna.id}"
    leader.post(f"{person}/gates/G0", {"verdict": "extended", "comment": "Not yet."}, status=422)
    leader.post(f"{person}/gates/G0", {"verdict": "extended", "comment": "Not yet.", "until": "2026-04-01"})
    leader.post(
        f"{person}/observations",
        {"competency": "L1-S05", "kind": "lead", "score": "many", "note": "x"},
        status=422,
    )
    leader.post(
        f"{person}/observations", {"competency": "L1-S05", "kind": "lead", "score": "80", "note": "Listened."}
    )
    leader.post(f"{person}/absences", {"since": "2026-03-05", "until": "2026-03-04"}, status=422)
    leader.post(f"{person}/buddy", {"buddy": "nobody"}, status=422)
    mine = trainee.get("/matrix")
    assert "Not yet." in mine.html
    form = next(f for f in mine.all("form") if f.get("action").endswith("/disagreement"))
    trainee.submit(form, {"text": "The quiz was down."})
    assert "The quiz was down." in leader.get(person).html


def test_a_log_is_written_on_today(trainee: Browser) -> None:
    trainee.post("/log", {"text": "A refused port is not a closed road."})
    assert "A refused port" in trainee.get("/today").html
    page = trainee.post("/log", {"text": "  "}, status=422)
    assert "Fill this in first" in page.html


@pytest.mark.parametrize("path", ["/cohorts", "/people/{anna}", "/people/{anna}/competencies/L1-S05"])
def test_pages_of_leads_are_not_everybodys(sign_in: SignIn, anna: Person, path: str) -> None:
    status = 404 if "competencies" in path else 403
    for login in ("boris", "igor"):
        sign_in(login).get(path.format(anna=anna.id), status=status)
