"""What ``simulator check`` finds beyond the shape of a file. Faults are put into a real card, one at a time."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from simulator.content.check import content_problems
from simulator.content.language import language_faults
from simulator.content.library import Library
from simulator.content.lints import card_faults
from simulator.content.references import World, reference_faults, triage_faults
from simulator.domain.scenario import Scenario

CARD = Library().scenario("SC-01")

Spoil = Callable[[dict[str, Any]], object]


def faults(spoil: Spoil, world: World | None = None) -> list[str]:
    plain = CARD.model_dump(mode="json")
    spoil(plain)
    card = Scenario.model_validate(plain)
    found = [
        *reference_faults(card, world or World()),
        *card_faults(card),
        *language_faults(card.model_dump()),
    ]
    return [f"{'.'.join(map(str, fault.path))}: {fault.what}; {fault.remedy}" for fault in found]


def put(*path: str | int, value: Any) -> Spoil:
    def spoil(plain: Any) -> None:
        for key in path[:-1]:
            plain = plain[key]
        plain[path[-1]] = value

    return spoil


def test_the_card_as_written_has_no_fault() -> None:
    assert faults(lambda _plain: None) == []


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (put("facts", 0, "id", value="F9"), "facts.0.id: `F9` stands where `F1` is due"),
        (put("facts", 0, "reveal", "tools", value=["K77"]), "facts.0.reveal.tools.0: no tool `K77`; "),
        (put("facts", 0, "reveal", "commands", value=["C8"]), "no command `C8`"),
        (put("facts", 1, "reveal", "needs", value=["F2"]), "facts.1.reveal.needs.0: no other fact `F2`"),
        (put("steps", 0, "needs", value=["K99"]), "steps.0.needs.0: no evidence or fact `K99`"),
        (put("tools", 0, "equals", value=["K1"]), "tools.0.equals.0: no other evidence `K1`"),
        (put("anger", "raises", 0, "when", value={}), "anger.raises.0.when: `R1` can never fire"),
        (put("anger", "raises", 0, "delta", value=-5), "`R1` moves anger the wrong way"),
        (put("anger", "raises", 0, "when", value={"steps": ["S99"]}), "anger.raises.0.when.steps.0: no step `S99`"),
        (put("facts", 0, "reveal", value={}) , "nobody can ever learn `F1`"),
        (put("opening", "en", value="My box at 8.8.8.8 is down"), "opening.en: `8.8.8.8` is a real address"),
        (put("opening", "en", value="See 2a00:1450::1"), "`2a00:1450::1` is a real address"),
        (put("opening", "ru", value="Не открывается shop.ru"), "opening.ru: `shop.ru` may be a real domain"),
        (put("opening", "en", value="Всё сломалось"), "opening.en: the English text holds Russian letters"),
        (put("opening", "ru", value="Everything is broken again"), "opening.ru: the Russian text holds no Russian"),
        (put("variation", "values", value=[{"value": "nowhere-42", "draw": "id"}]), "stands nowhere in the card"),
        (put("variation", "values", value=[{"value": "vm", "draw": "id"}]), "is too short to be replaced safely"),
    ],
)  # fmt: skip
def test_a_fault_in_a_card_is_found(spoil: Spoil, expected: str) -> None:
    assert any(expected in line for line in faults(spoil)), faults(spoil)


def test_the_cause_in_the_opening_is_a_leak() -> None:
    cause = CARD.cause.says.en[0]
    assert any(
        "opening.en: gives the cause away" in line
        for line in faults(put("opening", "en", value=f"So: {cause}"))
    )


def test_one_phrasing_under_two_facts_is_ambiguous_whatever_its_case_and_commas() -> None:
    phrase = CARD.facts[0].reveal.asks.en[0].upper() + ","  # type: ignore[union-attr]

    def spoil(plain: dict[str, Any]) -> None:
        plain["facts"][2]["reveal"]["asks"]["en"].append(phrase)

    assert any("also stands under `F1`" in line for line in faults(spoil))


def test_a_circle_of_needs_is_found() -> None:
    def spoil(plain: dict[str, Any]) -> None:
        plain["facts"][0]["reveal"]["needs"] = ["F2"]
        plain["facts"][1]["reveal"]["needs"] = ["F1"]

    found = faults(spoil)
    assert any("nobody can ever learn `F1`" in line for line in found)
    assert any("nobody can ever learn `F2`" in line for line in found)


@pytest.mark.parametrize(
    ("world", "expected"),
    [
        (
            World(personas=frozenset({"PE-JUNIOT"})),
            "persona: no persona `PE-JUNIOR`; did you mean `PE-JUNIOT`?",
        ),
        (World(plans=frozenset({"gold"})), "plan: no plan `business`; known: gold"),
        (World(articles=frozenset({"KB-0001"})), "articles.0: no article `"),
        (World(competencies=frozenset({"L1-Z01"})), "competencies.0: no competencie `"),
        (World(critical_fails=frozenset({"CF-99"})), "critical_fails.0: no critical fail `CF-"),
        (World(tools=frozenset({"telescope"})), "begins with no tool of the provider"),
    ],
)
def test_names_outside_the_card_must_exist(world: World, expected: str) -> None:
    assert any(expected in line for line in faults(lambda _plain: None, world))


def test_a_triage_set_sends_to_teams_the_provider_has() -> None:
    plan = Library().triage_set("TRI-01")
    found = list(triage_faults(plan, World(teams=frozenset({"L2-NET"}))))
    assert any(fault.what == "no team `INC-MGR`" for fault in found)
    assert not any("none" in fault.what or "L2-NET" in fault.what for fault in found)
    assert list(triage_faults(plan, World())) == []


def test_commands_and_ids_need_no_translation() -> None:
    plain = {"text": {"en": "ssh -v root@203.0.113.41", "ru": "ssh -v root@203.0.113.41"}}
    assert list(language_faults(plain)) == []


def test_an_english_text_may_quote_russian_words() -> None:
    assert (
        list(
            language_faults(
                {"text": {"en": "The page says «Нет доступа».", "ru": "Страница пишет «Нет доступа»."}}
            )
        )
        == []
    )


@pytest.mark.parametrize(
    "text", ["10.10.1.14", "192.0.2.7:22", "198.51.100.0/24", "169.254.169.254", "v1.24.0.1", "12:30:45"]
)
def test_documentation_and_private_addresses_are_fine(text: str) -> None:
    assert list(language_faults({"en": text})) == []


def test_a_spoiled_file_is_reported_with_its_line_and_the_others_are_still_checked(
    tmp_path: Path, root: Path
) -> None:
    cards = tmp_path / "scenarios" / "cards"
    cards.mkdir(parents=True)
    text = (root / "scenarios" / "cards" / "SC-01.yaml").read_text(encoding="utf-8")
    (cards / "SC-01.yaml").write_text(
        text.replace("persona: PE-JUNIOR", "persona: junior", 1), encoding="utf-8"
    )
    (cards / "SC-02.yaml").write_text(text, encoding="utf-8")
    (cards / "SC-03.yml").write_text(text, encoding="utf-8")
    found = [str(problem) for problem in content_problems(tmp_path)]
    line = text.splitlines().index("persona: PE-JUNIOR") + 1
    assert any(f"SC-01.yaml:{line}:1: `persona` is `junior`" in one for one in found)
    assert any("SC-02.yaml" in one and "the file of `SC-01` is called SC-02.yaml" in one for one in found)
    assert any("SC-03.yml:1:1: nothing reads this file" in one for one in found)
    assert any("scenarios/provider.yaml:1:1: the file is missing" in one for one in found)
