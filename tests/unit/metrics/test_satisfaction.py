import pytest

from simulator.metrics.satisfaction import Mood, expected_reopen, predicted_csat


@pytest.mark.parametrize(
    ("mood", "score"),
    [
        (Mood(outcome=1, tone=3.6, anger=20, wait=0, effort=0.2 * 6, trust=75), 5.0),
        (Mood(outcome=1, tone=2.4, anger=45, wait=0.3, effort=0.5 * 6, trust=50), 3.9),
        (Mood(outcome=0.5, tone=3.4, anger=35, wait=0, effort=0.3 * 6, trust=65), 4.08),
        (Mood(outcome=-1, tone=1, anger=85, wait=0.5, effort=0.8 * 6, trust=30), 1.0),
    ],
)
def test_the_worked_checks_of_the_formula(mood: Mood, score: float) -> None:
    assert predicted_csat(mood) == pytest.approx(score, abs=0.06)


def test_the_prediction_stays_between_one_and_five() -> None:
    assert predicted_csat(Mood(1, 4, 0, 0, 0, 100)) == 5
    assert predicted_csat(Mood(-1, 0, 100, 9, 99, 0)) == 1


def test_expected_reopen_adds_up() -> None:
    assert expected_reopen(addressed=True, verified=True, clear_step=True) == pytest.approx(0.03)
    assert expected_reopen(addressed=False, verified=False, clear_step=False) == pytest.approx(0.53)
