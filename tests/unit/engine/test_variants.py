"""Other seeds give other values, the same everywhere in the card."""

from simulator.content.library import Library
from simulator.engine.variants import vary


def test_seed_one_is_the_card_as_written(library: Library) -> None:
    for scenario_id in (card.id for card in library.scenarios):
        assert vary(library.scenario(scenario_id), 1) == library.scenario(scenario_id)


def test_a_drawn_value_replaces_the_literal_in_every_tool_and_text(library: Library) -> None:
    for scenario_id in (card.id for card in library.scenarios):
        card = library.scenario(scenario_id)
        other = vary(card, 7).model_dump_json(exclude={"variation"})
        for value in card.variation.values:
            if value.draw in ("id", "ip"):
                assert f" {value.value} " not in other, f"{scenario_id}: {value.value}"


def test_two_seeds_differ_and_one_seed_is_always_the_same(library: Library) -> None:
    for scenario_id in (card.id for card in library.scenarios):
        card = library.scenario(scenario_id)
        assert vary(card, 5) == vary(card, 5)
        assert vary(card, 5).contact.name != card.contact.name
