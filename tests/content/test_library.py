"""The shipped content: complete, consistent, solvable, and the same for the same seed."""

from pathlib import Path

import pytest

from simulator.content.check import content_problems
from simulator.content.library import Library
from simulator.content.schema import schema_folder, schemas
from simulator.content.shelf import SCENARIO
from simulator.domain.text import LANGUAGES
from simulator.errors import ContentError, NotFound
from simulator.paths import shipped_root
from simulator.rehearsal.exemplars import check_exemplars
from tests.shelves import LIBRARY, replayed

CARDS = [file.stem for file in SCENARIO.files(shipped_root())]
PUBLISHED = [card.id for card in LIBRARY.scenarios if card.state == "published"]


def test_the_shipped_content_has_no_problem(root: Path) -> None:
    assert [str(problem) for problem in content_problems(root)] == []


def test_the_schemas_for_editors_are_current(root: Path) -> None:
    written = {file.name: file.read_text(encoding="utf-8") for file in schema_folder(root).glob("*.json")}
    assert written == schemas(), "run `simulator schema`"


@pytest.mark.parametrize("scenario_id", PUBLISHED)
def test_a_better_exemplar_gets_the_better_grade(scenario_id: str) -> None:
    runs, problems = check_exemplars(LIBRARY, [scenario_id], replayed)
    assert [str(problem) for problem in problems] == []
    assert runs == 6


@pytest.mark.parametrize("scenario_id", CARDS)
def test_every_card_can_be_cast_in_both_languages_and_several_seeds(scenario_id: str) -> None:
    for language in LANGUAGES:
        for seed in (1, 2, 3):
            case = LIBRARY.case(scenario_id, language, seed)
            assert case == LIBRARY.case(scenario_id, language, seed)
            assert case.persona.id == case.voice.persona == case.scenario.persona


def test_seed_one_is_the_card_as_written() -> None:
    assert LIBRARY.case("SC-01", "en", 1).scenario == LIBRARY.scenario("SC-01")


def test_the_digest_changes_with_the_card_and_not_with_the_seed() -> None:
    digests = {LIBRARY.case("SC-01", "en", seed).digest for seed in (1, 2)}
    assert digests == {LIBRARY.digest("SC-01")}
    assert LIBRARY.digest("SC-01") != LIBRARY.digest("SC-02")


def test_an_unknown_card_is_not_found() -> None:
    with pytest.raises(NotFound, match="no scenario SC-98"):
        LIBRARY.scenario("SC-98")


def test_a_library_without_content_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"provider\.yaml:1:1: the file is missing"):
        Library.load(tmp_path)
