"""What somebody learnt by heart from one variant does not work in another: commands, packs, whole transcripts."""

from dataclasses import replace
from functools import cache
from itertools import permutations

import pytest

from simulator.domain.case import Case
from simulator.domain.draft import FINE, Finding
from simulator.domain.event import Escalated
from simulator.domain.run import Run
from simulator.domain.scenario import Scenario, Variation
from simulator.domain.text import LANGUAGES
from simulator.engine import play
from simulator.engine.environment import run_command
from simulator.exercises.drafting import drawn, scored
from simulator.grading.dossier import Dossier
from simulator.grading.pack import check_pack
from simulator.rehearsal.replay import Replayed
from simulator.services.drafts import READERS
from tests.shelves import LIBRARY, replayed, script_of

TEMPLATE = LIBRARY.assessments[0]
FAMILIES = {
    name: tuple(one.scenario for one in getattr(TEMPLATE.families, name) if not one.is_draft)
    for name in ("usual", "harder", "note", "trap")
}
DRAFTS = [one.scenario for one in TEMPLATE.families.trap if one.is_draft]
PARENTS = sorted({card for cards in FAMILIES.values() for card in cards})
CARDS = sorted([*PARENTS, *(twin.id for card in PARENTS for twin in LIBRARY.twins_of(card))])
SEEDS = (1, 2, 3, 9, 20, 40, 77)
PAIRS = tuple(permutations(SEEDS, 2))
WORDLESS = {("SC-19", "C1"), ("SC-19", "C2")}
"""Checks of the customer whose output is a service's own error wording and a length: nothing in it can be drawn."""
PAIR_SHARE = 0.5
"""Of pairs in which a check that only the customer can run must show something else. What he shows is always his own."""


def carried_over(a: Scenario, b_case: Case) -> list[str]:
    """Return the telling consoles of ``a`` whose command, typed literally in ``b``, prints the same."""
    run = Run.of(play.begin(b_case))
    return [
        f"{tool.id}: {command}"
        for tool in a.tools
        if tool.key
        for command in (tool.cmd, *tool.also)
        if run_command(b_case, run, command).text == tool.out.rstrip("\n")
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("card", CARDS)
def test_a_telling_command_of_one_variant_does_not_tell_the_same_in_another(card: str, lang: str) -> None:
    cases = {seed: LIBRARY.case(card, lang, seed) for seed in SEEDS}
    for a, b in PAIRS:
        assert carried_over(cases[a].scenario, cases[b]) == [], (a, b)


def test_the_check_above_sees_a_card_whose_values_are_not_drawn() -> None:
    card = LIBRARY.scenario("SC-55")
    stiff = card.model_copy(update={"variation": Variation()})
    b_case = replace(LIBRARY.case("SC-55", "en", 1), scenario=stiff)
    assert {line[:2] for line in carried_over(stiff, b_case)} == {tool.id for tool in card.tools if tool.key}


@pytest.mark.parametrize("card", CARDS)
def test_what_a_customer_shows_is_of_his_variant(card: str) -> None:
    cards = [LIBRARY.case(card, "en", seed).scenario for seed in SEEDS]
    for own in LIBRARY.scenario(card).commands:
        if not own.key or (card, own.id) in WORDLESS:
            continue
        shown = [next(one.out for one in variant.commands if one.id == own.id) for variant in cards]
        differ = [one != other for one, other in permutations(shown, 2)]
        assert sum(differ) / len(differ) >= PAIR_SHARE, own.id


@cache
def recited(card: str, lang: str, seed: int) -> Replayed:
    """Return the excellent run of seed 1, word for word and command for command, in another variant."""
    script = script_of(card, "excellent", lang)
    return replayed(LIBRARY, replace(script, header=script.header.model_copy(update={"seed": seed})))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("card", FAMILIES["note"])
def test_a_pack_of_one_variant_fails_in_another(card: str, lang: str) -> None:
    first, other = recited(card, lang, 1), recited(card, lang, 2)
    made = next(event for event in other.events if isinstance(event, Escalated))
    missing = check_pack(Dossier.of(other.case, other.events), made).missing
    assert check_pack(Dossier.of(first.case, first.events), made).missing == ()
    assert {"customer", "resources"} <= set(missing)
    assert len(missing) >= 3, missing


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("card", CARDS)
def test_a_transcript_learnt_by_heart_is_worth_less_in_another_variant(card: str, lang: str) -> None:
    own, other = recited(card, lang, 1).grade, recited(card, lang, 2).grade
    assert own.total is not None
    assert (other.total or 0) < own.total
    assert (other.rubric("D").score or 0) <= (own.rubric("D").score or 0)


@pytest.mark.parametrize("name", DRAFTS)
def test_the_key_of_one_draft_fails_in_another(name: str) -> None:
    check = LIBRARY.draft_check(name)
    draws = {seed: drawn(check, seed) for seed in range(2, 42)}
    differ = 0
    for a, b in permutations(draws, 2):
        if draws[a] == draws[b]:
            continue
        differ += 1
        learnt = Finding(
            verdicts={
                one.id: one.wrong.reason if one.wrong and one.id in draws[a] else FINE
                for one in check.sentences
            },
            worst=draws[a][0],
            rewrite=next(one.text.en for one in check.sentences if one.id == draws[a][0]),
        )
        assert scored(check, draws[b], learnt, READERS).total < check.pass_mark
    # A draft has four sentences: with one or two of them wrong, a quarter of all pairs are the same at most.
    assert differ / (len(draws) * (len(draws) - 1)) >= 0.7
