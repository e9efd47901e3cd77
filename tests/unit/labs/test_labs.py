"""Every lab walked: right ways reach all goals, wrong ones do not; other seeds give other values."""

import pytest

from simulator.domain.lab import Answer, Lab, Way
from simulator.labs.answers import is_right
from simulator.labs.scoring import BROKEN, Score, scored
from simulator.labs.session import Session, played
from tests.shelves import LIBRARY

LABS = {lab.id: lab for lab in LIBRARY.labs}
SEEDS = (1, 2, 3, 11, 4711)
RIGHT = [(name, n) for name, lab in LABS.items() for n in range(len(lab.right))]
WRONG = [(name, n) for name, lab in LABS.items() for n in range(len(lab.wrong))]


def walked(lab: Lab, seed: int, way: Way) -> Score:
    return scored(played(lab, seed, way.commands(lab.first)), way.answers)


def missed(made: Score) -> set[str]:
    return {one.goal.id for one in made.goals if not one.holds} | {one.id for one in made.broken}


def test_there_are_twelve_labs_and_two_practicals() -> None:
    assert sorted(LABS) == [*(f"LAB-{n:02}" for n in range(1, 13)), "PRAC-01", "PRAC-02"]
    for name, lab in LABS.items():
        assert lab.timed == name.startswith("PRAC")
        assert len(lab.hints) == (0 if lab.timed else 3)
        assert lab.minutes == 60 or not lab.timed


def test_labs_prove_what_the_role_says_they_prove() -> None:
    for competency in LIBRARY.career_paths[0].competencies:
        named = {one for one in competency.evidence if one.startswith(("LAB", "PRAC"))}
        assert named == {name for name, lab in LABS.items() if competency.id in lab.competencies}, (
            competency.id
        )


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("name", "n"), RIGHT)
def test_a_right_way_reaches_every_goal(name: str, n: int, seed: int) -> None:
    lab = LABS[name].varied(seed)
    made = walked(lab, seed, lab.right[n])
    assert missed(made) == set()
    assert made.passed
    assert made.worth == dict.fromkeys(lab.competencies, 1.0)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("name", "n"), WRONG)
def test_a_wrong_way_fails_where_it_says(name: str, n: int, seed: int) -> None:
    lab = LABS[name].varied(seed)
    made = walked(lab, seed, lab.wrong[n])
    assert set(lab.wrong[n].fails) <= missed(made)
    assert not made.passed


def test_there_are_two_different_right_ways_of_every_lab() -> None:
    for lab in LABS.values():
        assert len({way.commands(lab.first) for way in lab.right}) >= 2, lab.id


@pytest.mark.parametrize("name", sorted(LABS))
def test_doing_nothing_passes_nothing(name: str) -> None:
    lab = LABS[name]
    made = scored(Session(lab, 1), {})
    assert made.broken == ()
    assert made.total < 0.35
    assert not made.passed


@pytest.mark.parametrize("name", sorted(LABS))
def test_answers_alone_do_not_pass_what_must_be_seen(name: str) -> None:
    lab = LABS[name]
    made = scored(Session(lab, 1), lab.right[0].answers)
    assert not made.passed


@pytest.mark.parametrize("name", sorted(LABS))
def test_another_seed_gives_other_values_and_the_same_seed_the_same(name: str) -> None:
    lab = LABS[name]
    again = [lab.varied(seed).model_dump_json() for seed in (1, 2, 3)]
    assert len(set(again)) == 3
    assert again == [lab.varied(seed).model_dump_json() for seed in (1, 2, 3)]
    lines = lab.varied(2).right[0].commands(lab.first)
    one, other = (played(lab.varied(2), 2, lines) for _ in range(2))
    assert one.entries == other.entries


def test_what_must_not_happen_is_said_at_once_and_leaves_little() -> None:
    lab = LABS["LAB-03"].varied(1)
    session = Session(lab, 1)
    place = lab.right[0].do[2].split()[-1]  # type: ignore[index]
    entry = session.type("web", f"sudo chmod -R 777 {place}")
    assert [one.id for one in entry.broke] == ["f1"]
    assert session.type("web", f"sudo chmod -R 777 {place}").broke == ()
    for line in lab.right[0].commands("web"):
        session.type(*line)
    made = scored(session, {})
    assert all(one.holds for one in made.goals)
    assert made.total == BROKEN
    assert set(made.worth.values()) == {BROKEN}
    assert not made.passed


@pytest.mark.parametrize(
    ("answer", "text", "right"),
    [
        ({"accept": ["/srv/a.log"]}, " `/srv/a.log`. ", True),
        ({"accept": ["/srv/a.log"]}, "/srv/b.log", False),
        ({"accept": ["HIT"]}, "hit", True),
        ({"accept": ["Ещё"]}, "еще", True),
        ({"accept": ["42"], "kind": "number"}, "42 lines", True),
        ({"accept": ["42"], "kind": "number"}, "41 or 42", False),
        ({"accept": ["42"], "kind": "number", "give": 2}, "40", True),
        ({"accept": ["1.5"], "kind": "number"}, "1,5", True),
        ({"accept": ["03 07"], "kind": "set"}, "7, 3", True),
        ({"accept": ["03 07"], "kind": "set"}, "3 и 7", True),
        ({"accept": ["03 07"], "kind": "set"}, "3", False),
        ({"accept": ["07:41"], "kind": "moment"}, "at 7:41:05 UTC", True),
        ({"accept": ["07:41"], "kind": "moment"}, "08:41", False),
        ({"accept": ["07:41"], "kind": "moment", "give": 5}, "07:45", True),
        ({"accept": ["07:41"], "kind": "moment"}, "in the morning", False),
        ({"accept": ["2"], "kind": "number"}, "", False),
    ],
)
def test_answers_are_compared_by_what_they_mean(answer: dict[str, object], text: str, right: bool) -> None:
    assert is_right(Answer.model_validate(answer), text) is right
