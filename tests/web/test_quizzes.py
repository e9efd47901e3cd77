"""Quizzes in a browser without a screen."""

from tests.browser import Browser
from tests.web.conftest import SignIn


def test_a_quiz_from_the_list_to_its_explained_result(trainee: Browser, sign_in: SignIn) -> None:
    page = trainee.get("/quizzes")
    form = page.form("/quizzes/QZ-05/attempts")
    trainee.submit(form, {})
    assert trainee.response is not None
    address = trainee.response.headers["Location"]
    attempt = trainee.get(address)
    assert len(attempt.all("fieldset")) == 10
    trainee.submit(attempt.form(address), {})
    result = trainee.get(address)
    assert "0 %" in result.html
    assert result.html.count('class="explained"') == 10
    trainee.post(address, {}, status=409)
    sign_in("boris").get(address, status=404)


def test_an_unknown_quiz_is_not_found(trainee: Browser) -> None:
    trainee.post("/quizzes/QZ-77/attempts", {}, status=404)
