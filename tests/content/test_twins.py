"""Twins: an overlay laid over a card, checked like one, and of no use to whoever knows only the other by heart."""

import shutil
from pathlib import Path

import pytest

from simulator.content.check import content_problems
from simulator.content.library import Library
from simulator.content.overlay import merged, overlay_faults
from simulator.content.shelf import TWIN
from simulator.domain.scenario import Scenario
from simulator.domain.text import LANGUAGES
from simulator.domain.twin import Twin, is_twin, parent_of
from simulator.paths import shipped_root
from simulator.rehearsal.exemplars import check_exemplars, check_recitals, recite

LIBRARY = Library()
TWINS = [file.stem for file in TWIN.files(shipped_root())]
SEEDS = (1, 2, 9)


@pytest.mark.parametrize("twin", TWINS)
def test_a_better_exemplar_of_a_twin_gets_the_better_grade(twin: str) -> None:
    runs, problems = check_exemplars(LIBRARY, [twin])
    assert [str(problem) for problem in problems] == []
    assert runs == 6


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("twin", TWINS)
def test_who_knows_one_of_a_pair_by_heart_does_not_pass_with_the_other(twin: str, lang: str) -> None:
    parent = parent_of(twin)
    assert "pass" not in [recite(LIBRARY, parent, twin, lang, seed).grade.result for seed in SEEDS]
    assert "pass" not in [recite(LIBRARY, twin, parent, lang, seed).grade.result for seed in SEEDS]


def test_the_check_above_sees_a_twin_that_is_its_parent() -> None:
    class Same(Library):
        def scenario(self, scenario_id: str) -> Scenario:
            return super().scenario("SC-14" if scenario_id == "SC-14B" else scenario_id)

    found = check_recitals(Same(), ["SC-14B"])
    assert [problem.what for problem in found] == ["passes, word for word, on SC-14B too"] * 2


@pytest.mark.parametrize("twin", TWINS)
def test_a_twin_can_be_cast_wherever_its_parent_is_drawn(twin: str) -> None:
    families = LIBRARY.assessments[0].families
    drawn = [one for family in vars(families).values() for one in family if one.scenario == parent_of(twin)]
    for one in drawn:
        for lang in LANGUAGES:
            for seed in SEEDS:
                case = LIBRARY.case(twin, lang, seed, "exam", one.modifiers)
                assert case.scenario.id == twin
    assert LIBRARY.digest(twin) != LIBRARY.digest(parent_of(twin))


def test_twins_are_in_no_list_of_cards() -> None:
    assert not [card.id for card in LIBRARY.scenarios if is_twin(card.id)]
    assert [card.id for card in LIBRARY.twins] == TWINS
    assert [card.id for card in LIBRARY.twins_of("SC-14")] == [
        one for one in TWINS if parent_of(one) == "SC-14"
    ]
    assert LIBRARY.twins_of("SC-14B") == ()


def test_an_overlay_merges_mappings_and_parts_and_replaces_the_rest() -> None:
    below = {
        "a": {"x": 1, "y": [1, 2]},
        "parts": [{"id": "K1", "out": "o", "also": ["b"]}, {"id": "K2", "out": "p"}],
    }
    above = {
        "a": {"y": [3]},
        "parts": [
            {"id": "K3", "out": "n"},
            {"id": "K1", "also": ["c"]},
            {"id": "K2", "whole": True, "cmd": "q"},
        ],
    }
    assert merged(below, above).value == {
        "a": {"x": 1, "y": [3]},
        "parts": [
            {"id": "K1", "out": "o", "also": ["c"]},
            {"id": "K2", "cmd": "q"},
            {"id": "K3", "out": "n"},
        ],
    }
    assert merged(below, {"parts": [{"id": "K1", "drop": True}]}).value["parts"] == [{"id": "K2", "out": "p"}]
    assert merged(below, {"parts": []}).value["parts"] == []


def test_what_is_not_there_cannot_be_dropped() -> None:
    found = list(
        overlay_faults({"parts": [{"id": "K1"}]}, {"parts": [{"id": "K7", "drop": True, "out": "x"}]}, ())
    )
    assert [(fault.path, fault.what) for fault in found] == [
        (("parts", 0), "`K7` is not there to be dropped"),
        (("parts", 0), "`K7` is dropped and changed at once"),
    ]


def test_a_twin_belongs_to_its_parent() -> None:
    with pytest.raises(ValueError, match="SC-15B` is no twin of SC-14; write id: SC-14B"):
        Twin.model_validate({"of": "SC-14", "id": "SC-15B", "changes": {"slug": "x"}})


@pytest.fixture
def copied(tmp_path: Path, root: Path) -> Path:
    """Return a content folder with two cards and one twin, and nothing else that they could name."""
    for name in ("cards/SC-01", "cards/SC-14", "twins/SC-14B"):
        file = tmp_path / "scenarios" / f"{name}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(root / "scenarios" / f"{name}.yaml", file)
    return tmp_path


def told(base: Path, old: str, new: str) -> list[str]:
    """Return the problems of SC-14B after a change of its text."""
    file = base / "scenarios" / "twins" / "SC-14B.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return [str(problem) for problem in content_problems(base, [file])]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("of: SC-14\n", "of: SC-94\n", "SC-14B.yaml:3:1: `SC-14B` is no twin of SC-94"),
        ("changes:\n", "changes:\n  difficulty: 3\n", "SC-14B.yaml:6:3: `difficulty` is other than in SC-14"),
        ("changes:\n", "changes:\n  channel: phone\n", "or write `differs: [channel]`"),
        ("changes:\n", "changes:\n  category: sea\n", "SC-14B.yaml:6:3: `category` is `sea`"),
        ("      where: internal\n", "", "`where` is missing in `tools[7]`"),
        ("      needs: [K8]\n", "      needs: [K9]\n", "no evidence or fact `K9`"),
        ('also: ["opsview lb lb-90d listeners"', 'also: ["opsview cert crt-55e"', "also gives `K3`"),
        ("changes:\n", "changes:\n  articles: [{id: W, drop: true}]\n", "is not there to be dropped"),
    ],
)
def test_a_problem_of_a_twin_names_its_line(copied: Path, old: str, new: str, said: str) -> None:
    found = told(copied, old, new)
    assert [line for line in found if said in line], found


def test_a_problem_that_comes_of_the_parents_line_names_that(copied: Path) -> None:
    # Nothing in the merged card names the machine any more, but the parent still has it drawn.
    for old, new in (("(vm-5c1)", "(ok)"), ("(vm-5c1)", "(ok)"), (", vm-5c1, crt", ", crt")):
        told(copied, old, new)
    found = told(copied, "  resources:\n", "  resources:\n    - {id: vm-5c1, drop: true}\n")
    assert any(
        "scenarios/cards/SC-14.yaml" in line and "`vm-5c1` stands nowhere in the card (in SC-14B)" in line
        for line in found
    ), found


def test_a_card_of_its_own_has_no_letter(copied: Path) -> None:
    cards = copied / "scenarios" / "cards"
    text = (cards / "SC-01.yaml").read_text(encoding="utf-8")
    (cards / "SC-01C.yaml").write_text(text.replace("id: SC-01\n", "id: SC-01C\n"), encoding="utf-8")
    found = [str(one) for one in content_problems(copied, [cards / "SC-01C.yaml"])]
    assert any("`SC-01C` is the id of a twin; write it as one, in scenarios/twins" in line for line in found)
